"""Where an attempt stands after each try: what is next, what is right, whether it passed."""

from dataclasses import replace
from typing import Any

import pytest

from literacy.quizzes.standing import AreaCount, AttemptFacts, Standing, Try, standing, with_try
from tests import make

ITEMS, AREAS = ("one", "two", "three", "four", "five"), ("a", "a", "a", "b", "b")


def attempt(**given: Any) -> AttemptFacts:
    made = AttemptFacts(
        id=1,
        key="1.k",
        quiz="cache-rules",
        kind="full",
        number=1,
        seed=7,
        items=ITEMS,
        areas=AREAS,
        right_needed=4,
        started_at=make.NOW,
        finished_at=None,
        right_count=None,
        passed=None,
    )
    return replace(made, **given)


def tried(item: str, *, right: bool = True, number: int = 1, **given: Any) -> Try:
    made = Try(
        item=item,
        item_version=1,
        number=number,
        key=f"1.{item}-{number}",
        answer="x",
        complete=True,
        dont_know=False,
        confidence=None,
        score=float(right),
        correct=right,
        at=make.NOW,
    )
    return replace(made, **given)


def after(*tries: Try, **given: Any) -> Standing:
    return standing(attempt(**given), tries)


def test_a_new_attempt_asks_its_first_question() -> None:
    at = after()

    assert at.current is at.places[0]
    assert at.current.next_try == 1


def test_a_right_answer_leads_to_the_next_question() -> None:
    at = after(tried("one"))

    assert at.current is at.places[1]
    assert at.right == 1


def test_a_miss_keeps_the_question_open_for_a_second_try() -> None:
    at = after(tried("one", right=False))

    assert at.current is at.places[0]
    assert at.current.next_try == 2


@pytest.mark.parametrize("right", [True, False])
def test_the_second_try_ends_the_question_and_never_counts(right: bool) -> None:
    at = after(tried("one", right=False), tried("one", right=right, number=2))

    assert at.current is at.places[1]
    assert at.right == 0


def test_i_dont_know_ends_the_question_at_once() -> None:
    at = after(tried("one", right=False, dont_know=True, answer=None))

    assert at.current is at.places[1]


def test_who_says_i_dont_know_was_not_sure() -> None:
    at = after(tried("one", right=False, dont_know=True, answer=None, confidence="certain"))

    assert not at.places[0].was_sure_and_missed


def test_a_story_in_its_middle_is_neither_right_nor_missed() -> None:
    at = after(tried("one", right=False, complete=False, answer=[0]))

    assert at.current is at.places[0]
    assert at.current.next_try == 1
    assert not at.current.is_missed


def test_a_second_step_of_a_story_replaces_the_first() -> None:
    begun = tried("one", right=False, complete=False, answer=[0])

    at = with_try(after(begun), replace(begun, answer=[0, 1], complete=True, correct=True))

    assert at.places[0].is_right
    assert len(at.places[0].tries) == 1


@pytest.mark.parametrize(
    ("missed", "passed"),
    [((), True), (("one",), True), (("four",), True), (("one", "two"), False)],
    ids=["none", "one", "one of two", "two"],
)
def test_four_right_at_the_first_try_pass(missed: tuple[str, ...], passed: bool) -> None:
    at = after(*(tried(item, right=item not in missed) for item in ITEMS))

    assert at.passed is passed


def test_an_area_without_a_right_answer_does_not_pass() -> None:
    at = after(*(tried(item, right=item not in {"four", "five"}) for item in ITEMS), right_needed=3)

    assert not at.passed


def test_sureness_never_changes_the_score() -> None:
    guessed = after(*(tried(item, confidence="guessing") for item in ITEMS))

    assert guessed.right == after(*(tried(item, confidence="certain") for item in ITEMS)).right == 5


def test_a_withdrawn_question_counts_as_right_and_fills_no_area() -> None:
    withdrawn = [tried(item, item_version=0) for item in ("four", "five")]

    at = after(*(tried(item) for item in ITEMS[:3]), *withdrawn)

    assert at.right == 5
    assert not at.passed


def test_what_was_right_is_counted_by_area() -> None:
    at = after(tried("one"), tried("two", right=False), tried("four"))

    assert at.areas == (AreaCount("a", 1, 1, 3), AreaCount("b", 1, 1, 2))
