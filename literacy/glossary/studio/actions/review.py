"""Reading each other's terms: a marketer says it in own words, IT checks what they said."""

from datetime import datetime
from difflib import SequenceMatcher

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.content.rules.terms import plain
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.revisions import Step, append, expected, history_of, said
from literacy.glossary.studio.models import TermApproval, TermComment
from literacy.glossary.studio.queries import Revision
from literacy.glossary.studio.wording import KEYS
from literacy.glossary.studio.workflow import Side, State, side_of
from literacy.lib.errors import Conflict, Forbidden, Invalid
from literacy.lib.text import words

FEWEST_WORDS = 5
COPIED = 0.8
"""Share of letters in common from which own words are the author's words."""


def restate(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    text: str,
    base: Catalogue,
    now: datetime,
) -> None:
    """A marketer's approval: the meaning, said in their own words without help."""
    reviewed = _in_review(session, viewer, slug, number, base, side=Side.MARKETING)
    own = " ".join(text.split())
    if len(words(own)) < FEWEST_WORDS:
        raise Invalid("Say it in a sentence of your own, as you would to a colleague.")
    if _copied(own, plain(reviewed.wording.definition)):
        raise Invalid("These are the author’s words. Look away, and say it in your own.")
    _approve(session, viewer, reviewed, Side.MARKETING, restatement=own[:1000], now=now)


def approve(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    checked_facts: bool,
    base: Catalogue,
    now: datetime,
) -> None:
    """IT's approval, by somebody who did not write it: the marketer's words say what is meant."""
    reviewed = _in_review(session, viewer, slug, number, base, side=Side.IT)
    if reviewed.wording.facts and not checked_facts:
        raise Invalid("This entry has dated facts. Check them against their sources first.")
    given = queries.approvals(session, reviewed.id)
    if not any(each.approval.side is Side.MARKETING for each in given):
        raise Conflict("No marketer has said it in their own words so far. Those come first.")
    _approve(session, viewer, reviewed, Side.IT, checked_facts=checked_facts, now=now)


def send_back(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    why: str,
    base: Catalogue,
    now: datetime,
) -> None:
    """Back to a draft, with the reason: a marketer who is stopped by it, or IT that saw a mistake.

    A definition that its reader can't say again has failed, however right it is.
    """
    reviewed = expected(session, slug, number, base)
    if reviewed.state is not State.IN_REVIEW:
        raise Conflict("This term isn’t in review any more.")
    if side_of(viewer.role) is None:
        raise Forbidden("Administrators don’t review terms.")
    reason = said(why)
    comment(session, viewer, slug, number=number, field="", text=reason, base=base, now=now)
    step = Step(slug, State.DRAFT, reviewed.wording, reviewed, why=f"Sent back: {reason}")
    append(session, viewer, step, now=now)


def comment(
    session: Session,
    viewer: Viewer,
    slug: str,
    *,
    number: int,
    field: str,
    text: str,
    base: Catalogue,
    now: datetime,
) -> None:
    """A remark on one field of a version, or on all of it."""
    remarked = history_of(session, slug, base).number(number)
    if remarked is None or field not in ("", *KEYS):
        raise Invalid("There is nothing of that name to comment on.")
    kept = " ".join(text.split())
    if not kept:
        raise Invalid("Write the comment first.")
    session.add(
        TermComment(
            revision_id=remarked.id, person_id=viewer.id, field=field, text=kept[:1000], at=now
        )
    )
    session.flush()


def _in_review(
    session: Session, viewer: Viewer, slug: str, number: int, base: Catalogue, *, side: Side
) -> Revision:
    """The revision under review, when this person may approve it."""
    reviewed = expected(session, slug, number, base)
    if reviewed.state is not State.IN_REVIEW:
        raise Conflict("This term isn’t in review any more.")
    if side_of(viewer.role) is not side:
        raise Forbidden("The other side reviews this step.")
    if viewer.id in history_of(session, slug, base).writers:
        raise Forbidden("You wrote this one, so somebody else has to approve it.")
    return reviewed


def _approve(
    session: Session,
    viewer: Viewer,
    reviewed: Revision,
    side: Side,
    *,
    restatement: str = "",
    checked_facts: bool = False,
    now: datetime,
) -> None:
    """Saying yes twice counts once."""
    row = TermApproval(
        revision_id=reviewed.id,
        person_id=viewer.id,
        side=side.value,
        restatement=restatement,
        checked_facts=checked_facts,
        at=now,
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        raise Conflict("You approved this version already.") from None


def _copied(own: str, definition: str) -> bool:
    return SequenceMatcher(None, own.casefold(), definition.casefold()).ratio() >= COPIED
