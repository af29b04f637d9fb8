"""Tidying: what a reader removed is deleted for good."""

from datetime import datetime

from sqlalchemy.orm import Session

from literacy.lessons.notes.actions import forget_removed


def tidy(session: Session, *, now: datetime) -> None:
    """Delete removed notes even where nobody looks at them any more."""
    forget_removed(session, now=now)
