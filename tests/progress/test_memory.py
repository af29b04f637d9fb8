"""Remembered now, beside passed once."""

from datetime import timedelta

import pytest
from fsrs import Rating

from literacy.progress.facts import Examined, Recalled
from literacy.progress.mastery import LessonStanding, mastery
from literacy.progress.memory import Areas, Memory, areas, memory
from literacy.review.scheduling import remembered
from tests.make import NOW
from tests.progress.learning import course, lesson, module, passed

TODAY = NOW.date()


def recalled(letter: str = "a", *, rating: Rating = Rating.Good, days: int = 0) -> Recalled:
    """Answered for the first time, so many days ago."""
    made = remembered(None, rating, on=TODAY - timedelta(days=days))
    return Recalled("copies", letter, made, rating is Rating.Again)


def standing(*facts: Recalled, is_passed: bool = True) -> LessonStanding:
    proof = passed() if is_passed else ()
    return next(mastery(course(module(lesson())), (*proof, *facts)).lessons)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, Memory.REMEMBERED), (2, Memory.REMEMBERED), (12, Memory.FADING), (200, Memory.FADED)],
    ids=["today", "when it comes due", "days later", "months later"],
)
def test_a_lesson_fades_with_the_days(days: int, expected: Memory) -> None:
    assert memory(standing(recalled(days=days)), on=TODAY) is expected


def test_a_lesson_is_as_well_remembered_as_its_weakest_area() -> None:
    held = standing(recalled("a"), recalled("b", days=200))

    assert memory(held, on=TODAY) is Memory.FADED


def test_what_was_missed_a_moment_ago_is_not_remembered() -> None:
    assert memory(standing(recalled(rating=Rating.Again)), on=TODAY) is Memory.FADED


def test_what_was_never_passed_is_not_said_to_fade() -> None:
    held = standing(recalled(days=200), is_passed=False)

    assert memory(held, on=TODAY) is None
    assert areas([held], on=TODAY) == Areas(0, 0)


def test_what_was_tested_out_is_remembered_and_fades_as_well() -> None:
    exam = Examined("06-caching", 1, NOW, NOW, passed=True)
    held = mastery(course(module(lesson())), (exam, recalled(days=12)))

    assert memory(next(held.lessons), on=TODAY) is Memory.FADING


def test_a_lesson_passed_before_there_were_reviews_says_nothing() -> None:
    assert memory(standing(), on=TODAY) is None


def test_areas_are_counted_one_by_one() -> None:
    assert areas([standing(recalled("a"), recalled("b", days=200))], on=TODAY) == Areas(1, 2)


def test_forgetting_takes_no_pass_away() -> None:
    held = standing(recalled(days=300))

    assert held.passed
    assert held.passed_at == NOW
