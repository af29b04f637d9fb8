"""Every kind marks right, wrong, partly right and senseless answers as the quiz plan says."""

from typing import Any

import pytest

from literacy.questions.drawing import token
from literacy.questions.question import Mark
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
    question,
    tokens,
)

LONG, NEVER = "Long", "Never stored"


def sorted_cards(logo: str, font: str, price: str, basket: str) -> dict[str, str]:
    return dict(zip(tokens(LOGO, FONT, PRICE, BASKET), (logo, font, price, basket), strict=True))


@pytest.mark.parametrize(
    ("kind", "answer", "score"),
    [
        pytest.param("single", token(OWN), 1, id="single right"),
        pytest.param("single", token(EVERY), 0, id="single wrong"),
        pytest.param("multiple", tokens(LOGO, FONT), 1, id="multiple all right"),
        pytest.param("multiple", tokens(FONT, LOGO), 1, id="multiple in another order"),
        pytest.param("multiple", tokens(LOGO), 0.5, id="multiple half"),
        pytest.param("multiple", tokens(LOGO, FONT, PRICE), 0.5, id="multiple one too many"),
        pytest.param("multiple", tokens(LOGO, PRICE), 0, id="multiple right less wrong"),
        pytest.param("multiple", tokens(PRICE, BASKET), 0, id="multiple never below nothing"),
        pytest.param("multiple", tokens(LOGO, FONT, PRICE, BASKET), 0, id="multiple everything"),
        pytest.param("multiple", tokens(LOGO, LOGO), 0, id="multiple the same twice"),
        pytest.param("truefalse", {"verdict": False, "reason": token(OWN)}, 1, id="tf right"),
        pytest.param("truefalse", {"verdict": False, "reason": token(EVERY)}, 0, id="tf lucky"),
        pytest.param(
            "truefalse", {"verdict": True, "reason": token(OWN)}, 0, id="tf wrong verdict"
        ),
        pytest.param("truefalse", {"verdict": 0, "reason": token(OWN)}, 0, id="tf number verdict"),
        pytest.param("numeric", "16", 1, id="numeric exact"),
        pytest.param("numeric", "15", 1, id="numeric lower edge"),
        pytest.param("numeric", "17.0", 1, id="numeric upper edge"),
        pytest.param("numeric", "17.01", 0, id="numeric past the edge"),
        pytest.param("numeric", "16,4", 1, id="numeric comma"),
        pytest.param("numeric", "16 seconds", 1, id="numeric with unit"),
        pytest.param("numeric", 16, 1, id="numeric from JSON"),
        pytest.param("numeric", "-16", 0, id="numeric minus"),
        pytest.param("numeric", "sixteen", 0, id="numeric in words"),
        pytest.param("numeric", True, 0, id="numeric boolean"),
        pytest.param("short", "utm_medium", 1, id="short right"),
        pytest.param("short", "  UTM_Medium. ", 1, id="short case and space"),
        pytest.param("short", "`medium`", 1, id="short in backticks"),
        pytest.param("short", "médium", 1, id="short accent"),
        pytest.param("short", "med-ium", 1, id="short hyphen"),
        pytest.param("short", "utm_source", 0, id="short near"),
        pytest.param("short", "", 0, id="short empty"),
        pytest.param("order", tokens(FOUND, ASKED, COMPARED, SHOWN), 1, id="order right"),
        pytest.param("order", tokens(ASKED, FOUND, COMPARED, SHOWN), 0, id="order exact"),
        pytest.param("order", tokens(FOUND, ASKED, COMPARED), 0, id="order one missing"),
        pytest.param("order", tokens(FOUND, FOUND, COMPARED, SHOWN), 0, id="order one twice"),
        pytest.param("classify", sorted_cards(LONG, LONG, NEVER, NEVER), 1, id="classify right"),
        pytest.param("classify", sorted_cards(LONG, LONG, NEVER, LONG), 0.75, id="classify three"),
        pytest.param("classify", sorted_cards(NEVER, NEVER, LONG, LONG), 0, id="classify wrong"),
        pytest.param("classify", {token(LOGO): LONG}, 0.25, id="classify one card"),
        pytest.param("cloze", {"1": "search", "2": "30", "3": "Attribution"}, 1, id="cloze right"),
        pytest.param("cloze", {"1": "search", "2": "31", "3": "x"}, 1 / 3, id="cloze a third"),
        pytest.param("cloze", {"1": "Search", "2": "30,0", "3": "attribution"}, 2 / 3, id="cloze"),
        pytest.param("cloze", {}, 0, id="cloze empty"),
        pytest.param("spot", [3], 1, id="spot right"),
        pytest.param("spot", [2], 0, id="spot wrong"),
        pytest.param("spot", [2, 3], 0, id="spot no partial credit"),
        pytest.param("spot", [True, 3], 0, id="spot boolean"),
        pytest.param("spot", ["3"], 0, id="spot text"),
        pytest.param("scenario", [1, 0], 1, id="scenario best"),
        pytest.param("scenario", [1, 1, 0], 0.75, id="scenario repaired"),
        pytest.param("scenario", [0, 1], 0, id="scenario worst"),
        pytest.param("scenario", [1], 0, id="scenario unfinished"),
        pytest.param("scenario", [1, 5], 0, id="scenario no such choice"),
        pytest.param("scenario", [1, 0, 0], 0, id="scenario past the end"),
        pytest.param("scenario", [-1], 0, id="scenario below zero"),
    ],
)
def test_an_answer_earns_its_share(kind: str, answer: Any, score: float) -> None:
    mark = question(kind).mark(answer)

    assert mark.score == pytest.approx(score)
    assert mark.correct is (score == 1)


SENSELESS = [
    pytest.param(None, id="nothing"),
    pytest.param("", id="empty text"),
    pytest.param([], id="empty list"),
    pytest.param({}, id="empty mapping"),
    pytest.param(7.5, id="a number"),
    pytest.param(float("nan"), id="not a number"),
    pytest.param(float("inf"), id="endless"),
    pytest.param(10**5000, id="a huge number"),
    pytest.param("x" * 1_000_000, id="a huge text"),
    pytest.param(["x"] * 100_000, id="a huge list"),
    pytest.param([[1], {"a": 1}], id="nested"),
    pytest.param({"verdict": [], "reason": {}, "1": [], "2": 3}, id="wrong values"),
    pytest.param("\u0661\u0666 \u0000 \U0001f600 \ufffc \u202e", id="odd letters"),
]


@pytest.mark.parametrize("answer", SENSELESS)
@pytest.mark.parametrize("kind", KEYS)
def test_an_answer_of_the_wrong_shape_earns_nothing_and_breaks_nothing(
    kind: str, answer: Any
) -> None:
    asked = question(kind)

    mark = asked.mark(answer)
    asked.said(answer)
    asked.complete(answer)
    asked.face(1, answer)
    asked.explain(answer, revealed=False)
    asked.explain(answer, revealed=True)

    assert mark == Mark(0.0, False)


def test_order_by_pairs_pays_for_each_pair_the_right_way_round() -> None:
    mark = question("order", scoring="pairs").mark(tokens(ASKED, FOUND, COMPARED, SHOWN))

    assert mark == Mark(pytest.approx(5 / 6), False)


def test_order_by_pairs_earns_nothing_backwards() -> None:
    mark = question("order", scoring="pairs").mark(tokens(SHOWN, COMPARED, ASKED, FOUND))

    assert mark == Mark(0.0, False)


def test_all_or_nothing_pays_nothing_for_half() -> None:
    mark = question("multiple", scoring="all-or-nothing").mark(tokens(LOGO))

    assert mark.score == 0


def test_a_percentage_is_of_the_answer() -> None:
    asked = question("numeric", answer=200, tolerance="5%", hints=[])

    assert [asked.mark(typed).correct for typed in ("190", "210", "189.9")] == [True, True, False]


def test_a_wrong_choice_names_its_misconception() -> None:
    mark = question("multiple").mark(tokens(LOGO, FONT, PRICE))

    assert mark.misconceptions == ("all-is-fresh",)


def test_a_right_choice_left_out_names_its_misconception() -> None:
    choices = [dict(one) for one in KEYS["multiple"]["choices"]]
    choices[0]["misconception"] = "logos-are-not-copied"

    mark = question("multiple", choices=choices).mark(tokens(FONT))

    assert mark.misconceptions == ("logos-are-not-copied",)


def test_a_right_answer_names_no_misconception() -> None:
    choices = [dict(one, misconception="held") for one in KEYS["single"]["choices"]]

    assert question("single", choices=choices).mark(token(OWN)).misconceptions == ()


def test_a_story_is_complete_at_its_end_only() -> None:
    story = question("scenario")

    assert [story.complete(path) for path in ([], [1], [1, 0])] == [False, False, True]


@pytest.mark.parametrize("kind", [kind for kind in KEYS if kind != "scenario"])
def test_other_kinds_are_complete_with_one_answer(kind: str) -> None:
    asked = question(kind)

    assert asked.complete(asked.key())


def test_true_is_not_line_one() -> None:
    lines = [{**line, "correct": line["n"] == 1} for line in KEYS["spot"]["lines"]]

    assert not question("spot", lines=lines).mark([True]).correct
