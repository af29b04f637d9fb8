"""A lab session's record, and who has reached which goal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.labs.entries import Entry
from literacy.labs.models import LabCompletion, LabEvent, LabNote

_EVENTS = (
    select(LabEvent.at, LabEvent.mission, LabEvent.kind, LabEvent.facts)
    .where(LabEvent.token == bindparam("key"), LabEvent.lab == bindparam("lab"))
    .order_by(LabEvent.seq)
)


@dataclass(frozen=True, slots=True)
class Completion:
    """A goal reached; `how` is “proved” or “reported”, and only the learner sees it."""

    lab: str
    mission: str
    how: str
    at: datetime


def entries_of(session: Session, key: str, lab: str) -> tuple[Entry, ...]:
    """What happened in a lab session, in order; empty for a key that nobody has."""
    rows = session.execute(_EVENTS, {"key": key, "lab": lab})
    return tuple(Entry(row.at, row.mission, row.kind, row.facts) for row in rows)


def completions_of(
    session: Session, person_ids: Iterable[int]
) -> Mapping[int, tuple[Completion, ...]]:
    """Every goal these people have reached, in one query; people without any are absent."""
    done: dict[int, list[Completion]] = defaultdict(list)
    rows = session.execute(
        select(LabCompletion)
        .where(LabCompletion.person_id.in_(list(person_ids)))
        .order_by(LabCompletion.at)
    ).scalars()
    for row in rows:
        done[row.person_id].append(Completion(row.lab, row.mission, row.how, row.at))
    return {person_id: tuple(reached) for person_id, reached in done.items()}


def reached(session: Session, viewer: Viewer, lab: str) -> frozenset[str]:
    """The missions of this lab whose goals the viewer has reached."""
    own = select(LabCompletion.mission).where(
        LabCompletion.person_id == viewer.id, LabCompletion.lab == lab
    )
    return frozenset(session.scalars(own))


def completed(session: Session, viewer: Viewer, lab: str, mission: str) -> bool:
    """Whether the viewer has reached the goal of this mission."""
    return session.get(LabCompletion, (viewer.id, lab, mission)) is not None


def note_of(session: Session, viewer: Viewer, lab: str, mission: str) -> str:
    """The viewer's own sentence on why it happened, or nothing."""
    note = session.get(LabNote, (viewer.id, lab, mission))
    return note.text if note is not None else ""
