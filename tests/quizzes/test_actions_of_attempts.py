"""Beginning attempts and answering them, against a real store."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lessons.models import CheckAnswer
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid, NotFound, TooMany
from literacy.questions.question import AnswerMissing, Question
from literacy.quizzes.actions import AnsweredElsewhere
from literacy.quizzes.models import Attempt, QuizAnswer
from tests import make
from tests.quizzes.banks import (
    ALL_KINDS,
    asked_at,
    bank,
    course,
    fields,
    key,
    question,
    questions,
    send,
)
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


@pytest.fixture
def eve(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.eve)


def stored(sitting: Sitting, model: type[Attempt] | type[QuizAnswer]) -> int:
    with sitting.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def attempt_row(sitting: Sitting, attempt_id: int) -> Attempt:
    with sitting.database.reading() as session:
        return session.get_one(Attempt, attempt_id)


# Beginning


def test_an_attempt_keeps_its_seed_its_draw_and_the_rule_in_force(maya: Sitting) -> None:
    row = attempt_row(maya, maya.start(seed=4711))

    assert (row.seed, row.right_needed, row.number, row.bank_version) == (4711, 4, 1, "1")
    assert len(row.items) == len(row.areas) == 5


def test_beginning_twice_gives_the_attempt_that_is_open(maya: Sitting) -> None:
    assert maya.start() == maya.start()
    assert stored(maya, Attempt) == 1


def test_a_form_sent_again_after_the_end_gives_the_same_attempt(maya: Sitting) -> None:
    first = maya.start(send_key=key(1))
    maya.finish(first, right=5)

    assert maya.start(send_key=key(1)) == first
    assert stored(maya, Attempt) == 1


def test_two_people_may_send_the_same_key(maya: Sitting, eve: Sitting) -> None:
    assert maya.start(send_key=key(1)) != eve.start(send_key=key(1))


def test_a_second_attempt_asks_other_questions(maya: Sitting) -> None:
    first = maya.finish(maya.start(), right=5)

    second = maya.at(maya.start())

    assert not {place.item for place in first.places} & {place.item for place in second.places}
    assert second.attempt.number == 2


def test_a_question_met_in_the_lesson_is_drawn_last(maya: Sitting) -> None:
    met = [each for each in maya.bank.items if each.startswith("a-")][:3]
    with maya.database.transaction() as saving:
        saving.add_all(
            CheckAnswer(
                person_id=maya.who.id,
                item=f"cache-rules/{item}",
                item_version=1,
                answer="x",
                correct=True,
                at=make.NOW,
            )
            for item in met
        )

    drawn = attempt_row(maya, maya.start()).items

    assert not set(drawn) & set(met)


def test_a_thin_bank_begins_nothing(maya: Sitting) -> None:
    maya.catalogue = course(maya.catalogue, bank(questions(("single", "multiple"))))

    with pytest.raises(Conflict, match="in preparation"):
        maya.start()
    assert stored(maya, Attempt) == 0


def test_after_two_misses_in_a_row_a_draw_waits_ten_minutes(maya: Sitting) -> None:
    maya.miss(2)
    maya.later(minutes=9)

    with pytest.raises(TooMany, match="in 1 min") as wait:
        maya.start()
    assert wait.value.seconds == 60


def test_after_ten_minutes_the_draw_is_there(maya: Sitting) -> None:
    maya.miss(2)
    maya.later(minutes=10)

    assert attempt_row(maya, maya.start()).number == 3


def test_one_miss_asks_for_no_wait(maya: Sitting) -> None:
    maya.miss(1)

    assert attempt_row(maya, maya.start()).number == 2


def test_another_person_is_not_kept_waiting(maya: Sitting, eve: Sitting) -> None:
    maya.miss(2)

    assert attempt_row(eve, eve.start()).number == 1


# Only the missed


def test_only_what_was_missed_is_tried_again_with_siblings(maya: Sitting) -> None:
    before = maya.finish(maya.start(), right=3)

    practice = maya.at(maya.start("missed"))

    missed = {place.item: place.area for place in before.missed}
    assert set(practice.attempt.stands_for) == set(missed)
    assert not {place.item for place in practice.places} & set(missed)
    assert sorted(place.area for place in practice.places) == sorted(missed.values())


def test_practice_is_open_while_a_draw_waits(maya: Sitting) -> None:
    maya.miss(2)

    assert attempt_row(maya, maya.start("missed")).kind == "missed"


def test_practice_decides_nothing(maya: Sitting) -> None:
    maya.finish(maya.start(), right=4)

    row = attempt_row(maya, maya.finish(maya.start("missed"), right=1).attempt.id)

    assert (row.passed, row.right_count) == (None, 1)


def test_practice_without_a_miss_is_refused(maya: Sitting) -> None:
    maya.finish(maya.start(), right=5)

    with pytest.raises(Conflict, match="no missed question"):
        maya.start("missed")


def test_practice_leaves_out_what_was_withdrawn(maya: Sitting) -> None:
    before = maya.finish(maya.start(), right=0)
    gone = before.places[0].item
    kept = [each for each in questions() if each.common.id != gone]
    maya.catalogue = course(
        maya.catalogue, bank([*kept, question("a-new"), question("b-new", area="b")])
    )

    practice = maya.at(maya.start("missed"))

    assert set(practice.attempt.stands_for) == {p.item for p in before.places} - {gone}


# Answering


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_kind_is_asked_answered_and_marked(maya: Sitting, kind: str) -> None:
    maya.catalogue = course(maya.catalogue, bank(mostly(kind)))
    attempt_id = maya.start()

    at = maya.finish(attempt_id, right=5)

    assert at.right == 5
    assert attempt_row(maya, attempt_id).passed is True


def mostly(kind: str) -> list[Question]:
    """Six questions of this kind in each area, and the two other kinds that the gate asks for."""
    others = [each for each in ("single", "spot", "order") if each != kind][:2]
    many = [question(f"{area}-{n}", area=area, kind=kind) for area in "ab" for n in range(6)]
    return [*many, *questions(tuple(others))]


def test_an_answer_is_stored_when_it_is_given(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    maya.record(attempt_id, send(place, asked, confidence="fairly"))

    (kept,) = maya.at(attempt_id).places[0].tries
    assert (kept.answer, kept.confidence, kept.correct, kept.at) == (
        asked.key(),
        "fairly",
        True,
        make.NOW,
    )


def test_the_same_sending_twice_is_one_answer(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)
    sent = send(place, asked)

    first, second = maya.record(attempt_id, sent), maya.record(attempt_id, sent)

    assert first.answered == second.answered == 1
    assert stored(maya, QuizAnswer) == 1


def test_a_stale_tab_is_told_both_answers_and_changes_nothing(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)
    maya.record(attempt_id, send(place, asked, right=False))

    with pytest.raises(AnsweredElsewhere) as other:
        maya.record(attempt_id, send(place, asked, number=2))

    assert other.value.saved == asked.said(next(iter(asked.wrong_answers())))
    assert other.value.sent == asked.said(asked.key())
    assert stored(maya, QuizAnswer) == 1


def test_a_page_left_open_after_the_end_changes_nothing(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)
    maya.finish(attempt_id, right=0)

    with pytest.raises(AnsweredElsewhere) as other:
        maya.record(attempt_id, send(place, asked, number=2))

    assert other.value.saved == "I don’t know"
    assert attempt_row(maya, attempt_id).right_count == 0


def test_nothing_chosen_stores_nothing(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    with pytest.raises(AnswerMissing):
        maya.record(attempt_id, send(place, asked, fields={}))
    assert stored(maya, QuizAnswer) == 0


def test_a_question_of_another_draw_is_refused(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    with pytest.raises(Invalid, match="not part of the attempt"):
        maya.record(attempt_id, send(place, asked, item="somewhere-else"))


def test_a_question_can_not_be_answered_before_its_turn(maya: Sitting) -> None:
    attempt_id = maya.start()
    place = maya.at(attempt_id).places[3]

    with pytest.raises(Invalid, match="older than your attempt"):
        maya.record(attempt_id, send(place, maya.bank.items[place.item]))


def test_a_second_try_can_not_come_first(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    with pytest.raises(Invalid, match="older than your attempt"):
        maya.record(attempt_id, send(place, asked, try_number=2))


def test_somebody_elses_attempt_is_not_there(maya: Sitting, eve: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)

    with pytest.raises(NotFound) as others:
        eve.record(attempt_id, send(place, asked))
    with pytest.raises(NotFound) as nobodys:
        eve.record(attempt_id + 999, send(place, asked))
    assert str(others.value) == str(nobodys.value)
    assert stored(maya, QuizAnswer) == 0


def test_an_attempt_can_be_finished_eight_hours_later(maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id)
    maya.later(hours=8)

    maya.finish(attempt_id, right=5)

    row = attempt_row(maya, attempt_id)
    assert (row.passed, row.finished_at) == (True, maya.now)


@pytest.mark.parametrize(("right", "passed"), [(5, True), (4, True), (3, False), (0, False)])
def test_the_last_answer_ends_the_attempt(maya: Sitting, right: int, passed: bool) -> None:
    attempt_id = maya.start()

    maya.finish(attempt_id, right=right)

    row = attempt_row(maya, attempt_id)
    assert (row.right_count, row.passed) == (right, passed)


def test_the_attempt_stays_open_until_the_second_try_of_its_last_question(maya: Sitting) -> None:
    attempt_id = maya.start()
    for _ in range(4):
        maya.answer(attempt_id)

    maya.answer(attempt_id, right=False)

    assert attempt_row(maya, attempt_id).finished_at is None


def test_a_second_try_keeps_no_confidence(maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id, right=False, confidence="certain")

    at = maya.answer(attempt_id, confidence="certain")

    assert [each.confidence for each in at.places[0].tries] == ["certain", None]


def test_a_withdrawn_question_costs_the_learner_nothing(maya: Sitting) -> None:
    attempt_id = maya.start()
    place, asked = asked_at(maya.at(attempt_id), maya.bank)
    kept = [each for each in questions() if each.common.id != place.item]
    maya.catalogue = course(maya.catalogue, bank(kept))

    at = maya.record(attempt_id, send(place, asked))

    assert at.places[0].is_right
    assert at.places[0].is_withdrawn


def test_an_edited_bank_changes_no_result(maya: Sitting) -> None:
    attempt_id = maya.start()
    before = maya.finish(attempt_id, right=3)

    maya.catalogue = course(maya.catalogue, bank(questions(areas="b")))

    assert maya.at(attempt_id) == replace(before, attempt=maya.at(attempt_id).attempt)


# A story, step by step


@pytest.fixture
def story(maya: Sitting) -> Sitting:
    """Maya at an attempt whose questions are all stories, but for what the gate asks."""
    maya.catalogue = course(maya.catalogue, bank(mostly("scenario")))
    return maya


def at_a_story(story: Sitting) -> int:
    """An attempt whose open question is a story."""
    attempt_id = story.start()
    while asked_at(story.at(attempt_id), story.bank)[1].kind != "scenario":
        story.answer(attempt_id)
    return attempt_id


def step(story: Sitting, attempt_id: int, path: list[int], number: int) -> Any:
    place, asked = asked_at(story.at(attempt_id), story.bank)
    sent = send(place, asked, number=number, fields=fields(asked, path))
    return story.record(attempt_id, sent)


def test_a_story_grows_in_one_row(story: Sitting) -> None:
    attempt_id = at_a_story(story)
    rows = stored(story, QuizAnswer)

    step(story, attempt_id, [1], 71)
    at = step(story, attempt_id, [1, 0], 72)

    assert stored(story, QuizAnswer) == rows + 1
    assert [place.last.answer for place in at.places if place.last][-1] == [1, 0]
    assert at.right == at.answered


def test_a_step_sent_twice_is_one_step(story: Sitting) -> None:
    attempt_id = at_a_story(story)
    place, asked = asked_at(story.at(attempt_id), story.bank)
    sent = send(place, asked, number=71, fields=fields(asked, [1]))

    story.record(attempt_id, sent)
    at = story.record(attempt_id, sent)

    assert at.current is not None
    assert at.current.begun is not None
    assert at.current.begun.answer == [1]


def test_a_story_can_not_be_told_from_its_end(story: Sitting) -> None:
    attempt_id = at_a_story(story)

    with pytest.raises(Invalid, match="older than your attempt"):
        step(story, attempt_id, [1, 0], 71)


def test_a_story_can_not_be_told_in_two_ways(story: Sitting) -> None:
    attempt_id = at_a_story(story)
    step(story, attempt_id, [0], 71)

    with pytest.raises(AnsweredElsewhere):
        step(story, attempt_id, [1, 0], 72)


def test_a_story_given_up_is_done(story: Sitting) -> None:
    attempt_id = at_a_story(story)
    step(story, attempt_id, [1], 71)
    place, asked = asked_at(story.at(attempt_id), story.bank)

    at = story.record(attempt_id, send(place, asked, number=72, fields={}, dont_know=True))

    assert at.place_of(place.item).is_done
    assert not at.place_of(place.item).is_right
