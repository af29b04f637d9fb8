"""Journey 4: what was proved comes back, a few questions at a time, on a phone and by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.content.shelf import Shelf
from literacy.questions.question import Question
from literacy.review.subjects import Subject
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.browser.keyboard import Keyboard
from tests.quizzes.banks import bank, course, fields, question
from tests.quizzes.test_quiz_pages import OneCourse
from tests.review.reviewing import Reviewing

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
Check = Callable[[Any], None]
THUMB = 44
"""A finger needs so many pixels."""


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    """The real course; the quiz she took has questions that are answered by choosing."""
    chosen = [
        question(f"{letter}-{kind}-{number}", area=letter, kind=kind)
        for letter in "ab"
        for kind in ("single", "truefalse", "multiple")
        for number in (1, 2)
    ]
    return OneCourse(course(shelf.catalogue, bank(chosen)))


@pytest.fixture
def maya(live: Live, people: make.People, shelf: Any) -> Reviewing:
    """She finished a quiz two days ago."""
    made = Reviewing(live.database, shelf.catalogue, people.maya, now=live.clock())
    made.finish_quiz()
    live.clock.forward(days=2)
    made.now = live.clock()
    return made


def asked(page: Any, maya: Reviewing) -> Question:
    """The question that is open on this page."""
    subject = Subject.read(page.locator("input[name='subject']").get_attribute("value"))
    entry = next(each for each in maya.today.entries if each.subject == subject)
    return maya.asked(entry).question


def answer(keys: Keyboard, question: Question, *, right: bool = True, sure: str = "") -> None:
    given = question.key() if right else next(iter(question.wrong_answers()))
    keys.choose(fields(question, given))
    if sure:
        keys.choose({"confidence": [sure]})
    keys.act("Answer")
    keys.page.locator("#feedback:focus").wait_for()


def go_on(keys: Keyboard, words: str) -> None:
    keys.act(words)
    keys.page.locator("#question:focus").wait_for()


def test_a_review_from_home_to_its_end_by_keyboard_on_a_phone(
    page_as: OpenPage, people: make.People, maya: Reviewing, live: Live, axe: Check, fits: Check
) -> None:
    page = page_as(people.maya, width=NARROW)
    keys = Keyboard(page)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Five questions to review")
    keys.act("Review, 2 min")
    page.wait_for_url("**/review")
    axe(page)
    fits(page)

    wrong = page.locator("input[name='subject']").get_attribute("value")
    answer(keys, asked(page, maya), right=False, sure="certain")
    expect(page.locator("main")).to_contain_text("You were sure.")
    expect(page.get_by_role("link", name="Read again:")).to_be_visible()
    axe(page)
    fits(page)
    go_on(keys, "Next question")
    keys.act("I don’t know")
    page.locator("#feedback:focus").wait_for()
    for _rest in range(3):
        go_on(keys, "Next question")
        answer(keys, asked(page, maya))
    go_on(keys, "Finish")

    expect(page.get_by_role("heading", level=1)).to_have_text("That was all for today")
    expect(page.locator("main")).to_contain_text("3 of 5 right.")
    axe(page)
    fits(page)

    live.clock.forward(days=1)
    page = page_as(people.maya, width=NARROW)
    page.goto("/review")
    assert page.locator("input[name='subject']").get_attribute("value") == wrong
    expect(page.locator("main")).to_contain_text("Last time you were certain here")


def test_she_stops_in_the_middle_and_goes_on_elsewhere(
    page_as: OpenPage, people: make.People, maya: Reviewing
) -> None:
    at_work, phone = page_as(people.maya), page_as(people.maya, width=NARROW)
    at_work.goto("/review")
    answer(Keyboard(at_work), asked(at_work, maya))

    phone.goto("/")
    expect(phone.locator("main")).to_contain_text("Four questions to review")
    Keyboard(phone).act("Go on with the review")

    expect(phone.locator("main")).to_contain_text("Question 2 of 5 today.")


def test_the_review_works_without_javascript(
    page_as: OpenPage, people: make.People, maya: Reviewing
) -> None:
    page = page_as(people.maya, width=NARROW, javascript=False)
    page.goto("/review")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    for _each in range(4):
        page.get_by_role("button", name="I don’t know").click()
        expect(page.locator("#feedback")).to_contain_text("Here is the answer")
        page.get_by_role("link", name="Next question").click()
    page.get_by_role("button", name="I don’t know").click()
    page.get_by_role("link", name="Finish").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("That was all for today")


def test_both_buttons_lie_under_the_thumb(
    page_as: OpenPage, people: make.People, maya: Reviewing
) -> None:
    page = page_as(people.maya, width=NARROW, height=780)
    page.goto("/review")

    for name in ("Answer", "I don’t know"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= THUMB, name
        assert 780 / 2 < box["y"] <= 780 - box["height"], name


def test_what_has_the_focus_is_not_behind_the_buttons(
    page_as: OpenPage, people: make.People, maya: Reviewing
) -> None:
    page = page_as(people.maya, width=NARROW, height=640)
    page.goto("/review")
    keys = Keyboard(page)
    last = page.locator("input[name='confidence']").last
    keys.choose({"confidence": ["certain"]})
    assert last.evaluate("each => document.activeElement === each")

    bar = page.locator(".act").bounding_box()
    box = last.bounding_box()

    assert box["y"] + box["height"] <= bar["y"] or box["y"] >= bar["y"] + bar["height"]


def test_how_sure_she_was_is_a_picture_with_words(
    page_as: OpenPage, people: make.People, maya: Reviewing, axe: Check, fits: Check
) -> None:
    for entry in maya.areas():
        maya.answer(entry, confidence="certain")
    page = page_as(people.maya, width=NARROW)
    page.goto("/me/")
    Keyboard(page).act("How sure")
    page.wait_for_url("**/me/confidence")

    expect(page.get_by_role("img", name="How often you were right")).to_be_visible()
    expect(page.get_by_role("row", name="Certain")).to_contain_text("2 of 2")
    axe(page)
    fits(page)


def test_a_number_chooses_as_soon_as_the_page_is_there(page_as: OpenPage, maya: Reviewing) -> None:
    page = page_as(maya.who)
    page.goto("/review")
    page.locator("quiz-answer .keys").wait_for()

    page.keyboard.press("2")

    expect(page.locator("fieldset.answer input").nth(1)).to_be_checked()
    page.keyboard.press("Control+k")
    page.keyboard.type("1")
    expect(page.locator("fieldset.answer input").nth(1)).to_be_checked()
