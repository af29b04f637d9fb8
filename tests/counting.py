"""What work costs, the same on every machine: the functions it calls, the statements it sends."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from literacy.lib.db import Database


def calls(work: Callable[[], object]) -> int:
    """Calls of Python's functions and of C's, while `work` runs in this thread."""
    counted = Counter[str]()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, kind, _given: counted.update([kind]))
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted["call"] + counted["c_call"]


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
