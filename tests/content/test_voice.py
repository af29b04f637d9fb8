"""Words the course leaves out, and the innocent ones that look like them."""

import pytest

from literacy.content.rules.voice import dated, patronizing


@pytest.mark.parametrize(
    "text",
    [
        "You simply clear it.",
        "It is just a copy.",
        "Obviously, it is old.",
        "Of course it helps.",
        "Written for non-technical people.",
        "Even you can do it.",
    ],
)
def test_words_that_talk_down_are_found(text: str) -> None:
    assert patronizing(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Just clear the cache,” says Dele.",
        'He says, "of course".',
        "She adjusts it, and justice is done.",
        "At the end of course work, rest.",
        "The rules of course-wide search.",
        "It lasts just as long as the other.",
        "Simplify the page.",
        "Even your own phone keeps one.",
    ],
)  # fmt: skip
def test_quoted_and_innocent_words_are_left_alone(text: str) -> None:
    assert patronizing(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Currently it is on.", "Currently"),
        ("Nowadays all do.", "Nowadays"),
        ("The current version is 2.", None),
        ("“Currently off,” said the report.", None),
    ],
)
def test_words_that_age_are_found(text: str, word: str | None) -> None:
    assert dated(text) == word
