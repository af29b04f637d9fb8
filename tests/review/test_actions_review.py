"""What is kept of a review, and that it is kept once."""

from dataclasses import replace

import pytest
from fsrs import Rating
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.questions.question import AnswerMissing
from literacy.quizzes.models import Attempt
from literacy.review import actions, queries
from literacy.review.actions import AnsweredElsewhere
from literacy.review.models import ReviewAnswer, ReviewCard
from literacy.review.queue import A_DAY, Entry
from literacy.review.subjects import area, term
from tests import make
from tests.quizzes.banks import LESSON, bank, course
from tests.quizzes.sitting import Sitting
from tests.review.reviewing import Reviewing

AREA_A, AREA_B = area(LESSON, "a"), area(LESSON, "b")


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Reviewing:
    return Reviewing(database, course(shelf.catalogue), people.maya)


def stored(database: Database) -> list[ReviewAnswer]:
    with database.reading() as session:
        return list(session.scalars(select(ReviewAnswer).order_by(ReviewAnswer.id)))


def test_a_finished_quiz_makes_a_card_for_each_area(maya: Reviewing) -> None:
    maya.finish_quiz()

    assert set(maya.cards) == {AREA_A, AREA_B}
    assert {card.rating for card in maya.cards.values()} == {Rating.Good}
    assert maya.areas() == []


def test_an_unfinished_quiz_makes_none(maya: Reviewing) -> None:
    sitting = Sitting(maya.database, maya.catalogue, maya.who)
    sitting.answer(sitting.start())

    assert maya.cards == {}


def test_what_was_proved_comes_back_after_two_days_and_what_was_missed_tomorrow(
    maya: Reviewing,
) -> None:
    maya.finish_quiz(right=5)
    proved = {card.memory.due_on for card in maya.cards.values()}
    maya.later(minutes=20)
    maya.finish_quiz(right=0)

    assert {(day - maya.on).days for day in proved} == {2}
    assert {(card.memory.due_on - maya.on).days for card in maya.cards.values()} == {1}


def test_an_area_is_as_strong_as_its_weakest_answer(maya: Reviewing) -> None:
    sitting = Sitting(maya.database, maya.catalogue, maya.who)
    attempt = sitting.start()
    first = sitting.at(attempt).current
    sitting.answer(attempt, right=False, confidence="certain")
    sitting.answer(attempt, right=True)
    while sitting.at(attempt).current:
        sitting.answer(attempt, right=True)

    card, other = (
        maya.cards[area(LESSON, first.area)],
        maya.cards[AREA_B if first.area == "a" else AREA_A],
    )

    assert (card.rating, card.sure_and_wrong) == (Rating.Hard, True)
    assert (other.rating, other.sure_and_wrong) == (Rating.Good, False)


def test_practice_says_nothing_about_memory(maya: Reviewing) -> None:
    sitting = Sitting(maya.database, maya.catalogue, maya.who)
    sitting.finish(sitting.start(), right=3)
    before = maya.cards

    sitting.finish(sitting.start("missed"), right=2)

    assert maya.cards == before


def test_terms_of_the_lesson_are_asked_from_the_day_after(maya: Reviewing) -> None:
    maya.finish_quiz()
    same_day = maya.today.entries
    maya.later(days=1)
    lesson = maya.catalogue.lessons[LESSON]

    subjects = {entry.subject for entry in maya.today.entries}

    assert same_day == ()
    assert subjects <= {term(slug) for slug in lesson.terms}
    assert len(subjects) == 3


def test_a_right_answer_is_kept_and_moves_the_card_on(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    entry = maya.areas()[0]
    before = maya.cards[entry.subject]

    maya.answer(entry, confidence="fairly")

    card = maya.cards[entry.subject]
    assert card.turns == before.turns + 1
    assert card.memory.due_on > before.memory.due_on
    assert entry.subject not in {each.subject for each in maya.today.entries}


def test_a_wrong_answer_comes_back_tomorrow(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    entry = maya.areas()[0]

    maya.answer(entry, right=False)

    assert (maya.cards[entry.subject].memory.due_on - maya.on).days == 1


def test_i_dont_know_is_an_honest_answer_that_needs_no_choice(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    entry = maya.areas()[0]

    maya.answer(entry, dont_know=True, fields={}, confidence="certain")

    answer = stored(maya.database)[-1]
    assert (answer.dont_know, answer.correct, answer.answer) == (True, False, None)
    assert not maya.cards[entry.subject].sure_and_wrong


@pytest.mark.parametrize("right", [True, False], ids=["right", "wrong"])
@pytest.mark.parametrize("confidence", [None, "guessing", "fairly", "certain"])
def test_saying_how_sure_changes_no_mark(
    maya: Reviewing, right: bool, confidence: str | None
) -> None:
    maya.finish_quiz()
    maya.later(days=2)

    maya.answer(maya.areas()[0], right=right, confidence=confidence)

    answer = stored(maya.database)[-1]
    assert (answer.correct, answer.confidence) == (right, confidence)


def test_certain_and_quick_waits_longer_than_right_alone(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    first, second = maya.areas()

    maya.answer(first, confidence="certain", shown_at=maya.now)
    maya.answer(second, confidence="certain")

    days = [maya.cards[entry.subject].memory.due_on for entry in (first, second)]
    assert days[0] > days[1]


def test_what_was_certain_and_wrong_is_asked_first_the_next_day(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    wrong = maya.areas()[1]

    maya.answer(wrong, right=False, confidence="certain")
    maya.later(days=1)

    first = maya.today.entries[0]
    assert (first.subject, first.sure_and_wrong) == (wrong.subject, True)


def test_a_sibling_is_asked_and_never_what_was_just_seen(maya: Reviewing) -> None:
    maya.finish_quiz()
    seen: list[str] = []
    for _turn in range(8):
        maya.later(days=400)
        entry = next(each for each in maya.areas() if each.subject == AREA_A)
        before = maya.items_of(AREA_A)
        item = maya.asked(entry).item
        assert item not in before[-1]
        seen.append(item)
        maya.answer(entry)

    assert len(set(seen)) == 6
    assert len(set(seen[-6:])) == 6


def test_no_more_than_eight_answers_are_taken_in_a_day(maya: Reviewing) -> None:
    everything(maya)
    maya.later(days=100)

    taken = maya.finish()

    assert taken == A_DAY
    assert maya.today.next_on is not None


def everything(maya: Reviewing) -> None:
    """So many cards that a day could not hold them."""
    told = [
        maya.told(area(lesson.id, letter))
        for lesson in maya.catalogue.lessons.values()
        for letter in "ab"
    ]
    with maya.database.transaction() as saving:
        actions.keep_recalls(saving, maya.who.id, told)


def test_a_ninth_answer_is_refused_in_words(maya: Reviewing) -> None:
    everything(maya)
    maya.later(days=100)
    maya.finish()
    answered = {each.recall.subject for each in maya.given}
    other = next(card for card in maya.cards.values() if card.subject not in answered)

    with pytest.raises(Conflict, match="all for today"):
        maya.answer(Entry(other.subject, other.turns + 1))


def test_the_same_sending_counts_once(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    sent = maya.sending(maya.areas()[0])

    first, second = maya.record(sent), maya.record(sent)

    assert first == second
    assert len(maya.given) == 1


def test_a_second_tab_is_told_that_the_first_one_counts(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    entry = maya.areas()[0]
    other = maya.sending(entry, right=False)
    first = maya.answer(entry)

    with pytest.raises(AnsweredElsewhere) as told:
        maya.record(other)

    assert told.value.answer_id == first
    assert len(maya.given) == 1


def test_the_store_itself_takes_one_answer_for_a_turn(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    maya.answer(maya.areas()[0])
    *_told, answer = stored(maya.database)
    columns = ReviewAnswer.__table__.columns.keys()
    row = {name: getattr(answer, name) for name in columns if name != "id"}

    with pytest.raises(IntegrityError), maya.database.transaction() as saving:
        saving.add(ReviewAnswer(**{**row, "key": "another"}))


@pytest.mark.parametrize(
    "changes",
    [{"item": "another"}, {"turn": 3}, {"subject": area("no-such-lesson", "a")}],
    ids=["another question", "a turn to come", "a lesson that is not there"],
)
def test_an_answer_to_something_else_is_refused(
    maya: Reviewing, changes: dict[str, object]
) -> None:
    maya.finish_quiz()
    maya.later(days=2)

    with pytest.raises(Invalid, match="older than your review"):
        maya.answer(maya.areas()[0], **changes)


def test_what_is_not_due_can_not_be_answered_ahead(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    sent = maya.sending(maya.areas()[0])
    maya.later(days=-1)

    with pytest.raises(Invalid):
        maya.record(sent)


def test_an_answer_without_a_choice_is_asked_for(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)

    with pytest.raises(AnswerMissing):
        maya.answer(maya.areas()[0], fields={})

    assert maya.given == ()


def test_another_persons_answer_is_not_there(maya: Reviewing, people: make.People) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    answer = maya.answer(maya.areas()[0])

    with maya.database.reading() as session, pytest.raises(NotFound):
        queries.answer_for(session, make.viewer(people.eve), answer)


def test_another_persons_key_makes_no_answer_of_mine(maya: Reviewing, people: make.People) -> None:
    eve = Reviewing(maya.database, maya.catalogue, people.eve)
    for each in (maya, eve):
        each.finish_quiz()
        each.later(days=2)

    mine, hers = maya.answer(maya.areas()[0]), eve.answer(eve.areas()[0])

    assert mine != hers
    assert len(eve.given) == 1


def test_cards_made_again_from_the_answers_are_the_same(maya: Reviewing) -> None:
    maya.finish_quiz(right=3)
    for day in range(12):
        maya.later(days=1 + day)
        maya.finish(right=day % 3 != 0)
    before = maya.cards

    with maya.database.transaction() as saving:
        differed = actions.rebuild(saving, maya.who.id)

    assert differed == 0
    assert maya.cards == before
    assert len(before) > 5


def test_a_card_that_drifted_is_found_and_mended(maya: Reviewing) -> None:
    maya.finish_quiz()
    before = maya.cards
    with maya.database.transaction() as saving:
        saving.execute(update(ReviewCard).values(stability=99.0))

    with maya.database.transaction() as saving:
        differed = actions.rebuild(saving, maya.who.id)

    assert differed == 2
    assert maya.cards == before


def test_telling_the_same_quiz_twice_counts_once(maya: Reviewing) -> None:
    told = maya.told(AREA_A)
    for _twice in range(2):
        with maya.database.transaction() as saving:
            actions.keep_recalls(saving, maya.who.id, [told])

    assert maya.cards[AREA_A].turns == 1


def test_erasing_a_person_takes_the_cards_and_answers_along(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    maya.finish()

    with maya.database.transaction() as saving:
        saving.delete(saving.get(type(maya.who), maya.who.id))

    with maya.database.reading() as session:
        for model in (ReviewAnswer, ReviewCard, Attempt):
            assert session.scalars(select(model)).all() == []


def test_a_retired_question_is_not_asked(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    entry = maya.areas()[0]
    item = maya.asked(entry).item
    items = [
        replace(each, common=replace(each.common, retired=each.common.id == item))
        for each in maya.catalogue.banks[LESSON].items.values()
    ]

    maya.catalogue = course(maya.catalogue, bank(items))

    assert maya.asked(entry).item != item


def test_an_area_without_questions_rests(maya: Reviewing) -> None:
    maya.finish_quiz()
    maya.later(days=2)
    kept = [each for each in maya.catalogue.banks[LESSON].items.values() if each.common.area == "b"]

    maya.catalogue = course(maya.catalogue, bank(kept))

    assert [entry.subject for entry in maya.areas()] == [AREA_B]
