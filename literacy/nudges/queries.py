"""Nudges as the person who got them sees them, and who has had one this week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.nudges.models import Nudge
from literacy.nudges.week import SHOWN, week_of


@dataclass(frozen=True, slots=True)
class NudgeSeen:
    by: str
    words: str
    at: datetime


def nudges_seen(session: Session, viewer: Viewer, *, now: datetime) -> tuple[NudgeSeen, ...]:
    """What reached the viewer in the last seven days, the latest first."""
    rows = session.execute(
        select(Person.name, Nudge.words, Nudge.sent_at)
        .select_from(Nudge)
        .outerjoin(Person, Person.id == Nudge.sent_by)
        .where(Nudge.person_id == viewer.id, Nudge.sent_at > now - SHOWN)
        .order_by(Nudge.sent_at.desc())
    )
    return tuple(NudgeSeen(name or "Your manager", words, at) for name, words, at in rows)


def nudged_this_week(session: Session, people: Iterable[int], *, now: datetime) -> frozenset[int]:
    """Who of these people has had a nudge this week, by anybody."""
    found = session.scalars(
        select(Nudge.person_id).where(Nudge.person_id.in_(list(people)), Nudge.week == week_of(now))
    )
    return frozenset(found)
