"""Writing a term: what is being typed, drafts that are saved, and merging two people's edits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
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
from literacy.glossary.studio.merging import Merged, merged
from literacy.glossary.studio.models import TermDraft
from literacy.glossary.studio.queries import Revision
from literacy.glossary.studio.wording import Wording, as_json, changed
from literacy.glossary.studio.workflow import State, check_move
from literacy.lib.errors import Conflict, Invalid
from literacy.lib.slugs import slugify

# Words that the site itself uses where a term's slug would stand.
RESERVED = frozenset({"request", "requests", "new", "typing", "feed", "import", "export"})


@dataclass(frozen=True, slots=True)
class Saved:
    """The draft was saved; `taken` are the fields that `other` had changed meanwhile."""

    taken: tuple[str, ...]
    other: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody else saved first: `mine` is what was typed, `merged` what both make together."""

    base: Wording
    mine: Wording
    theirs: Revision
    merged: Merged


def keep(
    session: Session, viewer: Viewer, slug: str, wording: Wording, *, based_on: int, now: datetime
) -> None:
    """Remember what is being typed, for this person alone."""
    held = queries.kept_draft(session, viewer, slug)
    if held is None:
        held = TermDraft(slug=slug, person_id=viewer.id)
        session.add(held)
    held.fields, held.based_on, held.at = as_json(wording), based_on, now
    session.flush()


def forget(session: Session, viewer: Viewer, slug: str) -> None:
    """Drop what this person typed and did not save."""
    session.execute(
        delete(TermDraft).where(TermDraft.person_id == viewer.id, TermDraft.slug == slug)
    )


def begin(
    session: Session, viewer: Viewer, wording: Wording, *, base: Catalogue, why: str, now: datetime
) -> str:
    """Save a term that is new, and give its slug, which it keeps for good."""
    slug = slugify(wording.term)[:80].strip("-")
    if not slug:
        raise Invalid("Write the term first: its address is made of it.")
    course = in_force(session, base)
    taken = course.terms.get(course.moved_terms.get(slug, slug))
    if taken is not None:
        raise Conflict(f"“{taken.term}” is in the glossary already. Revise that entry.")
    if slug in RESERVED:
        raise Conflict(f"“{wording.term}” is an address of the site. Name the term otherwise.")
    if queries.history(session, slug, base) is not None:
        raise Conflict(f"There is a draft of “{wording.term}” already. Open that one.")
    append(session, viewer, Step(slug, State.DRAFT, wording, why=why), now=now)
    forget(session, viewer, "")
    return slug


def save(
    session: Session,
    viewer: Viewer,
    slug: str,
    wording: Wording,
    *,
    base: Catalogue,
    based_on: int,
    why: str,
    now: datetime,
) -> Saved | Clash:
    """Save a draft; what only one of two people changed is merged, the rest is given back.

    Saving what stands there already is harmless: it is no new revision.
    """
    past = history_of(session, slug, base)
    newest = past.newest
    started = past.number(based_on) or past.revisions[0]
    both = merged(started.wording, wording, newest.wording)
    if both.clashes:
        return Clash(started.wording, wording, newest, both)
    closed = newest.state in (State.DROPPED, State.RETIRED)
    if closed or changed(newest.wording, both.wording):
        step = Step(slug, State.DRAFT, both.wording, newest, why=why, based_on=started.number)
        append(session, viewer, step, now=now)
    forget(session, viewer, slug)
    return Saved(both.taken, newest.author)


def submit(
    session: Session, viewer: Viewer, slug: str, *, number: int, base: Catalogue, now: datetime
) -> None:
    """Ask for review; refuses what the rules stop, so that reviewers read only what may go out."""
    newest = expected(session, slug, number, base)
    check_move(newest.state, State.IN_REVIEW)
    refuse(stops(session, slug, newest.wording, base, now))
    step = Step(slug, State.IN_REVIEW, newest.wording, newest, why=newest.why)
    append(session, viewer, step, now=now)


def drop(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    base: Catalogue,
    why: str,
    now: datetime,
) -> None:
    """Give a draft up; it stays in the history, and what was published stays in force."""
    newest = expected(session, slug, number, base)
    step = Step(slug, State.DROPPED, newest.wording, newest, why=said(why))
    append(session, viewer, step, now=now)
