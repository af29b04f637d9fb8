"""What each quiz asks for: how many, what passes, when feedback comes, when to draw again.

The figures are the quiz plan's (3.2, 3.4 and 3.5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from literacy.quizzes.names import QuizKind

QUESTIONS = 5
LEAST_PER_AREA = 2
NEEDED_PERCENT = 80
LEAST_PERCENT_OF_A_MODULE = 60
MISSES_BEFORE_WAIT = 2
WAIT = timedelta(minutes=10)
LONG_WAIT = timedelta(hours=24)
NO_WAIT = timedelta(0)
LEAST_UNSEEN = 4


class Reveal(Enum):
    """When a learner sees what was right: at once, when all is answered, or in the lesson."""

    AT_ONCE = "at once"
    AT_END = "at the end"
    IN_LESSON = "in the lesson"


@dataclass(frozen=True, slots=True)
class Rule:
    """`questions` are those of a full draw; `decides` says that it ends passed or not yet.

    `sitting` is the number of questions after which a pause is offered.
    """

    questions: int
    minutes: int
    reveal: Reveal = Reveal.AT_END
    tries: int = 1
    decides: bool = True
    wait: timedelta = LONG_WAIT
    sitting: int = 0


RULES: Mapping[QuizKind, Rule] = {
    QuizKind.LESSON: Rule(QUESTIONS, 3, Reveal.AT_ONCE, tries=2, wait=WAIT),
    QuizKind.UPDATE: Rule(2, 2, Reveal.AT_ONCE, tries=2, wait=NO_WAIT),
    QuizKind.PRETEST: Rule(4, 1, Reveal.IN_LESSON, decides=False, wait=NO_WAIT),
    QuizKind.EXAM: Rule(12, 10),
    QuizKind.PLACEMENT: Rule(28, 15, decides=False, wait=NO_WAIT),
    QuizKind.FINAL: Rule(40, 35, sitting=20),
    QuizKind.RENEWAL: Rule(10, 8),
    QuizKind.MISSED: Rule(8, 5, Reveal.AT_ONCE, tries=2, decides=False, wait=NO_WAIT),
}

PRACTICE = RULES[QuizKind.MISSED]
"""Whatever was missed is tried again with feedback at once, and decides nothing."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How one full attempt ended."""

    finished_at: datetime
    passed: bool


def question_count(areas: int) -> int:
    """How many questions a lesson's quiz over so many areas has: five, or two for each area."""
    return max(QUESTIONS, LEAST_PER_AREA * areas)


def right_needed(questions: int) -> int:
    """80 %, rounded up: 4 of 5, 10 of 12, 32 of 40."""
    return _share(questions, NEEDED_PERCENT)


def is_passed(
    right: int,
    *,
    needed: int,
    right_by_area: Mapping[str, int],
    least: Mapping[str, int] | None = None,
) -> bool:
    """Enough right, and in no area too few: four of five with an area empty is not a pass.

    `least` names what an area asks for; without it that is one.
    """
    asked = least or {}
    return right >= needed and all(
        count >= asked.get(area, 1) for area, count in right_by_area.items()
    )


def least_in_area(kind: QuizKind, asked: int) -> int:
    """How many must be right in each part: one in an area of a lesson, 60 % in a module of the
    final; an exam asks for no more than its sum."""
    match kind:
        case QuizKind.LESSON:
            return 1
        case QuizKind.FINAL:
            return _share(asked, LEAST_PERCENT_OF_A_MODULE)
        case _:
            return 0


def next_draw_at(
    endings: Iterable[Ending], *, now: datetime, wait: timedelta = WAIT
) -> datetime | None:
    """When a new draw may be had, or None for now; `endings` from the oldest to the latest.

    Two misses in a row ask for time with the lessons: a third draw at once is a guess.
    """
    latest = list(endings)[-MISSES_BEFORE_WAIT:]
    if len(latest) < MISSES_BEFORE_WAIT or any(ending.passed for ending in latest):
        return None
    at = latest[-1].finished_at + wait
    return at if at > now else None


def whole_minutes(until: datetime, *, now: datetime) -> int:
    """Minutes left, rounded up, so that nobody comes back a moment too early."""
    return max(1, -int(-(until - now).total_seconds() // 60))


def _share(of: int, percent: int) -> int:
    """Rounded up."""
    return -(-of * percent // 100)
