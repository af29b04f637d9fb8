"""What other pages may read of attempts: the learner's own facts, and what a manager may know."""

from dataclasses import fields
from typing import Any

import pytest
from sqlalchemy import event

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.quizzes.queries import Pass, QuizFacts, passes, quiz_facts
from tests import make
from tests.quizzes.banks import LESSON, course
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


def facts_of(maya: Sitting, *others: int) -> tuple[QuizFacts, ...]:
    with maya.database.reading() as session:
        return quiz_facts(session, [maya.who.id, *others])


def test_who_never_began_has_no_facts(maya: Sitting) -> None:
    assert facts_of(maya) == ()


def test_an_open_attempt_is_named(maya: Sitting) -> None:
    attempt_id = maya.start()

    (found,) = facts_of(maya)

    assert found == QuizFacts(maya.who.id, LESSON, None, 0, attempt_id, None)


def test_the_first_pass_stays_when_a_later_attempt_misses(maya: Sitting) -> None:
    maya.finish(maya.start(), right=4)
    first = maya.now
    maya.later(days=1)
    maya.finish(maya.start(), right=0)

    (found,) = facts_of(maya)

    assert (found.passed_at, found.finished, found.last_finished_at) == (first, 2, maya.now)


def test_practice_is_no_attempt_in_the_facts(maya: Sitting) -> None:
    maya.finish(maya.start(), right=3)
    maya.finish(maya.start("missed"), right=2)

    (found,) = facts_of(maya)

    assert (found.finished, found.passed_at) == (1, None)


def test_many_people_are_read_in_one_statement(maya: Sitting, people: make.People) -> None:
    for who in (people.maya, people.eve, people.ivan):
        sitting = Sitting(maya.database, maya.catalogue, who)
        sitting.finish(sitting.start(), right=5)
    seen: list[str] = []

    @event.listens_for(maya.database.engine, "before_cursor_execute")
    def count(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    found = facts_of(maya, people.eve.id, people.ivan.id)

    assert len(found) == 3
    assert len([each for each in seen if each.startswith("SELECT")]) == 1


def test_a_manager_can_know_the_lesson_and_the_day_and_nothing_else(maya: Sitting) -> None:
    maya.miss(1)
    maya.finish(maya.start(), right=4)

    with maya.database.reading() as session:
        found = passes(session, [maya.who.id])

    assert found == (Pass(maya.who.id, LESSON, maya.now),)
    assert [field.name for field in fields(Pass)] == ["person_id", "lesson", "passed_at"]


def test_who_did_not_pass_is_not_named_to_a_manager(maya: Sitting) -> None:
    maya.miss(1)
    maya.start()

    with maya.database.reading() as session:
        assert passes(session, [maya.who.id]) == ()
