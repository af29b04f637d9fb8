"""Many rows into an empty store at once: a transaction for each batch, COPY on PostgreSQL."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from literacy.demo.crowd import COLUMNS, Crowd, Row
from literacy.lib.db import Database

BATCH = 500
"""People whose rows are written together."""

Write = Callable[[Mapping[str, Sequence[Row]]], None]


def settle(database: Database, crowd: Crowd, *, each: Callable[[int], None]) -> None:
    """Write the whole crowd; `each` hears how many people were just written."""
    with _writer(database) as write:
        write(_gathered(crowd.teams()))
        for first in range(0, crowd.size.people, BATCH):
            numbers = range(first, min(first + BATCH, crowd.size.people))
            write(_gathered(row for number in numbers for row in crowd.person(number)))
            each(len(numbers))


def _gathered(rows: Iterator[tuple[str, Row]]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for table, row in rows:
        tables[table].append(row)
    return tables


@contextmanager
def _writer(database: Database) -> Iterator[Write]:
    with database.engine.connect() as connection:
        raw = connection.connection.driver_connection
        write = _by_insert(cast(Any, raw)) if database.on_sqlite else _by_copy(cast(Any, raw))
        yield write
        if not database.on_sqlite:
            _set_counters(cast(Any, raw))
        # Without fresh statistics, the store would plan as if it were empty.
        cast(Any, raw).execute("ANALYZE")
        cast(Any, raw).commit()


def _by_insert(raw: sqlite3.Connection) -> Write:
    # A crowd that was interrupted is made again; nothing in it is anybody's work.
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA cache_size=-400000")

    def write(tables: Mapping[str, Sequence[Row]]) -> None:
        raw.execute("BEGIN")
        for table, rows in tables.items():
            names = COLUMNS[table]
            places = ", ".join("?" * len(names))
            raw.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", rows)  # noqa: S608
        raw.execute("COMMIT")

    return write


def _by_copy(raw: Any) -> Write:
    def write(tables: Mapping[str, Sequence[Row]]) -> None:
        with raw.cursor() as cursor:
            # The texts of times name no zone, and mean UTC.
            cursor.execute("SET TIME ZONE 'UTC'")
            for table, rows in tables.items():
                with cursor.copy(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
        raw.commit()

    return write


def _set_counters(raw: Any) -> None:
    """Rows that came with their numbers leave the counters behind."""
    with raw.cursor() as cursor:
        for table in (name for name, columns in COLUMNS.items() if columns[0] == "id"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"  # noqa: S608
            )
    raw.commit()
