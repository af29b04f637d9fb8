"""Order by chance that can be replayed, and names for choices that give nothing away."""

import hashlib
from collections.abc import Iterable
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


def shuffled(things: Iterable[Thing], seed: int, salt: str) -> tuple[Thing, ...]:
    """The things in drawn order; the same seed and salt always give the same one."""
    drawn = list(things)
    Random(f"{seed}/{salt}").shuffle(drawn)  # noqa: S311
    return tuple(drawn)


def token(text: str) -> str:
    """A short name for a choice, made of its text.

    Authors tend to write the key first, so a place in the file would give it away; and a stored
    answer must not change its meaning when lines are reordered.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:10]
