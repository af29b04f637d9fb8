"""The locked room: a process of its own that runs one query at a time on a copy of the data.

It is started as a file, with `python -I` and an empty environment, so it imports nothing of this
package. It reads frames (four bytes of length, then the text) from its input and answers in
frames; when the input ends, so does it.
"""

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

try:
    import resource
except ImportError:  # Windows: the kill in the web process has to do
    resource = None  # type: ignore[assignment]

Limits = dict[str, Any]
Databases = dict[str, bytes]

# A name given with WITH: counting its rows reads a table that isn't in the list. The pluses that
# never step back keep this quick on a text made to be slow.
_NAMED = re.compile(
    r"\b(\w++)\s*+(?:\([^()]*+\)\s*+)?\bas\s*+(?:(?:not\s++)?materialized\s*+)?\(",
    re.IGNORECASE,
)
_NOBODY = 65534


def main() -> None:
    source, target = sys.stdin.buffer, sys.stdout.buffer
    setup = json.loads(read_frame(source) or b"{}")
    databases = {name: read_frame(source) or b"" for name in setup["databases"]}
    limits: Limits = setup["limits"]
    lock_room(limits)
    write_frame(target, b"{}")
    while (frame := read_frame(source)) is not None:
        asked = json.loads(frame)
        answer = run(databases[asked["database"]], asked["sql"], limits)
        write_frame(target, json.dumps(answer).encode())


def read_frame(source: BinaryIO) -> bytes | None:
    head = source.read(4)
    return source.read(int.from_bytes(head, "big")) if len(head) == 4 else None


def write_frame(target: BinaryIO, body: bytes) -> None:
    target.write(len(body).to_bytes(4, "big") + body)
    target.flush()


def lock_room(limits: Limits) -> None:
    """Give up, once and for good, what a query never needs."""
    if resource is None:
        return
    given = {
        "RLIMIT_AS": limits["memory_bytes"],
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NOFILE": limits["open_files"],
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
    }
    for name, most in given.items():
        _limit(name, most)
    os.nice(limits["nice"])
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)


def _limit(name: str, most: int) -> None:
    """Not every system knows or allows every limit; the kill in the web process always holds."""
    try:
        resource.setrlimit(getattr(resource, name), (most, most))
    except (AttributeError, ValueError, OSError):
        return


def allow_cpu(seconds: int) -> None:
    """So much more than was used so far; only the soft limit, since a hard one can't be raised."""
    if resource is not None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def run(database: bytes, sql: str, limits: Limits) -> Limits:
    """What the query returns, or SQLite's own words on why it does not."""
    allow_cpu(limits["cpu_seconds"])
    connection = sqlite3.connect(":memory:", isolation_level=None)
    started = time.monotonic()
    try:
        _furnish(connection, database, sql, limits)
        cursor = connection.execute(sql)
        return _result(cursor, limits) | {"ms": round((time.monotonic() - started) * 1000, 1)}
    except (sqlite3.Error, sqlite3.Warning, MemoryError, UnicodeError, ValueError) as error:
        return {"error": _words(error)}
    finally:
        connection.close()


def _words(error: Exception) -> str:
    return "out of memory" if isinstance(error, MemoryError) else str(error)


def _furnish(connection: sqlite3.Connection, database: bytes, sql: str, limits: Limits) -> None:
    connection.deserialize(database)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    heap = f"hard_heap_limit={limits['heap_bytes']}"
    for pragma in ("query_only=ON", "temp_store=MEMORY", "trusted_schema=OFF", heap):
        connection.execute(f"PRAGMA {pragma}")
    for name, most in limits["sqlite"].items():
        connection.setlimit(getattr(sqlite3, f"SQLITE_LIMIT_{name}"), most)
    connection.set_authorizer(_doorkeeper(sql, limits))
    until = time.monotonic() + limits["seconds"]
    connection.set_progress_handler(lambda: time.monotonic() > until, limits["steps_between_looks"])


def _doorkeeper(sql: str, limits: Limits) -> Callable[..., int]:
    """Lets through reading the lab's tables with the listed functions, and nothing else."""
    tables, functions = frozenset(limits["tables"]), frozenset(limits["functions"])
    named = {name.lower() for name in _NAMED.findall(sql)}
    named = {name for name in named if not name.startswith(("sqlite_", "pragma_"))}

    def allow(action: int, first: str | None, second: str | None, *_where: str | None) -> int:
        if action == sqlite3.SQLITE_SELECT:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and (first or "").lower() in tables:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and not second and (first or "").lower() in named:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in functions:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return allow


def _result(cursor: sqlite3.Cursor, limits: Limits) -> Limits:
    """The first rows, and how many there are in all if that can be told soon."""
    if cursor.description is None:
        return {"error": "nothing to run"}
    rows: list[list[object]] = []
    size = 0
    for row in cursor:
        cells = [_cell(value) for value in row]
        size += sum(len(cell.encode()) if isinstance(cell, str) else 8 for cell in cells)
        if len(rows) == limits["rows"] or size > limits["bytes"]:
            return _reply(cursor, rows, count=_rest(cursor, len(rows) + 1, limits))
        rows.append(cells)
    return _reply(cursor, rows, count=len(rows))


def _rest(cursor: sqlite3.Cursor, count: int, limits: Limits) -> int | None:
    """Counts on without keeping anything; a long way is not gone to its end."""
    try:
        for _row in cursor:
            count += 1
            if count > limits["rows_counted"]:
                return None
    except sqlite3.Error:
        return None
    return count


def _reply(cursor: sqlite3.Cursor, rows: list[list[object]], *, count: int | None) -> Limits:
    return {"columns": [each[0] for each in cursor.description], "rows": rows, "count": count}


def _cell(value: object) -> object:
    return f"({len(value)} bytes)" if isinstance(value, bytes) else value


if __name__ == "__main__":
    main()
