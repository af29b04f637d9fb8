"""`literacy db`: the tables, their backups and the way back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from literacy.cli import SettingsLater
from literacy.lib.db import Database, in_words
from literacy.lib.errors import Conflict
from literacy.migrations import backup as copies
from literacy.migrations import state


@click.group()
def db() -> None:
    """Upgrade, back up and restore the database."""


@db.command(short_help="Bring the tables up to date.")
@click.pass_obj
def upgrade(settings: SettingsLater) -> None:
    """Bring the tables up to date; a copy of an embedded database is kept first."""
    database = Database(settings.get().database_url)
    click.echo(bring_up_to_date(database, settings.get().data))


def bring_up_to_date(database: Database, data: Path) -> str:
    """Upgrade if needed and say what was done; refuses a database of a newer program."""
    with in_words(database):
        return _brought_up_to_date(database, data)


def _brought_up_to_date(database: Database, data: Path) -> str:
    with database.engine.connect() as connection:
        before = state.revision_of(connection)
    if before == state.newest():
        return "The database is up to date."
    if before is not None and not state.known(before):
        raise Conflict(
            "This database was made by a newer version of Literacy. Install that version, "
            "or restore an older backup."
        )
    if before is not None and database.on_sqlite:
        copies.backup(database, data / "backups" / f"before-upgrade-{_stamp()}.db")
    state.upgrade(database.engine)
    return "The database was upgraded." if before else "The database was set up."


@db.command(short_help="Write a copy, and check that it opens.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.pass_obj
def backup(settings: SettingsLater, file: Path | None) -> None:
    """Write a copy to FILE (default: a dated file in the data folder) and check that it opens.

    The site may go on running. A PostgreSQL database is backed up with pg_dump.
    """
    target = file or settings.get().data / "backups" / f"literacy-{_stamp()}.db"
    counted = copies.backup(Database(settings.get().database_url), target)
    click.echo(f"Backed up to {target}: {counted} rows, checked.")


@db.command(short_help="Put a copy in the database's place.")
@click.argument("file", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace the present database without asking.")
@click.pass_obj
def restore(settings: SettingsLater, file: Path, yes: bool) -> None:
    """Put the backup FILE in place of the database; the present one is kept beside it.

    Stop the site first.
    """
    if not yes:
        click.confirm("Replace the present database with this backup?", abort=True)
    kept = copies.restore(Database(settings.get().database_url), file)
    click.echo(f"Restored from {file}." + (f" The old database is at {kept}." if kept else ""))


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
