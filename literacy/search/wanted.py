"""What somebody typed, as a question to either store that no sign in it can break."""

import re
from dataclasses import dataclass
from itertools import islice

from literacy.search.spelling import Piece, pieces, stem

LONGEST = 120
"""Letters of a search that are read."""
MOST_UNITS = 8
LONGEST_KEPT, MOST_WORDS_KEPT = 60, 5
"""Of a search that found nothing: letters and words."""
LEAST_FOR_STARTS = 2
"""From so many letters on, the last word may be the beginning of one."""

_LONG_NUMBER = re.compile(r"\d[\d .-]{4,}\d")
# Words a question is made of; they are dropped while others remain.
_SMALL_WORDS = """
a an and are as at be but by can did do does for from had has have how i if in into is it its me
mean means my of on or our s so than that the their them there these they this to was we what when
where which who why will with you your
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; with `starts` the last may go on."""

    words: tuple[str, ...]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every unit must be met, by any of its phrases."""

    text: str
    units: tuple[tuple[Phrase, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.units)

    @property
    def words(self) -> frozenset[str]:
        """All words that may be marked in a passage."""
        return frozenset(word for unit in self.units for phrase in unit for word in phrase.words)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What a marked word may begin with."""
        return tuple(phrase.words[-1] for unit in self.units for phrase in unit if phrase.starts)


def wanted(text: str) -> Wanted:
    """The units of a search: a word, a hyphened compound, a run of Chinese."""
    shown = " ".join(text.split())[:LONGEST].strip()
    runs = [run for run in _runs(shown) if run]
    telling = [run for run in runs if len(run) > 1 or run[0].word not in _SMALL]
    kept = list(islice(telling or runs, MOST_UNITS))
    ends = bool(kept) and kept[-1] is (runs[-1] if runs else None)
    return Wanted(
        shown,
        tuple(_unit(run, last=ends and run is kept[-1]) for run in kept),
    )


def fts5(wanted: Wanted, *, every: bool = True) -> str:
    """For SQLite's MATCH (SQLite documentation, FTS5, 3.2 and 3.3): quoted words only."""
    units = (" OR ".join(map(_fts5_phrase, unit)) for unit in wanted.units)
    return (" AND " if every else " OR ").join(f"({unit})" for unit in units)


def tsquery(wanted: Wanted, *, every: bool = True) -> str:
    """For PostgreSQL's to_tsquery (PostgreSQL documentation, 12.3.2): quoted words only."""
    units = (" | ".join(map(_tsquery_phrase, unit)) for unit in wanted.units)
    return (" & " if every else " | ").join(f"({unit})" for unit in units)


def missed_words(text: str) -> str:
    """What may be kept of a search that found nothing; empty if it may tell of a person.

    A mail address, a long number or a whole sentence is nobody's missing term.
    """
    words = " ".join(text.casefold().split())
    too_much = len(words) > LONGEST_KEPT or len(words.split()) > MOST_WORDS_KEPT
    private = "@" in words or _LONG_NUMBER.search(words) is not None
    return "" if too_much or private or not wanted(words) else words


def _runs(text: str) -> list[list[Piece]]:
    """Pieces that belong together: signs without spaces, and parts of a compound."""
    runs: list[list[Piece]] = []
    for piece in pieces(text):
        if not piece.word:
            continue
        if runs and (piece.hyphened or not piece.alone):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs


def _unit(run: list[Piece], *, last: bool) -> tuple[Phrase, ...]:
    words = tuple(piece.word for piece in run)
    starts = last and len(words[-1]) >= LEAST_FOR_STARTS
    phrases = [Phrase(words, starts)]
    if len(run) == 1:
        phrases.append(Phrase((stem(words[0]),), starts and len(stem(words[0])) > 2))
    elif any(piece.hyphened for piece in run):
        phrases.append(Phrase((stem("".join(words)),)))
    return tuple(dict.fromkeys(phrases))


def _fts5_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + ("*" if phrase.starts else "")


def _tsquery_phrase(phrase: Phrase) -> str:
    *before, last = (f"'{word}'" for word in phrase.words)
    return "(" + " <-> ".join((*before, last + (":*" if phrase.starts else ""))) + ")"
