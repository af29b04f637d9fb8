"""A manager who stopped the digest before has said no, and is not asked again."""

from pathlib import Path

from alembic import command
from sqlalchemy import text

from literacy.lib.db import Database
from literacy.migrations import state
from tests.make import NOW

OLD = (
    """insert into person (id, email, name, job, role, theme, created_at) values
       (1, 'grace@example.com', 'Grace', '', 'manager', 'auto', :now),
       (2, 'theo@example.com', 'Theo', '', 'manager', 'auto', :now),
       (3, 'ivan@example.com', 'Ivan', '', 'author', 'auto', :now)""",
    """insert into stopped_news (person_id, kind, at) values
       (1, 'digest', :now), (2, 'reminder', :now), (3, 'digest', :now)""",
)


def test_a_no_of_before_stays_a_no(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(state._config(connection), "0010")
    with database.engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement), {"now": NOW.isoformat(sep=" ")})

    state.upgrade(database.engine)

    with database.engine.connect() as connection:
        asked = connection.execute(text("select person_id, kind, wanted from news_answer")).all()
    database.dispose()
    assert asked == [(1, "teams", 0)]
