"""Who may need help: a sign that a company can switch on, with a reason and nothing behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from literacy.progress.mastery import LessonStanding, Standing
from literacy.progress.outline import LessonOutline
from literacy.teams.cells import Member

MISSES = 4
STOPPED_FOR = timedelta(days=14)
READ_FOR = timedelta(minutes=15)
"""So long a look lasts that was written down; then the next one is written down too."""

Area = tuple[str, str]
"""A lesson and an area of its bank."""


class Reason(StrEnum):
    MISSES = "Four questions of one area missed"
    STOPPED = "Stopped half-way two weeks ago"


@dataclass(frozen=True, slots=True)
class Sign:
    """One person may need help with one lesson."""

    member: Member
    lesson: LessonOutline
    reason: Reason


def signs(
    member: Member, standing: Standing, misses: Mapping[Area, int], *, now: datetime
) -> tuple[Sign, ...]:
    """`misses` counts first tries by lesson and area; what is passed needs no help."""
    found = (
        (lesson, _reason(lesson, misses, now=now)) for lesson in standing.lessons if lesson.can_pass
    )
    return tuple(Sign(member, lesson.outline, reason) for lesson, reason in found if reason)


def _reason(lesson: LessonStanding, misses: Mapping[Area, int], *, now: datetime) -> Reason | None:
    most = max((n for (of, _area), n in misses.items() if of == lesson.outline.id), default=0)
    if most >= MISSES:
        return Reason.MISSES
    if lesson.touched_at and lesson.touched_at <= now - STOPPED_FOR:
        return Reason.STOPPED
    return None
