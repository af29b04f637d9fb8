"""Many terms at once, by the same checks and the same way as one: the door for files and pastes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.content.catalogue import Catalogue
from literacy.content.rules.terms import known_in_course
from literacy.glossary.actions import answer_requests
from literacy.glossary.bulk.given import Given, folded
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.judging import (
    LONGEST_SLUG,
    Intake,
    Judged,
    Outcome,
    Row,
    Way,
    joined,
    laid_over,
)
from literacy.glossary.studio.actions.revisions import Step, as_row, in_force
from literacy.glossary.studio.checking import named_in
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.queries import History, Revision, starter
from literacy.glossary.studio.wording import EMPTY, Wording, dated, of_term
from literacy.glossary.studio.workflow import OPEN, State
from literacy.lib.errors import Conflict
from literacy.lib.slugs import slugify
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from literacy.settings import Settings

_AT_A_TIME = 500
_AT_ONCE = (State.PUBLISHED, State.RETIRED)


def intake(
    session: Session, givens: Sequence[Given], *, base: Catalogue, way: Way, today: date
) -> Intake:
    """Reads once what judging needs; three statements for each 500 rows."""
    course = in_force(session, base)
    slugs = _slugs(givens, course)
    histories = dict(_histories(session, slugs))
    rows = tuple(
        _row(given, slug, course, histories.get(slug))
        for given, slug in zip(givens, slugs, strict=True)
    )
    lines: dict[str, tuple[int, ...]] = {}
    for row in rows:
        lines[row.slug] = (*lines.get(row.slug, ()), row.given.line)
    named = (slug for row in rows for slug in named_in(row.wording))
    coming = queries.coming(session, named, course)
    at = Intake(rows, course, known_in_course(course), histories, today, lines, way, coming)
    return replace(at, known=joined(at, without=frozenset()))


def take_in(
    session: Session,
    viewer: Viewer,
    found: Iterable[Judged],
    at: Intake,
    *,
    base: Catalogue,
    settings: Settings,
    why: str,
    now: datetime,
    left: Sequence[Sequence[str]] = (),
) -> int:
    """Save the new and the changed ones, the others are left as they are; gives their number.

    `left` says in words which rows are left out and why, for the page of this import.

    Whoever asked for one that is in force now is told. Raises Conflict when somebody changed one
    of them since they were judged.
    """
    taken = [each for each in found if each.outcome in (Outcome.NEW, Outcome.CHANGED)]
    known = dict(_histories(session, [each.row.slug for each in taken]))
    for each in taken:
        _refuse_moved(each, known.get(each.row.slug), at.histories.get(each.row.slug))
    _save(session, _revisions(viewer, taken, known, at, why=why, base=base, now=now))
    published = [each.row for each in taken if each.state is State.PUBLISHED]
    if any(each.state in _AT_ONCE for each in taken):
        new_edition(session, GLOSSARY)
    for first in range(0, len(published), _AT_A_TIME):
        terms = {row.slug: row.wording.term for row in published[first : first + _AT_A_TIME]}
        answer_requests(session, viewer, terms, settings=settings, now=now)
    if taken:
        told: dict[str, Any] = {"left": [list(each) for each in left]} if left else {}
        note(session, "terms.imported", actor_id=viewer.id, now=now, count=len(taken), **told)
    return len(taken)


def _slugs(givens: Sequence[Given], course: Catalogue) -> list[str]:
    """The slug of each row: its own, that of the term of its name, or one made of its name."""
    named = {term.term.lower(): term.slug for term in course.terms.values()}
    return [_slug(given, named, course) for given in givens]


def _slug(given: Given, named: Mapping[str, str], course: Catalogue) -> str:
    name = str(given.values.get("term", ""))
    made = slugify(name)[:LONGEST_SLUG].strip("-")
    slug = given.slug or named.get(name.lower()) or made
    return course.moved_terms.get(slug, slug)


def _row(given: Given, slug: str, course: Catalogue, past: History | None) -> Row:
    present = _present(slug, course, past)
    if not given.slug and str(given.values.get("term", "")).lower() == present.term.lower():
        # It was found by its name, so it keeps the capitals that its authors chose.
        given = replace(given, values={**given.values, "term": present.term})
    return Row(given, slug, laid_over(present, given))


def _present(slug: str, course: Catalogue, past: History | None) -> Wording:
    """What readers see of the term, or else what its authors do."""
    if slug in course.terms:
        return folded(of_term(course.terms[slug]))
    return folded(past.newest.wording) if past and past.newest.state in OPEN else EMPTY


def _histories(session: Session, slugs: Sequence[str]) -> Iterator[tuple[str, History]]:
    for first in range(0, len(slugs), _AT_A_TIME):
        yield from queries.histories(session, slugs[first : first + _AT_A_TIME]).items()


def _refuse_moved(each: Judged, now: History | None, then: History | None) -> None:
    if (now.newest.number if now else 0) != (then.newest.number if then else 0):
        raise Conflict(
            f"“{each.row.given.name}” was changed while you looked. Check the file again."
        )


def _revisions(
    viewer: Viewer,
    taken: Iterable[Judged],
    known: Mapping[str, History],
    at: Intake,
    *,
    why: str,
    base: Catalogue,
    now: datetime,
) -> Iterator[TermRevision]:
    for each in taken:
        slug = each.row.slug
        first = starter(base.terms[slug]) if slug in base.terms and slug not in known else None
        if first is not None:
            # A term that only the files know gets its first revision here.
            step = Step(slug, first.state, first.wording, why=first.why)
            yield as_row(step, first.number, None, now=first.at)
        newest = known[slug].newest if slug in known else first
        number = newest.number + 1 if newest else 1
        yield as_row(_step(each, newest, at, why), number, viewer, now=now)


def _step(each: Judged, newest: Revision | None, at: Intake, why: str) -> Step:
    assert each.state is not None, "a row that is taken becomes something"
    wording = _days_set(each.row, at) if each.state in _AT_ONCE else each.row.wording
    return Step(each.row.slug, each.state, wording, newest, why=why)


def _days_set(row: Row, at: Intake) -> Wording:
    """The days that the file gives a term, if they are news, or else those of a review today."""
    live = at.course.terms.get(row.slug)
    before = of_term(live) if live else EMPTY
    days = (row.wording.reviewed, row.wording.review_by)
    is_news = days != (before.reviewed, before.review_by)
    today = at.today.isoformat()
    if is_news and "" < row.wording.reviewed <= today and row.wording.reviewed < days[1]:
        return row.wording
    return dated(row.wording, today=at.today)


def _save(session: Session, rows: Iterable[TermRevision]) -> None:
    """All of them together. Raises Conflict when somebody saved one at the same moment."""
    table = cast(Table, TermRevision.__table__)
    columns = [column.key for column in table.columns if column.key != "id"]
    values = [{key: getattr(row, key) for key in columns} for row in rows]
    if not values:
        return
    try:
        with session.begin_nested():
            # One statement for all: the ORM would send one for each.
            session.connection().execute(insert(table), values)
    except IntegrityError:
        raise Conflict(
            "Somebody changed one of these terms at the same moment. Check the file again."
        ) from None
