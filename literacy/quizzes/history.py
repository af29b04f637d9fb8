"""What a learner's earlier attempts at a quiz say about the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from literacy.quizzes.rules import Ending, next_draw_at
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


def last_drawn(attempts: Iterable[AttemptFacts], checked: Iterable[str] = ()) -> dict[str, int]:
    """The number of the latest attempt in which each item came up; 0 for a check in the text."""
    drawn = {item: attempt.number for attempt in attempts for item in attempt.items}
    return {**dict.fromkeys(checked, 0), **drawn}


@dataclass(frozen=True, slots=True)
class History:
    """A learner's attempts at one quiz, for the page it starts from."""

    attempts: tuple[AttemptFacts, ...]
    now: datetime

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
        return next_draw_at(endings(self.attempts), now=self.now)

    @property
    def missed_count(self) -> int:
        """How many questions of the latest attempt can be tried again."""
        latest = self.latest
        return len(latest.items) - (latest.right_count or 0) if latest else 0
