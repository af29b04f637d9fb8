"""Saying that a term is not clear, taking that back, and noting that a term was opened."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.glossary.readers.models import TermOpening, TermVote

LONGEST_WHY = 200


def vote_not_clear(
    session: Session, viewer: Viewer, slug: str, *, why: str = "", now: datetime
) -> None:
    """One vote for each person and term; saying it again changes the words and not the count."""
    words = " ".join(why.split())[:LONGEST_WHY]
    insert = sqlite_insert if _on_sqlite(session) else postgres_insert
    session.execute(
        insert(TermVote)
        .values(slug=slug, person_id=viewer.id, why=words, at=now)
        .on_conflict_do_update(
            index_elements=[TermVote.slug, TermVote.person_id], set_={"why": words, "at": now}
        )
    )


def take_vote_back(session: Session, viewer: Viewer, slug: str) -> None:
    session.execute(delete(TermVote).where(TermVote.slug == slug, TermVote.person_id == viewer.id))


def settle_votes(session: Session, slug: str) -> None:
    """A new version answers what was not clear, so the count begins again."""
    session.execute(delete(TermVote).where(TermVote.slug == slug))


def note_opening(session: Session, slug: str, *, now: datetime) -> None:
    """Count a day on which somebody opened this term, once a day."""
    today = now.date()
    insert = sqlite_insert if _on_sqlite(session) else postgres_insert
    session.execute(
        insert(TermOpening)
        .values(slug=slug, last_on=today, days=1)
        .on_conflict_do_update(
            index_elements=[TermOpening.slug],
            set_={"last_on": today, "days": TermOpening.days + 1},
            where=TermOpening.last_on < today,
        )
    )


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
