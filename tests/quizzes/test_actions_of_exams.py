"""Exams, placements and the final, begun and answered against a real store."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid, TooMany
from literacy.progress.facts import Examined
from literacy.progress.queries import facts_of
from literacy.quizzes import actions
from literacy.quizzes.models import Attempt
from literacy.quizzes.names import QuizKind
from literacy.quizzes.placing import Advice, advice
from literacy.review.models import ReviewCard
from tests import make
from tests.quizzes.banks import key, send
from tests.quizzes.modules import MODULE, Sitter, thinned, whole


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitter:
    return Sitter(database, whole(shelf.catalogue), people.maya)


def at_the(maya: Sitter, kind: QuizKind) -> Sitter:
    maya.kind = kind
    return maya


def row(maya: Sitter, attempt_id: int) -> Attempt:
    with maya.database.reading() as session:
        return session.get_one(Attempt, attempt_id)


# The exam


def test_an_exam_keeps_its_name_its_seed_and_the_rule_in_force(maya: Sitter) -> None:
    kept = row(maya, maya.start(seed=4711))

    assert (kept.quiz, kept.seed, kept.right_needed) == ("06-caching/exam", 4711, 10)
    assert len(kept.items) == 12


@pytest.mark.parametrize(("right", "passed"), [(12, True), (10, True), (9, False), (0, False)])
def test_ten_of_twelve_pass_an_exam(maya: Sitter, right: int, passed: bool) -> None:
    done = maya.finish(maya.start(), right=right)

    kept = row(maya, done.attempt.id)
    assert (kept.right_count, kept.passed) == (right, passed)


def test_a_question_of_an_exam_is_answered_once(maya: Sitter) -> None:
    attempt_id = maya.start()
    place = maya.at(attempt_id).places[0]

    after = maya.answer(attempt_id, right=False)

    assert after.current == after.places[1]
    assert after.place_of(place.item).is_done
    with pytest.raises(Invalid, match="older than your attempt"):
        maya_record(maya, attempt_id, send(place, maya.asked(place.item), number=2, try_number=2))


def maya_record(maya: Sitter, attempt_id: int, sent: object) -> None:
    with maya.database.transaction() as saving:
        actions.record_answer(
            saving,
            make.viewer(maya.who),
            maya.catalogue,
            attempt_id=attempt_id,
            sent=sent,
            now=maya.now,
        )


def test_nothing_is_revealed_before_the_end_of_an_exam(maya: Sitter) -> None:
    attempt_id = maya.start()

    assert not maya.answer(attempt_id).reveals
    assert maya.finish(attempt_id, right=3).reveals


def test_after_two_misses_an_exam_waits_a_day(maya: Sitter) -> None:
    for _twice in range(2):
        maya.finish(maya.start(), right=0)
    maya.later(hours=23, minutes=1)

    with pytest.raises(TooMany, match="in 59 minutes"):
        maya.start()
    maya.later(hours=1)
    assert maya.start()


def test_the_wait_for_an_exam_keeps_nobody_from_a_pretest(maya: Sitter) -> None:
    for _twice in range(2):
        maya.finish(maya.start(), right=0)

    assert at_the(maya, QuizKind.PRETEST).start()


def test_at_least_four_are_new_after_an_exam_was_sat(maya: Sitter) -> None:
    before = {place.item for _ in range(3) for place in maya.finish(maya.start(), right=12).places}

    drawn = maya.at(maya.start())

    assert sum(place.item not in before for place in drawn.places) >= 4


def test_an_exam_begins_nothing_while_a_lesson_lacks_questions(maya: Sitter) -> None:
    maya.catalogue = thinned(maya.catalogue, "stale-price", items=2)

    with pytest.raises(Conflict, match="in preparation"):
        maya.start()


def test_an_open_exam_goes_on_when_a_bank_gets_thin(maya: Sitter) -> None:
    attempt_id = maya.start()
    maya.catalogue = thinned(maya.catalogue, "stale-price", items=2)

    assert maya.start() == attempt_id


def test_what_an_exam_missed_is_tried_again_with_siblings(maya: Sitter) -> None:
    before = maya.finish(maya.start(), right=9)

    practice = maya.at(maya.start("missed"))

    assert set(practice.attempt.stands_for) == {place.item for place in before.missed}
    assert practice.reveals
    assert row(maya, maya.finish(practice.attempt.id, right=3).attempt.id).passed is None


def test_an_exam_is_a_fact_about_its_module(maya: Sitter) -> None:
    done = maya.finish(maya.start(), right=12)

    with maya.database.reading() as session:
        facts = facts_of(session, [maya.who.id])[maya.who.id]

    assert Examined(MODULE, done.attempt.id, maya.now, maya.now, True) in facts


def test_an_exam_tells_the_review_about_each_area(maya: Sitter) -> None:
    maya.finish(maya.start(), right=12)

    with maya.database.reading() as session:
        subjects = set(session.scalars(select(ReviewCard.subject)))

    assert subjects == {
        f"area/{lesson}/{area}"
        for lesson in maya.catalogue.modules[MODULE].lessons
        for area in "ab"
    }


# The pre-test


def test_a_pretest_decides_nothing_and_reveals_nothing(maya: Sitter) -> None:
    done = at_the(maya, QuizKind.PRETEST).finish(maya.start(), right=4)

    assert row(maya, done.attempt.id).passed is None
    assert not done.reveals
    with maya.database.reading() as session:
        assert session.scalars(select(ReviewCard)).all() == []


def test_a_pretest_can_be_taken_again_at_once(maya: Sitter) -> None:
    at_the(maya, QuizKind.PRETEST)
    for _thrice in range(3):
        maya.finish(maya.start(), right=0)

    assert maya.start()


# The placement


def test_a_miss_skips_the_second_question_of_a_module(maya: Sitter) -> None:
    at = at_the(maya, QuizKind.PLACEMENT).answer(maya.start(), right=False)

    assert at.current == at.places[2]
    assert len(at.asked) == 27


def test_somebody_who_knows_nothing_is_asked_fourteen_questions(maya: Sitter) -> None:
    done = at_the(maya, QuizKind.PLACEMENT).finish(maya.start(), right=0)

    assert len(done.asked) == 14
    assert set(advice(done).values()) == {Advice.FULL}


def test_a_placement_suggests_a_path(maya: Sitter) -> None:
    at_the(maya, QuizKind.PLACEMENT)
    attempt_id = maya.start()
    at = maya.answer(attempt_id)
    at = maya.answer(attempt_id)
    at = maya.answer(attempt_id)
    while at.current:
        at = maya.answer(attempt_id, right=False)

    first, second, third, *_others = advice(at).values()
    assert (first, second, third) == (Advice.EXAM, Advice.ESSENTIALS, Advice.FULL)
    assert row(maya, attempt_id).passed is None


def test_a_placement_is_no_fact_of_progress(maya: Sitter) -> None:
    at_the(maya, QuizKind.PLACEMENT).finish(maya.start(), right=28)

    with maya.database.reading() as session:
        assert facts_of(session, [maya.who.id])[maya.who.id] == ()


# The final


def test_a_final_is_passed_with_32_of_40_and_enough_in_each_module(maya: Sitter) -> None:
    done = at_the(maya, QuizKind.FINAL).finish(maya.start(), right=40)

    assert row(maya, done.attempt.id).right_needed == 32
    assert row(maya, done.attempt.id).passed is True


def test_a_final_with_one_module_unknown_is_not_yet_passed(maya: Sitter) -> None:
    at_the(maya, QuizKind.FINAL)
    attempt_id = maya.start()
    at = maya.at(attempt_id)
    while at.current:
        at = maya.answer(attempt_id, right=at.current.part != "12-email")

    assert at.right >= 37
    assert row(maya, attempt_id).passed is False
    assert [area.area for area in at.too_thin] == ["12-email"]


def test_a_final_pauses_after_twenty_and_goes_on_another_day(maya: Sitter) -> None:
    at_the(maya, QuizKind.FINAL)
    attempt_id = maya.start()
    for _ in range(20):
        at = maya.answer(attempt_id)

    assert at.at_pause
    maya.later(days=3)
    assert not maya.answer(attempt_id).at_pause
    assert row(maya, maya.finish(attempt_id, right=40).attempt.id).passed is True


def test_a_final_missed_twice_waits_a_day(maya: Sitter) -> None:
    at_the(maya, QuizKind.FINAL)
    for _twice in range(2):
        maya.finish(maya.start(), right=0)

    with pytest.raises(TooMany) as wait:
        maya.start()
    assert wait.value.seconds == timedelta(hours=24).total_seconds()


# Twice


@pytest.mark.parametrize(
    "kind", [QuizKind.PRETEST, QuizKind.EXAM, QuizKind.PLACEMENT, QuizKind.FINAL]
)
def test_a_start_sent_twice_begins_one_attempt(maya: Sitter, kind: QuizKind) -> None:
    at_the(maya, kind)

    assert maya.start(send_key=key(1)) == maya.start(send_key=key(1))


def test_a_pretest_and_an_exam_of_one_module_may_both_be_open(maya: Sitter) -> None:
    exam = maya.start()

    assert at_the(maya, QuizKind.PRETEST).start() != exam
