"""Journey 3: a quiz with a miss and an honest “I don’t know”, its result, and the missed ones again."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.content.shelf import Shelf
from literacy.questions.question import Answer, Question
from tests import make
from tests.browser.conftest import Live
from tests.browser.keyboard import Keyboard
from tests.quizzes.banks import fields

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
QUIZ = "cdn-and-personalisation"


def test_two_misses_their_reasons_and_a_second_round(
    page_as: OpenPage, people: make.People, live: Live, shelf: Shelf
) -> None:
    page = page_as(people.maya)
    keys = Keyboard(page)
    page.goto(f"/quizzes/{QUIZ}")
    keys.act("Start the quiz")

    missed = asked(page, shelf)
    answer(keys, missed, next(iter(missed.wrong_answers())), button="Answer")
    page.locator(".second-try #feedback").wait_for()
    assert "Only the first try counts, so nothing can get worse." in page.inner_text("main")
    answer(keys, missed, missed.key(), button="Answer once more")
    expect(page.locator("main")).to_contain_text("Right at the second try")
    go_on(keys, "Next question")
    keys.act("I don’t know")
    page.locator("#feedback:focus").wait_for()
    go_on(keys, "Next question")
    for following in ("Next question", "Next question", "See your result"):
        know(keys, shelf)
        go_on(keys, following)

    expect(page.get_by_role("heading", level=1)).to_have_text("Not yet: 3 of 5 right")
    expect(page.get_by_role("link", name="Read again:").first).to_be_visible()
    keys.act("Try only the 2 you missed")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practice:")
    know(keys, shelf)
    go_on(keys, "Next question")
    know(keys, shelf)
    go_on(keys, "See your result")
    expect(page.get_by_role("heading", level=1)).to_have_text("Practice: 2 of 2 right")


def asked(page: Any, shelf: Shelf) -> Question:
    """The question that is open on this page."""
    page.locator("quiz-answer").wait_for()
    item = page.locator("quiz-answer").get_attribute("item")
    return shelf.catalogue.banks[QUIZ].items[item]


def answer(keys: Keyboard, question: Question, given: Answer, *, button: str) -> None:
    keys.choose(fields(question, given))
    keys.act(button)


def know(keys: Keyboard, shelf: Shelf) -> None:
    """Answer the open question as it should be."""
    question = asked(keys.page, shelf)
    answer(keys, question, question.key(), button="Answer")
    keys.page.locator("#feedback:focus").wait_for()


def go_on(keys: Keyboard, link: str) -> None:
    keys.act(link)
    keys.page.locator("#question:focus").wait_for()
