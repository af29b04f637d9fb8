"""Writing the weekly digest to a manager, once a week."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, NewsMail, Person, StoppedNews
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import Fate, NewsKind
from literacy.accounts.permissions import Role
from literacy.nudges.week import week_of
from literacy.progress.outline import CourseOutline
from literacy.reports.digest import sentences
from literacy.reports.queries import page_of
from literacy.settings import Settings
from literacy.teams.queries import led_by

TEMPLATE = "reports/digest"
GOOD_FOR = timedelta(days=2)


def managers_to_tell(session: Session, *, now: datetime) -> list[int]:
    """Who leads a team now, wants digests, and has had none this week."""
    told = select(NewsMail.person_id).where(NewsMail.key.like(f"digest-%-{week_of(now)}"))
    stopped = select(StoppedNews.person_id).where(StoppedNews.kind == NewsKind.DIGEST.value)
    return list(
        session.scalars(
            select(Person.id)
            .where(
                Person.role == Role.MANAGER.value,
                Person.deactivated_at.is_(None),
                Person.id.in_(select(Management.person_id)),
                Person.id.not_in(told),
                Person.id.not_in(stopped),
            )
            .order_by(Person.id)
        )
    )


def write_digest(
    session: Session,
    manager_id: int,
    course: CourseOutline,
    *,
    settings: Settings,
    now: datetime,
) -> bool:
    """Tell this manager how her teams stand; False where she wants no digest or has had one."""
    pages = {
        team.name: page_of(session, course, team, today=now.date())
        for team in led_by(session, manager_id)
    }
    if not any(page.size for page in pages.values()):
        return False
    fate = send_news(
        session,
        manager_id,
        NewsKind.DIGEST,
        TEMPLATE,
        key=f"digest-{manager_id}-{week_of(now)}",
        settings=settings,
        now=now,
        values={"sentences": "\n".join(sentences(pages, today=now.date()))},
        path="/team/",
        good_for=GOOD_FOR,
        only_now=True,
    )
    return fate is Fate.LEAVES
