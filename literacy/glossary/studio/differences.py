"""What changed between two wordings, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from literacy.glossary.studio.wording import LABELS, LISTS, Wording, changed, text_of

_PIECE = re.compile(r"\s+|[\w’'-]+|[^\w\s]")


class Kind(StrEnum):
    SAME = "same"
    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words that stayed, came in or went out."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that changed: runs that stayed and went out are the old text, the rest the new."""

    key: str
    label: str
    runs: tuple[Run, ...]


def differences(before: Wording, after: Wording) -> tuple[FieldDifference, ...]:
    """The fields that changed, in their order, the days aside."""
    return tuple(
        FieldDifference(key, LABELS[key], runs(text_of(before, key), text_of(after, key), key))
        for key in changed(before, after)
    )


def runs(before: str, after: str, key: str = "") -> tuple[Run, ...]:
    """Both texts as one; lists are compared by their parts, prose by its words."""
    old, new = _pieces(before, key), _pieces(after, key)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = (run for _tag, a, b, c, d in _joined(matcher, old) for run in _run(old[a:b], new[c:d]))
    return tuple(found)


def counts(found: tuple[FieldDifference, ...]) -> tuple[int, int]:
    """How many words went out, and how many came in."""
    out, in_ = (
        sum(len(run.text.split()) for each in found for run in each.runs if run.kind is kind)
        for kind in (Kind.OUT, Kind.IN)
    )
    return out, in_


def _pieces(text: str, key: str) -> list[str]:
    if key in LISTS:
        return re.findall(r",\s*|[^,]+", text)
    return _PIECE.findall(text)


def _joined(
    matcher: SequenceMatcher[str], old: list[str]
) -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from old to new; a lone space between two changes is part of one change."""
    held: list[int] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        lone = tag == "equal" and held and not "".join(old[a:b]).strip() and b < len(old)
        if tag != "equal" or lone:
            held = [held[0], b, held[2], d] if held else [a, b, c, d]
            continue
        if held:
            yield "replace", held[0], held[1], held[2], held[3]
            held = []
        yield "equal", a, b, c, d
    if held:
        yield "replace", held[0], held[1], held[2], held[3]


def _run(old: list[str], new: list[str]) -> Iterator[Run]:
    if old == new:
        yield Run(Kind.SAME, "".join(old))
        return
    if old:
        yield Run(Kind.OUT, "".join(old))
    if new:
        yield Run(Kind.IN, "".join(new))
