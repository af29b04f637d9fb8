"""Tidying: what is not needed any more is deleted."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.accounts.limits import REMEMBERED
from literacy.accounts.models import FailedSignIn, NewsMail, OneTimeLink, SignInSession

LINKS_KEPT = timedelta(days=30)
# Longer than anything is reminded of, so that nothing is told twice.
NEWS_KEPT = timedelta(days=400)


def tidy(session: Session, *, now: datetime) -> None:
    """Delete what ran out: sessions, failures, links that died, and what was mailed long ago."""
    session.execute(delete(SignInSession).where(SignInSession.expires_at <= now))
    session.execute(delete(FailedSignIn).where(FailedSignIn.at <= now - REMEMBERED))
    session.execute(delete(OneTimeLink).where(OneTimeLink.expires_at <= now - LINKS_KEPT))
    session.execute(delete(NewsMail).where(NewsMail.leaves_at <= now - NEWS_KEPT))
