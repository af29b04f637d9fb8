"""Adding a revision to a term, and what every step of a term looks at first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.glossary.studio import queries
from literacy.glossary.studio.checking import Remark, named_in, remarks, stopping
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.overlay import overlaid
from literacy.glossary.studio.queries import History, Revision
from literacy.glossary.studio.wording import Wording, as_json
from literacy.glossary.studio.workflow import State, check_move
from literacy.lib.errors import Conflict, Invalid, NotFound


class Raced(Conflict):
    """Two people saved the same step of a term at the same moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a revision is made of; `before` is the newest one so far, None for a new term."""

    slug: str
    state: State
    wording: Wording
    before: Revision | None = None
    why: str = ""
    based_on: int | None = None


def append(session: Session, viewer: Viewer | None, step: Step, *, now: datetime) -> TermRevision:
    """The next revision of the term. Raises Raced when somebody else was quicker."""
    before = step.before
    check_move(before.state if before else None, step.state)
    row = as_row(step, before.number + 1 if before else 1, viewer, now=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Raced(
            "Somebody else changed this term at the same moment. Open it again to see both."
        ) from None
    return row


def as_row(step: Step, number: int, viewer: Viewer | None, *, now: datetime) -> TermRevision:
    """A revision ready for the store; `viewer` is nobody where the course itself wrote it."""
    return TermRevision(
        slug=step.slug,
        number=number,
        state=step.state.value,
        fields=as_json(step.wording),
        why=step.why[:500],
        person_id=viewer.id if viewer else None,
        at=now,
        based_on=step.based_on or number - 1 or None,
    )


def in_force(session: Session, base: Catalogue) -> Catalogue:
    """The course with what is published at this moment of the transaction."""
    return overlaid(base, queries.published(session), 0)


def history_of(session: Session, slug: str, base: Catalogue) -> History:
    """The term's revisions; one that only the files know gets its first one here."""
    known = queries.history(session, slug, base)
    if known is None:
        raise NotFound("There is no such term.")
    if not known.newest.id:
        first = known.newest
        step = Step(slug, first.state, first.wording, why=first.why)
        append(session, None, step, now=first.at)
    return known


def expected(session: Session, slug: str, number: int, base: Catalogue) -> Revision:
    """The newest revision, if it is still the one that was looked at."""
    newest = history_of(session, slug, base).newest
    if newest.number != number:
        raise Conflict(
            f"{newest.author} changed this term while you looked at it. Read it again first."
        )
    return newest


def stops(
    session: Session, slug: str, wording: Wording, base: Catalogue, now: datetime
) -> tuple[Remark, ...]:
    """What keeps the wording from going out, as things stand at this moment of the transaction."""
    course = in_force(session, base)
    coming = queries.coming(session, named_in(wording), course)
    return stopping(remarks(slug, wording, course, today=now.date(), coming=coming))


def refuse(found: Sequence[Remark]) -> None:
    if found:
        raise Invalid("Mend this first: " + " ".join(each.sentence for each in found))


def said(why: str) -> str:
    """Why, in the writer's words; raises Invalid when they said nothing."""
    words = " ".join(why.split())
    if not words:
        raise Invalid("Say why, in a few words: it stays in the history.")
    return words
