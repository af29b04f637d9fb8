"""Many sendings at the same moment: a turn of a card has one answer, whoever comes first."""

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.review import actions
from literacy.review.models import ReviewAnswer
from literacy.review.subjects import area
from tests import make
from tests.quizzes.banks import LESSON, course
from tests.quizzes.test_races_of_attempts import at_once
from tests.review.reviewing import Reviewing


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Reviewing:
    made = Reviewing(database, course(shelf.catalogue), people.maya)
    made.finish_quiz()
    made.later(days=2)
    return made


def count(maya: Reviewing) -> int:
    with maya.database.reading() as session:
        return session.scalar(select(func.count()).select_from(ReviewAnswer)) or 0


def test_the_same_form_sent_twenty_times_at_once_counts_once(maya: Reviewing) -> None:
    sent, before = maya.sending(maya.areas()[0]), count(maya)

    stored = at_once(20, lambda _number: maya.record(sent))

    assert len(set(stored)) == 1
    assert count(maya) == before + 1


def test_ten_tabs_at_once_make_one_answer_and_nine_are_told(maya: Reviewing) -> None:
    entry, before = maya.areas()[0], count(maya)
    sendings = [maya.sending(entry, right=number % 2 == 0) for number in range(10)]

    outcomes = at_once(10, lambda number: maya.record(sendings[number]))

    assert sum(isinstance(each, int) for each in outcomes) == 1
    assert count(maya) == before + 1


def test_a_quiz_and_a_review_at_the_same_moment_both_count(maya: Reviewing) -> None:
    entry = maya.areas()[0]
    sent, before = maya.sending(entry), maya.cards[entry.subject].turns
    told = maya.told(area(LESSON, entry.subject.area))

    def tell() -> None:
        with maya.database.transaction() as saving:
            actions.keep_recalls(saving, maya.who.id, [told])

    at_once(2, lambda number: tell() if number else maya.record(sent))

    with maya.database.transaction() as saving:
        assert actions.rebuild(saving, maya.who.id) == 0
    assert maya.cards[entry.subject].turns in (before + 1, before + 2)
