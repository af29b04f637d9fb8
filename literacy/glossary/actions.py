"""Asking IT for a word."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.glossary.models import TermRequest, TermRequestVote
from literacy.glossary.queries import asked_since, open_request_for
from literacy.lib.errors import Invalid, NotFound, TooMany
from literacy.lib.slugs import slugify

A_DAY = timedelta(days=1)
MOST_A_DAY = 20


def request_term(
    session: Session, viewer: Viewer, *, word: str, context: str, place: str, now: datetime
) -> TermRequest:
    """Ask for a word; where somebody asked for it before, join them instead of asking twice."""
    word_key = slugify(word) or word.casefold().strip()
    if not word_key:
        raise Invalid("Write the word you want explained.")
    if asked_since(session, viewer, now - A_DAY) >= MOST_A_DAY:
        raise TooMany("You asked for 20 words today. IT will be glad of a pause until tomorrow.")
    request = open_request_for(session, word_key)
    if request is None:
        request = TermRequest(
            word=word, word_key=word_key, context=context, place=place, person_id=viewer.id, at=now
        )
        session.add(request)
        session.flush()
    join_request(session, viewer, request.id, now=now)
    return request


def join_request(session: Session, viewer: Viewer, request_id: int, *, now: datetime) -> None:
    """“Me too”; saying it twice counts once."""
    if session.get(TermRequest, request_id) is None:
        raise NotFound("There is no such request.")
    held = session.scalar(
        select(TermRequestVote.id).where(
            TermRequestVote.request_id == request_id, TermRequestVote.person_id == viewer.id
        )
    )
    if held is None:
        session.add(TermRequestVote(request_id=request_id, person_id=viewer.id, at=now))
        session.flush()
