"""What happened to one person, as facts; told in any order or twice, they come to the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from literacy.progress.outline import Goal, LessonOutline
from literacy.review.scheduling import Memory


@dataclass(frozen=True, slots=True)
class GoalReached:
    lab: str
    mission: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting of a lesson's quiz; without `finished_at` it is open. Practice decides nothing.

    `version` is the lesson's at that time; `update` asks only for what is new in it.
    """

    lesson: str
    attempt: int
    started_at: datetime
    finished_at: datetime | None = None
    passed: bool = False
    practice: bool = False
    version: int = 1
    update: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """The place where reading stopped; `share` of the text is behind the reader."""

    lesson: str
    anchor: str
    share: float
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Examined:
    """A sitting of what spans lessons: `of` is a module's slug, or `course` for the final.

    Without `finished_at` it is open. Pre-tests, placements and practice are no facts: they decide
    nothing.
    """

    of: str
    attempt: int
    started_at: datetime
    finished_at: datetime | None = None
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is left of one area of a lesson; it says what is remembered, never what is passed."""

    lesson: str
    area: str
    memory: Memory
    missed: bool = False


Fact = GoalReached | Sat | Stopped | Examined | Recalled


@dataclass(frozen=True, slots=True)
class Gathered:
    goals: Mapping[Goal, datetime]
    sittings: Mapping[str, Mapping[int, Sat]]
    places: Mapping[str, Stopped]
    exams: Mapping[str, Mapping[int, Examined]]
    recalled: Mapping[str, Mapping[str, Recalled]]

    def exam_passed_at(self, of: str) -> datetime | None:
        """When the exam of a module, or the final, was first passed."""
        sittings = self.exams.get(of, {}).values()
        return min(
            (each.finished_at for each in sittings if each.passed and each.finished_at),
            default=None,
        )

    def open_exam(self, of: str) -> Examined | None:
        unfinished = [each for each in self.exams.get(of, {}).values() if not each.finished_at]
        return max(unfinished, key=lambda each: each.attempt, default=None)

    def touch(self, lesson: LessonOutline) -> bool:
        """Something happened in this lesson."""
        return (
            lesson.id in self.places
            or lesson.id in self.sittings
            or any(goal in self.goals for goal in lesson.goals)
        )


def gather(facts: Iterable[Fact]) -> Gathered:
    goals: dict[Goal, datetime] = {}
    sittings: dict[str, dict[int, Sat]] = {}
    places: dict[str, Stopped] = {}
    exams: dict[str, dict[int, Examined]] = {}
    recalled: dict[str, dict[str, Recalled]] = {}
    for fact in facts:
        match fact:
            case GoalReached(lab, mission, at):
                goals[lab, mission] = min(at, goals.get((lab, mission), at))
            case Sat():
                own = sittings.setdefault(fact.lesson, {})
                own[fact.attempt] = max(fact, own.get(fact.attempt, fact), key=_how_far)
            case Stopped():
                places[fact.lesson] = max(fact, places.get(fact.lesson, fact), key=_how_late)
            case Examined():
                taken = exams.setdefault(fact.of, {})
                taken[fact.attempt] = max(fact, taken.get(fact.attempt, fact), key=_how_far)
            case Recalled():
                areas = recalled.setdefault(fact.lesson, {})
                areas[fact.area] = max(fact, areas.get(fact.area, fact), key=_how_known)
    return Gathered(goals, sittings, places, exams, recalled)


def _how_far(sat: Sat | Examined) -> tuple[bool, bool, datetime]:
    return sat.finished_at is not None, sat.passed, sat.finished_at or sat.started_at


def _how_late(stopped: Stopped) -> tuple[datetime, float, str, str]:
    return stopped.at, stopped.share, stopped.anchor, stopped.device


def _how_known(recalled: Recalled) -> tuple[date, float, float, date, bool]:
    memory = recalled.memory
    return (
        memory.last_on,
        memory.stability,
        memory.difficulty,
        memory.due_on,
        not recalled.missed,
    )
