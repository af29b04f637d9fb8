"""Which news people want, and when."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import NewsAnswer, Person, QuietHours, StoppedNews
from literacy.accounts.news.kinds import NewsChoices, NewsKind, Quiet, kinds_for
from literacy.accounts.viewer import Viewer


def news_choices(session: Session, viewer: Viewer, *, zone: str) -> NewsChoices:
    """Which news the viewer gets by mail, and when; `zone` is for who has chosen none."""
    stopped = set(
        session.scalars(select(StoppedNews.kind).where(StoppedNews.person_id == viewer.id))
    )
    asked = set(
        session.scalars(
            select(NewsAnswer.kind).where(NewsAnswer.person_id == viewer.id, NewsAnswer.wanted)
        )
    )
    return NewsChoices(
        offered=kinds_for(viewer),
        wanted=tuple(
            kind
            for kind in kinds_for(viewer)
            if (kind.value in asked if kind.asks_first else kind.value not in stopped)
        ),
        quiet=quiet_of(session, viewer.id),
        zone=session.get_one(Person, viewer.id).zone or zone,
    )


def is_wanted(session: Session, person_id: int, kind: NewsKind) -> bool:
    """Whether this person gets news of this kind."""
    if kind.asks_first:
        return answer_about(session, person_id, kind) is True
    return session.get(StoppedNews, (person_id, kind.value)) is None


def answer_about(session: Session, person_id: int, kind: NewsKind) -> bool | None:
    """What a person said to news that asks first, or None as long as she has not been asked."""
    return session.scalar(
        select(NewsAnswer.wanted).where(
            NewsAnswer.person_id == person_id, NewsAnswer.kind == kind.value
        )
    )


def quiet_of(session: Session, person_id: int) -> Quiet:
    kept = session.get(QuietHours, person_id)
    return Quiet(kept.begin_hour, kept.end_hour) if kept else Quiet()
