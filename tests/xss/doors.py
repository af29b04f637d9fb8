"""All doors, and what a share of the payloads finds behind each."""

import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tests.xss.asked import answered, asking, searches, wrong_addresses
from tests.xss.carried import feed, imports, letters
from tests.xss.markup import Page, Pair, document, fragment, unsafe
from tests.xss.pages import Door, Payloads, Shown
from tests.xss.rendering import MARKDOWN
from tests.xss.site import Site, opened
from tests.xss.written import notes, previews, studio, terms

# The order matters: drafts and searches are of the terms that came before them.
DOORS: Mapping[str, Door] = {
    "terms, cards, notes on them": terms,
    "drafts, differences, reviews": studio,
    "previews": previews,
    "searches": searches,
    "asking and the queue": asking,
    "answers": answered,
    "notes on lessons": notes,
    "imports": imports,
    "wrong addresses": wrong_addresses,
    "mails": letters,
    "feed": feed,
}
SCHEMES = frozenset({"https", "mailto"})
_SOME = 60
"""Harmless payloads that show what each page is built of."""


@dataclass(slots=True)
class Walked:
    """What was behind one door."""

    pages: int = 0
    seconds: float = 0.0
    unsafe: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Known:
    """What pages of each kind are built of when nobody means harm."""

    everywhere: frozenset[Pair]
    said: frozenset[str]
    """What is there on purpose and would be wrong in a page: the style sheet of letters."""
    of_kind: Mapping[str, frozenset[Pair]]
    controls: Mapping[str, frozenset[tuple[tuple[str, int], ...]]]


def walk(payloads: Payloads, doors: Iterable[str] = tuple(DOORS)) -> Mapping[str, Walked]:
    """Every payload through every door, in a store of its own."""
    chosen = tuple(doors)
    known = _harmless(chosen)
    with opened() as site:
        return {name: _through(name, site, payloads, known) for name in chosen}


def _harmless(doors: Iterable[str]) -> Known:
    words = tuple(f"plain word {number}" for number in range(_SOME))
    shown: list[Shown] = []
    with opened() as site:
        for name in doors:
            shown += DOORS[name](site, words)
    return _known(shown)


def _known(shown: Iterable[Shown]) -> Known:
    said: set[str] = set()
    pairs: dict[str, frozenset[Pair]] = {}
    controls: dict[str, frozenset[tuple[tuple[str, int], ...]]] = {}
    for each in shown:
        page = _parsed(each)
        said.update(page.wrong)
        pairs[each.kind] = pairs.get(each.kind, MARKDOWN) | page.pairs
        controls[each.kind] = controls.get(each.kind, frozenset()) | {_counted(page)}
    return Known(frozenset().union(*pairs.values()), frozenset(said), pairs, controls)


def _through(name: str, site: Site, payloads: Payloads, known: Known) -> Walked:
    walked, began = Walked(), time.perf_counter()
    for shown in DOORS[name](site, payloads):
        walked.pages += 1
        walked.unsafe += _wrong(shown, known)
    walked.seconds = time.perf_counter() - began
    print(
        f"  {name}: {walked.pages:,} pages, {len(walked.unsafe)} unsafe",
        file=sys.stderr,
        flush=True,
    )
    for each in walked.unsafe[:3]:
        print(f"    {each}", file=sys.stderr, flush=True)
    return walked


def _wrong(shown: Shown, known: Known) -> list[str]:
    page = _parsed(shown)
    allowed = known.everywhere
    if shown.steady:
        allowed = known.of_kind.get(shown.kind, known.everywhere)
    found = [each for each in unsafe(page, allowed, schemes=SCHEMES) if each not in known.said]
    if shown.steady and _counted(page) not in known.controls.get(shown.kind, {_counted(page)}):
        found.append(f"other controls: {dict(page.controls)}")
    return [f"{shown.kind}: {each}" for each in found]


def _parsed(shown: Shown) -> Page:
    return document(shown.html) if shown.whole else fragment(shown.html)


def _counted(page: Page) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(page.controls).items()))
