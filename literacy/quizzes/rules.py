"""What passing a quiz asks for, and when the next draw may be had."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

QUESTIONS = 5
LEAST_PER_AREA = 2
NEEDED_PERCENT = 80
MISSES_BEFORE_WAIT = 2
WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Ending:
    """How one full attempt ended."""

    finished_at: datetime
    passed: bool


def question_count(areas: int) -> int:
    """How many questions a quiz over so many areas has: five, or two for each area."""
    return max(QUESTIONS, LEAST_PER_AREA * areas)


def right_needed(questions: int) -> int:
    """80 %, rounded up: 4 of 5 (lesson passed, plan 3.5)."""
    return -(-questions * NEEDED_PERCENT // 100)


def is_passed(right: int, *, needed: int, right_by_area: Mapping[str, int]) -> bool:
    """Enough right, and in no area none: four of five with an area empty is not a pass."""
    return right >= needed and all(count > 0 for count in right_by_area.values())


def next_draw_at(endings: Iterable[Ending], *, now: datetime) -> datetime | None:
    """When a new draw may be had, or None for now; `endings` from the oldest to the latest.

    Two misses in a row ask for ten minutes with the lesson: a third draw at once is a guess.
    """
    latest = list(endings)[-MISSES_BEFORE_WAIT:]
    if len(latest) < MISSES_BEFORE_WAIT or any(ending.passed for ending in latest):
        return None
    at = latest[-1].finished_at + WAIT
    return at if at > now else None


def whole_minutes(until: datetime, *, now: datetime) -> int:
    """Minutes left, rounded up, so that nobody comes back a moment too early."""
    return max(1, -int(-(until - now).total_seconds() // 60))
