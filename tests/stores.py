"""The stores that tests run on: a copied SQLite file, and a PostgreSQL cluster that is thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from literacy.lib.db import Database
from literacy.migrations.tables import METADATA

_USER = "postgres"
_FROM_ONE = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""


def binaries() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or in the newest of Debian's folders."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """A PostgreSQL server on a socket in a temporary folder; gives its address."""
    tools = binaries()
    if tools is None:
        _no_postgres("there are no PostgreSQL binaries on this machine")
    assert tools is not None
    folder = Path(tempfile.mkdtemp(prefix="literacy-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    data = folder / "data"
    try:
        _run(tools / "initdb", "-D", data, "-A", "trust", "--no-sync", "--locale=C.UTF-8")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        _run(tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        yield f"postgresql+psycopg://{_USER if os.geteuid() == 0 else os.environ.get('USER', '')}@/postgres?host={folder}"
        _run(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def emptied(url: str) -> Database:
    """The cluster's database with its tables and no rows, counting from one again."""
    database = Database(url)
    METADATA.create_all(database.engine)
    names = [table.name for table in METADATA.sorted_tables]
    asked = " UNION ALL ".join(
        f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names
    )
    with database.engine.begin() as connection:
        # Emptying each of some fifty tables took longer than most tests; few have any rows.
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for name in connection.execute(text(asked)).scalars().all():
            connection.execute(text(f'DELETE FROM "{name}"'))
        connection.execute(text(_FROM_ONE))
    return database


def _run(*command: object) -> None:
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        words = ["runuser", "-u", _USER, "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _no_postgres(reason: str) -> None:
    if os.environ.get("LITERACY_REQUIRE_POSTGRES") == "1":
        pytest.fail(f"LITERACY_REQUIRE_POSTGRES is set, but {reason}.")
    pytest.skip(reason)
