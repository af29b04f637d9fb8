"""Chance that falls the same way on every machine and in every version of Python."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Built on `random()` alone: of all methods only its sequence is promised to stay."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random  # noqa: S311 - believable rows, not secrets

    def below(self, most: int) -> int:
        return int(self._next() * most)

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def one_of(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def happens(self, share: float) -> bool:
        return self._next() < share

    def shuffled(self, items: Sequence[T]) -> list[T]:
        rest = list(items)
        for last in range(len(rest) - 1, 0, -1):
            at = self.below(last + 1)
            rest[last], rest[at] = rest[at], rest[last]
        return rest

    def moment(self, since: datetime, until: datetime) -> datetime:
        """A whole second, more often by day than by night."""
        seconds = int((until - since).total_seconds())
        found = since + timedelta(seconds=self.below(seconds))
        return found if found.hour >= 6 or self.happens(0.35) else found + timedelta(hours=9)
