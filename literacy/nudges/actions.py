"""Sending a nudge: once a week, to nobody who has left, and written down."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.nudges.models import Nudge
from literacy.nudges.queries import nudged_this_week
from literacy.nudges.week import week_of
from literacy.settings import Settings

TEMPLATE = "nudges/nudge"
GOOD_FOR = timedelta(days=3)


def send_nudge(
    session: Session,
    by: Viewer,
    person_id: int,
    *,
    team_id: int,
    values: Mapping[str, str | int],
    words: str,
    settings: Settings,
    now: datetime,
) -> bool:
    """Nudge a person; False when she has left or had one this week.

    It shows on her home page. By mail it goes as she chose for reminders, which nobody is told.
    """
    # The row is held, so that two managers at once find out about each other.
    person = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if person is None or person.deactivated_at is not None:
        return False
    if nudged_this_week(session, [person_id], now=now):
        return False
    week = week_of(now)
    session.add(
        Nudge(
            person_id=person_id,
            team_id=team_id,
            sent_by=by.id,
            week=week,
            words=words,
            sent_at=now,
        )
    )
    session.flush()
    note(session, "nudge.sent", actor_id=by.id, subject=f"person:{person_id}", now=now, week=week)
    send_news(
        session,
        person_id,
        NewsKind.REMINDER,
        TEMPLATE,
        key=f"nudge-{person_id}-{week}",
        settings=settings,
        now=now,
        values=values,
        path="/",
        good_for=GOOD_FOR,
    )
    return True
