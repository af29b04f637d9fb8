"""Where a learner stands, whatever happened in whatever order."""

from datetime import datetime, timedelta

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from literacy.progress.facts import Examined, Fact, GoalReached, Recalled, Sat, Stopped
from literacy.progress.mastery import LessonState, ModuleState, Standing, mastery
from literacy.progress.memory import memory
from literacy.review.scheduling import remembered
from tests.make import NOW
from tests.progress.learning import (
    EPOCH,
    before,
    course,
    goal,
    lesson,
    module,
    opened,
    passed,
    sat,
    stopped,
)

ONE = course(module(lesson()))


def only(standing: Standing) -> object:
    return standing.modules[0].lessons[0]


@pytest.mark.parametrize(
    ("facts", "state", "needs"),
    [
        ((), LessonState.NOT_STARTED, ("Reach the lab’s goal", "Pass the quiz: 4 of 5")),
        ((stopped(),), LessonState.STARTED, ("Reach the lab’s goal", "Pass the quiz: 4 of 5")),
        (
            (stopped(share=1.0),),
            LessonState.STARTED,
            ("Reach the lab’s goal", "Pass the quiz: 4 of 5"),
        ),
        ((goal(),), LessonState.QUIZ_LEFT, ("Pass the quiz: 4 of 5",)),
        ((sat(),), LessonState.LAB_LEFT, ("Reach the lab’s goal",)),
        (
            (sat(passed=False),),
            LessonState.STARTED,
            ("Reach the lab’s goal", "Pass the quiz: 4 of 5"),
        ),
        ((goal(), opened()), LessonState.QUIZ_LEFT, ("Finish the quiz: 4 of 5",)),
        ((goal(), sat(practice=True)), LessonState.QUIZ_LEFT, ("Pass the quiz: 4 of 5",)),
        (passed(), LessonState.PASSED, ()),
    ],
    ids=[
        "nothing",
        "reading",
        "read to the end",
        "goal reached",
        "quiz passed",
        "quiz missed",
        "quiz open",
        "practice",
        "both",
    ],
)
def test_a_lesson_says_what_it_still_needs(
    facts: tuple[Fact, ...], state: LessonState, needs: tuple[str, ...]
) -> None:
    standing = only(mastery(ONE, facts))

    assert (standing.state, standing.needs) == (state, needs)


def test_a_lesson_without_a_lab_needs_its_quiz_alone() -> None:
    plain = course(module(lesson(goals=())))

    assert only(mastery(plain, [])).needs == ("Pass the quiz: 4 of 5",)
    assert only(mastery(plain, [sat()])).passed


def test_every_goal_of_a_lab_counts() -> None:
    two = course(module(lesson(goals=(("cache", "copies-goal"), ("cache", "other")))))

    assert only(mastery(two, [])).needs[0] == "Reach the lab’s 2 goals"
    assert only(mastery(two, [goal(), sat()])).needs == (
        "Reach the lab’s other goals: 1 of 2 reached",
    )


def test_a_lesson_without_questions_says_that_its_quiz_is_in_preparation() -> None:
    standing = only(mastery(course(module(lesson(quiz=None))), [goal(), stopped(share=1.0)]))

    assert standing.needs == ("The quiz is in preparation",)
    assert not standing.can_pass
    assert not standing.has_work


def test_a_lesson_that_is_not_written_is_in_preparation() -> None:
    standing = mastery(course(module(lesson(written=False))), [])

    assert only(standing).state is LessonState.IN_PREPARATION
    assert standing.modules[0].state is ModuleState.IN_PREPARATION


def test_a_lesson_is_passed_on_the_day_its_last_condition_was_met() -> None:
    facts = [goal(at=before(days=2)), sat(at=before(days=5)), sat(attempt=2, at=NOW)]

    assert only(mastery(ONE, facts)).passed_at == before(days=2)


def test_a_module_is_passed_with_its_last_lesson() -> None:
    two = course(module(lesson("copies"), lesson("rules")))
    first = passed("copies", at=before(days=3))

    assert mastery(two, first).modules[0].passed_at is None
    whole = mastery(two, [*first, *passed("rules", attempt=2)]).modules[0]
    assert (whole.state, whole.passed_at) == (ModuleState.PASSED, NOW)


def test_a_module_with_unwritten_lessons_is_caught_up_and_not_passed() -> None:
    half = course(module(lesson("copies"), lesson("rules", written=False)))

    standing = mastery(half, passed("copies")).modules[0]

    assert (standing.state, standing.passed_at) == (ModuleState.CAUGHT_UP, None)


def test_minutes_left_are_those_not_read_and_then_those_of_the_quiz() -> None:
    assert only(mastery(ONE, [])).minutes_left == 8
    assert only(mastery(ONE, [stopped(share=0.4)])).minutes_left == 5
    assert only(mastery(ONE, [stopped(share=1.0)])).minutes_left == 3
    assert only(mastery(ONE, passed())).minutes_left == 0


def test_the_place_to_continue_is_the_latest() -> None:
    facts = [stopped(share=0.2, at=NOW), stopped(share=0.9, at=before(hours=1))]

    assert only(mastery(ONE, facts)).place == facts[0]


TWO = course(
    module(lesson("copies"), lesson("rules", goals=()), slug="06-caching"),
    module(lesson("peaks"), lesson("plans", written=False), slug="08-spikes"),
    module(lesson("later", quiz=None), slug="09-cookies"),
)
SLUGS = ("copies", "rules", "peaks", "later", "gone")
moments = st.integers(0, 500).map(lambda hours: EPOCH + timedelta(hours=hours))


@st.composite
def sittings(draw: st.DrawFn, first: int) -> Sat:
    at = draw(moments)
    ended = at + timedelta(minutes=3) if draw(st.booleans()) else None
    return Sat(
        lesson=draw(st.sampled_from(SLUGS)),
        attempt=draw(st.integers(first, first + 50)),
        started_at=at,
        finished_at=ended,
        passed=bool(ended) and draw(st.booleans()),
        practice=draw(st.booleans()),
    )


@st.composite
def examinations(draw: st.DrawFn, first: int) -> Examined:
    at = draw(moments)
    ended = at + timedelta(minutes=10) if draw(st.booleans()) else None
    return Examined(
        of=draw(st.sampled_from(("06-caching", "08-spikes", "course"))),
        attempt=draw(st.integers(first, first + 50)),
        started_at=at,
        finished_at=ended,
        passed=bool(ended) and draw(st.booleans()),
    )


@st.composite
def recollections(draw: st.DrawFn) -> Recalled:
    memory, rating = None, Rating.Good
    for rating in draw(st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=4)):
        on = memory.due_on if memory else draw(moments).date()
        memory = remembered(memory, rating, on=on)
    assert memory is not None
    area = draw(st.sampled_from("ab"))
    return Recalled(draw(st.sampled_from(SLUGS)), area, memory, rating is Rating.Again)


def row_of(fact: Fact) -> object:
    """What a fact is a row of; the store has one."""
    match fact:
        case Sat():
            return fact.lesson, fact.attempt
        case Examined():
            return fact.of, fact.attempt
        case _:
            return fact


@st.composite
def exams(draw: st.DrawFn, first: int) -> Examined:
    at = draw(moments)
    ended = at + timedelta(minutes=9) if draw(st.booleans()) else None
    return Examined(
        of=draw(st.sampled_from(("06-caching", "08-spikes", "course", "gone"))),
        attempt=draw(st.integers(first, first + 50)),
        started_at=at,
        finished_at=ended,
        passed=bool(ended) and draw(st.booleans()),
    )


def _row(fact: Fact) -> object:
    match fact:
        case Sat():
            return fact.lesson, fact.attempt
        case Examined():
            return fact.of, fact.attempt
        case _:
            return fact


def facts_from(first: int) -> st.SearchStrategy[list[Fact]]:
    """Facts at random; no attempt is told in two ways, because a row has one."""
    return st.lists(
        st.one_of(
            st.builds(
                GoalReached,
                st.just("cache"),
                st.sampled_from(SLUGS).map(lambda s: f"{s}-goal"),
                moments,
            ),
            st.builds(
                Stopped,
                st.sampled_from(SLUGS),
                st.sampled_from(("p-1", "p-2")),
                st.floats(0, 1),
                st.sampled_from(("phone", "")),
                moments,
            ),
            sittings(first),
            examinations(first),
            recollections(),
        ),
        max_size=25,
        unique_by=row_of,
    )


facts_at_random = facts_from(1)


@given(facts=facts_at_random, data=st.data())
def test_the_order_of_what_happened_makes_no_difference(
    facts: list[Fact], data: st.DataObject
) -> None:
    assert mastery(TWO, data.draw(st.permutations(facts))) == mastery(TWO, facts)


@given(facts=facts_at_random)
def test_telling_it_twice_makes_no_difference(facts: list[Fact]) -> None:
    assert mastery(TWO, facts + facts) == mastery(TWO, facts)


@given(facts=facts_at_random, more=facts_from(100))
def test_what_happens_never_lowers_a_state(facts: list[Fact], more: list[Fact]) -> None:
    less, whole = mastery(TWO, facts), mastery(TWO, facts + more)

    for one, other in zip(less.lessons, whole.lessons, strict=True):
        assert other.state >= one.state
    for one, other in zip(less.modules, whole.modules, strict=True):
        assert other.state >= one.state


@given(facts=facts_at_random)
def test_working_it_out_again_makes_no_difference(facts: list[Fact]) -> None:
    assert mastery(TWO, tuple(facts)) == mastery(TWO, iter(facts)) == mastery(TWO, facts)


@given(facts=facts_at_random, at=moments, slug=st.sampled_from(SLUGS))
def test_a_right_answer_more_never_lowers_a_state(
    facts: list[Fact], at: datetime, slug: str
) -> None:
    """A quiz that was missed, had one more of its answers been right: passed in its place."""
    missed = Sat(slug, 900, at, at, passed=False)
    less, more = (
        mastery(TWO, [*facts, missed]),
        mastery(TWO, [*facts, missed._replace(passed=True)]),
    )

    for one, other in zip(less.lessons, more.lessons, strict=True):
        assert other.state >= one.state
        assert len(other.needs) <= len(one.needs)
    for module_one, module_other in zip(less.modules, more.modules, strict=True):
        assert module_other.state >= module_one.state


@given(facts=facts_at_random, days=st.integers(0, 400), data=st.data())
def test_a_right_answer_more_never_lowers_what_is_remembered(
    facts: list[Fact], days: int, data: st.DataObject
) -> None:
    held = [fact for fact in facts if isinstance(fact, Recalled)]
    if not held:
        return
    one = data.draw(st.sampled_from(held))
    on = one.memory.last_on + timedelta(days=days)
    right = remembered(one.memory, data.draw(st.sampled_from([*Rating][1:])), on=on)
    later = on + timedelta(days=data.draw(st.integers(0, 400)))

    less = mastery(TWO, facts)
    more = mastery(TWO, [*facts, Recalled(one.lesson, one.area, right)])

    for before_it, after_it in zip(less.lessons, more.lessons, strict=True):
        assert (memory(after_it, on=later) or 0) >= (memory(before_it, on=later) or 0)


@given(facts=facts_at_random)
def test_what_is_forgotten_takes_no_state_away(facts: list[Fact]) -> None:
    proofs = [fact for fact in facts if not isinstance(fact, Recalled)]

    known, alone = mastery(TWO, facts), mastery(TWO, proofs)

    assert [each.state for each in known.lessons] == [each.state for each in alone.lessons]
    assert [each.state for each in known.modules] == [each.state for each in alone.modules]


@given(facts=facts_at_random)
def test_nothing_is_needed_only_when_nothing_can_be_done(facts: list[Fact]) -> None:
    for each in mastery(TWO, facts).lessons:
        assert bool(each.needs) == (each.outline.written and not each.passed)


def test_reading_alone_passes_nothing() -> None:
    read = [stopped(each.slug, share=1.0) for each in TWO.lessons]

    assert mastery(TWO, read).count_passed == 0


def examined(of: str = "06-caching", *, passed: bool = True) -> Examined:
    return Examined(of, 1, NOW, NOW, passed)


def test_an_exam_that_is_passed_tests_a_module_out_and_passes_no_lesson() -> None:
    module_ = mastery(TWO, [examined()]).modules[0]

    assert module_.state is ModuleState.TESTED_OUT
    assert (module_.is_done, module_.done_at, module_.passed_at) == (True, NOW, None)
    assert (module_.count_passed, any(each.has_work for each in module_.lessons)) == (0, False)


def test_a_module_with_all_lessons_passed_is_passed_whatever_its_exam_says() -> None:
    facts = [*passed("copies"), sat("rules", attempt=2)]

    assert mastery(TWO, [*facts, examined()]).modules[0].state is ModuleState.PASSED
    assert mastery(TWO, [*facts, examined(passed=False)]).modules[0].state is ModuleState.PASSED


def test_an_exam_that_is_missed_changes_no_state() -> None:
    assert mastery(TWO, [examined(passed=False)]).modules[0].state is ModuleState.NOT_STARTED


def test_the_final_is_told_beside_the_modules() -> None:
    standing = mastery(TWO, [examined("course")])

    assert standing.final_passed_at == NOW
    assert not any(module_.is_done for module_ in standing.modules)
