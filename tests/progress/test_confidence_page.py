"""The page on how sure somebody was: her own, from every place that asks."""

from collections.abc import Callable

import pytest

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.lessons.actions import answer_check
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.quizzes.banks import course
from tests.quizzes.sitting import Sitting
from tests.review.reviewing import Reviewing

SignIn = Callable[[Person], Browser]


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Reviewing:
    return Reviewing(database, course(shelf.catalogue), people.maya)


def test_before_anything_was_said_the_page_says_what_to_do(
    people: make.People, signed_in: SignIn
) -> None:
    page = words(signed_in(people.maya).get("/me/confidence"))

    assert "Not enough answers yet" in page
    assert "Go on with the course" in page


def test_answers_of_quiz_check_and_review_are_counted_and_nobody_elses(
    maya: Reviewing, people: make.People, signed_in: SignIn
) -> None:
    sitting = Sitting(maya.database, maya.catalogue, maya.who)
    attempt = sitting.start()
    sitting.answer(attempt, right=False, confidence="certain")
    sitting.answer(attempt, right=True, confidence="guessing")
    sitting.answer(attempt, right=True, confidence="certain")
    sitting.answer(attempt, dont_know=True, confidence="certain")
    while sitting.at(attempt).current:
        sitting.answer(attempt, right=True)
    maya.later(days=2)
    maya.answer(maya.areas()[0], confidence="fairly")
    question = next(iter(maya.catalogue.banks["why-caching"].items.values()))
    with maya.database.transaction() as saving:
        viewer = make.viewer(maya.who)
        answer_check(
            saving, viewer, question, answer=question.key(), confidence="fairly", now=maya.now
        )

    mine = words(signed_in(people.maya).get("/me/confidence"))
    hers = words(signed_in(people.eve).get("/me/confidence"))

    assert "Certain 1 of 2" in mine
    assert "Fairly sure 2 of 2" in mine
    assert "You said “I don’t know” 1 time." in mine
    assert "Certain 0 of 0" in hers


def test_the_picture_says_in_words_what_it_shows(
    maya: Reviewing, people: make.People, signed_in: SignIn
) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    for entry in maya.areas():
        maya.answer(entry, confidence="certain")

    page = signed_in(people.maya).get("/me/confidence").text

    assert "<desc" in page
    assert "Certain: 100% right of 2 answers." in page
    assert 'role="img"' in page


def test_no_manager_and_no_administrator_has_such_a_page_of_somebody(
    people: make.People, signed_in: SignIn
) -> None:
    for path in (f"/team/{people.campaigns.slug}", f"/admin/people/{people.maya.id}"):
        for who in (people.grace, people.rosa):
            assert "certain" not in words(signed_in(who).get(path)).lower()
