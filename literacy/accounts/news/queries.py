"""Which news people want, and when."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person, QuietHours, StoppedNews
from literacy.accounts.news.kinds import NewsChoices, Quiet, kinds_for
from literacy.accounts.viewer import Viewer


def news_choices(session: Session, viewer: Viewer, *, zone: str) -> NewsChoices:
    """Which news the viewer gets by mail, and when; `zone` is for who has chosen none."""
    stopped = set(
        session.scalars(select(StoppedNews.kind).where(StoppedNews.person_id == viewer.id))
    )
    return NewsChoices(
        offered=kinds_for(viewer),
        wanted=tuple(kind for kind in kinds_for(viewer) if kind.value not in stopped),
        quiet=quiet_of(session, viewer.id),
        zone=session.get_one(Person, viewer.id).zone or zone,
    )


def quiet_of(session: Session, person_id: int) -> Quiet:
    kept = session.get(QuietHours, person_id)
    return Quiet(kept.begin_hour, kept.end_hour) if kept else Quiet()
