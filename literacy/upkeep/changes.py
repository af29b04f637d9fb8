"""What is new or changed among the terms, by comparing them with what was seen last."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from literacy.content.catalogue import Term

_WORDS = ("term", "expands", "also", "definition", "why", "it_hears", "example", "ask_it")


@dataclass(frozen=True, slots=True)
class Change:
    """A term whose words are not those seen before; `at` is when, as well as is known."""

    slug: str
    digest: str
    at: datetime
    is_new: bool


def digest(term: Term) -> str:
    """The same while a reader reads the same."""
    words = "\n".join(str(getattr(term, name)) for name in _WORDS)
    return hashlib.sha256(words.encode()).hexdigest()


def changes(terms: Iterable[Term], seen: Mapping[str, str], *, now: datetime) -> Iterator[Change]:
    """`seen` are digests by slug. On the first look, a term counts as changed when reviewed."""
    for term in terms:
        told = digest(term)
        if seen.get(term.slug) != told:
            reviewed = datetime.combine(term.reviewed, time(), UTC)
            at = now if seen else min(now, reviewed)
            yield Change(term.slug, told, at, is_new=term.slug not in seen)
