"""One box for everything: lessons, terms and answers that were explained."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from threading import Lock

from flask import Blueprint, render_template, request

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue
from literacy.glossary.company.queries import all_notes
from literacy.glossary.finding import close
from literacy.glossary.uses import readable
from literacy.lib.errors import Invalid
from literacy.search import actions, queries, results
from literacy.search.passages import Kind, Passage, of_notes, passages
from literacy.search.results import Digests, Results
from literacy.search.wanted import Wanted, missed_words, wanted
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, local_path, now, reading, transaction

blueprint = Blueprint("search", __name__)
digests = Digests()

LONGEST = 120
CANDIDATES = 40
"""Passages from which the best terms and lessons are chosen."""
MOST_NOTES_READ = 10_000
WHILE_TYPING = 3
"""Of each kind, beside the field."""

_building = Lock()


@blueprint.get("/search")
@requires(Permission.LEARN)
def search() -> str:
    sought = _wanted()
    found = _found(sought) if sought else Results()
    return render_template(
        "search/search.html",
        wanted=sought,
        found=found,
        close=_close(sought) if sought and not found.terms else (),
        missed="" if found and found.whole else missed_words(sought.text),
        place=_place(),
    )


@blueprint.get("/search/found")
@requires(Permission.LEARN)
def while_typing() -> str:
    """The best of each kind, as options under the field."""
    sought = _wanted()
    found = _found(sought) if sought else Results()
    best = replace(
        found,
        terms=found.terms[:WHILE_TYPING],
        lessons=found.lessons[:WHILE_TYPING],
        questions=found.questions[:1],
        notes=found.notes[:1],
    )
    return render_template("search/_options.html", wanted=sought, found=best, place=_place())


@blueprint.post("/search/missed")
@requires(Permission.LEARN)
def count_miss() -> tuple[str, int]:
    """A page that found nothing says so, once; who sought is not kept."""
    words = missed_words(request.form.get("words", "")[: LONGEST + 1])
    if not words:
        raise Invalid("A search that is counted has one to five words, and names nobody.")
    with transaction() as saving:
        actions.count_miss(saving, words, now=now())
    return "", 204


def _wanted() -> Wanted:
    return wanted(request.args.get("q", "")[:LONGEST])


def _place() -> str:
    """Where the reader was, for the form that asks IT."""
    return local_path(request.args.get("place"), "/search")


def _found(sought: Wanted) -> Results:
    """What has all the words; if nothing has, what has some of them."""
    course = catalogue()
    editions = _editions(course)
    found = _results(sought, course, editions, every=True)
    if not found and len(sought.units) > 1:
        return replace(_results(sought, course, editions, every=False), whole=False)
    return found


def _results(
    sought: Wanted, course: Catalogue, editions: Mapping[Kind, int], *, every: bool
) -> Results:
    store = reading()
    terms, lessons = (
        queries.hits(store, editions[kind], sought, most=CANDIDATES, every=every)
        for kind in (Kind.TERM, Kind.LESSON)
    )
    told = (
        queries.told_hits(
            store, viewer(), editions[Kind.QUESTION], sought, most=results.MOST_QUESTIONS
        )
        if every
        else ()
    )
    notes = queries.hits(store, editions[Kind.NOTE], sought, most=results.MOST_NOTES, every=every)
    return Results(
        notes=results.notes(notes, sought),
        terms=results.terms(terms, sought),
        lessons=results.lessons(lessons, sought, course),
        questions=results.questions(told, sought, course),
    )


def _editions(course: Catalogue) -> Mapping[Kind, int]:
    """The index of this course; who first searches a changed course builds it.

    It is a copy of the course and no fact about anybody, so a page that is read may write it.
    """
    wanted_digests = digests.of(course)
    held = queries.editions(reading(), wanted_digests)
    return held if len(held) == len(Kind) else _built(course, wanted_digests)


def _built(course: Catalogue, wanted_digests: Mapping[Kind, str]) -> Mapping[Kind, int]:
    with _building:
        held = queries.editions(reading(), wanted_digests)
        named = {**wanted_digests, Kind.NOTE: _notes_digest(wanted_digests)}
        ready = {kind: actions.cut(_passages(course, kind)) for kind in Kind if kind not in held}
        # Cutting takes a second, and is done: the store is held for the writing alone.
        with transaction() as saving:
            for kind, cuts in ready.items():
                actions.build(saving, kind, named[kind], cuts, now=now())
        return queries.editions(reading(), wanted_digests)


def _passages(course: Catalogue, kind: Kind) -> Iterable[Passage]:
    if kind is Kind.NOTE:
        return of_notes(all_notes(reading(), most=MOST_NOTES_READ), course)
    return passages(course, kind)


def _notes_digest(wanted_digests: Mapping[Kind, str]) -> str:
    """Read before the notes are, so that a note which is written meanwhile makes it old."""
    return queries.notes_digest(reading(), wanted_digests[Kind.NOTE])


def _close(sought: Wanted) -> tuple[tuple[str, str], ...]:
    """Names that are nearly what was typed, for a slip of the pen."""
    return tuple((term.slug, term.term) for term in close(readable(catalogue()), sought.text))
