"""A crowd for measuring: the size asked for, the same each time, and never among people."""

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, select

from literacy.accounts.models import Membership, Person, Team
from literacy.cli import literacy
from literacy.content.shelf import Shelf
from literacy.demo.crowd import COLUMNS, Crowd, Size
from literacy.lib.db import Database
from literacy.migrations.tables import METADATA
from literacy.progress.mastery import mastery
from literacy.progress.outline import course_outline
from literacy.progress.queries import facts_of
from literacy.quizzes.models import Attempt, QuizAnswer
from tests import make


def bench(database: Database, *given: str) -> Result:
    url = database.engine.url.render_as_string(hide_password=False)
    return CliRunner().invoke(
        literacy, ["bench", "data", *given], env={"LITERACY_DATABASE_URL": url}
    )


def test_the_size_asked_for(database: Database, shelf: Shelf) -> None:
    done = bench(database, "--people", "60", "--teams", "3", "--answers", "1500")

    assert done.exit_code == 0, done.output
    assert "60 people in 3 teams, 300 attempts, 1,500 answers." in done.output
    with database.reading() as session:
        counts = [session.scalar(select(func.count()).select_from(each))
                  for each in (Person, Team, Membership, Attempt, QuizAnswer)]  # fmt: skip
        people = session.scalars(select(Membership.person_id)).all()
        course = course_outline(shelf.catalogue, today=make.NOW.date())
        standings = [mastery(course, facts) for facts in facts_of(session, people).values()]
    assert counts == [60 + 1, 3, 60, 300, 1500]
    assert 0 < sum(each.count_passed for each in standings) < 300


def test_a_store_with_people_in_it_is_left_alone(database: Database, people: make.People) -> None:
    done = bench(database, "--people", "5", "--teams", "1", "--answers", "50")

    assert done.exit_code == 1
    assert "holds people already" in str(done.exception)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_too_few_answers_are_refused(database: Database) -> None:
    done = bench(database, "--people", "100", "--teams", "1", "--answers", "10")

    assert done.exit_code == 1
    assert "more answers or fewer people" in str(done.exception)


def test_the_same_seed_makes_the_same_rows(shelf: Shelf) -> None:
    def rows(seed: int) -> list[tuple[str, tuple[object, ...]]]:
        until = datetime(2026, 11, 1, tzinfo=UTC)
        crowd = Crowd(shelf.catalogue, Size(3, 2, 150), until=until, seed=seed)
        return [*crowd.teams(), *(row for number in range(3) for row in crowd.person(number))]

    assert rows(1) == rows(1)
    assert rows(1) != rows(2)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_row_fills_its_columns(shelf: Shelf, table: str) -> None:
    crowd = Crowd(shelf.catalogue, Size(2, 2, 400), until=make.NOW)
    rows = [row for name, row in [*crowd.teams(), *crowd.person(0)] if name == table]

    assert rows
    assert {len(row) for row in rows} == {len(COLUMNS[table])}
    assert set(COLUMNS[table]) <= set(METADATA.tables[table].columns.keys())
