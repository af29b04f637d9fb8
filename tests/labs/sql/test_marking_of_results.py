"""Rows as a bag, columns by position, numbers within half a cent."""

import pytest

from literacy.labs.sql.marking import difference, same
from literacy.labs.sql.room import Result


def result(*rows: tuple[object, ...], count: int | None = -1, names: str = "") -> Result:
    columns = tuple(names.split()) or tuple(f"c{at}" for at in range(len(rows[0]) if rows else 1))
    return Result(columns, tuple(rows), len(rows) if count == -1 else count)


SAME = {
    "same rows": (result((1, "a"), (2, "b")), result((1, "a"), (2, "b"))),
    "another order": (result((2, "b"), (1, "a")), result((1, "a"), (2, "b"))),
    "other names": (result((1,), names="n"), result((1,), names="number")),
    "whole and decimal": (result((1,)), result((1.0,))),
    "within half a cent": (result((10.004,)), result((10.0,))),
    "empty cells": (result((None,)), result((None,))),
    "rows that stand twice": (result((1,), (1,), (2,)), result((2,), (1,), (1,))),
    "no rows": (result(names="a"), result(names="a")),
    "infinity": (result((float("inf"),)), result((float("inf"),))),
}
OTHER = {
    "a cent more": (result((10.01,)), result((10.0,))),
    "text for a number": (result(("1",)), result((1,))),
    "zero for nothing": (result((0,)), result((None,))),
    "capitals": (result(("A",)), result(("a",))),
    "a row more": (result((1,), (1,)), result((1,))),
    "a row twice for two": (result((1,), (1,)), result((1,), (2,))),
    "a column more": (result((1, 2)), result((1,))),
    "columns mixed": (result((1, 2)), result((2, 1))),
    "uncounted rows": (result((1,), count=None), result((1,))),
    "more rows than shown": (result((1,), count=900), result((1,))),
    "infinity for a number": (result((float("inf"),)), result((1,))),
}


@pytest.mark.parametrize(("given", "asked"), SAME.values(), ids=SAME)
def test_these_are_the_same_result(given, asked) -> None:
    assert same(given, asked, ordered=False)


@pytest.mark.parametrize(("given", "asked"), OTHER.values(), ids=OTHER)
def test_these_are_not(given, asked) -> None:
    assert not same(given, asked, ordered=False)


def test_order_counts_where_the_goal_says_so() -> None:
    given, asked = result((2,), (1,)), result((1,), (2,))

    assert not same(given, asked, ordered=True)
    assert difference(given, asked, ordered=True).startswith("The right rows, in another order.")


DIFFERENCES = {
    "columns": (result((1, 2, 3)), result((1, 2)), "asks for 2 columns; here are 3"),
    "one column": (result((1, 2)), result((1,)), "asks for 1 column; here are 2"),
    "nothing": (result(names="a"), result((1,)), "No row passed"),
    "too many": (result((1,), (2,)), result((1,)), "2 rows, which is too many"),
    "too few": (result((1,)), result((1,), (2,)), "1 row, which is too few"),
    "uncounted": (result((1,), count=None), result((1,)), "more than 1 rows, which is too many"),
    "mixed": (result((1, "a")), result(("a", 1)), "in another order than the goal names them"),
    "one wrong": (result((1, "b")), result((1, "a")), "the values of “c1” are others"),
    "all wrong": (result((5, "b")), result((1, "a")), "Read the goal again"),
    "apart": (
        result((1, "b"), (2, "a")), result((1, "a"), (2, "b")), "beside the wrong ones"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "asked", "words"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_a_difference_is_named(given, asked, words) -> None:
    assert words in difference(given, asked, ordered=False)
