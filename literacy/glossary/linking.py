"""Glossary links in prose: one pass over the words of a text, longest names first."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from markdown_it.token import Token

from literacy.content.catalogue import Lesson

_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[\s‐‑-]+")
_POSSESSIVE = re.compile(r"[’']s(?!\w)")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# Between two words, these make one name of both: a file, an address, a compound.
_JOINERS = frozenset("-‐‑./@_:#&=?+\\")
_CLOSED_BLOCKS = frozenset({"heading", "container_check", "container_predict", "container_lab"})
_CLOSED_BLOCKS |= {"container_code", "container_template", "container_figure", "container_key"}
_CLOSED_SPANS = frozenset({"link", "noterm"})


class Linkable(Protocol):
    """What a glossary entry must say of itself to be linked."""

    @property
    def slug(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def expands(self) -> str: ...
    @property
    def also(self) -> tuple[str, ...]: ...
    @property
    def module(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def redirects(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a text stands: its module and the terms it lists; they decide between homonyms."""

    module: str = ""
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermUse:
    """A link to a term; `section` is the anchor of its H2, or empty before the first one."""

    slug: str
    section: str
    marked: bool


class _Word(NamedTuple):
    start: int
    end: int
    key: str
    lead: str
    """What parts it from the word before: a space for spaces and hyphens, `'` for all such."""


class _Hit(NamedTuple):
    start: int
    end: int
    slug: str


@dataclass(slots=True)
class _Section:
    anchor: str
    scope: Scope
    marked: frozenset[str]
    linked: set[str] = field(default_factory=set)


NOWHERE = Scope()


def scope_of(lesson: Lesson) -> Scope:
    return Scope(lesson.module, lesson.terms)


class Linker:
    """Knows every name of every term; made once for each version of the glossary.

    A name is linked when it stands alone in prose, also as a plural or a possessive. Names in
    capitals must be written in capitals. Bare numbers, names with a sign at an end, as in
    `tag (HTML)`, are linked only where an author marks them. A name of two terms is linked to the
    one that the lesson lists, or else to the one of its module; where both or neither is, to none.
    """

    def __init__(self, terms: Iterable[Linkable]) -> None:
        known = tuple(terms)
        self._slugs = {term.slug: term.slug for term in known}
        for term in known:
            self._slugs.update((old, term.slug) for old in term.redirects)
        names = _names(term for term in known if term.link != "marked")
        self.homonyms: Mapping[str, tuple[str, ...]] = {
            name: tuple(sorted(slugs)) for name, slugs in names.items() if len(slugs) > 1
        }
        self._modules = {term.slug: term.module for term in known}
        self._phrases = _phrases(names)
        self._longest = _longest(self._phrases)

    def resolve(self, reference: str) -> str | None:
        """The slug that a marked reference means, if the glossary has it."""
        return self._slugs.get(reference)

    def link(self, tokens: Sequence[Token], scope: Scope = NOWHERE) -> tuple[TermUse, ...]:
        """Turn the first use of each term in each H2 section into a `term_ref` that is linked.

        A marked use counts as its section's first. The tokens are changed in place: a linked
        `term_ref` has `meta["linked"]` set to the slug.
        """
        uses: list[TermUse] = []
        for inline, section in self._prose(tokens, scope):
            inline.children = list(self._link_inline(inline, section, uses))
        return tuple(uses)

    def uses(self, tokens: Sequence[Token], scope: Scope = NOWHERE) -> tuple[TermUse, ...]:
        """What `link` would link; the tokens may be asked again by another linker."""
        uses: list[TermUse] = []
        for inline, section in self._prose(tokens, scope):
            for _child in self._link_inline(inline, section, uses):
                pass
        return tuple(uses)

    def _prose(self, tokens: Sequence[Token], scope: Scope) -> Iterator[tuple[Token, _Section]]:
        for anchor, section in _sections(tokens):
            open_prose = list(_open_prose(section))
            state = _Section(anchor, scope, frozenset(self._marked(open_prose)))
            yield from ((inline, state) for inline in open_prose)

    def _marked(self, open_prose: Iterable[Token]) -> Iterator[str]:
        for inline in open_prose:
            for child in _open_spans(inline):
                if child.type == "term_ref" and (slug := self.resolve(child.meta["slug"])):
                    yield slug

    def _link_inline(
        self, inline: Token, section: _Section, uses: list[TermUse]
    ) -> Iterator[Token]:
        open_spans = {id(child) for child in _open_spans(inline)}
        for child in inline.children or ():
            if id(child) not in open_spans:
                yield child
            elif child.type == "term_ref":
                yield self._link_marked(child, section, uses)
            elif child.type == "text":
                yield from self._link_text(child, section, uses)
            else:
                yield child

    def _link_marked(self, token: Token, section: _Section, uses: list[TermUse]) -> Token:
        slug = self.resolve(token.meta["slug"])
        if slug and slug not in section.linked:
            section.linked.add(slug)
            token.meta["linked"] = slug
            uses.append(TermUse(slug, section.anchor, marked=True))
        return token

    def _link_text(self, token: Token, section: _Section, uses: list[TermUse]) -> Iterator[Token]:
        text = _composed(token.content)
        position = 0
        for hit in self._hits(text, section.scope):
            if hit.slug in section.linked or hit.slug in section.marked:
                continue
            section.linked.add(hit.slug)
            uses.append(TermUse(hit.slug, section.anchor, marked=False))
            if hit.start > position:
                yield _text(text[position : hit.start], token.level)
            yield _reference(hit.slug, text[hit.start : hit.end], token.level)
            position = hit.end
        if position < len(text):
            yield _text(text[position:], token.level)

    def _hits(self, text: str, scope: Scope) -> Iterator[_Hit]:
        words = _words(text)
        index = 0
        while index < len(words):
            size, slug = self._longest_at(text, words, index, scope)
            if slug:
                last = words[index + size - 1]
                possessive = _POSSESSIVE.match(text, last.end)
                yield _Hit(words[index].start, possessive.end() if possessive else last.end, slug)
            index += max(size, 1)

    def _longest_at(
        self, text: str, words: Sequence[_Word], index: int, scope: Scope
    ) -> tuple[int, str]:
        """How many words the longest name here has, and its slug; (0, "") if none begins."""
        most = self._longest.get(words[index].key, 0)
        key, best, slug = "", 0, ""
        for size, word in enumerate(words[index : index + most], start=1):
            key += (word.lead if size > 1 else "") + word.key
            found = self._phrases.get(key)
            if found and _stands_alone(text, words[index].start, word.end):
                shown = text[words[index].start : word.end]
                meant = self._meant(found.slugs, scope)
                if meant and (not found.capitals or _same_capitals(shown, found.capitals)):
                    best, slug = size, meant
        return best, slug

    def _meant(self, slugs: tuple[str, ...], scope: Scope) -> str:
        """The one term that is meant here; empty where nothing decides between several."""
        if len(slugs) == 1:
            return slugs[0]
        listed = [slug for slug in slugs if slug in scope.terms]
        own = listed or [slug for slug in slugs if self._modules[slug] == scope.module]
        return own[0] if len(own) == 1 else ""


class _Phrase(NamedTuple):
    slugs: tuple[str, ...]
    """The terms it may mean: one, or those of a homonym."""
    capitals: str
    """The name as it must be written, if it is all in capitals."""


def _names(terms: Iterable[Linkable]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = defaultdict(set)
    for term in terms:
        for name in (term.term, term.expands, *term.also):
            composed = _composed(name.strip())
            if _can_be_linked(composed):
                names[composed].add(term.slug)
    return _by_fold(names)


def _by_fold(names: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """`Tag` and `tag` are one name, so two terms that have them are homonyms."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for name, owners in names.items():
        slugs[_key(name)] |= owners
    return {name: slugs[_key(name)] for name in names}


def _can_be_linked(name: str) -> bool:
    return len(name) > 1 and name[0].isalnum() and name[-1].isalnum() and not name.isdecimal()


def _phrases(names: Mapping[str, set[str]]) -> dict[str, _Phrase]:
    """Names and their plurals; a term's own name goes before the plural of another's."""
    phrases: dict[str, _Phrase] = {}
    # Names in capitals first: one that is also known in small letters may be written so.
    for name, slugs in sorted(names.items(), key=lambda pair: not pair[0].isupper()):
        phrases[_key(name)] = _Phrase(tuple(sorted(slugs)), _capitals(name))
    own = set(phrases)
    for name, slugs in names.items():
        key = _key(_plural(name))
        if key in own:
            continue
        plural = _Phrase(tuple(sorted(slugs)), _capitals(name))
        if phrases.get(key, plural).slugs != plural.slugs:
            own.add(key)
            del phrases[key]
        else:
            phrases[key] = plural
    return phrases


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        words = _WORD.findall(phrase)
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _plural(name: str) -> str:
    if _SIBILANT.search(name):
        return name + "es"
    if _CONSONANT_Y.search(name):
        return name[:-1] + "ies"
    return name + "s"


def _capitals(name: str) -> str:
    return name if name.isupper() else ""


def _same_capitals(shown: str, name: str) -> bool:
    """`CDN` and `CDNs` are CDN; `it` isn't IT."""
    return shown == name or (shown.startswith(name) and shown[len(name) :] in {"s", "es"})


def _words(text: str) -> list[_Word]:
    words: list[_Word] = []
    end = 0
    for found in _WORD.finditer(text):
        lead = text[end : found.start()]
        # Most words are parted by one space, which needs no pattern.
        parted = lead if lead == " " else _SPACE.sub(" ", lead).replace("’", "'")
        words.append(_Word(found.start(), found.end(), found[0].casefold(), parted))
        end = found.end()
    return words


def _key(name: str) -> str:
    words = _words(name)
    return "".join((word.lead if number else "") + word.key for number, word in enumerate(words))


def _composed(text: str) -> str:
    """Accents as one character, so that both ways to write é are the same word."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    return not (_joined(before[::-1]) or _joined(after))


def _joined(beyond: str) -> bool:
    """Whether the text goes on without a gap, read away from the word."""
    if not beyond:
        return False
    if unicodedata.category(beyond[0])[0] in "LMN" or beyond[0] == "_":
        return True
    return beyond[0] in _JOINERS and len(beyond) > 1 and beyond[1].isalnum()


def _sections(tokens: Sequence[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """The tokens of each H2 section with its anchor; those before the first have none."""
    starts = [
        index
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]
    ends = [*starts, len(tokens)]
    yield "", tokens[: ends[0]]
    for start, end in pairwise(ends):
        yield str(tokens[start].attrs.get("id", "")), tokens[start:end]


def _open_prose(tokens: Iterable[Token]) -> Iterator[Token]:
    """Inline tokens where a term may be linked."""
    closed = 0
    noterm = False
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") in _CLOSED_BLOCKS:
            closed += token.nesting
        elif token.type == "paragraph_open":
            noterm = bool(token.meta.get("noterm"))
        elif token.type == "paragraph_close":
            noterm = False
        elif token.type == "inline" and not closed and not noterm:
            yield token


def _open_spans(inline: Token) -> Iterator[Token]:
    closed = 0
    for child in inline.children or ():
        if child.type.removesuffix("_open").removesuffix("_close") in _CLOSED_SPANS:
            closed += child.nesting
        elif not closed:
            yield child


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)


def _reference(slug: str, words: str, level: int) -> Token:
    meta = {"slug": slug, "shown": words, "linked": slug}
    return Token("term_ref", "a", 0, content=words, level=level, meta=meta)
