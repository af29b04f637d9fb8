"""Saying how sure one is changes no score; what was certain and wrong comes first in the retry."""

import pytest

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.quizzes.draw import candidates, redraw
from literacy.quizzes.standing import Standing
from tests import make
from tests.quizzes.banks import course, questions
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


def sat(maya: Sitting, confidence: str | None) -> Standing:
    """Three right and two wrong, each said to be this sure."""
    attempt = maya.start()
    while maya.at(attempt).current:
        right = maya.at(attempt).right < 3
        maya.answer(attempt, right=right, confidence=confidence)
    return maya.at(attempt)


@pytest.mark.parametrize("confidence", [None, "guessing", "fairly", "certain"])
def test_how_sure_somebody_was_changes_no_score(maya: Sitting, confidence: str | None) -> None:
    done = sat(maya, confidence)

    assert (done.attempt.right_count, done.attempt.passed) == (3, False)
    assert sum(place.first.score for place in done.places if place.is_right) == 3


def test_i_dont_know_counts_as_any_other_miss(maya: Sitting) -> None:
    attempt = maya.start()
    while at := maya.at(attempt).current:
        maya.answer(attempt, right=True, dont_know=at.number > 3)

    done = maya.at(attempt)
    assert (done.attempt.right_count, done.attempt.passed) == (3, False)


def test_what_was_certain_and_wrong_comes_first_in_the_retry(maya: Sitting) -> None:
    attempt = maya.start()
    for number in range(1, 6):
        confidence = "certain" if number in (3, 5) else "fairly"
        maya.answer(attempt, right=False, confidence=confidence)
        maya.answer(attempt, right=True)
    sure = {place.item for place in maya.at(attempt).places if place.was_sure_and_missed}

    again = maya.at(maya.start("missed"))

    assert len(sure) == 2
    assert set(again.attempt.stands_for[:2]) == sure


def test_a_retry_without_sureness_is_drawn_as_before() -> None:
    pool = candidates(questions())
    items = [each.item for each in pool[:4]]

    assert redraw(pool, items, seed=7) == redraw(pool, items, seed=7, first=())
    assert set(redraw(pool, items, seed=7, first=items[:2]).stands_for[:2]) == set(items[:2])
