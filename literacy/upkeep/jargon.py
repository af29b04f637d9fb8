"""Words of lessons that no link explains: capitals, code, odd spellings, and what was asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from markdown_it.token import Token

from literacy.content.catalogue import Catalogue, Lesson, Term
from literacy.content.rules.capitals import KNOWN
from literacy.glossary.finding import fold, names
from literacy.glossary.linking import Linker, scope_of
from literacy.glossary.uses import lessons, readable, tokens
from literacy.lib.text import acronyms
from literacy.search.spelling import pieces, stem

# A capital inside a word, or figures behind it: JavaScript, iPhone, GA4.
_ODD = re.compile(r"(?<![\w@/.#-])(?:[A-Za-z]+[a-z][A-Z][a-z]+|[A-Z][A-Za-z]+\d{1,2})(?![\w@/-])")
_CLOSED = frozenset(
    f"{name}_{end}"
    for name in ("container_code", "container_figure", "heading")
    for end in ("open", "close")
)
_SHOWN = frozenset({"text", "term_ref"})
_ADDRESS = re.compile(r"\S+\.(?:example|html?|jpe?g|png|css|js|test)\b\S*")


class Kind(StrEnum):
    """Why a word is listed, the most telling first."""

    ASKED = "asked"
    SOUGHT = "sought"
    UNLINKED = "unlinked"
    CAPITALS = "capitals"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Jargon:
    """A word with the lessons that use it, as (slug, title, times)."""

    word: str
    kind: Kind
    places: tuple[tuple[str, str, int], ...]
    term: str = ""
    """The slug of the term that has this name, where it is known and not linked."""

    @property
    def times(self) -> int:
        return sum(times for _slug, _title, times in self.places)


@dataclass(frozen=True, slots=True)
class _Read:
    """What depends on the course alone."""

    catalogue: Catalogue
    pages: Sequence["_Page"]
    known: frozenset[str]
    rest: tuple[Jargon, ...]


class Jargons:
    """Reads the course once for each version of it; what people ask for is looked up each time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: _Read | None = None

    def of(
        self, catalogue: Catalogue, *, asked: Iterable[str] = (), sought: Iterable[str] = ()
    ) -> tuple[Jargon, ...]:
        """`asked` are words of open requests, `sought` those of searches that found nothing."""
        read = self._read(catalogue)
        wishes = [
            *_wishes(read.pages, asked, Kind.ASKED, read.known),
            *_wishes(read.pages, sought, Kind.SOUGHT, read.known),
        ]
        listed = {fold(each.word) for each in wishes}
        rest = (each for each in read.rest if fold(each.word) not in listed)
        return (*_in_order(wishes), *rest)

    def _read(self, catalogue: Catalogue) -> _Read:
        with self._lock:
            if self._held is None or self._held.catalogue is not catalogue:
                self._held = _read(catalogue)
            return self._held


def _read(catalogue: Catalogue) -> _Read:
    pages = [_Page(lesson) for lesson in lessons(catalogue)]
    known = _known(readable(catalogue))
    rest = _in_order([*_unlinked(pages, catalogue), *_unknown(pages, known)])
    return _Read(catalogue, pages, known, tuple(rest))


class _Page:
    """A lesson's prose, and its words in the one spelling of the search."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.text = "\n".join(_prose(tokens(lesson.body)))
        self.stems = f" {' '.join(_stems(self.text))} "

    def place(self, times: int) -> tuple[str, str, int]:
        return self.lesson.slug, self.lesson.title, times


def _prose(parsed: Iterable[Token]) -> Iterator[str]:
    """The words of each paragraph, without code: what stands there is meant to look odd."""
    closed = 0
    for token in parsed:
        if token.type in _CLOSED:
            closed += token.nesting
        elif token.type == "inline" and not closed:
            kept = (each.content for each in token.children or () if each.type in _SHOWN)
            yield "".join(kept)


def _stems(text: str) -> list[str]:
    return [stem(piece.word) for piece in pieces(text) if piece.word]


def _known(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(" ".join(_stems(name)) for term in terms for name in names(term))


def _wishes(
    shelf: Sequence[_Page], words: Iterable[str], kind: Kind, known: frozenset[str]
) -> Iterator[Jargon]:
    """What somebody wanted explained and lessons use, in any form of the word."""
    for word in dict.fromkeys(words):
        sought = " ".join(_stems(word))
        if not sought or sought in known:
            continue
        counts = ((page, page.stems.count(f" {sought} ")) for page in shelf)
        places = tuple(page.place(times) for page, times in counts if times)
        if places:
            yield Jargon(word, kind, places)


def _unlinked(shelf: Sequence[_Page], catalogue: Catalogue) -> Iterator[Jargon]:
    """Names of terms that stand in a lesson which links them nowhere.

    They are linked only where an author marks them, or are the name of two terms.
    """
    terms = readable(catalogue)
    candidates = {name: term for term in terms for name in names(term)}
    linker = Linker(terms)
    linked = {
        page.lesson.slug: {
            use.slug for use in linker.uses(tokens(page.lesson.body), scope_of(page.lesson))
        }
        for page in shelf
    }
    for name, term in candidates.items():
        if term.link == "marked" or name in linker.homonyms:
            word = re.compile(rf"(?<![\w-]){re.escape(name)}(?:e?s)?(?![\w-])", _case(name))
            open_pages = [page for page in shelf if term.slug not in linked[page.lesson.slug]]
            counts = ((page, len(word.findall(page.text))) for page in open_pages)
            places = tuple(page.place(times) for page, times in counts if times)
            if places:
                yield Jargon(name, Kind.UNLINKED, places, term.slug)


def _case(name: str) -> re.RegexFlag:
    return re.NOFLAG if name.isupper() else re.IGNORECASE


def _unknown(shelf: Sequence[_Page], known: frozenset[str]) -> Iterator[Jargon]:
    found: dict[tuple[str, Kind], list[tuple[str, str, int]]] = {}
    for page in shelf:
        for (word, kind), times in _strange(page.text, known).items():
            found.setdefault((word, kind), []).append(page.place(times))
    for (word, kind), places in found.items():
        yield Jargon(word, kind, tuple(places))


def _strange(text: str, known: frozenset[str]) -> Mapping[tuple[str, Kind], int]:
    plain = _ADDRESS.sub(" ", text)
    capitals = [word for word in acronyms(plain) if _is_news(word, known)]
    times = {word: len(re.findall(rf"\b{word}s?\b", plain)) for word in capitals}
    counted = Counter({(word, Kind.CAPITALS): number for word, number in times.items()})
    counted.update((word, Kind.ODD) for word in _ODD.findall(plain) if _is_news(word, known))
    return counted


def _is_news(word: str, known: frozenset[str]) -> bool:
    return word not in KNOWN and " ".join(_stems(word)) not in known


def _in_order(found: Iterable[Jargon]) -> list[Jargon]:
    """By kind, and what most lessons use first."""
    kinds = list(Kind)
    return sorted(
        found,
        key=lambda each: (
            kinds.index(each.kind),
            -len(each.places),
            -each.times,
            each.word.casefold(),
        ),
    )
