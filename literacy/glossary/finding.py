"""Finding a term by any of its names, as people type them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from literacy.content.catalogue import Term

CLOSE = 0.72
"""Share of letters in common from which a name counts as a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Found:
    """A term that answers a search; `through` is the other name that matched, if one did."""

    term: Term
    through: str = ""


@lru_cache(maxsize=32_768)
def fold(text: str) -> str:
    """Lower case, no accents, hyphens as spaces: “E‑Mail” and “e mail” are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(" " if each in "-‐‑_/" else each for each in plain)
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())


def names(term: Term) -> tuple[str, ...]:
    """The term, its full words and its other names."""
    return tuple(name for name in (term.term, term.expands, *term.also) if name)


def find(terms: Iterable[Term], query: str) -> tuple[Found, ...]:
    """Terms that answer `query`, best first: the name itself, its start, a word, the meaning."""
    wanted = fold(query)
    if not wanted:
        return ()
    ranked = [each for term in terms for each in _ranked(term, wanted)]
    best_first = sorted(ranked, key=lambda each: (each[0], fold(each[1].term.term)))
    return tuple(found for _rank, found in best_first)


def _ranked(term: Term, wanted: str) -> list[tuple[int, Found]]:
    best = min(
        ((rank, name) for name in names(term) if (rank := _rank(fold(name), wanted)) < 4),
        default=None,
    )
    if best is not None:
        rank, name = best
        return [(rank, Found(term, "" if name == term.term else name))]
    return [(5, Found(term))] if wanted in fold(f"{term.definition} {term.why}") else []


def _rank(name: str, wanted: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in f" {name}":
        return 2
    return 3 if wanted in name else 9


def close(terms: Iterable[Term], query: str, *, most: int = 3) -> tuple[Term, ...]:
    """Terms whose name is nearly `query`, for “did you mean”."""
    # The matcher keeps what it knows of its second text, so the query is that one.
    matcher = SequenceMatcher(None, "", fold(query))
    likely = [(max(_alike(matcher, fold(name)) for name in names(term)), term) for term in terms]
    best = sorted((each for each in likely if each[0] >= CLOSE), key=lambda each: -each[0])
    return tuple(term for _share, term in best[:most])


def _alike(matcher: SequenceMatcher[str], name: str) -> float:
    """The share of letters in common, or 0 where two quick bounds say that it can't be enough."""
    matcher.set_seq1(name)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0.0
    return matcher.ratio()


def named(terms: Iterable[Term], word: str) -> Term | None:
    """The term that has exactly this name or alias, if there is one."""
    wanted = fold(word)
    return next((term for term in terms if wanted in map(fold, names(term))), None)


def by_letter(terms: Sequence[Term]) -> dict[str, tuple[Term, ...]]:
    """Terms under their first letter; digits and signs come first, under `0–9`."""
    groups: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda each: fold(each.term)):
        first = fold(term.term)[:1].upper()
        groups.setdefault(first if "A" <= first <= "Z" else "0–9", []).append(term)
    return {letter: tuple(group) for letter, group in groups.items()}
