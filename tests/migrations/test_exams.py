"""Quizzes that span lessons came later: what was answered before them stays."""

from pathlib import Path

from alembic import command
from sqlalchemy import text

from literacy.lib.db import Database
from literacy.migrations import state
from tests.make import NOW


def test_answers_given_before_are_kept(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with database.engine.connect() as connection, connection.begin():
        command.upgrade(state._config(connection), "0002")
    with database.engine.begin() as connection:
        for statement in OLD:
            connection.execute(text(statement), {"now": NOW.isoformat(sep=" ")})

    state.upgrade(database.engine)

    with database.engine.connect() as connection:
        attempt = connection.execute(text("select quiz, stands_for, lesson_version from attempt"))
        answer = connection.execute(text("select item, edition from quiz_answer"))
        assert attempt.one() == ("why-caching", "[]", 1)
        assert answer.one() == ("ask-first", None)
    database.dispose()


OLD = (
    """insert into person (id, email, name, job, role, theme, created_at)
       values (1, 'maya@example.com', 'Maya', '', 'learner', 'auto', :now)""",
    """insert into attempt (id, key, person_id, quiz, kind, number, seed, bank_version, items,
       areas, right_needed, started_at)
       values (1, 'k', 1, 'why-caching', 'full', 1, 7, 'v', '["ask-first"]', '["a"]', 1, :now)""",
    """insert into quiz_answer (attempt_id, key, item, item_version, try_number, answer, complete,
       dont_know, score, correct, at)
       values (1, 'a', 'ask-first', 1, 1, '"x"', 1, 0, 1.0, 1, :now)""",
)
