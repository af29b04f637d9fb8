"""Fields and feedback as a browser gets them: whole, labeled, escaped, and without the key."""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from literacy.questions.drawing import token
from literacy.questions.question import Question
from tests.questions.items import FOUND, KEYS, bank, choice, item, question

TEMPLATES = Path(__file__).parents[2] / "templates"

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
)
FIELDS = ENVIRONMENT.from_string(
    '{% from "questions/_fields.html" import question_fields %}'
    "<!doctype html><html lang=en><title>x</title><form>"
    "<h2>{{ face.stem }}</h2>{{ question_fields(face, answer, disabled, prefix, describedby) }}"
    "</form></html>"
)
FEEDBACK = ENVIRONMENT.from_string(
    '{% from "questions/_feedback.html" import feedback, verdict %}'
    "<!doctype html><html lang=en><title>x</title>"
    "<p>{{ verdict(mark, of) }}</p>{{ feedback(taught) }}</html>"
)
SVG = "{http://www.w3.org/2000/svg}svg"
XSS = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) \"><script>alert(1)</script> '"

ITEMS = [*bank("samples"), *bank("cache-rules")]
EVERY_ITEM = [pytest.param(asked, id=asked.common.global_id) for asked in ITEMS]

Node = ElementTree.Element


def fields(asked: Question, answer: Any = None, **more: Any) -> Node:
    given = {"disabled": False, "prefix": "q", "describedby": "", **more}
    return parsed(FIELDS.render(face=asked.face(3, answer), answer=answer, **given))


def feedback(asked: Question, answer: Any, *, revealed: bool = True, of: str = "") -> Node:
    taught = asked.explain(answer, revealed=revealed)
    return parsed(FEEDBACK.render(taught=taught, mark=asked.mark(answer), of=of))


def parsed(html: str) -> Node:
    """The document, or a failure on the first error of the HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    document: Node = parser.parse(html)
    return document


def controls(page: Node) -> list[Node]:
    tags = ("input", "select", "textarea", "button")
    return [one for one in page.iter() if one.tag in tags and one.get("type") != "hidden"]


def words(node: Node) -> str:
    return " ".join("".join(node.itertext()).split())


def name_of(control: Node, page: Node) -> str:
    """The accessible name: an aria-label, a label around it, or one that points to it."""
    around = [
        label for label in page.iter("label")
        if control in list(label.iter()) or (control.get("id") and label.get("for") == control.get("id"))
    ]  # fmt: skip
    return control.get("aria-label") or " ".join(map(words, around))


def an_answer(asked: Question) -> Any:
    return next(asked.wrong_answers())


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_every_control_has_a_name(asked: Question) -> None:
    page = fields(asked)

    assert controls(page)
    assert [name_of(one, page) for one in controls(page) if not name_of(one, page)] == []


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_every_group_has_a_legend_first(asked: Question) -> None:
    legends = [next(iter(group), None) for group in fields(asked).iter("fieldset")]

    assert all(one is not None and one.tag == "legend" and words(one) for one in legends)


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_radios_stand_in_a_group(asked: Question) -> None:
    page = fields(asked)
    grouped = {id(one) for group in page.iter("fieldset") for one in group.iter("input")}

    assert [
        one for one in page.iter("input") if one.get("type") == "radio" and id(one) not in grouped
    ] == []


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_ids_are_unique_and_labels_find_them(asked: Question) -> None:
    page = fields(asked)
    ids = [one.get("id") for one in page.iter() if one.get("id")]

    assert len(ids) == len(set(ids))
    assert {one.get("for") for one in page.iter("label") if one.get("for")} <= set(ids)


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_a_page_needs_no_inline_style_or_script(asked: Question) -> None:
    page = fields(asked)

    assert not list(page.iter("script"))
    assert not [
        name for one in page.iter() for name in one.attrib if name == "style" or name[:2] == "on"
    ]


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_an_answer_is_shown_again(asked: Question) -> None:
    answer = an_answer(asked)
    if asked.kind == "scenario":
        answer = answer[:1]

    shown = read_back(asked, fields(asked, answer))

    assert shown == answer


def read_back(asked: Question, page: Node) -> Any:
    """What a browser would post of this page, read again (a story: the path it stands at)."""
    posted: dict[str, list[str]] = {}
    for one in page.iter("input"):
        ticks = one.get("type") in ("radio", "checkbox")
        if not ticks or "checked" in one.attrib:
            posted.setdefault(one.get("name", ""), []).append(one.get("value", ""))
    for one in page.iter("select"):
        taken = [o for o in one.iter("option") if "selected" in o.attrib]
        posted[one.get("name", "")] = [o.get("value", words(o)) for o in taken]
    if asked.kind == "scenario":
        return [int(place) for place in posted["q-path"][0].split(".")]
    return asked.read(posted)


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_nothing_is_chosen_beforehand(asked: Question) -> None:
    page = fields(asked)

    assert not [one for one in page.iter() if {"checked", "selected"} & set(one.attrib)]
    assert not [one for one in page.iter("input") if one.get("type") is None and one.get("value")]


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_a_disabled_question_takes_no_answer(asked: Question) -> None:
    page = fields(asked, disabled=True)
    off = {id(one) for group in page.iter() if "disabled" in group.attrib for one in group.iter()}

    assert all(id(one) in off for one in controls(page))


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_a_message_of_the_page_is_tied_to_the_fields(asked: Question) -> None:
    page = fields(asked, describedby="missing")

    tied = [one for one in page.iter() if "missing" in one.get("aria-describedby", "").split()]

    assert tied


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_the_page_holds_no_reason(asked: Question) -> None:
    page = words(fields(asked))
    taught = asked.explain(asked.key(), revealed=True)
    reasons = [Markup(why).striptags() for why in (taught.why, *(n.why for n in taught.notes))]

    assert any(reasons)
    assert [why for why in reasons if why and why in page] == []


@pytest.mark.parametrize("kind", KEYS)
def test_two_questions_on_a_page_have_names_of_their_own(kind: str) -> None:
    names = {one.get("name") for one in fields(question(kind), prefix="c2").iter("input")}
    names |= {one.get("name") for one in fields(question(kind), prefix="c2").iter("select")}

    assert all(name == "c2" or str(name).startswith("c2-") for name in names)


def hostile(kind: str) -> Question:
    """A question that says in every text what an attacker would."""

    def spoiled(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoiled(inner, str(name)) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoiled(inner, key) for inner in value]
        kept = ("goto", "in", "categories", "start", "choose", "answer", "misconception")
        return value + XSS if isinstance(value, str) and key not in kept else value

    data = item(kind)
    texts = {key: spoiled(data[key], key) for key in [*KEYS[kind], "stem"]}
    return question(kind, **texts)


@pytest.mark.parametrize("kind", KEYS)
def test_hostile_words_stay_words_in_fields(kind: str) -> None:
    page = fields(hostile(kind))

    assert_harmless(page)


@pytest.mark.parametrize("kind", KEYS)
def test_hostile_words_stay_words_in_feedback(kind: str) -> None:
    asked = hostile(kind)

    assert_harmless(feedback(asked, asked.key()))


@pytest.mark.parametrize("kind", ["numeric", "short", "cloze"])
def test_hostile_typing_stays_words(kind: str) -> None:
    answer = {"1": XSS[:40], "2": XSS[:40], "3": XSS[:40]} if kind == "cloze" else XSS[:40]

    assert_harmless(fields(question(kind), answer))
    assert_harmless(feedback(question(kind), answer))


def assert_harmless(page: Node) -> None:
    tags = {one.tag for one in page.iter()}
    attributes = {name for one in page.iter() for name in one.attrib}
    links = [one.get("href") for one in page.iter("a")]

    assert not tags & {"img", "script"}
    assert not [name for name in attributes if name.startswith("on")]
    assert links == []


@pytest.mark.parametrize("asked", EVERY_ITEM)
@pytest.mark.parametrize("revealed", [False, True], ids=["before", "revealed"])
def test_feedback_says_each_verdict_in_words(asked: Question, revealed: bool) -> None:
    page = feedback(asked, an_answer(asked), revealed=revealed)

    for row in page.iter("li"):
        tag = next(one for one in row.iter("span") if one.get("class", "")[:2] in ("ve", "vh"))
        assert words(tag)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        pytest.param(["LOGO", "FONT"], "Question 2, right", id="right"),
        pytest.param(["LOGO"], "Question 2, partly right", id="partly"),
        pytest.param(["PRICE"], "Question 2, not right", id="wrong"),
    ],
)
def test_the_verdict_is_a_sign_and_words(answer: list[str], said: str) -> None:
    choices = [
        choice(text, correct=text in ("LOGO", "FONT")) for text in ("LOGO", "FONT", "PRICE", "X")
    ]

    page = feedback(
        question("multiple", choices=choices), list(map(token, answer)), of="Question 2"
    )

    paragraph = next(page.iter("p"))
    assert words(paragraph) == said
    assert list(paragraph.iter(SVG))


def test_steps_are_shown_in_the_order_given() -> None:
    asked = question("order")

    rows = list(fields(asked, asked.key()).iter("li"))

    assert rows[0].get("data-label") == FOUND
    assert [words(o) for row in rows for o in row.iter("option") if "selected" in o.attrib] == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_a_half_filled_order_keeps_its_numbers() -> None:
    asked = question("order")

    page = fields(asked, {token(FOUND): "3"})

    chosen = [one.get("id") for one in page.iter("select") for o in one if "selected" in o.attrib]
    assert chosen == [f"q-{token(FOUND)}"]


def test_four_groups_are_a_list() -> None:
    asked = question("classify", categories=["Long", "Never stored", "Short", "Asked"])

    assert len(list(fields(asked).iter("select"))) == 4


def test_a_story_shows_the_way_so_far_and_no_other() -> None:
    page = words(fields(question("scenario"), [1]))

    assert "You chose Write first She knows. A light page?" in page
    assert "The shop stops." not in page
    assert "Publish" not in page


def test_a_finished_story_asks_nothing_more() -> None:
    page = fields(question("scenario"), [1, 0])

    assert controls(page) == []
    assert "The page holds." in words(page)


def test_a_sign_stays_with_its_gap() -> None:
    page = fields(question("cloze"))

    gaps = [one for one in page.iter("span") if one.get("class") == "gap-in-text"]
    assert words(gaps[1]).startswith("€")
    assert words(gaps[1]).endswith(".")


def test_line_numbers_are_read_as_lines() -> None:
    page = fields(question("spot"))

    assert name_of(controls(page)[2], page) == "Line 3Cache-Control: max-age=600"
