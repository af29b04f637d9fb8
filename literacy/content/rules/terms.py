"""Glossary entries: short, plain, not circular, and each name led to one entry alone."""

import re
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from literacy.content.catalogue import Catalogue
from literacy.content.files import Kind
from literacy.content.markup import slug_of
from literacy.content.problems import Problem
from literacy.content.rules import capitals
from literacy.content.rules.voice import dated, patronizing
from literacy.content.schema import TermEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Written
from literacy.lib.text import acronyms, is_expanded, reading, sentences, syllables, words

Entry = Written[TermEntry]

MOST_WORDS = {"definition": 30, "why": 35, "it_hears": 40}
EASY_GRADE = 8.0
FEWEST_RELATED, MOST_RELATED = 2, 6
_HARD_SYLLABLES = 5
_LONG_BUT_EASY = frozenset({"disability", "everybody"})
_LONGEST_NAME = 6

_MARK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]+))?\]\]")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]{1,5}")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "no",
        "not",
        "of",
        "on",
        "or",
        "out",
        "per",
        "the",
        "to",
        "up",
        "with",
    ]
)
# Words of a language, not short for anything.
_COMMANDS = frozenset({"NULL", "SELECT", "JOIN", "WHERE", "GET", "POST"})


class Defined(Protocol):
    """What one entry must know of another."""

    @property
    def slug(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def expands(self) -> str: ...
    @property
    def also(self) -> Collection[str]: ...
    @property
    def definition(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry is judged against; `names` lead from names in lower case to slugs.

    `unread` says that a file of terms could not be read, so that its terms are not called missing.
    """

    terms: Mapping[str, Defined]
    names: dict[str, str]
    lessons: Collection[str]
    facts: Collection[str]
    capitals: frozenset[str]
    unread: frozenset[Kind] = frozenset()


def known_in_files(draft: Draft) -> Known:
    """The surroundings of an entry that stands in the course's own files."""
    terms = {slug: entry.value for slug, entry in draft.terms.items()}
    return Known(terms, draft.names, draft.order, draft.facts, draft.capitals, draft.unread)


def known_in_course(course: Catalogue) -> Known:
    """The surroundings of an entry that somebody writes for the course in force."""
    planned = [lesson.slug for module in course.modules.values() for lesson in module.planned]
    return Known(
        terms=course.terms,
        names=names_of(course.terms.values()),
        lessons=frozenset([*planned, *course.lessons]),
        facts=course.facts,
        capitals=capitals.explained(course.terms.values()),
    )


def names_of(terms: Iterable[Defined]) -> dict[str, str]:
    """Each name and alias in lower case to its slug; an entry's own name wins over an alias."""
    known = tuple(terms)
    aliases = {also.lower(): term.slug for term in known for also in term.also}
    return {**aliases, **{term.term.lower(): term.slug for term in known}}


def problems(draft: Draft) -> Iterator[Problem]:
    """Everything a reader of the entries in files would stumble over, but for their days."""
    known = known_in_files(draft)
    for entry in draft.terms.values():
        yield from _alone(entry, known)
    yield from _circles(draft)


def entry_problems(entry: Entry, known: Known) -> Iterator[Problem]:
    """The same for one entry that is to join `known`, or to take its own place there."""
    yield from _alone(entry, known)
    yield from _taken(entry, known)
    yield from _circle(entry, known)


def _alone(entry: Entry, known: Known) -> Iterator[Problem]:
    yield from _lengths(entry)
    yield from _form(entry)
    yield from _reading(entry)
    yield from _own_words(entry)
    yield from _capitals(entry, known)
    yield from _hard_words(entry)
    yield from _marks(entry, known)
    yield from _related(entry, known)
    yield from _places(entry, known)


def name_problems(entries: tuple[Entry, ...]) -> Iterator[Problem]:
    """Slugs, names, aliases and old slugs that two entries claim."""
    slugs: dict[str, str] = {}
    names: dict[str, str] = {}
    for entry in entries:
        term = entry.value
        for number, slug in enumerate((term.slug, *term.redirects)):
            if slug in slugs:
                key = "redirects" if number else "slug"
                yield entry.error(f"“{slug}” is the slug of “{slugs[slug]}” too.", key)
            slugs.setdefault(slug, term.term)
        for name in dict.fromkeys((term.term.lower(), *(also.lower() for also in term.also))):
            if names.get(name, term.slug) != term.slug:
                yield entry.error(f"“{name}” leads to “{names[name]}” already.", "also")
            names.setdefault(name, term.slug)


def plain(text: str) -> str:
    """The words a reader sees: marks and Markdown signs taken off."""
    return re.sub(r"[*`]", "", _MARK.sub(lambda found: found[2] or found[1], text))


def marked_in(*texts: str) -> frozenset[str]:
    """The slugs of the terms that the texts mark."""
    return frozenset(slug_of(found[1]) for text in texts for found in _MARK.finditer(text))


def _lengths(entry: Entry) -> Iterator[Problem]:
    for key, most in MOST_WORDS.items():
        count = len(words(plain(getattr(entry.value, key))))
        if count > most:
            yield entry.error(
                f"“{key}” of “{entry.value.slug}” has {count} words; at most {most} fit.", key
            )


def _form(entry: Entry) -> Iterator[Problem]:
    term = entry.value
    said = plain(term.definition)
    if len(sentences(said)) > 2:
        yield entry.warning("A definition has one or two sentences.", "definition")
    if re.match(r"(?:(?:it|this) is |it['’]s )?(?:when|where)\b", said, re.IGNORECASE):
        yield entry.error("Say what it is or does, not “is when”.", "definition")
    if "?" not in term.ask_it:
        yield entry.error("“ask_it” is a question to say aloud; end it with ?", "ask_it")
    if _CAPITALS.fullmatch(term.term) and term.term not in _COMMANDS and not term.expands:
        yield entry.error(f"“{term.term}” needs “expands”: its full words.", "term")
    for key in ("definition", "why", "it_hears", "example"):
        yield from _voice(entry, key, getattr(term, key))


def _voice(entry: Entry, key: str, text: str) -> Iterator[Problem]:
    if word := patronizing(text):
        yield entry.error(f"Leave out “{word}”: it talks down to the reader.", key)
    if word := dated(text):
        yield entry.error(f"“{word}” ages; name a date, or list a fact.", key)


def _reading(entry: Entry) -> Iterator[Problem]:
    """Definition and why together: alone, either is too short for a grade to mean much."""
    term = entry.value
    own = (term.term, term.expands, *term.also)
    measure = reading(f"{plain(term.definition)}\n\n{plain(term.why)}", own)
    if measure.grade > EASY_GRADE + 1:
        yield entry.error(_grade(term.slug, measure.grade), "definition")
    elif measure.grade > EASY_GRADE:
        yield entry.warning(_grade(term.slug, measure.grade), "definition")


def _grade(slug: str, grade: float) -> str:
    return (
        f"“definition” and “why” of “{slug}” have reading grade {grade:.1f}; aim for 8, "
        "with shorter sentences and everyday words."
    )


def _own_words(entry: Entry) -> Iterator[Problem]:
    """A definition that uses the word says nothing; the last word of a longer name is its kind."""
    own = [part.lower() for part in words(re.sub(r"\(.*?\)", "", entry.value.term))]
    telling = [part for part in own[: max(1, len(own) - 1)] if part not in _SMALL]
    said = {_root(part.lower()) for part in words(plain(entry.value.definition))}
    for part in telling:
        if len(part) > 2 and _root(part) in said:
            sentence = f"The definition of “{entry.value.term}” uses its own word “{part}”."
            yield (entry.error if len(own) == 1 else entry.warning)(sentence, "definition")


def _root(word: str) -> str:
    """A word without the endings that only change its form."""
    word = word.replace("’", "'").removesuffix("'s")
    if word.endswith(("ies", "ied")):
        return f"{word[:-3]}y"
    for ending in ("ings", "ing", "ers", "er", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _capitals(entry: Entry, known: Known) -> Iterator[Problem]:
    """Letters that stand for words: the words stand beside them, or in the glossary."""
    term = entry.value
    own = {*acronyms(term.term), *acronyms(term.expands), *_COMMANDS}
    for also in term.also:
        own.update(acronyms(also))
    for key in ("definition", "why"):
        said = plain(getattr(term, key))
        for letters in acronyms(said):
            if letters in own or letters in known.capitals or is_expanded(letters, said):
                continue
            yield entry.warning(f"“{letters}” is explained nowhere: write it out.", key)


def _hard_words(entry: Entry) -> Iterator[Problem]:
    """Words of five syllables and more, but for names of the term itself."""
    term = entry.value
    own = {_root(word.lower()) for name in _names(term) for word in words(name)}
    for key in ("definition", "why"):
        for word in dict.fromkeys(words(plain(getattr(term, key)).lower())):
            hard = syllables(word) >= _HARD_SYLLABLES and word not in _LONG_BUT_EASY
            if hard and _root(word) not in own and word.isalpha():
                yield entry.warning(f"“{word}” is a hard word; is there an everyday one?", key)


def _names(term: Defined) -> tuple[str, ...]:
    return tuple(name for name in (term.term, term.expands, *term.also) if name)


def _taken(entry: Entry, known: Known) -> Iterator[Problem]:
    """Names that lead to another entry already."""
    term = entry.value
    for key, name in (("term", term.term), *(("also", also) for also in term.also)):
        owner = known.names.get(name.lower(), term.slug)
        if owner != term.slug:
            yield entry.error(f"“{name}” leads to “{known.terms[owner].term}” already.", key)
    for old in term.redirects:
        if old in known.terms:
            yield entry.error(f"“{old}” is the address of “{known.terms[old].term}”.", "redirects")


def _marks(entry: Entry, known: Known) -> Iterator[Problem]:
    for key in ("definition", "why", "it_hears", "example"):
        marks = [found[1] for found in _MARK.finditer(getattr(entry.value, key))]
        for mark in marks:
            slug = slug_of(mark)
            if slug not in known.terms:
                yield from _unknown(entry, slug, known, key)
        if key == "definition" and len(marks) > 1:
            yield entry.error("A definition leans on one other term at most.", key)


def _related(entry: Entry, known: Known) -> Iterator[Problem]:
    related = entry.value.related
    if not FEWEST_RELATED <= len(set(related)) <= MOST_RELATED:
        yield entry.error(f"“{entry.value.slug}” needs 2 to 6 related terms.", "related")
    for number, slug in enumerate(related):
        if slug == entry.value.slug:
            yield entry.error("A term isn't related to itself.", "related", number)
        elif slug not in known.terms:
            yield from _unknown(entry, slug, known, "related", number)
    if (after := entry.value.replaced_by) and after not in known.terms:
        yield from _unknown(entry, after, known, "replaced_by")


def _unknown(entry: Entry, slug: str, known: Known, *keys: str | int) -> Iterator[Problem]:
    if Kind.TERMS not in known.unread:
        yield entry.error(f"There is no term “{slug}”.{did_you_mean(slug, known.terms)}", *keys)


def _places(entry: Entry, known: Known) -> Iterator[Problem]:
    for number, slug in enumerate(entry.value.lessons):
        if slug not in known.lessons:
            yield entry.error(
                f"There is no lesson “{slug}” in course.yml.{did_you_mean(slug, known.lessons)}",
                "lessons", number,
            )  # fmt: skip
    if not entry.value.lessons:
        yield entry.error(f"“{entry.value.slug}” names no lesson that uses it.", "lessons")
    for number, fact in enumerate(entry.value.facts):
        if fact not in known.facts and Kind.FACTS not in known.unread:
            yield entry.error(
                f"There is no fact “{fact}”.{did_you_mean(fact, known.facts)}", "facts", number
            )


def _circles(draft: Draft) -> Iterator[Problem]:
    """Two definitions that explain each other: by marks an error, by names alone a warning."""
    marked = {slug: _marked(entry.value) for slug, entry in draft.terms.items()}
    named = {slug: _named(entry.value, draft.names) for slug, entry in draft.terms.items()}
    for slug, entry in draft.terms.items():
        for other in sorted(named[slug] | marked[slug]):
            if other <= slug or slug not in named[other] | marked[other]:
                continue
            certain = other in marked[slug] and slug in marked[other]
            report = entry.error if certain else entry.warning
            yield report(_circular(slug, other), "definition")


def _circle(entry: Entry, known: Known) -> Iterator[Problem]:
    """The same for one entry, whose place in `known` may hold an older wording of it."""
    slug = entry.value.slug
    marked = _marked(entry.value)
    names = ChainMap(names_of([entry.value]), known.names)
    for other in sorted(marked | _named(entry.value, names)):
        if other == slug or other not in known.terms:
            continue
        back = known.terms[other]
        if slug in _marked(back) and other in marked:
            yield entry.error(_circular(slug, other), "definition")
        elif slug in _marked(back) | _named(back, names):
            yield entry.warning(_circular(slug, other), "definition")


def _circular(one: str, other: str) -> str:
    return f"“{one}” and “{other}” are defined by each other."


def _marked(term: Defined) -> frozenset[str]:
    return marked_in(term.definition)


def _named(term: Defined, names: Mapping[str, str]) -> frozenset[str]:
    """The terms whose name of two words or more, or in capitals, stands in the definition.

    Single words are left out: `page` and `server` are too common to be a circle.
    """
    said = words(plain(term.definition).lower())
    runs = (
        " ".join(said[start : start + size])
        for size in range(2, _LONGEST_NAME + 1)
        for start in range(len(said) - size + 1)
    )
    return frozenset(names[run] for run in runs if run in names) - {term.slug}
