"""What an attempt is at: a lesson’s quiz, or one that spans a module or the whole course.

A lesson's quiz is called by the lesson's permanent id, the others by where they belong and what
they are: `06-caching/exam`, `course/final`.
"""

from enum import StrEnum

COURSE = "course"


class QuizKind(StrEnum):
    LESSON = "lesson"
    UPDATE = "update"
    PRETEST = "pretest"
    EXAM = "exam"
    PLACEMENT = "placement"
    FINAL = "final"
    RENEWAL = "renewal"
    MISSED = "missed"


OF_A_MODULE = (QuizKind.PRETEST, QuizKind.EXAM, QuizKind.RENEWAL)
OF_THE_COURSE = (QuizKind.PLACEMENT, QuizKind.FINAL, QuizKind.RENEWAL, QuizKind.MISSED)


def named(scope: str, kind: QuizKind) -> str:
    """The name under which attempts at this quiz are kept."""
    return scope if kind is QuizKind.LESSON else f"{scope}/{kind}"


def kind_of(name: str) -> QuizKind:
    _, _, kind = name.partition("/")
    return QuizKind(kind) if kind else QuizKind.LESSON


def scope_of(name: str) -> str:
    """The lesson, the module, or `course`."""
    return name.partition("/")[0]


def full_item(name: str, item: str) -> str:
    """The id of an asked question with its lesson: a lesson's own quiz keeps the short one."""
    return item if "/" in item else f"{scope_of(name)}/{item}"


def objective_of(name: str, area: str) -> tuple[str, str]:
    """The lesson and the letter of an area as an attempt keeps it: `a`, or with what it is in."""
    *before, letter = area.split("/")
    return (before[-1] if before else scope_of(name)), letter


def part_of(area: str) -> str:
    """What a result counts by: the module where areas are told with theirs, else the area."""
    return area.partition("/")[0] if area.count("/") > 1 else area
