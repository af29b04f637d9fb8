"""Copies of the embedded database by SQLite's own backup, never by copying the file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid


def backup(database: Database, target: Path) -> int:
    """Copy everything acknowledged so far to `target`; gives the number of rows in the copy."""
    source = _file_of(database)
    if target.exists():
        raise Conflict(f"{target} exists already. Choose another name.")
    _made(target)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    return _checked(target)


def restore(database: Database, file: Path) -> Path | None:
    """Put `file` in the database's place; gives where a replaced one is kept."""
    place = _file_of(database)
    _checked(file)
    kept = _set_aside(place) if place.exists() else None
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch(mode=0o600)
    with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(place)) as new:
        old.backup(new)
    return kept


def _file_of(database: Database) -> Path:
    name = database.engine.url.database
    if not database.on_sqlite or not name or name == ":memory:":
        raise Invalid("This is for the embedded database. Use pg_dump and pg_restore here.")
    return Path(name)


def _made(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        target.touch(mode=0o600)
    except OSError as refused:
        raise Invalid(f"{target} can't be written ({refused.strerror}).") from None


def _checked(file: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = _tables(copy)
            rows = sum(_count(copy, table) for table in tables)
    except sqlite3.DatabaseError:
        raise Invalid(f"{file} is not a Literacy database.") from None
    if verdict != "ok" or "person" not in tables:
        raise Invalid(f"{file} is not a whole Literacy database.")
    return int(rows)


def _tables(copy: sqlite3.Connection) -> list[str]:
    return [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


def _count(copy: sqlite3.Connection, table: str) -> int:
    return int(copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])  # noqa: S608


def _set_aside(place: Path) -> Path:
    """Fold the journal in, then move the file; the next free name beside it."""
    with closing(sqlite3.connect(place)) as current:
        current.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    number = 1
    while (kept := place.with_name(f"{place.stem}.before-restore-{number}{place.suffix}")).exists():
        number += 1
    place.rename(kept)
    for journal in (f"{place}-wal", f"{place}-shm"):
        Path(journal).unlink(missing_ok=True)
    return kept
