"""What a company says of a term or a lesson, and where it belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from markupsafe import Markup

from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.entry import with_links
from literacy.lib.markdown import remark

LONGEST = 2_000


class About(StrEnum):
    """Lessons are named by their permanent id, terms by their slug."""

    TERM = "term"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True)
class Note:
    """One version of a note; without text, it was taken away."""

    about: About
    ref: str
    number: int
    text: str
    at: datetime
    by: str

    @property
    def html(self) -> Markup:
        return shown(self.text)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a note is about, as the course has it now; `refs` are all names it ever had."""

    about: About
    slug: str
    title: str
    refs: tuple[str, ...]

    @property
    def address(self) -> str:
        folder = "glossary" if self.about is About.TERM else "lessons"
        return f"/{folder}/{self.slug}"


@lru_cache(maxsize=2048)
def shown(text: str) -> Markup:
    """The note as safe HTML: paragraphs, lists, emphasis, links and terms."""
    return remark(with_links(text))


def subject(catalogue: Catalogue, about: About, slug: str) -> Subject | None:
    """The term or lesson of this slug, now or before it was renamed."""
    if about is About.TERM:
        term = catalogue.terms.get(catalogue.moved_terms.get(slug, slug))
        return _of_term(term) if term else None
    lesson = catalogue.lessons.get(catalogue.moved_lessons.get(slug, slug))
    return Subject(about, lesson.slug, lesson.title, (lesson.id,)) if lesson else None


def placed(catalogue: Catalogue, notes: Iterable[Note]) -> list[tuple[Note, Subject | None]]:
    """Each note in force with what it is about; None where the course has it no longer.

    `notes` begin with the latest: what stands under an older name of the same thing is past.
    """
    by_ref = {(each.about, ref): each for each in _subjects(catalogue) for ref in each.refs}
    newest: dict[object, tuple[Note, Subject | None]] = {}
    for note in notes:
        found = by_ref.get((note.about, note.ref))
        newest.setdefault(found or (note.about, note.ref), (note, found))
    return [(note, found) for note, found in newest.values() if note.text]


def _subjects(catalogue: Catalogue) -> Iterable[Subject]:
    yield from map(_of_term, catalogue.terms.values())
    for lesson in catalogue.lessons.values():
        yield Subject(About.LESSON, lesson.slug, lesson.title, (lesson.id,))


def _of_term(term: Term) -> Subject:
    return Subject(About.TERM, term.slug, term.term, (term.slug, *term.redirects))
