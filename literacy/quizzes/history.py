"""What a learner's earlier attempts at a quiz say about the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from literacy.quizzes.names import full_item
from literacy.quizzes.rules import WAIT, Ending, next_draw_at
from literacy.quizzes.standing import AttemptFacts


def attempt_begun(attempts: Iterable[AttemptFacts], key: str) -> int | None:
    """The attempt that this very form began, else the one that is still open."""
    listed = tuple(attempts)
    by_key = (each.id for each in listed if each.key == key)
    return next(by_key, next((each.id for each in listed if each.finished_at is None), None))


def endings(attempts: Iterable[AttemptFacts]) -> tuple[Ending, ...]:
    """How the full attempts ended, in the order they were begun; practice decides nothing."""
    return tuple(
        Ending(each.finished_at, bool(each.passed))
        for each in attempts
        if each.finished_at is not None and not each.is_practice
    )


def last_had(
    drawn: Iterable[tuple[str, Iterable[str]]], checked: Iterable[str] = ()
) -> dict[str, int]:
    """When each question last came up: the place of its attempt, counted from 1.

    `drawn` are attempts from the oldest on, each with its quiz and its items; `checked` came up
    in a text, which is 0. Questions have their full ids.
    """
    had = {
        full_item(quiz, item): place
        for place, (quiz, items) in enumerate(drawn, 1)
        for item in items
    }
    return {**dict.fromkeys(checked, 0), **had}


@dataclass(frozen=True, slots=True)
class History:
    """A learner's attempts at one quiz, for the page it starts from."""

    attempts: tuple[AttemptFacts, ...]
    now: datetime
    wait: timedelta = WAIT

    @property
    def open(self) -> AttemptFacts | None:
        return next((each for each in self.attempts if each.finished_at is None), None)

    @property
    def finished(self) -> tuple[AttemptFacts, ...]:
        """The latest first."""
        return tuple(each for each in reversed(self.attempts) if each.finished_at is not None)

    @property
    def latest(self) -> AttemptFacts | None:
        return self.finished[0] if self.finished else None

    @property
    def passed(self) -> AttemptFacts | None:
        """The first attempt that passed."""
        return next((each for each in self.attempts if each.passed), None)

    @property
    def waits_until(self) -> datetime | None:
        return next_draw_at(endings(self.attempts), now=self.now, wait=self.wait)

    @property
    def missed_count(self) -> int:
        """How many questions of the latest attempt can be tried again."""
        latest = self.latest
        return len(latest.items) - (latest.right_count or 0) if latest else 0

    @property
    def latest_full(self) -> AttemptFacts | None:
        """The latest that was no practice."""
        return next((each for each in self.finished if not each.is_practice), None)
