"""Where terms are used: which lessons link them, now or after a change that is being written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from unicodedata import normalize

from markdown_it.token import Token

from literacy.content.catalogue import Catalogue, Lesson, Term
from literacy.content.markup import parser
from literacy.glossary.linking import Linkable, Linker, TermUse, scope_of

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class LessonUse:
    """A lesson that links a term; `sections` are (anchor, title), the opening without a title."""

    slug: str
    title: str
    sections: tuple[tuple[str, str], ...]


class Uses:
    """Every use of every term, found once for a version of the course."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Catalogue, Mapping[str, tuple[LessonUse, ...]]] | None = None

    def of(self, catalogue: Catalogue) -> Mapping[str, tuple[LessonUse, ...]]:
        """By slug of the term; a term that no lesson links is missing."""
        held = self._held
        if held is not None and held[0] is catalogue:
            return held[1]
        with self._lock:
            found = uses(catalogue, Linker(readable(catalogue)))
            self._held = (catalogue, found)
        return found


def readable(catalogue: Catalogue) -> tuple[Term, ...]:
    """The terms that learners may read; drafts and retired terms are not offered."""
    shown = ("published", "revising")
    return tuple(term for term in catalogue.terms.values() if term.status in shown)


def uses(catalogue: Catalogue, linker: Linker) -> Mapping[str, tuple[LessonUse, ...]]:
    """What this linker links in the lessons of the course, in their order."""
    return _uses(lessons(catalogue), linker)


def _uses(read: Iterable[Lesson], linker: Linker) -> Mapping[str, tuple[LessonUse, ...]]:
    found: dict[str, list[LessonUse]] = defaultdict(list)
    for lesson in read:
        for slug, use in _by_term(lesson, linker.uses(tokens(lesson.body), scope_of(lesson))):
            found[slug].append(use)
    return {slug: tuple(each) for slug, each in found.items()}


def would_link(term: Linkable, catalogue: Catalogue) -> tuple[LessonUse, ...]:
    """The lessons that will link this term once it is published as it is written now."""
    others = (each for each in readable(catalogue) if each.slug != term.slug)
    linker = Linker((*others, term))
    beginnings = tuple(_beginnings(term))
    near = (each for each in lessons(catalogue) if _has(each, beginnings))
    return _uses(near, linker).get(term.slug, ())


def lessons(catalogue: Catalogue) -> Iterator[Lesson]:
    """The lessons that can be read, in the order of the course."""
    for module in catalogue.modules.values():
        yield from (catalogue.lessons[slug] for slug in module.lessons)


def taught_in(term: Term, catalogue: Catalogue) -> tuple[str, ...]:
    """The slugs of lessons that teach it: those it names, and those that list it."""
    listing = (each.slug for each in lessons(catalogue) if term.slug in each.terms)
    return tuple(dict.fromkeys((*term.lessons, *listing)))


@lru_cache(maxsize=512)
def tokens(body: str) -> tuple[Token, ...]:
    """A lesson's tokens, for reading only; parsing costs ten times as much as linking."""
    return tuple(parser().parse(body))


def _beginnings(term: Linkable) -> Iterator[str]:
    """How each name begins, in the singular and the plural; and what marks the term."""
    for name in (term.term, term.expands, *term.also):
        if found := _WORD.search(normalize("NFC", name)):
            yield found[0].casefold().removesuffix("y")
    yield from (term.slug, *term.redirects)


def _has(lesson: Lesson, beginnings: Iterable[str]) -> bool:
    """Whether it is worth linking: most lessons have none of these letters."""
    text = _letters(lesson.body)
    return any(each in text for each in beginnings)


@lru_cache(maxsize=512)
def _letters(body: str) -> str:
    children = [child for token in tokens(body) for child in token.children or ()]
    marked = (str(child.meta.get("slug", "")) for child in children)
    shown = (child.content for child in children)
    return normalize("NFC", "\n".join((*shown, *marked))).casefold()


def _by_term(lesson: Lesson, found: Iterable[TermUse]) -> Iterator[tuple[str, LessonUse]]:
    titles = {heading.anchor: heading.title for heading in lesson.headings}
    sections: dict[str, dict[str, str]] = defaultdict(dict)
    for use in found:
        sections[use.slug][use.section] = titles.get(use.section, "")
    for slug, places in sections.items():
        yield slug, LessonUse(lesson.slug, lesson.title, tuple(places.items()))
