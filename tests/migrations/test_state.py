"""The history of the tables leads to the tables of the models, whole or not at all."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid
from literacy.migrations import backup as copies
from literacy.migrations import state
from literacy.migrations.cli import bring_up_to_date
from literacy.migrations.tables import METADATA
from tests import make, stores


def empty(tmp_path: Path, name: str = "new.db") -> Database:
    return Database(f"sqlite:///{tmp_path / name}")


def test_the_migrations_lead_to_the_models(tmp_path: Path) -> None:
    database = empty(tmp_path)

    state.upgrade(database.engine)

    with database.engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True}
        differences = compare_metadata(
            MigrationContext.configure(connection, opts=options), METADATA
        )
    database.dispose()
    assert differences == []


@pytest.mark.postgres
def test_the_migrations_run_on_postgresql(postgres_url: str) -> None:
    database = Database(postgres_url)
    METADATA.drop_all(database.engine)

    state.upgrade(database.engine)

    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
    with database.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    database.dispose()
    assert differences == []
    stores.emptied(postgres_url).dispose()


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    database = empty(tmp_path)

    said = [bring_up_to_date(database, tmp_path) for _twice in range(2)]

    database.dispose()
    assert said == ["The database was set up.", "The database is up to date."]


def test_a_database_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    database = empty(tmp_path)
    state.upgrade(database.engine)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(Conflict, match="newer version of Literacy"):
        bring_up_to_date(database, tmp_path)
    database.dispose()


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1])
def test_an_upgrade_that_is_killed_leaves_the_old_tables_or_the_new(
    tmp_path: Path, delay: float
) -> None:
    file = tmp_path / "killed.db"
    work = (
        "import sys; from literacy.lib.db import Database; from literacy.migrations import state;"
        f"d = Database('sqlite:///{file}'); print('go', flush=True); state.upgrade(d.engine)"
    )
    process = subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()

    database = Database(f"sqlite:///{file}")
    tables = set(inspect(database.engine).get_table_names()) - {"alembic_version"}
    state.upgrade(database.engine)
    after = set(inspect(database.engine).get_table_names()) - {"alembic_version"}
    database.dispose()

    assert tables in (set(), set(METADATA.tables))
    assert after == set(METADATA.tables)


def test_a_backup_holds_everything_and_comes_back(tmp_path: Path) -> None:
    database = empty(tmp_path)
    state.upgrade(database.engine)
    with database.transaction() as saving:
        make.people(saving)
    copies.backup(database, tmp_path / "copy.db")
    with database.transaction() as saving:
        saving.execute(text("DELETE FROM person"))

    kept = copies.restore(database, tmp_path / "copy.db")

    again = empty(tmp_path)
    with again.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 5
    database.dispose()
    again.dispose()
    assert kept is not None
    assert kept.exists()
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


def test_a_backup_never_writes_over_a_file(tmp_path: Path) -> None:
    database = empty(tmp_path)
    state.upgrade(database.engine)
    (tmp_path / "mine.db").write_text("precious")

    with pytest.raises(Conflict, match="exists already"):
        copies.backup(database, tmp_path / "mine.db")
    database.dispose()
    assert (tmp_path / "mine.db").read_text() == "precious"


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00 but broken"])
def test_only_a_whole_database_is_restored(tmp_path: Path, content: bytes) -> None:
    database = empty(tmp_path)
    state.upgrade(database.engine)
    (tmp_path / "odd.db").write_bytes(content)

    with pytest.raises(Invalid, match="Literacy database"):
        copies.restore(database, tmp_path / "odd.db")
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0
    database.dispose()
