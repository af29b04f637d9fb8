"""Imports that were made: what came in by each, and what it left out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.audit.models import AuditEntry
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.queries import SOMEBODY
from literacy.glossary.studio.wording import from_json
from literacy.glossary.studio.workflow import State


@dataclass(frozen=True, slots=True)
class Taken:
    """A row that came in; `is_new` is a term that was not there before."""

    slug: str
    name: str
    state: State
    is_new: bool


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was left out, in the words that were said then."""

    line: str
    name: str
    slug: str
    outcome: str
    what: str


@dataclass(frozen=True, slots=True)
class Import:
    """One import, as it stands in the log."""

    id: int
    at: datetime
    by: str
    by_id: int | None
    count: int
    left: tuple[Left, ...] = ()


def imports(session: Session, *, most: int = 5) -> tuple[Import, ...]:
    """The latest first."""
    rows = session.execute(
        select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.action == IMPORTED)
        .order_by(AuditEntry.id.desc())
        .limit(most)
    )
    return tuple(_import(entry, name) for entry, name in rows)


def import_numbered(session: Session, import_id: int) -> Import | None:
    row = session.execute(
        select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.action == IMPORTED, AuditEntry.id == import_id)
    ).one_or_none()
    return _import(*row) if row else None


def newest_of(session: Session, viewer: Viewer, at: datetime) -> int | None:
    """The number of the import that this person has made at this moment."""
    return session.scalar(
        select(AuditEntry.id)
        .where(AuditEntry.action == IMPORTED, AuditEntry.actor_id == viewer.id, AuditEntry.at == at)
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )


def taken_by(session: Session, done: Import) -> tuple[Taken, ...]:
    """What came in by it, in the order of its file: all its revisions have its moment."""
    rows = session.execute(
        select(TermRevision.slug, TermRevision.fields, TermRevision.state, TermRevision.number)
        .where(TermRevision.at == done.at, TermRevision.person_id == done.by_id)
        .order_by(TermRevision.id)
    )
    return tuple(
        Taken(slug, from_json(fields).term, State(state), number == 1)
        for slug, fields, state, number in rows
    )


IMPORTED = "terms.imported"


def _import(entry: AuditEntry, name: str | None) -> Import:
    left = tuple(Left(*map(str, each)) for each in entry.detail.get("left", ()))
    count = int(entry.detail.get("count", 0))
    return Import(entry.id, entry.at, name or SOMEBODY, entry.actor_id, count, left)
