"""What a page or an action asks of the store: its statements, as they are sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from literacy.lib.db import Database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement that is sent until the block ends."""
    sent: list[str] = []

    def listen(*given: object) -> None:
        sent.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", listen)
    try:
        yield sent
    finally:
        event.remove(database.engine, "before_cursor_execute", listen)
