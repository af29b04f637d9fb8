"""Feedback says why this answer is not it, and gives the key away only when revealed."""

from typing import Any

import pytest

from literacy.questions.drawing import token
from literacy.questions.question import Note
from tests.questions.items import (
    ASKED,
    BASKET,
    COMPARED,
    EVERY,
    FONT,
    FOUND,
    KEYS,
    LOGO,
    OWN,
    PRICE,
    SHOWN,
    choice,
    question,
    tokens,
)


def told(kind: str, answer: Any, *, revealed: bool = True, **changes: Any) -> list[tuple[str, str]]:
    notes = question(kind, **changes).explain(answer, revealed=revealed).notes
    return [(str(note.text), note.tag) for note in notes]


def test_before_the_second_try_only_the_chosen_reason_shows() -> None:
    choices = [choice(OWN, correct=True, why="The key's."), choice(EVERY, why="The wrong one's.")]

    taught = question("single", choices=choices).explain(token(EVERY), revealed=False)

    assert [note.why for note in taught.notes] == ["The wrong one’s."]


def test_a_revealed_choice_puts_the_own_answer_first_and_the_best_next() -> None:
    assert told("single", token(EVERY)) == [
        ("Everybody sees it", "Your answer, not right"),
        ("Her own copy is new", "Best answer"),
        ("Phones were cleared", ""),
    ]


def test_a_multiple_says_what_is_right_wrong_and_left_out() -> None:
    assert told("multiple", tokens(LOGO, PRICE)) == [
        ("The logo", "Your answer, right"),
        ("The sale price", "Your answer, not right"),
        ("The font file", "Also right"),
        ("The basket", ""),
    ]


def test_a_multiple_that_lacks_something_says_so_without_saying_what() -> None:
    taught = question("multiple").explain(tokens(LOGO), revealed=False)

    assert taught.hint == "What you chose is right, and something is still missing."
    assert FONT not in str(taught)


def test_a_complete_multiple_has_no_hint() -> None:
    assert question("multiple").explain(tokens(LOGO, FONT), revealed=False).hint == ""


def test_a_verdict_is_told_before_its_reason() -> None:
    assert told("truefalse", {"verdict": True, "reason": token(OWN)})[:2] == [
        ("True", "Your verdict, not right"),
        ("Her own copy is new", "Your answer, right"),
    ]


def test_a_typical_wrong_number_gets_its_hint() -> None:
    taught = question("numeric").explain("2,1", revealed=False)

    assert taught.hint == "You divided <strong>bytes</strong> by bits."


def test_a_right_number_gets_no_hint() -> None:
    assert question("numeric").explain("16", revealed=True).hint == ""


def test_a_revealed_number_says_what_else_counts() -> None:
    notes = question("numeric").explain("3", revealed=True).notes

    assert (notes[1].text, notes[1].why) == ("16 seconds", "Anything from 15 to 17 counts.")


def test_a_number_read_otherwise_than_typed_says_how() -> None:
    notes = question("numeric").explain("1.400", revealed=False).notes

    assert notes[0].why == "Read as 1.4."


def test_a_near_word_gets_its_help() -> None:
    taught = question("short").explain("UTM source", revealed=False)
    exact = question("short").explain("utm-_source", revealed=False)

    assert taught.hint == ""
    assert exact.hint == "That one says <strong>who</strong> sent them."


def test_steps_out_of_place_say_where_they_stood() -> None:
    assert told("order", tokens(ASKED, FOUND, COMPARED, SHOWN))[:3] == [
        ("Copy found", "Place 1, you put it at 2"),
        ("Server asked", "Place 2, you put it at 1"),
        ("Prints compared", "Place 3, right"),
    ]


def test_an_order_to_try_again_is_counted_only() -> None:
    taught = question("order").explain(tokens(ASKED, FOUND, COMPARED, SHOWN), revealed=False)

    assert (taught.hint, taught.notes) == ("2 of 4 steps are in their place.", ())


def test_cards_to_try_again_are_counted_only() -> None:
    answer = dict.fromkeys(tokens(LOGO, FONT, PRICE, BASKET), "Long")

    taught = question("classify").explain(answer, revealed=False)

    assert (taught.hint, taught.notes) == ("2 of 4 cards are in the right group.", ())


def test_a_card_in_the_wrong_group_says_both() -> None:
    answer = dict.fromkeys(tokens(LOGO, FONT, PRICE, BASKET), "Long")

    assert told("classify", answer)[2:] == [
        ("The sale price", "You said Long; right is Never stored"),
        ("The basket", "You said Long; right is Never stored"),
    ]


def test_a_gap_is_told_within_its_sentence() -> None:
    assert told("cloze", {"1": "search", "2": "31", "3": "x"})[1] == (
        "Equal credit gives each €<b>31</b>.",
        "Gap 2: right is 30",
    )


def test_a_gap_to_try_again_does_not_say_what_is_right() -> None:
    taught = question("cloze").explain({"1": "social", "2": "31", "3": "x"}, revealed=False)

    assert [note.tag for note in taught.notes] == [
        "Gap 1, not right",
        "Gap 2, not right",
        "Gap 3, not right",
    ]
    assert "search" not in str(taught)


def test_a_line_is_told_with_its_number() -> None:
    assert told("spot", [1], revealed=False) == [
        ("Line 1: <code>HTTP/1.1 200 OK</code>", "Your answer, not right")
    ]


def test_a_story_tells_each_step_and_what_was_better() -> None:
    assert told("scenario", [1, 1, 0]) == [
        ("Write first", "Your choice, the best one here"),
        ("Insist", "Your choice, not the best one here"),
        ("Take it", "Better here"),
        ("Help", "Your choice, the best one here"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in KEYS if kind not in ("scenario",)])
def test_nothing_answered_and_revealed_still_teaches_the_key(kind: str) -> None:
    taught = question(kind).explain(None, revealed=True)

    assert taught.notes
    assert all(not note.chosen for note in taught.notes)


@pytest.mark.parametrize("kind", KEYS)
def test_a_right_answer_has_no_wrong_note(kind: str) -> None:
    asked = question(kind)

    taught = asked.explain(asked.key(), revealed=True)

    assert {note.verdict for note in taught.notes if note.chosen} == {"right"}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("short", "<b>x</b>"), ("cloze", {"1": "social", "2": "30", "3": "<b>x</b>"})],
)
def test_typed_words_are_never_markup(kind: str, answer: Any) -> None:
    notes: tuple[Note, ...] = question(kind).explain(answer, revealed=True).notes

    assert "&lt;b&gt;x&lt;/b&gt;" in " ".join(str(note.text) for note in notes)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param("single", "Her own copy is new", id="single"),
        pytest.param("multiple", "The logo; The font file", id="multiple"),
        pytest.param("truefalse", "False; Her own copy is new", id="truefalse"),
        pytest.param("numeric", "16 seconds", id="numeric"),
        pytest.param("short", "utm_medium", id="short"),
        pytest.param(
            "order", "Copy found → Server asked → Prints compared → Copy shown", id="order"
        ),
        pytest.param(
            "classify",
            "The logo: Long; The font file: Long; The sale price: Never stored; "
            "The basket: Never stored",
            id="classify",
        ),
        pytest.param("cloze", "Gap 1: search; Gap 2: 30; Gap 3: attribution", id="cloze"),
        pytest.param("spot", "Line 3: Cache-Control: max-age=600", id="spot"),
        pytest.param("scenario", "Write first → Take it", id="scenario"),
    ],
)
def test_an_answer_can_be_said_in_words(kind: str, words: str) -> None:
    asked = question(kind)

    assert asked.said(asked.key()) == words
