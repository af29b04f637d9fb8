"""Tidying: the record of a lab session lives for a day."""

from datetime import datetime

from sqlalchemy.orm import Session

from literacy.labs.actions import forget_old


def tidy(session: Session, *, now: datetime) -> None:
    """Delete old records even where nobody plays a lab any more."""
    forget_old(session, now=now)
