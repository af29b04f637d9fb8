"""Writing the weekly digest to a manager, once a week."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, NewsAnswer, NewsMail, Person
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import Fate, NewsKind
from literacy.accounts.permissions import Role
from literacy.lib.zones import day_in
from literacy.nudges.week import week_of
from literacy.progress.outline import CourseOutline
from literacy.reports.digest import sentences
from literacy.reports.queries import page_of
from literacy.settings import Settings
from literacy.teams.queries import led_by

TEMPLATE = "reports/digest"
GOOD_FOR = timedelta(days=2)


def managers_to_tell(session: Session, *, settings: Settings, now: datetime) -> list[int]:
    """Who leads a team now, asked for the digest before this week, and has had none in it.

    Weeks begin on Monday by each manager's own calendar.
    """
    rows = session.execute(
        select(Person.id, Person.zone, NewsAnswer.at)
        .join(NewsAnswer, NewsAnswer.person_id == Person.id)
        .where(
            NewsAnswer.kind == NewsKind.TEAMS.value,
            NewsAnswer.wanted,
            Person.role == Role.MANAGER.value,
            Person.deactivated_at.is_(None),
            Person.id.in_(select(Management.person_id)),
        )
        .order_by(Person.id)
    ).all()
    weeks = {
        person: week
        for person, zone, asked_at in rows
        if (week := _week(now, zone or settings.time_zone))
        != _week(asked_at, zone or settings.time_zone)
    }
    told = _told(session, {_key(*each) for each in weeks.items()})
    return [person for person, week in weeks.items() if _key(person, week) not in told]


def _week(moment: datetime, zone: str) -> str:
    return week_of(day_in(moment, zone))


def _key(person: int, week: str) -> str:
    return f"digest-{person}-{week}"


def _told(session: Session, keys: Collection[str]) -> set[str]:
    return set(session.scalars(select(NewsMail.key).where(NewsMail.key.in_(keys))))


def write_digest(
    session: Session,
    manager_id: int,
    course: CourseOutline,
    *,
    settings: Settings,
    now: datetime,
) -> bool:
    """Tell this manager how her teams stand; False where she wants no digest or has had one."""
    person = session.get_one(Person, manager_id)
    pages = {
        team.name: page_of(session, course, team, today=now.date())
        for team in led_by(session, manager_id)
    }
    if not any(page.size for page in pages.values()):
        return False
    fate = send_news(
        session,
        manager_id,
        NewsKind.TEAMS,
        TEMPLATE,
        key=_key(manager_id, _week(now, person.zone or settings.time_zone)),
        settings=settings,
        now=now,
        values={"sentences": "\n".join(sentences(pages, today=now.date()))},
        path="/team/",
        good_for=GOOD_FOR,
        only_now=True,
    )
    return fate is Fate.LEAVES
