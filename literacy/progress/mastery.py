"""Where a learner stands: one pure function of what happened, for her page and her manager's.

A lesson is passed when every goal of its labs is reached and its quiz is passed. Reading moves
the place to continue from and counts for nothing else (quiz plan, 3.5).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from functools import lru_cache
from math import ceil

from literacy.progress.outline import CourseOutline, Goal, LessonOutline, ModuleOutline
from literacy.quizzes.rules import Ending
from literacy.review.scheduling import Memory

QUIZ_MINUTES = 3
"""Five questions take about three minutes (quiz plan, 3.2)."""

READ = 0.98
"""From here on the end of the text is on the screen."""


@dataclass(frozen=True, slots=True)
class GoalReached:
    lab: str
    mission: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Sat:
    """A sitting of a lesson's quiz; without `finished_at` it is open. Practice decides nothing."""

    lesson: str
    attempt: int
    started_at: datetime
    finished_at: datetime | None = None
    passed: bool = False
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """The place where reading stopped; `share` of the text is behind the reader."""

    lesson: str
    anchor: str
    share: float
    device: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is left of one area of a lesson; it says what is remembered, never what is passed."""

    lesson: str
    area: str
    memory: Memory
    missed: bool = False


Fact = GoalReached | Sat | Stopped | Recalled


class LessonState(IntEnum):
    """In order: what happens can only lead from one to a later one."""

    IN_PREPARATION = 0
    NOT_STARTED = 1
    STARTED = 2
    LAB_LEFT = 3
    QUIZ_LEFT = 4
    PASSED = 5


class ModuleState(IntEnum):
    """CAUGHT_UP: all that can be passed is, and other lessons are still being written."""

    IN_PREPARATION = 0
    NOT_STARTED = 1
    STARTED = 2
    CAUGHT_UP = 3
    PASSED = 4


@dataclass(frozen=True, slots=True)
class LessonStanding:
    """`needs` says in words what is left, and is empty once nothing can be done."""

    outline: LessonOutline
    state: LessonState
    needs: tuple[str, ...] = ()
    minutes_left: int = 0
    passed_at: datetime | None = None
    touched_at: datetime | None = None
    place: Stopped | None = None
    open_attempt: Sat | None = None
    quiz_passed: bool = False
    goals_left: int = 0
    endings: tuple[Ending, ...] = ()
    recalled: tuple[Recalled, ...] = ()

    @property
    def passed(self) -> bool:
        return self.state is LessonState.PASSED

    @property
    def can_pass(self) -> bool:
        """Something is left to do, and doing it would pass the lesson."""
        return self.outline.written and not self.passed and self._quiz_can_be_passed

    @property
    def is_read(self) -> bool:
        return self.place is not None and self.place.share >= READ

    @property
    def has_work(self) -> bool:
        """There is something to open: text not read, a goal not reached, a quiz not passed."""
        if not self.outline.written or self.passed:
            return False
        return self._quiz_can_be_passed or self.goals_left > 0 or not self.is_read

    @property
    def _quiz_can_be_passed(self) -> bool:
        return self.quiz_passed or self.outline.quiz is not None


@dataclass(frozen=True, slots=True)
class ModuleStanding:
    outline: ModuleOutline
    state: ModuleState
    lessons: tuple[LessonStanding, ...]
    passed_at: datetime | None = None

    @property
    def slug(self) -> str:
        return self.outline.slug

    @property
    def count_passed(self) -> int:
        return sum(lesson.passed for lesson in self.lessons)

    @property
    def count(self) -> int:
        return len(self.lessons)

    @property
    def minutes_left(self) -> int:
        """For what is written and not passed."""
        return sum(lesson.minutes_left for lesson in self.lessons)

    @property
    def can_pass_more(self) -> bool:
        return any(lesson.can_pass for lesson in self.lessons)

    @property
    def touched_at(self) -> datetime | None:
        return max((each.touched_at for each in self.lessons if each.touched_at), default=None)


@dataclass(frozen=True, slots=True)
class Standing:
    modules: tuple[ModuleStanding, ...]

    @property
    def lessons(self) -> Iterator[LessonStanding]:
        return (lesson for module in self.modules for lesson in module.lessons)

    @property
    def begun(self) -> bool:
        return any(lesson.touched_at for lesson in self.lessons)

    @property
    def count_passed(self) -> int:
        return sum(lesson.passed for lesson in self.lessons)

    def module(self, slug: str) -> ModuleStanding | None:
        return next((each for each in self.modules if each.slug == slug), None)


def mastery(course: CourseOutline, facts: Iterable[Fact]) -> Standing:
    """Everything a learner's page and a manager's page may say about one person.

    The order of the facts and facts told twice make no difference; one fact more never lowers
    a state.
    """
    gathered = _gather(facts)
    return Standing(tuple(_module(module, gathered) for module in course.modules))


@dataclass(frozen=True, slots=True)
class _Gathered:
    goals: Mapping[Goal, datetime]
    sittings: Mapping[str, Mapping[int, Sat]]
    places: Mapping[str, Stopped]
    recalled: Mapping[str, Mapping[str, Recalled]]

    def touch(self, lesson: LessonOutline) -> bool:
        """Something happened in this lesson."""
        return (
            lesson.id in self.places
            or lesson.id in self.sittings
            or any(goal in self.goals for goal in lesson.goals)
        )


_NOTHING = _Gathered({}, {}, {}, {})


@lru_cache(maxsize=256)
def untouched(module: ModuleOutline) -> ModuleStanding:
    """How a module stands for everybody who has not begun it: most modules of most people."""
    return _standing(module, _NOTHING)


def essentials_of(module: ModuleStanding) -> ModuleStanding:
    """The same module, as far as its essential lessons go."""
    lessons = tuple(lesson for lesson in module.lessons if lesson.outline.essential)
    return _of_lessons(module.outline, lessons)


def _gather(facts: Iterable[Fact]) -> _Gathered:
    goals: dict[Goal, datetime] = {}
    sittings: dict[str, dict[int, Sat]] = {}
    places: dict[str, Stopped] = {}
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
            case Recalled():
                areas = recalled.setdefault(fact.lesson, {})
                areas[fact.area] = max(fact, areas.get(fact.area, fact), key=_how_known)
    return _Gathered(goals, sittings, places, recalled)


def _how_far(sat: Sat) -> tuple[bool, bool, datetime]:
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


def _module(module: ModuleOutline, gathered: _Gathered) -> ModuleStanding:
    if any(map(gathered.touch, module.lessons)):
        return _standing(module, gathered)
    return untouched(module)


def _standing(module: ModuleOutline, gathered: _Gathered) -> ModuleStanding:
    return _of_lessons(module, tuple(_lesson(lesson, gathered) for lesson in module.lessons))


def _of_lessons(module: ModuleOutline, lessons: tuple[LessonStanding, ...]) -> ModuleStanding:
    passed = [lesson.passed_at for lesson in lessons if lesson.passed_at]
    return ModuleStanding(
        outline=module,
        state=_module_state(lessons),
        lessons=lessons,
        passed_at=max(passed) if passed and len(passed) == len(lessons) else None,
    )


def _module_state(lessons: tuple[LessonStanding, ...]) -> ModuleState:
    if not any(lesson.outline.written for lesson in lessons):
        return ModuleState.IN_PREPARATION
    if all(lesson.passed for lesson in lessons):
        return ModuleState.PASSED
    if any(lesson.passed for lesson in lessons) and not any(each.can_pass for each in lessons):
        return ModuleState.CAUGHT_UP
    if any(lesson.touched_at for lesson in lessons):
        return ModuleState.STARTED
    return ModuleState.NOT_STARTED


def _lesson(lesson: LessonOutline, gathered: _Gathered) -> LessonStanding:
    if not lesson.written:
        return LessonStanding(lesson, LessonState.IN_PREPARATION)
    sittings = tuple(gathered.sittings.get(lesson.id, {}).values())
    place = gathered.places.get(lesson.id)
    reached = [gathered.goals[goal] for goal in lesson.goals if goal in gathered.goals]
    passes = [each.finished_at for each in sittings if _is_pass(each) and each.finished_at]
    goals_left = len(lesson.goals) - len(reached)
    passed_at = max([min(passes), *reached]) if passes and not goals_left else None
    touched = [*reached, *_times(sittings), *([place.at] if place else [])]
    unfinished = [each for each in sittings if each.finished_at is None]
    open_attempt = max(unfinished, key=lambda each: each.attempt, default=None)
    return LessonStanding(
        outline=lesson,
        state=_state(lesson, bool(passes), goals_left, begun=bool(touched)),
        needs=() if passed_at else _needs(lesson, bool(passes), len(reached), open_attempt),
        minutes_left=0 if passed_at else _minutes_left(lesson, place, quiz_passed=bool(passes)),
        passed_at=passed_at,
        touched_at=max(touched, default=None),
        place=place,
        open_attempt=open_attempt,
        quiz_passed=bool(passes),
        goals_left=goals_left,
        endings=_endings(sittings),
        recalled=tuple(area for _, area in sorted(gathered.recalled.get(lesson.id, {}).items())),
    )


def _is_pass(sat: Sat) -> bool:
    return sat.passed and not sat.practice


def _times(sittings: Iterable[Sat]) -> Iterator[datetime]:
    return (sat.finished_at or sat.started_at for sat in sittings)


def _endings(sittings: Iterable[Sat]) -> tuple[Ending, ...]:
    ended = (
        Ending(sat.finished_at, sat.passed)
        for sat in sittings
        if sat.finished_at and not sat.practice
    )
    return tuple(sorted(ended, key=lambda ending: (ending.finished_at, ending.passed)))


def _state(
    lesson: LessonOutline, quiz_passed: bool, goals_left: int, *, begun: bool
) -> LessonState:
    if quiz_passed:
        return LessonState.LAB_LEFT if goals_left else LessonState.PASSED
    if lesson.goals and not goals_left:
        return LessonState.QUIZ_LEFT
    return LessonState.STARTED if begun else LessonState.NOT_STARTED


def _needs(
    lesson: LessonOutline, quiz_passed: bool, reached: int, open_attempt: Sat | None
) -> tuple[str, ...]:
    goal = _goal_needed(len(lesson.goals), reached)
    quiz = None if quiz_passed else _quiz_needed(lesson, open_attempt)
    return tuple(need for need in (goal, quiz) if need)


def _goal_needed(goals: int, reached: int) -> str | None:
    if reached == goals:
        return None
    if goals == 1:
        return "Reach the lab’s goal"
    if reached:
        return f"Reach the lab’s other goals: {reached} of {goals} reached"
    return f"Reach the lab’s {goals} goals"


def _quiz_needed(lesson: LessonOutline, open_attempt: Sat | None) -> str:
    if lesson.quiz is None:
        return "The quiz is in preparation"
    verb = "Finish" if open_attempt and not open_attempt.practice else "Pass"
    return f"{verb} the quiz: {lesson.quiz.needed} of {lesson.quiz.questions}"


def _minutes_left(lesson: LessonOutline, place: Stopped | None, *, quiz_passed: bool) -> int:
    """Minutes of reading, or those of the quiz once the text is read; at least 1."""
    reading = ceil(lesson.minutes * (1 - (place.share if place else 0.0)))
    quiz = QUIZ_MINUTES if lesson.quiz and not quiz_passed else 1
    return min(lesson.minutes, max(reading, quiz))
