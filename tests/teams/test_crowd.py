"""A number about a team names nobody."""

import pytest

from literacy.teams.crowd import is_crowd


@pytest.mark.parametrize(
    ("people", "others", "fits"),
    [
        (range(4), [], False),
        (range(5), [], True),
        (range(5), [range(100, 120)], True),
        (range(5), [range(5)], True),
        (range(5), [range(6)], False),
        (range(6), [range(4)], True),
        (range(6), [range(5)], False),
        (range(10), [range(5, 15)], True),
        (range(10), [range(6, 15)], False),
        (range(10), [range(9, 30)], False),
        (range(10), [range(10), range(11)], False),
    ],
    ids=[
        "four",
        "five",
        "apart",
        "the same people",
        "one more elsewhere",
        "nothing is told of a small team",
        "one less elsewhere",
        "halves",
        "four shared",
        "one shared",
        "a third team gives one away",
    ],
)
def test_a_crowd_is_five_people_and_no_difference_of_fewer(
    people: range, others: list[range], fits: bool
) -> None:
    assert is_crowd(people, others) is fits
