"""When a memory fades, and when to ask again: FSRS-6 with days as its smallest step."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

RETENTION = 0.9
"""A card comes due when the chance to recall it has come down to this."""

LONGEST_DAYS = 365

# No steps of minutes and no chance: the same answers always give the same day.
_FSRS = Scheduler(
    desired_retention=RETENTION,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class Memory(NamedTuple):
    """`stability` is the number of days until the chance to recall has come down to 90 %.

    `difficulty` goes from 1 to 10.
    """

    stability: float
    difficulty: float
    last_on: date
    due_on: date


def remembered(before: Memory | None, rating: Rating, *, on: date) -> Memory:
    """The memory after an answer on this day (FSRS-6, as py-fsrs computes it).

    One thing is ours: a right answer never shortens what is there. FSRS would let a hesitant one
    do so when it is the second on a day.
    """
    if before is None:
        return _memory(_reviewed(Card(card_id=0), rating, on=on), on=on)
    on = max(on, before.last_on)
    after = _memory(_reviewed(_card(before), rating, on=on), on=on)
    if rating is Rating.Again or after.stability >= before.stability:
        return after
    return Memory(before.stability, after.difficulty, on, max(before.due_on, after.due_on))


@lru_cache(maxsize=16_384)
def retrievability(memory: Memory, *, on: date) -> float:
    """The chance, from 0 to 1, that it would be recalled on this day."""
    return _FSRS.get_card_retrievability(_card(memory), _midnight(on))


def first_due(met_on: date) -> date:
    """The day after: what was never asked has no memory to compute with."""
    return met_on + timedelta(days=1)


def _reviewed(card: Card, rating: Rating, *, on: date) -> Card:
    reviewed, _log = _FSRS.review_card(card, rating, _midnight(on))
    return reviewed


def _memory(card: Card, *, on: date) -> Memory:
    assert card.stability is not None and card.difficulty is not None, "it was answered"
    return Memory(card.stability, card.difficulty, on, card.due.date())


def _card(memory: Memory) -> Card:
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_midnight(memory.due_on),
        last_review=_midnight(memory.last_on),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
