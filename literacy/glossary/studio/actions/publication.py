"""Putting a term in force, taking it out of use, and going back to an earlier wording."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.actions import answer_requests
from literacy.glossary.entry import lessons_by_term
from literacy.glossary.readers.actions import settle_votes
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.revisions import (
    Step,
    append,
    expected,
    history_of,
    in_force,
    refuse,
    said,
    stops,
)
from literacy.glossary.studio.queries import Revision
from literacy.glossary.studio.wording import dated
from literacy.glossary.studio.workflow import LIVE, OPEN, State, check_move, waits_for
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from literacy.settings import Settings


def publish(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    base: Catalogue,
    settings: Settings,
    now: datetime,
) -> int:
    """Put the term in force everywhere, tell who asked for it, and give the new edition's number.

    How many approvals it needs is a setting.
    """
    edition = new_edition(session, GLOSSARY)
    newest = expected(session, slug, number, base)
    if newest.state not in OPEN:
        raise Conflict("This term has no draft to publish.")
    if settings.term_approvals > 1:
        _refuse_unapproved(session, newest, settings.term_approvals)
    refuse(stops(session, slug, newest.wording, base, now))
    step = Step(slug, State.PUBLISHED, newest.wording, newest, why=newest.why)
    _put_in_force(session, viewer, step, now=now)
    settle_votes(session, slug)
    answer_requests(session, viewer, {slug: step.wording.term}, settings=settings, now=now)
    return edition


def _refuse_unapproved(session: Session, newest: Revision, needed: int) -> None:
    if newest.state is not State.IN_REVIEW:
        raise Conflict("Send the draft for review first.")
    given = [each.approval for each in queries.approvals(session, newest.id)]
    waiting = waits_for(given, needed=needed, has_facts=bool(newest.wording.facts))
    if waiting:
        raise Conflict("Before this can be published: " + " ".join(waiting))


def retire(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    replaced_by: str,
    why: str,
    base: Catalogue,
    now: datetime,
) -> int:
    """Take a term out of use; its page stays and says what took its place."""
    edition = new_edition(session, GLOSSARY)
    newest = expected(session, slug, number, base)
    check_move(newest.state, State.RETIRED)
    course = in_force(session, base)
    if replaced_by and not _is_live(course.terms.get(replaced_by), but=slug):
        raise Invalid("The term that takes its place must be another one that is published.")
    if used := lessons_by_term(course).get(slug):
        raise Conflict(f"These lessons still use it: {', '.join(used)}. Change them first.")
    live = history_of(session, slug, base).live
    assert live is not None, "what may be retired was in force"
    wording = replace(live.wording, replaced_by=replaced_by)
    step = Step(slug, State.RETIRED, wording, newest, why=said(why))
    append(session, viewer, step, now=now)
    note(session, "term.retired", actor_id=viewer.id, subject=f"term:{slug}", now=now)
    return edition


def restore(
    session: Session, viewer: Viewer, slug: str, *, number: int, base: Catalogue, now: datetime
) -> bool:
    """Back to an earlier wording: at once if it was published before, else as a draft.

    True if it is in force now. The way is always forward: a restored wording is a new revision.
    """
    new_edition(session, GLOSSARY)
    past = history_of(session, slug, base)
    earlier = past.number(number)
    if earlier is None:
        raise NotFound("This term has no such version.")
    if past.newest.state in OPEN:
        raise Conflict("There is an open draft. Publish it or drop it first.")
    wording = replace(earlier.wording, replaced_by="")
    approved = earlier.state in LIVE
    in_order = approved and not stops(session, slug, wording, base, now)
    state = State.PUBLISHED if in_order else State.DRAFT
    step = Step(slug, state, wording, past.newest, why=f"Back to version {number}.")
    if in_order:
        _put_in_force(session, viewer, step, now=now)
    else:
        append(session, viewer, step, now=now)
    return in_order


def _put_in_force(session: Session, viewer: Viewer, step: Step, *, now: datetime) -> None:
    wording = replace(dated(step.wording, today=now.date()), replaced_by="")
    append(session, viewer, replace(step, wording=wording), now=now)
    note(session, "term.published", actor_id=viewer.id, subject=f"term:{step.slug}", now=now)


def _is_live(term: Term | None, *, but: str) -> bool:
    return term is not None and term.slug != but and term.status != "retired"
