"""Tidying: words that nobody seeks any more are forgotten."""

from datetime import datetime

from sqlalchemy.orm import Session

from literacy.search.actions import forget_missed


def tidy(session: Session, *, now: datetime) -> None:
    """Delete searches that found nothing and were not made for half a year."""
    forget_missed(session, now=now)
