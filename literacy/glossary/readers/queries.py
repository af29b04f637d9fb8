"""What readers told of terms, for those who keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.glossary.readers.models import TermOpening, TermVote


@dataclass(frozen=True, slots=True)
class NotClear:
    """How many people find a term not clear, and what they said, without their names."""

    slug: str
    votes: int
    said: tuple[str, ...]


def not_clear(session: Session) -> tuple[NotClear, ...]:
    """Terms with votes, the most first."""
    counted = session.execute(
        select(TermVote.slug, func.count())
        .group_by(TermVote.slug)
        .order_by(func.count().desc(), TermVote.slug)
    ).all()
    said: dict[str, list[str]] = {}
    words = select(TermVote.slug, TermVote.why).where(TermVote.why != "").order_by(TermVote.at)
    for slug, why in session.execute(words):
        said.setdefault(slug, []).append(why)
    return tuple(NotClear(slug, votes, tuple(said.get(slug, ()))) for slug, votes in counted)


def last_openings(session: Session) -> Mapping[str, date]:
    """The last day on which each term was opened; those that never were are missing."""
    rows = session.execute(select(TermOpening.slug, TermOpening.last_on))
    return dict(iter(rows))
