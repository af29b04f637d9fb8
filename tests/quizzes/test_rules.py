"""The numbers of the plan: what passes, what has to wait."""

from datetime import UTC, datetime, timedelta

import pytest

from literacy.quizzes.rules import (
    Ending,
    is_passed,
    next_draw_at,
    question_count,
    right_needed,
    whole_minutes,
)

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def ago(minutes: float, *, passed: bool = False) -> Ending:
    return Ending(NOON - timedelta(minutes=minutes), passed)


@pytest.mark.parametrize(("areas", "count"), [(1, 5), (2, 5), (3, 6)])
def test_a_quiz_has_five_questions_or_two_for_each_area(areas: int, count: int) -> None:
    assert question_count(areas) == count


@pytest.mark.parametrize(("questions", "needed"), [(5, 4), (6, 5), (10, 8), (1, 1), (2, 2)])
def test_eighty_percent_is_rounded_up(questions: int, needed: int) -> None:
    assert right_needed(questions) == needed


@pytest.mark.parametrize(
    ("right", "by_area", "passed"),
    [
        (5, {"a": 3, "b": 2}, True),
        (4, {"a": 3, "b": 1}, True),
        (4, {"a": 2, "b": 2}, True),
        (3, {"a": 2, "b": 1}, False),
        (4, {"a": 4, "b": 0}, False),
        (0, {"a": 0, "b": 0}, False),
    ],
    ids=["all", "four", "four, two each", "three", "an empty area", "none"],
)
def test_four_of_five_pass_when_no_area_is_empty(
    right: int, by_area: dict[str, int], passed: bool
) -> None:
    assert is_passed(right, needed=4, right_by_area=by_area) is passed


@pytest.mark.parametrize(
    ("endings", "waits"),
    [
        ([], False),
        ([ago(1)], False),
        ([ago(5), ago(1)], True),
        ([ago(30), ago(9.9)], True),
        ([ago(30), ago(10)], False),
        ([ago(5, passed=True), ago(1)], False),
        ([ago(5), ago(1, passed=True)], False),
        ([ago(50), ago(30), ago(2)], True),
        ([ago(50), ago(30, passed=True), ago(2)], False),
    ],
    ids=[
        "nothing yet",
        "one miss",
        "two misses",
        "the second counts",
        "ten minutes are over",
        "a pass before",
        "a pass after",
        "three misses",
        "a pass between",
    ],
)
def test_two_misses_in_a_row_ask_for_ten_minutes(endings: list[Ending], waits: bool) -> None:
    assert (next_draw_at(endings, now=NOON) is not None) is waits


def test_the_ten_minutes_run_from_the_second_miss() -> None:
    at = next_draw_at([ago(30), ago(4)], now=NOON)

    assert at == NOON + timedelta(minutes=6)


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(600, 10), (599, 10), (541, 10), (540, 9), (61, 2), (60, 1), (1, 1)]
)
def test_waiting_is_told_in_whole_minutes_and_never_too_few(seconds: int, minutes: int) -> None:
    assert whole_minutes(NOON + timedelta(seconds=seconds), now=NOON) == minutes
