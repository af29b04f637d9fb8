"""SQLite makes a changed table anew: who asked for a word is still known afterwards."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, text

from literacy.lib.db import Database
from literacy.migrations import state
from tests.make import NOW

OLD = (
    """insert into person (id, email, name, job, role, theme, created_at) values
       (1, 'maya@example.com', 'Maya', '', 'learner', 'auto', :now),
       (2, 'eve@example.com', 'Eve', '', 'learner', 'auto', :now)""",
    """insert into term_request (id, word, word_key, context, place, person_id, status, at) values
       (1, 'Lamp', 'lamp', '', '', 1, 'open', :now),
       (2, 'lamp', 'lamp', '', '', 2, 'open', :now),
       (3, 'Desk', 'desk', '', '', 2, 'answered', :now)""",
    """insert into term_request_vote (id, request_id, person_id, at) values
       (1, 1, 1, :now), (2, 1, 2, :now), (3, 2, 2, :now), (4, 3, 2, :now)""",
)
VOTES = [(1, 1, 1), (2, 1, 2), (3, 2, 2), (4, 3, 2)]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """As it was before requests could be accepted and joined."""
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(state._config(connection), "0008")
    with database.engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement), {"now": NOW.isoformat(sep=" ")})
    yield database
    database.dispose()


def votes(connection: Connection) -> list[tuple[int, int, int]]:
    asked = text("select id, request_id, person_id from term_request_vote order by id")
    return [tuple(row) for row in connection.execute(asked)]


def test_votes_outlive_the_upgrade(database: Database) -> None:
    state.upgrade(database.engine)

    with database.engine.connect() as connection:
        kept = votes(connection)
        found = connection.execute(text("select status, settled_at from term_request order by id"))
        statuses = found.all()
        broken = connection.execute(text("pragma foreign_key_check")).all()
    assert kept == VOTES
    assert statuses == [("open", None), ("declined", None), ("answered", None)]
    assert broken == []


def test_votes_outlive_the_way_back(database: Database) -> None:
    state.upgrade(database.engine)

    with database.engine.connect() as connection, connection.begin():
        command.downgrade(state._config(connection), "0008")
    with database.engine.connect() as connection:
        kept = votes(connection)

    assert kept == VOTES
