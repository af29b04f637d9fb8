"""A call for help as a value, and how many of them are kind to those who are asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_A_DAY = 3
A_DAY = timedelta(days=1)
LONGEST_NOTE = 500
TOLD_FOR = timedelta(days=3)
"""So long the one who asked is told that somebody says to have helped."""


class Ending(StrEnum):
    """How a call came to its end: taken back by who asked, or closed by who helped."""

    WITHDRAWN = "withdrawn"
    HELPED = "helped"


@dataclass(frozen=True, slots=True)
class Call:
    """A call; `lesson` is an id, or empty for the course in general.

    With `can_answer` the helper still leads or belongs to a team of the one who asks.
    """

    id: int
    person_id: int
    person: str
    helper_id: int
    helper: str
    lesson: str
    note: str
    at: datetime
    ended_at: datetime | None = None
    can_answer: bool = True


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who may be asked, and why: a manager or a colleague of these teams."""

    id: int
    name: str
    job: str
    is_manager: bool
    teams: tuple[str, ...]
