"""Terms as their authors see them: what is in force, every revision, and what was said of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.studio.checking import Coming
from literacy.glossary.studio.models import TermApproval, TermComment, TermDraft, TermRevision
from literacy.glossary.studio.overlay import Published
from literacy.glossary.studio.wording import Wording, changed, from_json, of_term
from literacy.glossary.studio.workflow import Approval, Side, Stage, State, stage
from literacy.outbox.models import GLOSSARY, Edition

_AT_A_TIME = 500
SOMEBODY = "somebody who left"
THE_COURSE = "the course"
_STARTS_AS = {
    "published": State.STARTER,
    "revising": State.STARTER,
    "retired": State.RETIRED,
}


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with the name of whoever made it."""

    id: int
    slug: str
    number: int
    state: State
    wording: Wording
    why: str
    author: str
    author_id: int | None
    at: datetime
    based_on: int | None


@dataclass(frozen=True, slots=True)
class Yes:
    """An approval with who gave it."""

    approval: Approval
    name: str
    restatement: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    field: str
    text: str
    name: str
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class History:
    """All revisions of a term, oldest first; there is at least one."""

    revisions: tuple[Revision, ...]

    @property
    def newest(self) -> Revision:
        return self.revisions[-1]

    @property
    def live(self) -> Revision | None:
        """What readers see, unless it was never published."""
        live = (State.STARTER, State.PUBLISHED, State.RETIRED)
        return next((each for each in reversed(self.revisions) if each.state in live), None)

    @property
    def stage(self) -> Stage:
        return stage([each.state for each in self.revisions])

    @property
    def writers(self) -> frozenset[int]:
        """Who wrote what is open now: everybody since it was last in force."""
        writers: set[int] = set()
        before = Wording()
        for each in self.revisions:
            if each.state in (State.STARTER, State.PUBLISHED, State.RETIRED, State.DROPPED):
                writers.clear()
            elif each.author_id is not None and changed(before, each.wording):
                writers.add(each.author_id)
            before = each.wording
        return frozenset(writers)

    def number(self, number: int) -> Revision | None:
        return next((each for each in self.revisions if each.number == number), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """A term as a list of them shows it: its newest revision and where it stands."""

    newest: Revision
    stage: Stage

    @property
    def in_review(self) -> bool:
        return self.newest.state is State.IN_REVIEW


def edition(session: Session) -> int:
    """The number of the newest publication; 0 before the first."""
    return session.scalar(select(Edition.number).where(Edition.name == GLOSSARY)) or 0


def published(session: Session) -> tuple[Published, ...]:
    """What was published in the browser, or retired, the newest of each term."""
    newest = (
        select(TermRevision.slug, func.max(TermRevision.number).label("number"))
        .where(TermRevision.state.in_((State.PUBLISHED, State.RETIRED)))
        .group_by(TermRevision.slug)
        .subquery()
    )
    rows = session.execute(
        select(TermRevision.slug, TermRevision.fields, TermRevision.state)
        .join(
            newest,
            (newest.c.slug == TermRevision.slug) & (newest.c.number == TermRevision.number),
        )
        .order_by(TermRevision.slug)
    )
    return tuple(
        Published(slug, from_json(fields), retired=state == State.RETIRED)
        for slug, fields, state in rows
    )


def history(session: Session, slug: str, base: Catalogue) -> History | None:
    """Every revision of the term; one that only the files know has its starter alone, of id 0."""
    found = _revisions(session, [slug])
    if not found and slug in base.terms:
        found = [starter(base.terms[slug])]
    return History(tuple(found)) if found else None


def starter(term: Term) -> Revision:
    """The entry of the files as the first revision of its term."""
    return Revision(
        id=0,
        slug=term.slug,
        number=1,
        state=_STARTS_AS.get(term.status, State.DRAFT),
        wording=of_term(term),
        why="Came with the course.",
        author=THE_COURSE,
        author_id=None,
        # Dated as the course dates it: nobody did anything at this moment.
        at=datetime.combine(term.reviewed, datetime.min.time(), tzinfo=UTC),
        based_on=None,
    )


def histories(session: Session, slugs: Iterable[str]) -> Mapping[str, History]:
    """The same for many terms in one statement."""
    found: dict[str, list[Revision]] = defaultdict(list)
    for each in _revisions(session, list(slugs)):
        found[each.slug].append(each)
    return {slug: History(tuple(revisions)) for slug, revisions in found.items()}


def coming(session: Session, slugs: Iterable[str], course: Catalogue) -> Mapping[str, Coming]:
    """Those of the slugs that are no terms yet and have a draft or a review that is open."""
    unknown = sorted(set(slugs) - course.terms.keys() - {""})
    rows = [
        row
        for first in range(0, len(unknown), _AT_A_TIME)
        for row in session.execute(
            _newest_open(TermRevision.slug, TermRevision.fields).where(
                TermRevision.slug.in_(unknown[first : first + _AT_A_TIME])
            )
        )
    ]
    return {slug: Coming(slug, from_json(fields)) for slug, fields in rows}


def _newest_open(*columns: Any) -> Select[Any]:
    """These columns of revisions that are the newest of their term and that nobody has ended."""
    newest = (
        select(TermRevision.slug, func.max(TermRevision.number).label("number"))
        .group_by(TermRevision.slug)
        .subquery()
    )
    return (
        select(*columns)
        .join(
            newest,
            (newest.c.slug == TermRevision.slug) & (newest.c.number == TermRevision.number),
        )
        .where(TermRevision.state.in_((State.DRAFT, State.IN_REVIEW)))
    )


def open_terms(session: Session) -> tuple[Standing, ...]:
    """Terms with a draft or a review that nobody has ended, the longest untouched first."""
    slugs = session.scalars(_newest_open(TermRevision.slug)).all()
    known = histories(session, slugs).values()
    standing = (Standing(each.newest, each.stage) for each in known)
    return tuple(sorted(standing, key=lambda each: (each.newest.at, each.newest.slug)))


def approvals(session: Session, revision_id: int) -> tuple[Yes, ...]:
    """Who said yes to this revision, first ones first."""
    rows = session.execute(
        select(TermApproval, Person.name)
        .outerjoin(Person, Person.id == TermApproval.person_id)
        .where(TermApproval.revision_id == revision_id)
        .order_by(TermApproval.id)
    )
    return tuple(
        Yes(
            approval=Approval(row.person_id, Side(row.side), row.checked_facts),
            name=name or SOMEBODY,
            restatement=row.restatement,
            at=row.at,
        )
        for row, name in rows
    )


def comments(session: Session, slug: str) -> tuple[Comment, ...]:
    """What was said of any revision of the term, newest first."""
    rows = session.execute(
        select(TermComment, Person.name, TermRevision.number)
        .join(TermRevision, TermRevision.id == TermComment.revision_id)
        .outerjoin(Person, Person.id == TermComment.person_id)
        .where(TermRevision.slug == slug)
        .order_by(TermComment.id.desc())
    )
    return tuple(
        Comment(row.field, row.text, name or SOMEBODY, row.at, number) for row, name, number in rows
    )


def said_by(session: Session, viewer: Viewer) -> frozenset[int]:
    """The revisions this person approved, by id."""
    mine = select(TermApproval.revision_id).where(TermApproval.person_id == viewer.id)
    return frozenset(session.scalars(mine))


def kept_draft(session: Session, viewer: Viewer, slug: str) -> TermDraft | None:
    """What this person typed and has not saved."""
    return session.scalar(
        select(TermDraft).where(TermDraft.person_id == viewer.id, TermDraft.slug == slug)
    )


def kept_drafts(session: Session, viewer: Viewer) -> tuple[TermDraft, ...]:
    mine = select(TermDraft).where(TermDraft.person_id == viewer.id)
    return tuple(session.scalars(mine.order_by(TermDraft.at.desc())))


def _revisions(session: Session, slugs: Sequence[str]) -> list[Revision]:
    if not slugs:
        return []
    rows = session.execute(
        select(TermRevision, Person.name)
        .outerjoin(Person, Person.id == TermRevision.person_id)
        .where(TermRevision.slug.in_(slugs))
        .order_by(TermRevision.slug, TermRevision.number)
    )
    return [_revision(row, name) for row, name in rows]


def _revision(row: TermRevision, name: str | None) -> Revision:
    state = State(row.state)
    return Revision(
        id=row.id,
        slug=row.slug,
        number=row.number,
        state=state,
        wording=from_json(row.fields),
        why=row.why,
        author=name or (THE_COURSE if state is State.STARTER else SOMEBODY),
        author_id=row.person_id,
        at=row.at,
        based_on=row.based_on,
    )


def lately(session: Session, most: int = 8) -> tuple[Revision, ...]:
    """What was published or retired last, newest first."""
    rows = session.execute(
        select(TermRevision, Person.name)
        .outerjoin(Person, Person.id == TermRevision.person_id)
        .where(TermRevision.state.in_((State.PUBLISHED, State.RETIRED)))
        .order_by(TermRevision.id.desc())
        .limit(most * 3)
    )
    newest: dict[str, Revision] = {}
    for row, name in rows:
        newest.setdefault(row.slug, _revision(row, name))
    return tuple(newest.values())[:most]
