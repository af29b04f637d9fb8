"""What is asked of a team, in the words of its page."""

from collections import Counter

import pytest

from literacy.assignments.lines import _in_words
from literacy.progress.deadlines import Stand


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (
            {Stand.LATE: 3, Stand.DONE: 2, Stand.STARTED: 1},
            "Three people are late, two of six done",
        ),
        ({Stand.LATE: 1, Stand.STARTED: 1}, "One person is late, none of two done"),
        ({Stand.STARTED: 6}, "None of six done"),
        ({Stand.DONE: 3, Stand.STARTED: 12}, "Three of 15 done"),
        ({Stand.DONE: 2}, "Everybody has done it"),
        ({Stand.DONE: 1}, "Done"),
    ],
)
def test_how_far_a_team_is(stands: dict[Stand, int], words: str) -> None:
    assert _in_words(Counter(stands), sum(stands.values())).words == words
