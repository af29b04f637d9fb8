"""Many terms at once, by the same checks and the same way as one: the door for files and pastes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.content.catalogue import Catalogue, Term
from literacy.content.rules import capitals
from literacy.content.rules.terms import Known, known_in_course, names_of
from literacy.glossary.actions import answer_requests
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.revisions import Step, as_row, in_force
from literacy.glossary.studio.checking import Remark, judged, stopping
from literacy.glossary.studio.queries import History, starter
from literacy.glossary.studio.wording import Wording, changed, dated, of_term, term_of
from literacy.glossary.studio.workflow import OPEN, State
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from literacy.settings import Settings

_AT_A_TIME = 500


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry to take in, by the slug it has or is to have."""

    slug: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what is to become of it and why; `remarks` that stop it come first."""

    row: Row
    outcome: Outcome
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What rows are judged against: the course with all of them in it, and every open draft."""

    course: Catalogue
    known: Known
    histories: Mapping[str, History]
    today: date
    slugs: Counter[str]


def intake(session: Session, rows: Sequence[Row], *, base: Catalogue, today: date) -> Intake:
    """Reads once what judging needs; three statements for each 500 rows."""
    course = in_force(session, base)
    joined = {**course.terms, **{row.slug: _joining(row, today) for row in rows}}
    surroundings = known_in_course(course)
    return Intake(
        course=course,
        known=replace(
            surroundings,
            terms=joined,
            names=names_of(joined.values()),
            capitals=capitals.explained(joined.values()),
        ),
        histories=dict(_histories(session, [row.slug for row in rows])),
        today=today,
        slugs=Counter(row.slug for row in rows),
    )


def judge(rows: Iterable[Row], at: Intake) -> Iterator[Judged]:
    """Each row with its outcome; lazy, so that a caller may show how far it is."""
    for row in rows:
        yield _judged(row, at)


def take_in(
    session: Session,
    viewer: Viewer,
    judged_rows: Iterable[Judged],
    *,
    base: Catalogue,
    settings: Settings,
    approved: bool,
    why: str,
    now: datetime,
) -> None:
    """Save the new and the changed ones; the others are left as they are.

    They go into review where two approvals are asked for, unless they were `approved` where they
    come from; else they are in force at once, and who asked for them is told.
    """
    at_once = approved or settings.term_approvals < 2
    taken = [each.row for each in judged_rows if each.outcome in (Outcome.NEW, Outcome.CHANGED)]
    known = dict(_histories(session, [row.slug for row in taken]))
    state = State.PUBLISHED if at_once else State.IN_REVIEW
    for row in taken:
        past = known.get(row.slug) or _from_files(session, row.slug, base)
        number = past.newest.number + 1 if past else 1
        wording = _days_set(row.wording, now.date()) if at_once else row.wording
        step = Step(row.slug, state, wording, why=why)
        session.add(as_row(step, number, viewer, now=now))
    session.flush()
    if taken and at_once:
        new_edition(session, GLOSSARY)
        for first in range(0, len(taken), _AT_A_TIME):
            terms = {row.slug: row.wording.term for row in taken[first : first + _AT_A_TIME]}
            answer_requests(session, viewer, terms, settings=settings, now=now)
    if taken:
        note(session, "terms.imported", actor_id=viewer.id, now=now, count=len(taken))


def _judged(row: Row, at: Intake) -> Judged:
    if at.slugs[row.slug] > 1:
        return _refused(row, f"“{row.slug}” stands in more than one row.")
    held = at.histories.get(row.slug)
    if held is not None and held.newest.state in OPEN:
        sentence = f"{held.newest.author} has an open draft of it. Publish or drop that first."
        return Judged(row, Outcome.HELD, (Remark("", sentence, True),))
    live = at.course.terms.get(row.slug)
    if live is not None and not changed(of_term(live), _compared(row, live)):
        return Judged(row, Outcome.UNCHANGED)
    found = judged(row.slug, row.wording, at.known, today=at.today)
    if stopping(found):
        return Judged(row, Outcome.REFUSED, found)
    return Judged(row, Outcome.NEW if live is None else Outcome.CHANGED, found)


def _compared(row: Row, live: Term) -> Wording:
    """A row that names no module leaves the term where it is."""
    return row.wording if row.wording.module else replace(row.wording, module=live.module)


def _refused(row: Row, sentence: str) -> Judged:
    return Judged(row, Outcome.REFUSED, (Remark("", sentence, True),))


def _joining(row: Row, today: date) -> Term:
    return term_of(row.slug, dated(row.wording, today=today), status="published", module="")


def _histories(session: Session, slugs: Sequence[str]) -> Iterator[tuple[str, History]]:
    for first in range(0, len(slugs), _AT_A_TIME):
        yield from queries.histories(session, slugs[first : first + _AT_A_TIME]).items()


def _from_files(session: Session, slug: str, base: Catalogue) -> History | None:
    """A term that only the files know gets its first revision here."""
    if slug not in base.terms:
        return None
    first = starter(base.terms[slug])
    step = Step(slug, first.state, first.wording, why=first.why)
    session.add(as_row(step, 1, None, now=first.at))
    return History((first,))


def _days_set(wording: Wording, today: date) -> Wording:
    """The days it was given, or those of a term that is published today."""
    return wording if wording.reviewed and wording.review_by else dated(wording, today=today)
