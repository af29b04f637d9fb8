"""Tidying: what is not needed any more is deleted."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.accounts.limits import REMEMBERED
from literacy.accounts.models import FailedSignIn, OneTimeLink, SignInSession

LINKS_KEPT = timedelta(days=30)


def tidy(session: Session, *, now: datetime) -> None:
    """Delete sessions that ran out, old failures, and links that died a month ago."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at <= now))
    session.execute(delete(FailedSignIn).where(FailedSignIn.at <= now - REMEMBERED))
    session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at <= now - LINKS_KEPT))
