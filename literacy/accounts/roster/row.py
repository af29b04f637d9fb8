"""A row of a roster, a person as the store knows them, and what becomes of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Row:
    """`values` hold what the file says, by column; a column that it has not is left as it is."""

    line: int
    values: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A person in the store; teams by their names."""

    id: int
    external_id: str
    email: str
    name: str
    job: str
    role: str
    is_open: bool = True
    member_of: frozenset[str] = frozenset()
    manages: frozenset[str] = frozenset()


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    BACK = "back"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Result:
    """What becomes of one row, in a sentence; `after` is the person as she will be."""

    line: int
    outcome: Outcome
    email: str
    name: str
    text: str
    before: Known | None = None
    after: Known | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """`leaving` are open accounts that the file does not name; administrators never are."""

    results: tuple[Result, ...]
    new_teams: tuple[str, ...] = ()
    leaving: tuple[Known, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    def count(self, outcome: Outcome) -> int:
        return sum(result.outcome is outcome for result in self.results)

    @property
    def problems(self) -> int:
        return self.count(Outcome.PROBLEM)

    @property
    def changes(self) -> bool:
        """Something would be different afterwards, even if nobody is closed."""
        return self.count(Outcome.SAME) + self.problems < len(self.results)
