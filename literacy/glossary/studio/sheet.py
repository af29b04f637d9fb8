"""What an author sees beside the form: the entry as learners will, and what the rules say of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.content.catalogue import Catalogue, Term
from literacy.content.markup import parser
from literacy.content.rules.terms import MOST_WORDS, Defined, plain
from literacy.glossary.finding import close, fold, named, names
from literacy.glossary.linking import Linker
from literacy.glossary.studio.checking import NONE_COMING, Remark, remarks
from literacy.glossary.studio.overlay import Published, module_of
from literacy.glossary.studio.wording import Wording, dated, term_of
from literacy.glossary.uses import LessonUse, would_link
from literacy.lib.slugs import slugify
from literacy.lib.text import reading, words

PROSE = ("definition", "why", "it_hears", "example")
_UNNAMED = "(new)"
"""Stands for the slug of a term that has none so far; no entry can have it."""


@dataclass(frozen=True, slots=True)
class Count:
    """How long a field is, and how long it may be."""

    words: int
    most: int

    @property
    def over(self) -> bool:
        return self.words > self.most


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A name that has an entry of its own and no link to it here."""

    field: str
    shown: str
    slug: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One look at a wording; `uses` are the lessons that will link it once it is published."""

    term: Term
    remarks: tuple[Remark, ...]
    counts: Mapping[str, Count]
    grade: float
    near: tuple[Term, ...]
    unlinked: tuple[Unlinked, ...]
    uses: tuple[LessonUse, ...]

    @property
    def to_mend(self) -> int:
        return sum(each.stops for each in self.remarks)

    def about(self, field: str) -> tuple[Remark, ...]:
        return tuple(each for each in self.remarks if each.field == field)


def sheet(
    slug: str,
    wording: Wording,
    course: Catalogue,
    *,
    today: date,
    coming: Mapping[str, Defined] = NONE_COMING,
) -> Sheet:
    """Everything the page shows beside the form; costs a few milliseconds.

    `coming` are open drafts that the wording names.
    """
    term = term_of(slug, dated(wording, today=today), status="published", module="")
    others = [each for each in course.terms.values() if each.slug != slug]
    own = (term.term, term.expands, *term.also)
    return Sheet(
        term=term,
        remarks=remarks(slug, wording, course, today=today, coming=coming),
        counts={
            key: Count(len(words(plain(getattr(wording, key)))), most)
            for key, most in MOST_WORDS.items()
        },
        grade=reading(f"{plain(wording.definition)}\n\n{plain(wording.why)}", own).grade,
        near=() if slug in course.terms else _near(term, others),
        unlinked=tuple(_unlinked(wording, others)),
        uses=to_come(slug, wording, course, today=today),
    )


def to_come(
    slug: str, wording: Wording, course: Catalogue, *, today: date
) -> tuple[LessonUse, ...]:
    """The lessons that will link the term once it is published in these words."""
    published = Published(slug or _UNNAMED, wording)
    module = module_of(published, course)
    term = term_of(published.slug, dated(wording, today=today), status="published", module=module)
    return would_link(term, course)


def resolved(wording: Wording, course: Catalogue, coming: Collection[str] = ()) -> dict[str, str]:
    """Related terms, lessons and the owner as slugs, where names and titles were typed."""
    terms = [term for term in course.terms.values() if term.status != "retired"]
    titles = {fold(lesson.title): slug for slug, lesson in course.lessons.items()}
    return {
        "related": ", ".join(_slug_of(each, terms, course, coming) for each in wording.related),
        "lessons": ", ".join(titles.get(fold(each), each) for each in wording.lessons),
        "owner": slugify(wording.owner) or wording.owner,
    }


def _slug_of(typed: str, terms: Sequence[Term], course: Catalogue, coming: Collection[str]) -> str:
    if typed in course.terms:
        return typed
    if found := named(terms, typed):
        return found.slug
    return slugify(typed) if slugify(typed) in coming else typed


def _near(term: Term, others: Sequence[Term]) -> tuple[Term, ...]:
    """Entries that may be this one under another name."""
    found = (each for name in names(term) for each in close(others, name))
    return tuple({each.slug: each for each in found}.values())[:3]


def _unlinked(wording: Wording, others: Sequence[Term]) -> Iterator[Unlinked]:
    linker = Linker(term for term in others if term.status != "retired")
    seen: set[str] = set()
    for key in PROSE:
        tokens = parser().parse(getattr(wording, key))
        fresh = {use.slug for use in linker.link(tokens) if not use.marked} - seen
        for child in (child for token in tokens for child in token.children or ()):
            slug = child.meta.get("linked", "") if child.type == "term_ref" else ""
            if slug in fresh - seen:
                seen.add(slug)
                yield Unlinked(key, child.content, slug)
