"""What happened to one person, as facts; told in any order or twice, they come to the same."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from literacy.progress.outline import Goal, LessonOutline
from literacy.review.scheduling import Memory

Key = TypeVar("Key", bound=Hashable)
Told = TypeVar("Told")


# Facts are tuples with names: a team of fifty has thousands, and a tuple is made in a third of
# the time of a frozen dataclass.
class GoalReached(NamedTuple):
    lab: str
    mission: str
    at: datetime


class Sat(NamedTuple):
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


class Stopped(NamedTuple):
    """The place where reading stopped; `share` of the text is behind the reader."""

    lesson: str
    anchor: str
    share: float
    device: str
    at: datetime


class Examined(NamedTuple):
    """A sitting of what spans lessons: `of` is a module's slug, or `course` for the final.

    Without `finished_at` it is open. Pre-tests, placements and practice are no facts: they decide
    nothing.
    """

    of: str
    attempt: int
    started_at: datetime
    finished_at: datetime | None = None
    passed: bool = False


class Recalled(NamedTuple):
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
                _keep(sittings.setdefault(fact.lesson, {}), fact.attempt, fact, _how_far)
            case Stopped():
                _keep(places, fact.lesson, fact, _how_late)
            case Examined():
                _keep(exams.setdefault(fact.of, {}), fact.attempt, fact, _how_far)
            case Recalled():
                _keep(recalled.setdefault(fact.lesson, {}), fact.area, fact, _how_known)
    return Gathered(goals, sittings, places, exams, recalled)


def _keep(held: dict[Key, Told], key: Key, fact: Told, how: Callable[[Told], Any]) -> None:
    """Of two facts about one thing the one that says more; most things are told once."""
    known = held.get(key)
    held[key] = fact if known is None else max(fact, known, key=how)


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
