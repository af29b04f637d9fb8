"""All ten kinds of question in Chromium: they fit, they pass axe, and steps move by keyboard."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import expect

from literacy.questions.question import Question
from tests.questions.items import ASKED, COMPARED, FOUND, KEYS, SHOWN, bank, question

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
HOST = "http://questions.test"
TYPES = {".css": "text/css", ".js": "text/javascript"}

PAGE = Environment(
    loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
).from_string(
    '{% from "questions/_fields.html" import question_fields %}'
    '{% from "questions/_feedback.html" import feedback, verdict %}'
    '<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>Questions</title>'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="stylesheet" href="/static/css/app.css">'
    '<script type="module" src="/static/js/elements/order-steps.js"></script></head>'
    '<body data-m="06"><main class="page"><h1>Questions</h1>{% for shown in questions %}'
    '<form class="question section"><h2 class="stem">{{ shown.face.stem }}</h2>'
    '{{ question_fields(shown.face, shown.answer, prefix="q" ~ loop.index) }}'
    "<p><button>Answer</button></p></form>"
    '<section class="question section">{{ verdict(shown.mark, "Question") }}'
    "{{ feedback(shown.taught) }}</section>{% endfor %}</main></body></html>"
)

Open = Callable[..., Any]


def shown(asked: Question, *, answered: bool = False) -> dict[str, Any]:
    answer = next(asked.wrong_answers())
    so_far = answer[:1] if asked.kind == "scenario" else answer
    return {
        "face": asked.face(3, so_far if answered else None),
        "answer": so_far if answered else None,
        "mark": asked.mark(answer),
        "taught": asked.explain(answer, revealed=True),
    }


@pytest.fixture
def page_of(chromium: Any) -> Iterator[Open]:
    """`page_of([...])` is a page with these questions, styled and enriched as on the site."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_page(questions: list[dict[str, Any]], *, width: int = 1280, **given: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **given)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.route("**/*", lambda route: _serve(route, PAGE.render(questions=questions)))
        page.goto(f"{HOST}/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


def _serve(route: Any, html: str) -> None:
    path = route.request.url.removeprefix(HOST).split("?")[0]
    file = ROOT / path.removeprefix("/")
    if path == "/":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif path.startswith("/static/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
    else:
        route.fulfill(status=404, body="")


def all_kinds(*, answered: bool) -> list[dict[str, Any]]:
    return [shown(asked, answered=answered) for asked in bank("samples")]


def rows(page: Any) -> list[str]:
    return page.locator(".order-row").evaluate_all("all => all.map(row => row.dataset.label)")


def numbers(page: Any) -> list[str]:
    return page.locator(".order-row select").evaluate_all("all => all.map(one => one.value)")


@pytest.mark.parametrize("answered", [False, True], ids=["empty", "answered"])
def test_axe_finds_nothing(page_of: Open, axe: Any, answered: bool) -> None:
    axe(page_of(all_kinds(answered=answered)))


@pytest.mark.parametrize("width", [320, 390, 1280, 2000])
@pytest.mark.parametrize("javascript", [True, False], ids=["scripted", "bare"])
def test_no_kind_scrolls_sideways(page_of: Open, fits: Any, width: int, javascript: bool) -> None:
    page = page_of(all_kinds(answered=False), width=width, java_script_enabled=javascript)

    if javascript:
        fits(page)
    else:
        main = page.locator("main").bounding_box()
        boxes = [one.bounding_box() for one in page.locator("form, li, label").all()]
        assert max(box["x"] + box["width"] for box in boxes if box) <= main["x"] + main["width"]


@pytest.mark.parametrize("kind", KEYS)
def test_every_target_is_a_finger_wide(page_of: Open, kind: str) -> None:
    page = page_of([shown(question(kind))], width=390)
    targets = page.locator(
        ":is(.choices, .lines, .seg) label, .answer select:visible, "
        ".answer input:not([type=radio], [type=checkbox]), .typed input, .order-move"
    ).all()

    heights = [target.bounding_box()["height"] for target in targets]

    assert heights
    assert min(heights) >= 44


def test_a_step_moves_by_its_button(page_of: Open) -> None:
    page = page_of([shown(question("order"))])
    before = rows(page)

    page.get_by_role("button", name=f"Move down: {before[0]}").click()

    assert rows(page) == [before[1], before[0], *before[2:]]
    assert numbers(page) == ["1", "2", "3", "4"]


def test_a_step_moves_by_keyboard_and_keeps_the_focus(page_of: Open) -> None:
    page = page_of([shown(question("order"))])
    last = rows(page)[-1]

    page.get_by_role("button", name=f"Move up: {last}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")

    assert rows(page)[0] == last
    assert page.evaluate("document.activeElement.ariaLabel") == f"Move up: {last}"


def test_a_move_is_announced(page_of: Open) -> None:
    page = page_of([shown(question("order"))])
    first = rows(page)[0]

    page.get_by_role("button", name=f"Move down: {first}").click()

    expect(page.locator("[aria-live]")).to_have_text(f"{first} Now number 2 of 4.")


def test_the_first_step_goes_no_higher(page_of: Open) -> None:
    page = page_of([shown(question("order"))])
    before = rows(page)

    page.get_by_role("button", name=f"Move up: {before[0]}").press("Enter")

    assert rows(page) == before


def test_an_order_given_before_stands_again(page_of: Open) -> None:
    asked = question("order")
    given = {**shown(asked), "face": asked.face(3), "answer": asked.key()}

    page = page_of([given])

    assert rows(page) == [FOUND, ASKED, COMPARED, SHOWN]


def test_numbers_put_in_by_hand_become_places(page_of: Open) -> None:
    """As after a reload, when the browser fills the form in again and only then the script runs."""
    page = page_of([shown(question("order"))])
    before = rows(page)

    page.evaluate(
        """() => {
          const steps = document.querySelector("order-steps");
          const numbers = ["4", "3", "2", "1"];
          steps.querySelectorAll("select").forEach((one, n) => (one.value = numbers[n]));
          steps.replaceWith(steps);
          const parent = document.querySelector("form fieldset");
          parent.append(parent.removeChild(steps));
        }"""
    )

    assert rows(page) == before[::-1]


def test_without_scripts_steps_take_numbers(page_of: Open) -> None:
    page = page_of([shown(question("order"))], java_script_enabled=False)

    page.get_by_label(f"Place of: {FOUND}").select_option("1")

    expect(page.get_by_role("button", name="Move up")).to_have_count(0)
    expect(page.get_by_label(f"Place of: {FOUND}")).to_have_value("1")


def test_forced_colors_keep_every_control(page_of: Open) -> None:
    page = page_of(all_kinds(answered=True), forced_colors="active")

    drawn = page.locator(".choices input").first.evaluate("one => getComputedStyle(one).appearance")

    assert drawn == "auto"
