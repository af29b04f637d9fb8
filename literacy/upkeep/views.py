"""The health of the glossary, and what a term's page says about its reader."""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, Response, render_template, request, url_for

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Term
from literacy.glossary.queries import answer_times, open_requests, waiting_requests
from literacy.glossary.readers.queries import last_openings, not_clear
from literacy.glossary.studio.queries import edition
from literacy.glossary.uses import readable, taught_in
from literacy.lib.errors import NotFound
from literacy.lib.tokens import derived_token, new_token
from literacy.search.queries import Missed, most_missed
from literacy.upkeep import queries
from literacy.upkeep.health import (
    ENOUGH_VOTES,
    LOOK_BACK,
    Checks,
    Health,
    answers,
    health,
    in_words,
)
from literacy.upkeep.jargon import Jargons
from literacy.upkeep.standing import TermNow
from literacy.web.access import public, requires, viewer
from literacy.web.request import catalogue, now, reading
from literacy.web.services import services

blueprint = Blueprint("upkeep", __name__)
jargons = Jargons()
checks = Checks()

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One of these in one term, and no feed reader could read any."""

MOST = 50
"""Lines of a list on the page, and entries of the feed."""


@blueprint.app_template_global("term_now")
def term_now(term: Term) -> TermNow:
    """For the term's page and card, which lie below the features that know the reader."""
    course = catalogue()
    taught = (course.lessons[slug] for slug in taught_in(term, course) if slug in course.lessons)
    return queries.term_now(reading(), viewer(), term, taught, today=now().date())


@blueprint.get("/author/jargon")
@requires(Permission.WRITE)
def jargon() -> str:
    requests = {each.word: each.id for each in open_requests(reading())}
    found = jargons.of(
        catalogue(),
        asked=requests,
        sought=[each.words for each in most_missed(reading(), most=200)],
    )
    return render_template("upkeep/jargon.html", found=found, requests=requests)


@blueprint.get("/author/health")
@requires(Permission.WRITE)
def board() -> str:
    store, course, at = reading(), catalogue(), now()
    found = health(
        course,
        checks.of(course, today=at.date()),
        votes=not_clear(store),
        openings=last_openings(store),
        asked=[each.at for each in waiting_requests(store)],
        now=at,
    )
    missed = most_missed(store)
    return render_template(
        "upkeep/health.html",
        health=found,
        answers=answers(answer_times(store, since=at - LOOK_BACK)),
        in_words=in_words,
        missed=missed,
        counts=_counts(found, missed),
        enough=ENOUGH_VOTES,
        most=MOST,
        feed=feed_address(),
    )


@blueprint.app_template_global("glossary_feed")
def feed_address() -> str:
    """The viewer's own address of the feed; the page of the glossary lies below this feature."""
    return url_for("upkeep.feed", person_id=viewer().id, token=_feed_token(viewer().id))


@blueprint.get("/feeds/<int(max=2147483647):person_id>/<token>/glossary.atom")
@public
def feed(person_id: int, token: str) -> Response:
    """For feed readers, which can't sign in: the address is known to one person."""
    if not hmac.compare_digest(token.encode(), _feed_token(person_id).encode()):
        raise NotFound("There is no such feed. Its address changes with your password.")
    entries = _entries()
    page = render_template(
        "upkeep/feed.xml",
        origin=services().settings.origin,
        address=services().settings.origin + request.path,
        entries=entries,
        updated=f"{entries[0].at if entries else now():%Y-%m-%dT%H:%M:%SZ}",
    )
    return Response(_NOT_XML.sub("", page), mimetype="application/atom+xml")


@dataclass(frozen=True, slots=True)
class Entry:
    term: Term
    at: datetime


def _entries() -> list[Entry]:
    """The latest changes first; what nobody can read any more is left out."""
    base = services().shelf.catalogue
    course = services().overlay(base, edition(reading()))
    terms = {term.slug: term for term in readable(course)}
    changed = queries.changed_terms(reading(), most=MOST)
    return [Entry(terms[slug], at) for slug, at in changed if slug in terms]


def _feed_token(person_id: int) -> str:
    """Somebody's own; of a person who is not there, one that nobody can know."""
    seed = queries.feed_seed(reading(), person_id) or new_token()
    return derived_token(services().settings.secret_key, f"feed {seed}")


def _counts(found: Health, missed: Sequence[Missed]) -> list[tuple[str, str, int]]:
    return [
        ("waiting", "requests wait", found.waiting.count),
        ("unclear", "not clear", len(found.unclear)),
        ("missed", "sought in vain", len(missed)),
        ("overdue", "review overdue", len(found.overdue)),
        ("unowned", "no owner", len(found.unowned)),
        ("clashes", "one name, two meanings", len(found.clashes)),
        ("failing", "against a rule", len(found.failing)),
        ("unread", "nobody reads", len(found.unread)),
    ]
