"""Asking IT for a word, joining who asked before, and telling them all what became of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.viewer import Viewer
from literacy.glossary.asking import WAITING
from literacy.glossary.models import TermRequest, TermRequestVote
from literacy.glossary.queries import asked_since, open_request_for, voters
from literacy.lib.errors import Conflict, Invalid, NotFound, TooMany
from literacy.lib.slugs import slugify
from literacy.settings import Settings

A_DAY = timedelta(days=1)
MOST_A_DAY = 20


class Decision(StrEnum):
    """What IT says to a request that gets no entry of its own."""

    MERGED = "merged"
    ANSWERED = "answered"
    DECLINED = "declined"


def request_term(
    session: Session, viewer: Viewer, *, word: str, context: str, place: str, now: datetime
) -> TermRequest:
    """Ask for a word; where somebody asked for it before, join them instead of asking twice."""
    word_key = (slugify(word) or word.casefold().strip())[:80]
    if not word_key:
        raise Invalid("Write the word you want explained.")
    # Held, so that two windows of one person can't both find room for one more request.
    session.execute(select(Person.id).where(Person.id == viewer.id).with_for_update())
    if asked_since(session, viewer, now - A_DAY) >= MOST_A_DAY:
        raise TooMany("You asked for 20 words today. IT will be glad of a pause until tomorrow.")
    request = open_request_for(session, word_key)
    if request is None:
        request = _request(
            session,
            TermRequest(
                word=word,
                word_key=word_key,
                context=context,
                place=place,
                person_id=viewer.id,
                status="open",
                at=now,
            ),
        )
    join_request(session, viewer, request.id, now=now)
    return request


def _request(session: Session, asked: TermRequest) -> TermRequest:
    """The new request, or that of somebody who asked for the word at the same moment."""
    try:
        with session.begin_nested():
            session.add(asked)
        return asked
    except IntegrityError:
        held = open_request_for(session, asked.word_key)
        assert held is not None, "only a waiting request for this word can be in the way"
        return held


def join_request(session: Session, viewer: Viewer, request_id: int, *, now: datetime) -> None:
    """“Me too”; saying it twice counts once."""
    request = session.get(TermRequest, request_id)
    if request is None:
        raise NotFound("There is no such request.")
    held = session.scalar(
        select(TermRequestVote.id).where(
            TermRequestVote.request_id == request_id, TermRequestVote.person_id == viewer.id
        )
    )
    if held is None:
        session.add(TermRequestVote(request_id=request_id, person_id=viewer.id, at=now))
        session.flush()


def accept_request(session: Session, viewer: Viewer, request_id: int, *, slug: str) -> None:
    """Say which term is going to answer it; accepting for the same term twice is harmless."""
    request = _waiting(session, request_id)
    request.status, request.slug, request.settled_by = "accepted", slug, viewer.id
    session.flush()


def settle_request(
    session: Session,
    viewer: Viewer,
    request_id: int,
    *,
    decision: Decision,
    reason: str,
    slug: str = "",
    settings: Settings,
    now: datetime,
) -> TermRequest:
    """End a request without an entry of its own, and tell everybody who asked."""
    request = _waiting(session, request_id)
    if decision is Decision.MERGED and not slug:
        raise Invalid("Say which entry explains it already.")
    said = " ".join(reason.split())
    if not said:
        raise Invalid("Tell those who asked, in a sentence.")
    request.status, request.slug, request.reason = decision.value, slug, said
    _tell(session, viewer, request, settings=settings, now=now)
    return request


def answer_requests(
    session: Session,
    viewer: Viewer,
    terms: Mapping[str, str],
    *,
    settings: Settings,
    now: datetime,
) -> None:
    """What these terms (slug -> name) answer is answered: they are in force from now on."""
    waiting = session.scalars(
        select(TermRequest).where(
            TermRequest.status.in_(WAITING),
            TermRequest.slug.in_(terms) | TermRequest.word_key.in_(terms),
        )
    ).all()
    for request in waiting:
        request.status = "answered"
        request.slug = request.slug if request.slug in terms else request.word_key
        _tell(session, viewer, request, settings=settings, now=now)


def _tell(
    session: Session, viewer: Viewer, request: TermRequest, *, settings: Settings, now: datetime
) -> None:
    """Mail everybody who asked; who stopped such mail finds the answer on the site."""
    request.settled_at, request.settled_by = now, viewer.id
    session.flush()
    path = f"/glossary/{request.slug}" if request.slug else "/glossary/request"
    values = {"word": request.word, "reason": request.reason, "status": request.status}
    for person_id in voters(session, request.id):
        send_news(
            session,
            person_id,
            NewsKind.REQUEST,
            "glossary/answered",
            key=f"term-request:{request.id}:{person_id}",
            settings=settings,
            now=now,
            values=values,
            path=path,
        )


def _waiting(session: Session, request_id: int) -> TermRequest:
    request = session.get(TermRequest, request_id)
    if request is None:
        raise NotFound("There is no such request.")
    if request.status not in WAITING:
        raise Conflict("This request was settled already.")
    return request
