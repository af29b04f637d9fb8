"""What to do next, in one step: what it is, why, and the button that goes there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.progress.mastery import (
    LessonStanding,
    LessonState,
    ModuleStanding,
    ModuleState,
    Standing,
)
from literacy.progress.wording import ago, counted, first_up, listed, on_device, quoted, sentence
from literacy.quizzes.rules import next_draw_at, whole_minutes

LONG_TITLE = 36


class Kind(StrEnum):
    FIRST = "first"
    CONTINUE = "continue"
    NEXT = "next"
    ALL_DONE = "all done"
    NOTHING_WRITTEN = "nothing written"


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """`lesson` and `module` are None when there is nothing left to do."""

    kind: Kind
    title: str
    lead: str
    go: Link
    other: Link | None = None
    lesson: LessonStanding | None = None
    module: ModuleStanding | None = None

    @property
    def is_long(self) -> bool:
        """A title that would take more than three lines at the largest size."""
        return len(self.title) > LONG_TITLE


def next_lesson(standing: Standing, *, wanted: Iterable[str] = ()) -> LessonStanding | None:
    """What to open now: what was begun last, its neighbors, what is due, the essentials, the rest.

    `wanted` are slugs of modules with a date, the earliest first.
    """
    return next((each for each in _in_order(standing, wanted) if each.has_work), None)


def step(standing: Standing, lesson: LessonStanding | None, *, section: str, now: datetime) -> Step:
    """`section` is the title of the part of the lesson where reading stopped, if it has one."""
    if lesson is None:
        return _rest(standing)
    module = next(each for each in standing.modules if lesson in each.lessons)
    lead, go, other = _ways(lesson, section=section, now=now)
    return Step(
        kind=_kind(standing, lesson),
        title=lesson.outline.title,
        lead=lead,
        go=go,
        other=other,
        lesson=lesson,
        module=module,
    )


def _in_order(standing: Standing, wanted: Iterable[str]) -> Iterator[LessonStanding]:
    yield from sorted(
        (each for each in standing.lessons if each.touched_at and not each.passed),
        key=_last_touched,
        reverse=True,
    )
    yield from (each for each in standing.lessons if each.reopened)
    begun = [module for module in standing.modules if module.touched_at]
    for module in sorted(begun, key=_last_touched, reverse=True):
        yield from module.lessons
    for slug in wanted:
        found = standing.module(slug)
        yield from found.lessons if found else ()
    yield from (each for each in standing.lessons if each.outline.essential)
    yield from standing.lessons


def _last_touched(touched: LessonStanding | ModuleStanding) -> datetime:
    assert touched.touched_at, "only what was touched is sorted"
    return touched.touched_at


def _kind(standing: Standing, lesson: LessonStanding) -> Kind:
    if lesson.touched_at:
        return Kind.CONTINUE
    return Kind.NEXT if standing.begun else Kind.FIRST


def _ways(lesson: LessonStanding, *, section: str, now: datetime) -> tuple[str, Link, Link | None]:
    """The lead, the button and the second way."""
    outline = lesson.outline
    page, quiz = f"/lessons/{outline.slug}", f"/quizzes/{outline.slug}"
    start = Link("Start of the lesson", page + "#main")
    if lesson.reopened:
        lead = f"You passed this lesson, and a fact in it has changed since. {outline.news}"
        return lead, Link("Show me what changed", f"{quiz}/update"), Link("To the lesson", page)
    if lesson.open_attempt:
        lead = f"You began its quiz {ago(lesson.open_attempt.started_at, now=now)}. "
        link = Link("Go on with the quiz", f"/attempts/{lesson.open_attempt.attempt}")
        return lead + "Every answer you gave is kept.", link, Link("Back to the lesson", page)
    if lesson.state is LessonState.NOT_STARTED:
        return outline.promise, Link(f"Start, {outline.minutes} min", page), None
    if not _text_is_behind(lesson):
        lead = f"{_stopped(lesson, section, now)} {_minutes(lesson.minutes_left)}"
        return lead, Link(f"Continue, {lesson.minutes_left} min", page), start
    if lesson.goals_left:
        lead = f"{_stopped(lesson, section, now)} {_left(lesson)}"
        return lead, Link("Go to the lab", page), Link("Take the quiz", quiz)
    return _quiz_ways(lesson, start=Link("Back to the lesson", page), quiz=quiz, now=now)


def _text_is_behind(lesson: LessonStanding) -> bool:
    """Read to the end, or proved in another way."""
    return lesson.is_read or lesson.state > LessonState.STARTED


def _quiz_ways(
    lesson: LessonStanding, *, start: Link, quiz: str, now: datetime
) -> tuple[str, Link, Link | None]:
    until = next_draw_at(lesson.endings, now=now)
    if until is None:
        return _left(lesson), Link("Take the quiz, 3 min", quiz), start
    minutes = whole_minutes(until, now=now)
    lead = f"Two misses in a row ask for a short pause. New questions in {_time(minutes)}."
    return lead, Link("Read the lesson again", start.href), Link("About its quiz", quiz)


def _time(minutes: int) -> str:
    return counted(minutes, "minute")


def _stopped(lesson: LessonStanding, section: str, now: datetime) -> str:
    place = lesson.place
    if place is None:
        assert lesson.touched_at, "only what was touched is continued"
        return f"You were here {ago(lesson.touched_at, now=now)}."
    when = on_device(place.device) + ago(place.at, now=now)
    if lesson.is_read:
        return f"You read to the end {when}."
    at = f"at {quoted(section)} " if section else ""
    return f"You stopped {at}{when}."


def _minutes(minutes: int) -> str:
    verb = "is" if minutes == 1 else "are"
    return f"{first_up(counted(minutes, 'minute'))} of this lesson {verb} left."


def _left(lesson: LessonStanding) -> str:
    needs = sentence(lesson.needs)
    return f"What is left: {needs[:1].lower()}{needs[1:]}."


def _rest(standing: Standing) -> Step:
    """Nothing is left to do now; the next step is to use what was learned."""
    written = [lesson for lesson in standing.lessons if lesson.outline.written]
    glossary = Link("Look a word up", "/glossary/")
    if not written:
        return Step(
            Kind.NOTHING_WRITTEN,
            "The first lesson is being written",
            "The course map below shows what is planned. The glossary is open already.",
            glossary,
        )
    return Step(Kind.ALL_DONE, _done_title(standing), _done_lead(standing), glossary)


def _done_title(standing: Standing) -> str:
    whole = all(module.is_done for module in standing.modules)
    return "You have passed the whole course" if whole else "You are up to date"


def _done_lead(standing: Standing) -> str:
    tested = sum(module.state is ModuleState.TESTED_OUT for module in standing.modules)
    done = [f"passed {counted(standing.count_passed, 'lesson')}"] if standing.count_passed else []
    done += [f"tested out of {counted(tested, 'module')}"] if tested else []
    left = (each for each in standing.lessons if not each.tested_out)
    planned = sum(not each.outline.written for each in left)
    if not planned:
        return f"You have {listed(done)}. Each stays open to read again."
    verb = "is" if planned == 1 else "are"
    so_far = "all that can be passed so far"
    return (
        f"You have {listed(done)}, {so_far}. "
        f"{first_up(counted(planned, 'other'))} {verb} in preparation."
    )
