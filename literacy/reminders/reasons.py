"""What a person is reminded of today: at most one thing, the most pressing one that is new."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import ClassVar

from literacy.accounts.news.kinds import NewsKind
from literacy.progress.deadlines import Asked, Deadline, deadlines
from literacy.progress.mastery import LessonStanding, ModuleStanding, Standing
from literacy.progress.step import step
from literacy.progress.wording import counted, days_away, figures, full_day
from literacy.review.queue import Today

STOPPED_AFTER = timedelta(days=3)
"""A pause; before this nobody is asked why."""

STOPPED_UNTIL = timedelta(days=14)
"""From here on it is no pause any more, and a mail would be a reproach."""

NEAR_DAYS = (1, 7)
"""A date is told a week ahead and a day ahead, and never once it has passed."""

LEAST_TO_REVIEW = 3
"""Fewer questions than this are not worth a mail."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter to send; `key` names what it is about, and each is told once."""

    good_for: ClassVar[timedelta] = timedelta(days=1)

    kind: NewsKind
    template: str
    key: str
    path: str
    values: dict[str, str | int] = field(default_factory=dict)


def reminders(
    standing: Standing, asked: Iterable[Asked], review: Today, *, today: date, now: datetime
) -> Iterator[Reminder]:
    """What could be said, the most pressing first; nothing to who has passed the whole course."""
    if all(lesson.passed for lesson in standing.lessons):
        return
    yield from _dates(deadlines(standing, asked, today=today))
    yield from _review(review, today=today)
    yield from _half_way(standing, now=now)


def _dates(open_dates: tuple[Deadline, ...]) -> Iterator[Reminder]:
    for each in open_dates:
        near = next((days for days in NEAR_DAYS if 0 <= each.days <= days), None)
        if near is None:
            continue
        yield Reminder(
            kind=NewsKind.DEADLINE,
            template="reminders/deadline",
            key=f"{each.module.slug}-{each.asked.due_on}-{near}",
            path="/",
            values={
                "module": each.module.outline.title,
                "when": days_away(each.days),
                "day": full_day(each.asked.due_on),
                "left": _left(each.module),
                "asked": _asked(each.asked),
            },
        )


def _left(module: ModuleStanding) -> str:
    passed = f"{module.count_passed} of {figures(module.count, 'lesson')} passed"
    return f"{passed}, about {figures(module.minutes_left, 'minute')} left"


def _asked(asked: Asked) -> str:
    """Who asks and why, as one line; nothing when neither is known."""
    who = f"{asked.set_by} asks for it" if asked.set_by else ""
    return ": ".join(filter(None, (who, asked.why)))


def _review(review: Today, *, today: date) -> Iterator[Reminder]:
    """Once a calendar week, and not to who has reviewed today."""
    if review.answered or len(review.entries) < LEAST_TO_REVIEW:
        return
    year, week, _day = today.isocalendar()
    yield Reminder(
        kind=NewsKind.REVIEW,
        template="reminders/review",
        key=f"{year}-{week}",
        path="/review",
        values={
            "questions": counted(len(review.entries), "question"),
            "minutes": counted(review.minutes, "minute"),
        },
    )


def _half_way(standing: Standing, *, now: datetime) -> Iterator[Reminder]:
    """The lesson that was open last, if nothing happened since; a new stop is a new reason."""
    last = max(filter(_touched, standing.lessons), key=_when, default=None)
    if last is None or not STOPPED_AFTER <= now - _when(last) < STOPPED_UNTIL:
        return
    if not last.has_work:
        return
    yield Reminder(
        kind=NewsKind.REMINDER,
        template="reminders/half-way",
        key=f"{last.outline.id}-{_when(last):%Y%m%d}",
        path=step(standing, last, section="", now=now).go.href,
        values={
            "what": "the quiz of" if last.open_attempt else "the lesson",
            "title": last.outline.title,
            "left": counted(last.minutes_left, "minute"),
        },
    )


def _touched(lesson: LessonStanding) -> bool:
    return lesson.touched_at is not None


def _when(lesson: LessonStanding) -> datetime:
    assert lesson.touched_at, "only what was touched is looked at"
    return lesson.touched_at
