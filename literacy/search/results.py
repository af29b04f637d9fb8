"""What a search found, as the page shows it: terms, lessons by passage, and answered questions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock

from literacy.content.catalogue import Catalogue
from literacy.glossary.company.notes import About
from literacy.glossary.finding import fold
from literacy.search.passages import Kind, digest
from literacy.search.snippet import Stretch, marked, snippet
from literacy.search.spelling import bag
from literacy.search.wanted import Wanted

MOST_TERMS, MOST_LESSONS, MOST_QUESTIONS, MOST_NOTES = 6, 12, 5, 5
MOST_PLACES = 3
"""Passages shown of one lesson."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as the index gives it."""

    ref: str
    anchor: str
    title: str
    names: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: where it is, under which heading, and the words that answer."""

    address: str
    title: str
    heading: tuple[Stretch, ...]
    text: tuple[Stretch, ...]
    also: str = ""


@dataclass(frozen=True, slots=True)
class LessonFound:
    """A lesson with its best passages; `module` is the number whose color it has."""

    title: str
    address: str
    module: str
    module_name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """`whole` is false where no passage had all the words, and some were taken instead."""

    terms: tuple[Place, ...] = ()
    lessons: tuple[LessonFound, ...] = ()
    questions: tuple[Place, ...] = ()
    notes: tuple[Place, ...] = ()
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.count)

    @property
    def count(self) -> int:
        return sum(map(len, (self.terms, self.lessons, self.questions, self.notes)))


class Digests:
    """The digest of each kind, computed once for a version of the course."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Catalogue, Mapping[Kind, str]] | None = None

    def of(self, catalogue: Catalogue) -> Mapping[Kind, str]:
        held = self._held
        if held is not None and held[0] is catalogue:
            return held[1]
        with self._lock:
            found = {kind: digest(catalogue, kind) for kind in Kind}
            self._held = (catalogue, found)
        return found


def terms(rows: Iterable[Row], wanted: Wanted) -> tuple[Place, ...]:
    """The term that has this very name first, then names that begin so, then the index's order."""
    ranked = sorted(rows, key=lambda row: _by_name(row, wanted))
    return tuple(_term(row, wanted) for row in ranked[:MOST_TERMS])


def lessons(rows: Iterable[Row], wanted: Wanted, catalogue: Catalogue) -> tuple[LessonFound, ...]:
    """The passages under their lessons; the lesson of the best passage comes first."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        if row.ref in catalogue.lessons:
            grouped.setdefault(row.ref, []).append(row)
    found = (_lesson(slug, group, wanted, catalogue) for slug, group in grouped.items())
    return tuple(found)[:MOST_LESSONS]


def questions(rows: Iterable[Row], wanted: Wanted, catalogue: Catalogue) -> tuple[Place, ...]:
    """Explanations, each leading to the heading that teaches it."""
    return tuple(_questions(rows, wanted, catalogue))


def notes(rows: Iterable[Row], wanted: Wanted) -> tuple[Place, ...]:
    """What the company says, each with the term or lesson it stands beside."""
    return tuple(_note(row, wanted) for row in rows)


def _note(row: Row, wanted: Wanted) -> Place:
    about, _, slug = row.ref.partition(":")
    folder = "glossary" if about == About.TERM else "lessons"
    return Place(
        address=f"/{folder}/{slug}#in-our-company",
        title=row.title,
        heading=marked(row.title, wanted),
        text=snippet(row.text, wanted),
    )


def _questions(rows: Iterable[Row], wanted: Wanted, catalogue: Catalogue) -> Iterator[Place]:
    for row in rows:
        own = row.ref.partition("/")[0]
        lesson, _, anchor = row.anchor.partition("#")
        taught = catalogue.lessons.get(lesson or own)
        if taught is not None:
            yield Place(
                address=f"/lessons/{taught.slug}#{anchor}",
                title=taught.title,
                heading=marked(row.title, wanted),
                text=snippet(row.text, wanted),
            )


def _term(row: Row, wanted: Wanted) -> Place:
    return Place(
        address=f"/glossary/{row.ref}",
        title=row.title,
        heading=marked(row.title, wanted),
        text=marked(row.text, wanted),
        also=_through(row, wanted),
    )


def _through(row: Row, wanted: Wanted) -> str:
    """The other name that was meant, if the term's own does not answer."""
    sought = wanted.words
    if sought & set(bag(row.title).split()):
        return ""
    return next((name for name in row.names.split(" · ") if sought & set(bag(name).split())), "")


def _by_name(row: Row, wanted: Wanted) -> int:
    sought = fold(wanted.text)
    names = [fold(name) for name in (row.title, *row.names.split(" · ")) if name]
    if sought in names:
        return 0
    if any(name.startswith(sought) for name in names):
        return 1
    return 2 if any(f" {sought}" in f" {name}" for name in names) else 3


def _lesson(slug: str, rows: list[Row], wanted: Wanted, catalogue: Catalogue) -> LessonFound:
    lesson = catalogue.lessons[slug]
    module = catalogue.modules[lesson.module]
    places = tuple(_place(row, slug, wanted) for row in rows[:MOST_PLACES])
    return LessonFound(
        title=lesson.title,
        address=f"/lessons/{slug}",
        module=module.number,
        module_name=module.short,
        places=places,
    )


def _place(row: Row, slug: str, wanted: Wanted) -> Place:
    anchor = f"#{row.anchor}" if row.anchor else ""
    return Place(
        address=f"/lessons/{slug}{anchor}",
        title=row.title,
        heading=marked(row.title, wanted),
        text=snippet(row.text, wanted),
    )
