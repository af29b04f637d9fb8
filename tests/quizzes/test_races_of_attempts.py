"""Many sendings at the same moment: the store keeps one of each, whoever comes first."""

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.quizzes.actions import AnsweredElsewhere
from literacy.quizzes.models import Attempt, QuizAnswer
from tests import make
from tests.quizzes.banks import asked_at, course, key, send
from tests.quizzes.racing import at_once
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


def count(database: Database, model: type[Attempt] | type[QuizAnswer]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_thirty_starts_at_once_open_one_attempt(maya: Sitting) -> None:
    started = at_once(30, lambda number: maya.start(send_key=key(number)))

    assert len(set(started)) == 1
    assert count(maya.database, Attempt) == 1


def test_a_start_sent_twenty_times_is_one_attempt(maya: Sitting) -> None:
    started = at_once(20, lambda _number: maya.start(send_key=key(1)))

    assert len(set(started)) == 1
    assert count(maya.database, Attempt) == 1


def test_an_answer_sent_twenty_times_is_one_row_and_always_saved(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    standings = at_once(20, lambda _number: maya.record(attempt_id, send(place, asked)))

    assert [at.answered for at in standings] == [1] * 20
    assert count(maya.database, QuizAnswer) == 1


def test_of_ten_tabs_one_is_saved_and_the_others_are_told(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    results = at_once(
        10, lambda number: maya.record(attempt_id, send(place, asked, number=number + 1))
    )

    told = [each for each in results if isinstance(each, AnsweredElsewhere)]
    assert len(told) == 9
    assert count(maya.database, QuizAnswer) == 1


def test_the_last_answer_from_many_tabs_ends_the_attempt_once(maya: Sitting) -> None:
    attempt_id = maya.start()
    for _ in range(4):
        maya.answer(attempt_id)
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    at_once(10, lambda _number: maya.record(attempt_id, send(place, asked)))

    at = maya.at(attempt_id)
    assert (at.attempt.passed, at.attempt.right_count, at.answered) == (True, 5, 5)
