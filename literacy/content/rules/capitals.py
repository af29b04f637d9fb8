"""Capitals of two to six letters: each is in the glossary, or written out where it first stands."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from literacy.content.files import Kind
from literacy.content.problems import Problem
from literacy.content.written import Draft, Manuscript
from literacy.lib.text import acronyms, is_expanded

# Units, clocks, places and words that every reader knows; all others are for the glossary.
KNOWN = frozenset(
    {
        *("IT", "OK", "TV", "AM", "PM", "ID", "FAQ", "PDF", "HR", "PR", "CEO", "CFO", "CIO", "CMO"),
        *("UTC", "GMT", "CET", "CEST", "EST", "PST"),
        *("KB", "MB", "GB", "TB", "PB"),
        *("EU", "UK", "US", "USA", "EUR", "USD", "GBP"),
        *("ISO", "RFC", "II", "III", "IV"),
    }
)


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """The capitals a reader would stop at, each once, at its first use."""
    if Kind.TERMS in draft.unread:
        return
    everything = "\n\n".join(passage.text for passage in lesson.speech)
    met: set[str] = set()
    for passage in sorted(lesson.speech, key=lambda each: each.line):
        for capitals in acronyms(passage.text):
            if capitals in met or capitals in draft.capitals or is_expanded(capitals, everything):
                continue
            met.add(capitals)
            yield lesson.error(
                passage.line,
                f"“{capitals}” is explained nowhere: add it to the glossary, or write it out.",
            )


class Named(Protocol):
    """A term, as a file or the course in force has it."""

    @property
    def term(self) -> str: ...
    @property
    def expands(self) -> str: ...
    @property
    def also(self) -> Collection[str]: ...


def explained(terms: Iterable[Named]) -> frozenset[str]:
    """All that need no words here: known ones, and every piece of a term's names."""
    names = (name for term in terms for name in (term.term, *term.also, term.expands))
    return KNOWN.union(*(acronyms(name) for name in names))
