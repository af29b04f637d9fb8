"""What a reader left in a lesson, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stopped: the block, how far down (0 to 1), on what, and when."""

    lesson: str
    anchor: str
    share: float
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """The latest answer to a check."""

    answer: Any
    correct: bool
    dont_know: bool


@dataclass(frozen=True, slots=True)
class Trace:
    """What one person left in one lesson; missions are named `lab/mission`."""

    anchor: str = ""
    share: float = 0.0
    bets: Mapping[int, int] = field(default_factory=dict)
    checks: Mapping[str, Tried] = field(default_factory=dict)
    missions: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    company: str = ""
    """The company's own note on the lesson, the same for every reader."""
    has_notes: bool = False

    @property
    def shown(self) -> str:
        """What the page shows of it to anybody, as one value; place and own notes left out."""
        kept = (self.bets, self.checks, self.notes)
        return repr((*(sorted(each.items()) for each in kept), sorted(self.missions), self.company))
