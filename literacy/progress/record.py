"""One person's progress as a record: what she passed and when, what is left of it, what is open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from literacy.progress.contents import kept_words
from literacy.progress.mastery import LessonStanding, ModuleStanding, ModuleState, Standing
from literacy.progress.memory import areas, memory
from literacy.progress.wording import figures, sentence

FINAL_HREF = "/quizzes/course/final"


@dataclass(frozen=True, slots=True)
class PassedLesson:
    """`kept` says in words what is remembered now; empty where nothing was asked since."""

    title: str
    href: str
    at: datetime
    kept: str
    kept_sign: str
    asked_on: date | None


@dataclass(frozen=True, slots=True)
class PassedModule:
    """A module with something passed; `done_at` once nothing is left to do in it."""

    number: str
    title: str
    state: str
    done_at: datetime | None
    lessons: tuple[PassedLesson, ...]


@dataclass(frozen=True, slots=True)
class Open:
    title: str
    href: str
    left: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    words: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class Record:
    lessons: str
    modules: str
    remembered: str
    passed: tuple[PassedModule, ...]
    open: tuple[Open, ...]
    history: tuple[tuple[int, tuple[Event, ...]], ...]


def record(standing: Standing, *, on: date) -> Record:
    """Everything comes from the standing, so this page can't differ from any other."""
    counted = areas(standing.lessons, on=on)
    done = sum(module.is_done for module in standing.modules)
    total = sum(module.count for module in standing.modules)
    return Record(
        lessons=f"{standing.count_passed} of {figures(total, 'lesson')}",
        modules=f"{done} of {figures(len(standing.modules), 'module')}",
        remembered=f"{counted.remembered} of {counted.count}" if counted.count else "",
        passed=tuple(filter(None, (_passed(module, on) for module in standing.modules))),
        open=tuple(sorted(_open(standing), key=lambda each: each.at, reverse=True)),
        history=_by_year(_events(standing)),
    )


def _passed(module: ModuleStanding, on: date) -> PassedModule | None:
    lessons = tuple(_lesson(each, on) for each in module.lessons if each.passed)
    if not lessons and not module.is_done:
        return None
    return PassedModule(
        number=module.outline.number,
        title=module.outline.title,
        state=_state(module),
        done_at=module.done_at,
        lessons=tuple(sorted(lessons, key=lambda each: each.at)),
    )


def _state(module: ModuleStanding) -> str:
    match module.state:
        case ModuleState.PASSED:
            return "Passed"
        case ModuleState.TESTED_OUT:
            return "Tested out"
        case _:
            return f"{module.count_passed} of {figures(module.count, 'lesson')} passed"


def _lesson(lesson: LessonStanding, on: date) -> PassedLesson:
    assert lesson.passed_at, "a passed lesson has its date"
    kept, sign = kept_words(memory(lesson, on=on))
    return PassedLesson(
        title=lesson.outline.title,
        href=f"/lessons/{lesson.outline.slug}",
        at=lesson.passed_at,
        kept=kept,
        kept_sign=sign,
        asked_on=min((each.memory.due_on for each in lesson.recalled), default=None),
    )


def _open(standing: Standing) -> Iterator[Open]:
    for lesson in standing.lessons:
        if lesson.touched_at and lesson.has_work:
            href = f"/lessons/{lesson.outline.slug}"
            yield Open(lesson.outline.title, href, sentence(lesson.needs), lesson.touched_at)
    for module in standing.modules:
        if module.open_exam:
            href = f"/quizzes/{module.slug}/exam"
            title = f"Exam: {module.outline.title}"
            yield Open(title, href, "Finish the exam", module.open_exam.started_at)
    if standing.open_final:
        started = standing.open_final.started_at
        yield Open("Final assessment", FINAL_HREF, "Finish the final", started)


def _events(standing: Standing) -> Iterator[Event]:
    for lesson in standing.lessons:
        if lesson.passed_at:
            href = f"/lessons/{lesson.outline.slug}"
            yield Event(lesson.passed_at, "Passed the lesson", lesson.outline.title, href)
    for module in standing.modules:
        title, place = module.outline.title, f"/#m{module.outline.number}"
        if module.exam_passed_at:
            yield Event(module.exam_passed_at, "Passed the exam of the module", title, place)
        if module.passed_at:
            yield Event(module.passed_at, "Passed every lesson of the module", title, place)
    if standing.final_passed_at:
        yield Event(standing.final_passed_at, "Passed the", "Final assessment", FINAL_HREF)


def _by_year(events: Iterator[Event]) -> tuple[tuple[int, tuple[Event, ...]], ...]:
    """The latest first, under their years."""
    latest = sorted(events, key=lambda each: (each.at, each.title), reverse=True)
    return tuple(
        (year, tuple(found)) for year, found in groupby(latest, key=lambda each: each.at.year)
    )
