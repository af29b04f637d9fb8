"""What is wrong with a file of the course, said to the person who wrote it."""

from dataclasses import dataclass
from enum import StrEnum

from literacy.lib.errors import DomainError


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `path` is relative to the course folder, `line` counts from 1.

    `dated` marks what the calendar did and no edit: it stops publishing, but a course that was
    good yesterday goes on being served.
    """

    path: str
    line: int
    sentence: str
    severity: Severity = Severity.ERROR
    dated: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def breaks(self) -> bool:
        """True if the course can't be served as it is."""
        return self.is_error and not self.dated


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose file is still to be named; rules make these."""

    line: int
    sentence: str
    severity: Severity = Severity.ERROR
    dated: bool = False

    def at(self, path: str, *, offset: int = 0) -> Problem:
        """The problem in a file whose text starts `offset` lines above the finding's line 1."""
        return Problem(path, self.line + offset, self.sentence, self.severity, self.dated)


def warning(line: int, sentence: str, *, dated: bool = False) -> Finding:
    """A finding that does not stop publishing."""
    return Finding(line, sentence, Severity.WARNING, dated)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by file and line."""
    return tuple(
        sorted(set(problems), key=lambda each: (each.path, each.line, each.severity, each.sentence))
    )


class BrokenContent(DomainError):
    """The course can't be served; `problems` holds everything that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems if problem.breaks))
