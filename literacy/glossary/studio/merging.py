"""Two people's edits of one term brought together field by field; nothing of either is lost."""

from dataclasses import dataclass, replace
from typing import Any

from literacy.glossary.studio.wording import DAYS, KEYS, Wording


@dataclass(frozen=True, slots=True)
class Merged:
    """`wording` has every change that only one side made, and my own where both changed a field.

    `clashes` are the fields that both changed, to different texts; `taken` those whose change came
    from the other side alone.
    """

    wording: Wording
    clashes: tuple[str, ...]
    taken: tuple[str, ...]


def merged(base: Wording, mine: Wording, theirs: Wording) -> Merged:
    """A three-way merge: `base` is what both started from."""
    kept: dict[str, Any] = {key: _kept(key, base, mine, theirs) for key in KEYS}
    shown = tuple(key for key in KEYS if key not in DAYS)
    return Merged(
        wording=replace(mine, **kept),
        clashes=tuple(key for key in shown if _clash(key, base, mine, theirs)),
        taken=tuple(key for key in shown if _only_theirs(key, base, mine, theirs)),
    )


def _kept(key: str, base: Wording, mine: Wording, theirs: Wording) -> object:
    changed_by_me = getattr(mine, key) != getattr(base, key)
    return getattr(mine if changed_by_me else theirs, key)


def _only_theirs(key: str, base: Wording, mine: Wording, theirs: Wording) -> bool:
    before, here, there = (getattr(each, key) for each in (base, mine, theirs))
    return bool(before == here != there)


def _clash(key: str, base: Wording, mine: Wording, theirs: Wording) -> bool:
    before, here, there = (getattr(each, key) for each in (base, mine, theirs))
    return here not in (before, there) and there != before
