"""Time and amounts as a reader says them."""

from datetime import timedelta

import pytest

from literacy.progress.wording import ago, counted, days_away, listed, quoted, sentence
from tests.make import NOW


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-40), "a moment ago"),
        (timedelta(seconds=90), "a moment ago"),
        (timedelta(minutes=2), "2 minutes ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(minutes=60), "an hour ago"),
        (timedelta(hours=2), "2 hours ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(hours=24), "a day ago"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "on November 7, 2026"),
    ],
    ids=str,
)
def test_how_long_ago(passed: timedelta, words: str) -> None:
    assert ago(NOW - passed, now=NOW) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "3 days ago"), (-1, "a day ago"), (0, "today"), (1, "tomorrow"), (2, "in 2 days")],
    ids=str,
)
def test_how_far_away(days: int, words: str) -> None:
    assert days_away(days) == words


def test_amounts_agree_with_their_noun() -> None:
    assert [counted(count, "lesson") for count in (0, 1, 2, 12)] == [
        "no lessons",
        "one lesson",
        "two lessons",
        "12 lessons",
    ]
    assert counted(2, "person", "people") == "two people"


def test_lists_end_with_and() -> None:
    assert [listed(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert sentence(("Reach it", "Pass it")) == "Reach it and pass it"


def test_quotation_marks_inside_others_are_single() -> None:
    assert quoted("Fresh, or “has it changed?”") == "“Fresh, or ‘has it changed?’”"
