"""A rating is derived from what was answered; nobody is asked to rate a card."""

import pytest

from literacy.review.ratings import rating
from tests.review.recalling import AGAIN, EASY, GOOD, HARD


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"correct": False, "confidence": None}, AGAIN),
        ({"correct": False, "confidence": "certain", "quick": True}, AGAIN),
        ({"correct": True, "confidence": "guessing"}, HARD),
        ({"correct": True, "confidence": "guessing", "quick": True}, HARD),
        ({"correct": True, "confidence": "certain", "second_try": True, "quick": True}, HARD),
        ({"correct": True, "confidence": None}, GOOD),
        ({"correct": True, "confidence": "fairly", "quick": True}, GOOD),
        ({"correct": True, "confidence": "certain"}, GOOD),
        ({"correct": True, "confidence": "certain", "quick": True}, EASY),
    ],
    ids=[
        "wrong",
        "wrong, however sure and quick",
        "right, guessing",
        "right, a quick guess",
        "right at the second try",
        "right, not said how sure",
        "right and quick",
        "right and certain",
        "right, certain and quick",
    ],
)
def test_each_answer_has_its_rating(answer: dict[str, object], expected: object) -> None:
    assert rating(**answer) is expected
