"""When a number about a team names nobody: enough people, and no difference that gives one away."""

from collections.abc import Collection, Iterable

ENOUGH = 5
"""Fewer people are never broken down."""
FEWEST_TOLD = 3
"""A count of one or two would point at somebody."""
FEWEST_LEFT = 2
"""Where all but one share something, the number tells of each of them."""


def is_crowd(people: Collection[int], others: Iterable[Collection[int]] = ()) -> bool:
    """Enough people, and none of the parts that `others` cut from them is small.

    `others` are the same reader's other teams: with one person more in the second team, the two
    numbers would tell about that person.
    """
    mine = set(people)
    if len(mine) < ENOUGH:
        return False
    # Of a team that is no crowd itself nothing is told that could be taken away from this number.
    return all(_tells_nothing(mine, set(other)) for other in others if len(set(other)) >= ENOUGH)


def _tells_nothing(mine: set[int], other: set[int]) -> bool:
    parts = (mine - other, other - mine, mine & other)
    return not (mine & other) or all(not part or len(part) >= ENOUGH for part in parts)
