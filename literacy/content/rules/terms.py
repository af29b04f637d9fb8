"""Glossary entries: short, plain, not circular, and each name led to one entry alone."""

import re
from collections.abc import Iterator, Mapping

from literacy.content.files import Kind
from literacy.content.markup import slug_of
from literacy.content.problems import Problem
from literacy.content.rules.voice import dated, patronizing
from literacy.content.schema import TermEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Written
from literacy.lib.text import reading, sentences, words

Entry = Written[TermEntry]

MOST_WORDS = {"definition": 30, "why": 35, "it_hears": 40}
EASY_GRADE = 8.0
FEWEST_RELATED, MOST_RELATED = 2, 6

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


def problems(draft: Draft) -> Iterator[Problem]:
    """Everything an entry's reader would stumble over, but for its days."""
    for entry in draft.terms.values():
        yield from _lengths(entry)
        yield from _form(entry)
        yield from _reading(entry)
        yield from _own_words(entry)
        yield from _marks(entry, draft)
        yield from _related(entry, draft)
        yield from _places(entry, draft)
    yield from _circles(draft)


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


def _marks(entry: Entry, draft: Draft) -> Iterator[Problem]:
    for key in ("definition", "why", "it_hears", "example"):
        marks = [found[1] for found in _MARK.finditer(getattr(entry.value, key))]
        for mark in marks:
            slug = slug_of(mark)
            if slug not in draft.terms:
                yield from _unknown(entry, slug, draft, key)
        if key == "definition" and len(marks) > 1:
            yield entry.error("A definition leans on one other term at most.", key)


def _related(entry: Entry, draft: Draft) -> Iterator[Problem]:
    related = entry.value.related
    if not FEWEST_RELATED <= len(set(related)) <= MOST_RELATED:
        yield entry.error(f"“{entry.value.slug}” needs 2 to 6 related terms.", "related")
    for number, slug in enumerate(related):
        if slug == entry.value.slug:
            yield entry.error("A term isn't related to itself.", "related", number)
        elif slug not in draft.terms:
            yield from _unknown(entry, slug, draft, "related", number)


def _unknown(entry: Entry, slug: str, draft: Draft, *keys: str | int) -> Iterator[Problem]:
    if Kind.TERMS not in draft.unread:
        yield entry.error(f"There is no term “{slug}”.{did_you_mean(slug, draft.terms)}", *keys)


def _places(entry: Entry, draft: Draft) -> Iterator[Problem]:
    for number, slug in enumerate(entry.value.lessons):
        if slug not in draft.order:
            yield entry.error(
                f"There is no lesson “{slug}” in course.yml.{did_you_mean(slug, draft.order)}",
                "lessons", number,
            )  # fmt: skip
    if not entry.value.lessons:
        yield entry.error(f"“{entry.value.slug}” names no lesson that uses it.", "lessons")
    for number, fact in enumerate(entry.value.facts):
        if fact not in draft.facts and Kind.FACTS not in draft.unread:
            yield entry.error(
                f"There is no fact “{fact}”.{did_you_mean(fact, draft.facts)}", "facts", number
            )


def _circles(draft: Draft) -> Iterator[Problem]:
    """Two definitions that explain each other: by marks an error, by names alone a warning."""
    marked = {slug: _marked(entry) for slug, entry in draft.terms.items()}
    named = {slug: _named(entry, draft.names) for slug, entry in draft.terms.items()}
    for slug, entry in draft.terms.items():
        for other in sorted(named[slug] | marked[slug]):
            if other <= slug or slug not in named[other] | marked[other]:
                continue
            sentence = f"“{slug}” and “{other}” are defined by each other."
            certain = other in marked[slug] and slug in marked[other]
            yield (entry.error if certain else entry.warning)(sentence, "definition")


def _marked(entry: Entry) -> frozenset[str]:
    return frozenset(slug_of(found[1]) for found in _MARK.finditer(entry.value.definition))


def _named(entry: Entry, names: Mapping[str, str]) -> frozenset[str]:
    """The terms whose name of two words or more, or in capitals, stands in the definition.

    Single words are left out: `page` and `server` are too common to be a circle.
    """
    said = plain(entry.value.definition)
    spaced = f" {' '.join(words(said.lower()))} "
    return frozenset(
        slug for name, slug in names.items() if " " in name and f" {name} " in spaced
    ) - {entry.value.slug}
