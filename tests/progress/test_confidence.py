"""How well somebody knows what she knows: counted, drawn, and said in a sentence."""

import pytest

from literacy.progress.confidence import TRACK, Told, confidence


def told(**right_of: tuple[int, int]) -> list[Told]:
    """`told(certain=(7, 10))`: seven of ten were right."""
    return [Told(name, answers, right) for name, (right, answers) in right_of.items()]


def test_answers_of_all_places_are_counted_together() -> None:
    page = confidence([Told("certain", 4, 3), Told("certain", 6, 6), Told("fairly", 1, 0)])

    assert [(level.right, level.answers) for level in page.levels] == [(0, 0), (0, 1), (9, 10)]
    assert page.answers == 11


def test_i_dont_know_is_no_wrong_answer() -> None:
    page = confidence([Told("certain", 2, 2, dont_know=3), Told(None, 5, 1, dont_know=4)])

    assert page.dont_know == 7
    assert page.levels[2].percent == "100%"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (told(certain=(4, 4), fairly=(1, 4)), "Not enough answers yet"),
        (told(), "Not enough answers yet"),
        (told(certain=(7, 10)), "“Certain” deserves a second look"),
        (told(certain=(7, 10), fairly=(1, 9)), "“Certain” deserves a second look"),
        (told(certain=(10, 10), fairly=(1, 9)), "“Fairly sure” deserves a second look"),
        (told(certain=(10, 10), guessing=(8, 10)), "You know more than you think"),
        (told(certain=(9, 10), fairly=(7, 10), guessing=(3, 10)), "You know what you know"),
        (told(guessing=(3, 9)), "Your guesses are guesses"),
    ],
    ids=[
        "four of each",
        "none",
        "certain and often wrong",
        "both too sure",
        "fairly sure and mostly wrong",
        "good guesses",
        "all as it should be",
        "guesses alone",
    ],
)
def test_the_page_says_one_thing(given: list[Told], title: str) -> None:
    assert confidence(given).title == title


@pytest.mark.parametrize(
    ("right", "verdict"),
    [(3, "Less often right than it felt"), (8, "Fits"), (4, "Too few to say")],
    ids=["wrong", "right", "few"],
)
def test_each_level_has_its_verdict(right: int, verdict: str) -> None:
    answers = 4 if verdict.startswith("Too") else 9

    assert confidence(told(certain=(right, answers))).levels[2].verdict == verdict


def test_a_bar_is_as_long_as_the_share_and_inside_the_picture() -> None:
    page = confidence(told(certain=(10, 10), fairly=(3, 6)))
    none, half, whole = page.bars

    assert (none.length, half.length, whole.length) == (0, TRACK / 2, TRACK)
    assert all(bar.zone_x + bar.zone_length <= TRACK + 10 for bar in page.bars)
    assert whole.y < page.height
