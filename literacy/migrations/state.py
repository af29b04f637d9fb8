"""Where the store stands in the history of its tables, and how it moves on: whole or not at all."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine
from sqlalchemy.engine import Connection


def schema_is_current(engine: Engine) -> bool:
    with engine.connect() as connection:
        return revision_of(connection) == newest()


def revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def known(revision: str) -> bool:
    """False for a revision of a newer program than this one."""
    return revision in {
        each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()
    }


def upgrade(engine: Engine) -> None:
    """Bring the tables up to date in one explicit transaction: a cut leaves the old ones."""
    options = {"sqlite_begin": "IMMEDIATE"}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        command.upgrade(_config(connection), "head")


def create_revision(engine: Engine, message: str) -> None:
    """Write a migration from the difference between the models and this store (for developers)."""
    with engine.connect() as connection:
        command.revision(_config(connection), message, autogenerate=True)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    if connection is not None:
        config.attributes["connection"] = connection
    return config
