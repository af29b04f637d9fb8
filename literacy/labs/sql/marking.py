"""Is this the result that was asked for? Compared cell by cell, never by the words of the query."""

from collections.abc import Sequence
from itertools import permutations

from literacy.labs.sql.limits import TOLERANCE
from literacy.labs.sql.room import Cell, Result

Row = Sequence[Cell]
# Trying every order of columns grows fast; no mission asks for more than this.
_COLUMNS_REORDERED = 5


def same(given: Result, asked: Result, *, ordered: bool) -> bool:
    """Columns by position, rows in any order unless `ordered`, numbers within the tolerance."""
    if len(given.columns) != len(asked.columns) or given.count != asked.count:
        return False
    if ordered:
        return all(map(_same_row, given.rows, asked.rows))
    return _same_bag(given.rows, asked.rows)


def _same_bag(given: Sequence[Row], asked: Sequence[Row]) -> bool:
    waiting = list(asked)
    for row in given:
        found = next((each for each in waiting if _same_row(row, each)), None)
        if found is None:
            return False
        waiting.remove(found)
    return not waiting


def _same_row(given: Row, asked: Row) -> bool:
    return all(map(_same_cell, given, asked))


def _same_cell(given: Cell, asked: Cell) -> bool:
    if isinstance(given, int | float) and isinstance(asked, int | float):
        return given == asked or abs(given - asked) <= TOLERANCE + 1e-9
    return type(given) is type(asked) and given == asked


def difference(given: Result, asked: Result, *, ordered: bool) -> str:
    """The first thing that keeps a wrong result from being the one asked for."""
    if len(given.columns) != len(asked.columns):
        return _columns(len(given.columns), len(asked.columns))
    if given.count != asked.count:
        return _rows(given, asked)
    if ordered and _same_bag(given.rows, asked.rows):
        return "The right rows, in another order. Which word puts them in order?"
    if _same_mixed(given, asked):
        return "The columns hold the right values, but in another order than the goal names them."
    return _cells(given, asked)


def _columns(given: int, asked: int) -> str:
    wanted = "1 column" if asked == 1 else f"{asked} columns"
    return f"The goal asks for {wanted}; here are {given}."


def _rows(given: Result, asked: Result) -> str:
    if given.count == 0:
        return "No row passed. Is there a condition that no row can meet?"
    shown = f"{given.count:,}" if given.count is not None else f"more than {len(given.rows):,}"
    rows = "row" if given.count == 1 else "rows"
    many = given.count is None or given.count > (asked.count or 0)
    return f"Your result has {shown} {rows}, which is too {'many' if many else 'few'}."


def _same_mixed(given: Result, asked: Result) -> bool:
    width = len(asked.columns)
    if not 1 < width <= _COLUMNS_REORDERED:
        return False
    return any(
        _same_bag([[row[at] for at in order] for row in given.rows], asked.rows)
        for order in permutations(range(width))
    )


def _cells(given: Result, asked: Result) -> str:
    names = [
        given.columns[at]
        for at in range(len(asked.columns))
        if not _same_bag([[row[at]] for row in given.rows], [[row[at]] for row in asked.rows])
    ]
    if len(names) == len(asked.columns):
        return "Read the goal again, then read your query aloud."
    if not names:
        return "Each column holds the right values, but they stand beside the wrong ones."
    listed = " and ".join(f"“{name[:40]}”" for name in names)
    return f"The rest is right, but the values of {listed} are others than the goal asks for."
