"""Posted fields become answers, or a sentence that says what is missing."""

from typing import Any

import pytest

from literacy.questions.drawing import token
from literacy.questions.fields import renamed
from literacy.questions.question import AnswerMissing
from tests.questions.items import (
    ASKED,
    BASKET,
    COMPARED,
    EVERY,
    FONT,
    FOUND,
    KEYS,
    LOGO,
    PRICE,
    SHOWN,
    question,
    tokens,
)

STEPS = tokens(FOUND, ASKED, COMPARED, SHOWN)
CARDS = tokens(LOGO, FONT, PRICE, BASKET)


def places(*numbers: str) -> dict[str, list[str]]:
    return {f"q-{name}": [number] for name, number in zip(STEPS, numbers, strict=True)}


def groups(*names: str) -> dict[str, list[str]]:
    return {f"q-{card}": [name] for card, name in zip(CARDS, names, strict=True)}


@pytest.mark.parametrize(
    ("kind", "fields", "answer"),
    [
        pytest.param("single", {"q": [token(EVERY)]}, token(EVERY), id="single"),
        pytest.param("multiple", {"q": tokens(BASKET, LOGO)}, tokens(LOGO, BASKET), id="multiple"),
        pytest.param(
            "truefalse",
            {"q": ["false"], "q-reason": [token(EVERY)]},
            {"verdict": False, "reason": token(EVERY)},
            id="truefalse",
        ),
        pytest.param("numeric", {"q": [" 1,4 "]}, "1,4", id="numeric"),
        pytest.param("short", {"q": [" UTM medium "]}, "UTM medium", id="short"),
        pytest.param(
            "order", places("2", "1", "4", "3"), tokens(ASKED, FOUND, SHOWN, COMPARED), id="order"
        ),
        pytest.param(
            "classify",
            groups("Long", "Long", "Long", "Never stored"),
            dict(zip(CARDS, ("Long", "Long", "Long", "Never stored"), strict=True)),
            id="classify",
        ),
        pytest.param(
            "cloze",
            {"q-1": ["social"], "q-2": ["30"], "q-3": ["x"]},
            {"1": "social", "2": "30", "3": "x"},
            id="cloze",
        ),
        pytest.param("spot", {"q": ["3", "1"]}, [1, 3], id="spot"),
        pytest.param("scenario", {"q": [token("Publish")]}, [0], id="scenario start"),
        pytest.param(
            "scenario", {"q-path": ["1"], "q": [token("Insist")]}, [1, 1], id="scenario next"
        ),
    ],
)
def test_fields_become_an_answer(kind: str, fields: dict[str, list[str]], answer: Any) -> None:
    assert question(kind).read(fields) == answer


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        pytest.param("single", {}, "Choose one answer first.", id="single"),
        pytest.param("single", {"q": ["0"]}, "Choose one answer first.", id="single invented"),
        pytest.param("multiple", {"q": []}, "Choose at least one answer first.", id="multiple"),
        pytest.param("truefalse", {}, "Choose true or false, then a reason.", id="truefalse"),
        pytest.param(
            "truefalse",
            {"q": ["true"]},
            "Choose the reason, too. The verdict alone could be luck.",
            id="truefalse reason",
        ),
        pytest.param("numeric", {"q": [" "]}, "Type a number first.", id="numeric empty"),
        pytest.param("numeric", {"q": ["9" * 41]}, "Type a number first.", id="numeric huge"),
        pytest.param(
            "numeric",
            {"q": ["about ten"]},
            "Type one number in figures, such as 12 or 0.5.",
            id="numeric words",
        ),
        pytest.param("short", {"q": ["--"]}, "Type one to three words first.", id="short signs"),
        pytest.param("short", {"q": ["x" * 81]}, "Type one to three words first.", id="short huge"),
        pytest.param("order", places("1", "2", "3", ""), "Give every step a number.", id="order"),
        pytest.param(
            "order",
            places("1", "2", "2", "3"),
            "Use each number from 1 to 4 once.",
            id="order twice",
        ),
        pytest.param(
            "classify",
            groups("Long", "Long", "", "Elsewhere"),
            "Give every card a group first.",
            id="classify",
        ),
        pytest.param("cloze", {}, "Fill in the gaps first.", id="cloze empty"),
        pytest.param("cloze", {"q-1": ["search"]}, "Fill in gap 2, too.", id="cloze half full"),
        pytest.param(
            "cloze",
            {"q-1": ["sea"], "q-2": ["30"], "q-3": ["x"]},
            "Check gap 1: choose one of the words.",
            id="cloze invented",
        ),
        pytest.param(
            "cloze",
            {"q-1": ["search"], "q-2": ["many"], "q-3": ["x"]},
            "Check gap 2: it takes one number in figures.",
            id="cloze words",
        ),
        pytest.param("spot", {"q": ["9"]}, "Choose a line first.", id="spot invented"),
        pytest.param("scenario", {}, "Choose what to do first.", id="scenario"),
        pytest.param(
            "scenario",
            {"q-path": ["7"], "q": [token("Publish")]},
            "This story has changed. Load the page again to go on.",
            id="scenario lost",
        ),
        pytest.param(
            "scenario",
            {"q-path": ["1.x²"]},
            "This story has changed. Load the page again to go on.",
            id="scenario invented",
        ),
    ],
)
def test_what_is_missing_is_said(kind: str, fields: dict[str, list[str]], sentence: str) -> None:
    with pytest.raises(AnswerMissing) as missing:
        question(kind).read(fields)

    assert str(missing.value) == sentence


def test_what_was_filled_in_is_kept_for_the_next_try() -> None:
    with pytest.raises(AnswerMissing) as missing:
        question("cloze").read({"q-1": ["search"]})

    assert missing.value.so_far == {"1": "search", "2": "", "3": ""}


def test_two_questions_on_a_page_do_not_mix() -> None:
    posted = {"c1": ["one"], "c1-reason": ["why"], "c12": ["other"], "token": ["x"]}

    assert renamed(posted, "c1") == {"q": ["one"], "q-reason": ["why"]}


@pytest.mark.parametrize("kind", KEYS)
def test_what_a_face_offers_can_be_read_back(kind: str) -> None:
    """The key, posted as the fields of a page would post it, is full marks again."""
    asked = question(kind)
    answer: Any = asked.key()
    if kind == "scenario":
        answer = asked.read({"q-path": ["1"], "q": [token("Take it")]})
    if isinstance(answer, dict) and kind in ("classify", "cloze"):
        answer = asked.read({f"q-{name}": [value] for name, value in answer.items()})

    assert asked.mark(answer).correct
