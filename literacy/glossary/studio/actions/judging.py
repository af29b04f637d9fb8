"""What becomes of each row of a file: the rules for one term, applied to many at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from literacy.content.catalogue import Catalogue, Term
from literacy.content.rules import capitals
from literacy.content.rules.terms import Defined, Known, names_of
from literacy.content.schema import SLUG
from literacy.glossary.bulk.given import Given, folded
from literacy.glossary.studio.actions.drafts import RESERVED
from literacy.glossary.studio.checking import (
    Remark,
    judged,
    named_in,
    stopping,
    too_long,
    with_coming,
)
from literacy.glossary.studio.queries import History
from literacy.glossary.studio.wording import EMPTY, Wording, changed, dated, of_term, term_of
from literacy.glossary.studio.workflow import OPEN, State

LONGEST_SLUG = 80
RETIRED = "retired"


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Way:
    """How far rows may go: `at_once` into force, or only into review.

    With `unfinished`, what the rules stop is kept as a draft instead of being refused.
    """

    at_once: bool
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An entry to take in, by the slug it has or is to have; `wording` is what it comes to."""

    given: Given
    slug: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with what is to become of it and why; `remarks` that stop it come first.

    `state` is what it becomes, or is as an open draft; `fields` are the keys it changes.
    """

    row: Row
    outcome: Outcome
    remarks: tuple[Remark, ...] = ()
    state: State | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What rows are judged against: the course with all of them in it, and every open draft.

    `coming` are the open drafts that rows name.
    """

    rows: tuple[Row, ...]
    course: Catalogue
    known: Known
    histories: Mapping[str, History]
    today: date
    lines: Mapping[str, tuple[int, ...]]
    way: Way
    coming: Mapping[str, Defined] = field(default_factory=dict)


def judge(at: Intake) -> Iterator[Judged]:
    """Each row with its outcome; lazy, so that a caller may show how far it is."""
    for row in at.rows:
        yield _judged(row, at)


def settled(found: Sequence[Judged], at: Intake) -> tuple[Judged, ...]:
    """The same, once every row that leans on a term which stays out was judged again."""
    missing: frozenset[str] = frozenset()
    while lost := _lost(found, at) - missing:
        missing |= lost
        alone = replace(at, known=joined(at, without=missing))
        found = [
            _judged(each.row, alone) if named_in(each.row.wording) & lost else each
            for each in found
        ]
    return tuple(found)


def joined(at: Intake, *, without: frozenset[str]) -> Known:
    """The surroundings of the rows once all are in force, but for those that stay out."""
    joining = {
        row.slug: term_of(row.slug, dated(row.wording, today=at.today), status="", module="")
        for row in at.rows
        if row.slug not in without and not row.given.problems
    }
    terms = {**at.course.terms, **joining}
    known = replace(
        at.known,
        terms=terms,
        names=names_of(terms.values()),
        capitals=capitals.explained(terms.values()),
    )
    return with_coming(known, at.coming)


def _lost(found: Iterable[Judged], at: Intake) -> frozenset[str]:
    """Slugs that nobody is going to bring in after all: their rows are refused."""
    out = {each.row.slug for each in found if each.state is None}
    return frozenset(out - at.course.terms.keys() - at.coming.keys())


def _judged(row: Row, at: Intake) -> Judged:
    if sentences := tuple(_unfit(row, at)):
        return _refused(row, *sentences)
    held, live = at.histories.get(row.slug), at.course.terms.get(row.slug)
    if live is not None:
        retired = live.status == RETIRED
        same = not _changes(row, of_term(live))
        if same and (not retired or row.given.status in ("", RETIRED)):
            return Judged(row, Outcome.UNCHANGED)
        if retired:
            return _refused(row, "This term is retired. Put it back from its history.")
    if held is not None and held.newest.state in OPEN:
        return _beside_draft(row, held)
    return _checked(row, at, of_term(live) if live else None)


def _unfit(row: Row, at: Intake) -> Iterator[str]:
    """What keeps a row out whatever it says."""
    yield from row.given.problems
    if row.given.problems:
        return
    if not row.slug:
        yield "Write the term: its address is made of it."
    elif len(row.slug) > LONGEST_SLUG or not re.fullmatch(SLUG, row.slug):
        shown = row.slug[:LONGEST_SLUG]
        yield f"The address “{shown}” must be lower-case words joined by hyphens: cache-rules."
    elif row.slug in RESERVED and row.slug not in at.course.terms:
        yield f"“{row.slug}” is an address of the site. Name the term otherwise."
    if len(places := at.lines[row.slug]) > 1:
        named = ", ".join(map(str, places[:4]))
        yield f"The same term stands in lines {named}. Keep one of them."
    if row.given.status == RETIRED:
        yield from _unfit_to_retire(at.course.terms.get(row.slug), at.way)


def _unfit_to_retire(live: Term | None, way: Way) -> Iterator[str]:
    if live is not None and live.status != RETIRED:
        yield "Retire it on its own page, which lists the lessons that use it."
    elif live is None and not way.at_once:
        yield "It is retired where it comes from, and new here: leave it out."


def _changes(row: Row, before: Wording) -> tuple[str, ...]:
    present = folded(before)
    return changed(present, laid_over(present, row.given))


def _beside_draft(row: Row, held: History) -> Judged:
    """Somebody works on the term: a row that says what they say is in already."""
    if not _changes(row, held.newest.wording):
        return Judged(row, Outcome.UNCHANGED, state=held.newest.state)
    sentence = f"{held.newest.author} has an open draft of it. Publish or drop that first."
    return Judged(row, Outcome.HELD, (Remark("", sentence, True),))


def _checked(row: Row, at: Intake, before: Wording | None) -> Judged:
    """What the rules find, and how far the row may go."""
    found = judged(row.slug, row.wording, at.known, today=at.today)
    state = _state(row, at.way)
    if state is not State.DRAFT and stopping(found):
        state = State.DRAFT if at.way.unfinished else None
    if state is State.DRAFT and any(too_long(row.wording)):
        state = None
    if state is None:
        return Judged(row, Outcome.REFUSED, found)
    outcome = Outcome.NEW if before is None else Outcome.CHANGED
    return Judged(row, outcome, found, state, _changes(row, before or EMPTY))


def _state(row: Row, way: Way) -> State | None:
    """What the file asks for, and no more than the site allows."""
    match row.given.status:
        case "draft" | "requested":
            return State.DRAFT
        case "in-review":
            return State.IN_REVIEW
        case "retired":
            return State.RETIRED
        case _:
            return State.PUBLISHED if way.at_once else State.IN_REVIEW


def _refused(row: Row, *sentences: str) -> Judged:
    return Judged(row, Outcome.REFUSED, tuple(Remark("", each, True) for each in sentences))


def laid_over(present: Wording, given: Given) -> Wording:
    values: dict[str, Any] = dict(given.values)
    return replace(present, **values)
