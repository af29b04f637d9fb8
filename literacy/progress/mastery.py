"""Where a learner stands: one pure function of what happened, for her page and her manager's.

A lesson is passed when every goal of its labs is reached and its quiz is passed. A module is
passed with all its lessons, or tested out with its exam. Reading moves the place to continue from
and counts for nothing else (quiz plan, 3.5).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from literacy.progress.facts import Examined, Fact, Gathered, Recalled, Sat, Stopped, gather
from literacy.progress.outline import CourseOutline, LessonOutline, ModuleOutline
from literacy.quizzes.rules import Ending

QUIZ_MINUTES = 3
"""Five questions take about three minutes (quiz plan, 3.2)."""

FINAL = "course"
"""What the final is an exam of."""

READ = 0.98
"""From here on the end of the text is on the screen."""


class LessonState(IntEnum):
    """In order: what happens can only lead from one to a later one.

    REOPENED: passed, and a new fact has changed the lesson since. It stays passed for all others.
    """

    IN_PREPARATION = 0
    NOT_STARTED = 1
    STARTED = 2
    LAB_LEFT = 3
    QUIZ_LEFT = 4
    REOPENED = 5
    PASSED = 6


class ModuleState(IntEnum):
    """CAUGHT_UP: all that can be passed is, and other lessons are still being written.

    TESTED_OUT: its exam is passed, and its lessons are not; the module is done all the same.
    """

    IN_PREPARATION = 0
    NOT_STARTED = 1
    STARTED = 2
    CAUGHT_UP = 3
    TESTED_OUT = 4
    PASSED = 5


_PASSED = LessonState.REOPENED


class LessonStanding(NamedTuple):
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
    tested_out: bool = False
    recalled: tuple[Recalled, ...] = ()

    @property
    def passed(self) -> bool:
        return self.state >= _PASSED

    @property
    def reopened(self) -> bool:
        """A new fact waits to be read."""
        return self.state is LessonState.REOPENED

    @property
    def can_pass(self) -> bool:
        """Something is left to do, and doing it would pass the lesson."""
        return self.outline.written and not self.passed and self._quiz_can_be_passed

    @property
    def is_read(self) -> bool:
        return self.place is not None and self.place.share >= READ

    @property
    def has_work(self) -> bool:
        """There is something to open: text not read, a goal not reached, a quiz not passed.

        A module that was tested out asks for nothing more.
        """
        if self.reopened:
            return True
        if not self.outline.written or self.passed or self.tested_out:
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
    exam_passed_at: datetime | None = None
    open_exam: Examined | None = None

    @property
    def is_done(self) -> bool:
        """Nothing is asked any more: its lessons are passed, or its exam is."""
        return self.state >= ModuleState.TESTED_OUT

    @property
    def done_at(self) -> datetime | None:
        """When that came about, by whichever way came first."""
        return min((each for each in (self.passed_at, self.exam_passed_at) if each), default=None)

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
    """`final_passed_at` is the day of the first final that passed."""

    modules: tuple[ModuleStanding, ...]
    final_passed_at: datetime | None = None
    open_final: Examined | None = None

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
    gathered = gather(facts)
    return Standing(
        tuple(_module(module, gathered) for module in course.modules),
        final_passed_at=gathered.exam_passed_at(FINAL),
        open_final=gathered.open_exam(FINAL),
    )


_NOTHING = Gathered({}, {}, {}, {}, {})


@lru_cache(maxsize=256)
def untouched(module: ModuleOutline) -> ModuleStanding:
    """How a module stands for everybody who has not begun it: most modules of most people."""
    return _standing(module, _NOTHING)


def essentials_of(module: ModuleStanding) -> ModuleStanding:
    """The same module, as far as its essential lessons go; its exam counts for them, too."""
    lessons = tuple(lesson for lesson in module.lessons if lesson.outline.essential)
    return _of_lessons(module.outline, lessons, module.exam_passed_at, module.open_exam)


def _module(module: ModuleOutline, gathered: Gathered) -> ModuleStanding:
    if module.slug in gathered.exams or any(map(gathered.touch, module.lessons)):
        return _standing(module, gathered)
    return untouched(module)


def _standing(module: ModuleOutline, gathered: Gathered) -> ModuleStanding:
    exam_passed_at = gathered.exam_passed_at(module.slug)
    tested_out = exam_passed_at is not None
    lessons = tuple(_lesson(lesson, gathered, tested_out=tested_out) for lesson in module.lessons)
    return _of_lessons(module, lessons, exam_passed_at, gathered.open_exam(module.slug))


def _of_lessons(
    module: ModuleOutline,
    lessons: tuple[LessonStanding, ...],
    exam_passed_at: datetime | None,
    open_exam: Examined | None,
) -> ModuleStanding:
    passed = [lesson.passed_at for lesson in lessons if lesson.passed_at]
    return ModuleStanding(
        outline=module,
        state=_module_state(lessons, tested_out=exam_passed_at is not None),
        lessons=lessons,
        passed_at=max(passed) if passed and len(passed) == len(lessons) else None,
        exam_passed_at=exam_passed_at,
        open_exam=open_exam,
    )


def _module_state(lessons: tuple[LessonStanding, ...], *, tested_out: bool) -> ModuleState:
    if not any(lesson.outline.written for lesson in lessons):
        return ModuleState.TESTED_OUT if tested_out else ModuleState.IN_PREPARATION
    if all(lesson.passed for lesson in lessons):
        return ModuleState.PASSED
    if tested_out:
        return ModuleState.TESTED_OUT
    if any(lesson.passed for lesson in lessons) and not any(each.can_pass for each in lessons):
        return ModuleState.CAUGHT_UP
    if any(lesson.touched_at for lesson in lessons):
        return ModuleState.STARTED
    return ModuleState.NOT_STARTED


def _lesson(lesson: LessonOutline, gathered: Gathered, *, tested_out: bool) -> LessonStanding:
    if not lesson.written:
        return LessonStanding(lesson, LessonState.IN_PREPARATION, tested_out=tested_out)
    every = tuple(gathered.sittings.get(lesson.id, {}).values())
    sittings = tuple([each for each in every if not each.update])
    place = gathered.places.get(lesson.id)
    reached = [gathered.goals[goal] for goal in lesson.goals if goal in gathered.goals]
    passes = [each.finished_at for each in sittings if _is_pass(each) and each.finished_at]
    goals_left = len(lesson.goals) - len(reached)
    passed_at = max([min(passes), *reached]) if passes and not goals_left else None
    touched = [*reached, *_times(every), *([place.at] if place else [])]
    unfinished = [each for each in sittings if each.finished_at is None]
    open_attempt = max(unfinished, key=lambda each: each.attempt) if unfinished else None
    reopened = passed_at is not None and lesson.news_version > _known_version(every)
    return LessonStanding(
        outline=lesson,
        state=LessonState.REOPENED
        if reopened
        else _state(lesson, bool(passes), goals_left, begun=bool(touched)),
        needs=() if passed_at else _needs(lesson, bool(passes), len(reached), open_attempt),
        minutes_left=0 if passed_at else _minutes_left(lesson, place, quiz_passed=bool(passes)),
        passed_at=passed_at,
        touched_at=max(touched, default=None),
        place=place,
        open_attempt=open_attempt,
        quiz_passed=bool(passes),
        goals_left=goals_left,
        endings=_endings(sittings),
        tested_out=tested_out,
        recalled=_in_order(gathered.recalled.get(lesson.id)),
    )


def _in_order(recalled: Mapping[str, Recalled] | None) -> tuple[Recalled, ...]:
    return tuple([recalled[area] for area in sorted(recalled)]) if recalled else ()


def _known_version(sittings: Iterable[Sat]) -> int:
    """The version of the lesson that was last proved, in its quiz or in what is new."""
    return max((each.version for each in sittings if _is_pass(each)), default=1)


def _is_pass(sat: Sat) -> bool:
    return sat.passed and not sat.practice


def _times(sittings: Iterable[Sat]) -> Iterator[datetime]:
    return (sat.finished_at or sat.started_at for sat in sittings)


def _endings(sittings: Iterable[Sat]) -> tuple[Ending, ...]:
    ended = [
        Ending(sat.finished_at, sat.passed)
        for sat in sittings
        if sat.finished_at and not sat.practice
    ]
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
