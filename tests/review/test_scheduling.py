"""When a memory comes due, and what is left of it on a day."""

from datetime import UTC, date, datetime, time

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from literacy.review.scheduling import LONGEST_DAYS, remembered, retrievability
from tests.review.recalling import AGAIN, DAY, EASY, GOOD, HARD, day

RATINGS = st.sampled_from(list(Rating))
HISTORIES = st.lists(st.tuples(RATINGS, st.integers(0, 120)), min_size=1, max_size=12)


def after(history: list[tuple[Rating, int]]) -> object:
    """The memory after answers, each so many days after the one before."""
    memory, on = None, 0
    for rating, days in history:
        on += days
        memory = remembered(memory, rating, on=day(on))
    return memory


@pytest.mark.parametrize(("rating", "days"), [(AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 8)], ids=str)
def test_a_first_answer_comes_back_after_so_many_days(rating: Rating, days: int) -> None:
    assert remembered(None, rating, on=DAY).due_on == day(days)


def test_the_days_grow_while_answers_are_right_and_start_over_after_a_miss() -> None:
    memory, gaps = None, []
    for rating in (GOOD, GOOD, GOOD, AGAIN, GOOD):
        on = memory.due_on if memory else DAY
        memory = remembered(memory, rating, on=on)
        gaps.append((memory.due_on - on).days)

    assert gaps[:3] == sorted(gaps[:3])
    assert gaps[0] == 2
    assert gaps[3] <= 3
    assert gaps[4] > gaps[3]


def test_on_the_day_it_is_due_the_chance_to_recall_is_about_nine_in_ten() -> None:
    memory = after([(GOOD, 0), (GOOD, 2), (GOOD, 11)])

    assert retrievability(memory, on=memory.last_on) == 1
    assert retrievability(memory, on=memory.due_on) == pytest.approx(0.9, abs=0.005)


def test_the_formula_is_the_published_one() -> None:
    memory = after([(GOOD, 0), (GOOD, 2)])
    decay = -0.1542
    factor = 0.9 ** (1 / decay) - 1

    expected = (1 + factor * 30 / memory.stability) ** decay

    assert retrievability(memory, on=date.fromordinal(memory.last_on.toordinal() + 30)) == (
        pytest.approx(expected)
    )


@given(HISTORIES)
def test_memories_are_those_of_the_library_but_for_a_second_answer_on_a_day(
    history: list[tuple[Rating, int]],
) -> None:
    apart = [(rating, max(days, 1)) for rating, days in history]
    library = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    card, on = Card(card_id=0), 0
    for rating, days in apart:
        on += days
        card, _log = library.review_card(card, rating, datetime.combine(day(on), time(), UTC))

    memory = after(apart)

    assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
    assert memory.due_on == card.due.date()


@given(HISTORIES, st.sampled_from([HARD, GOOD, EASY]), st.integers(0, 200), st.integers(0, 400))
def test_a_right_answer_more_never_lowers_what_is_remembered(
    history: list[tuple[Rating, int]], rating: Rating, wait: int, later: int
) -> None:
    before = after(history)
    on = date.fromordinal(before.last_on.toordinal() + wait)
    then = date.fromordinal(on.toordinal() + later)

    added = remembered(before, rating, on=on)

    assert retrievability(added, on=then) >= retrievability(before, on=then)
    assert added.stability >= before.stability


@given(HISTORIES)
def test_nothing_waits_longer_than_a_year_or_comes_back_the_same_day(
    history: list[tuple[Rating, int]],
) -> None:
    memory = after(history)

    assert 1 <= (memory.due_on - memory.last_on).days <= LONGEST_DAYS
