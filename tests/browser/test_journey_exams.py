"""Journey 3, further on: skip a pre-test, be placed, test out, pause the final, practice, report."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.content.shelf import Shelf
from tests import make
from tests.browser.conftest import Live
from tests.browser.keyboard import Keyboard
from tests.quizzes.modules import Sitter, whole

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
MODULE = "06-caching"


class OneCourse:
    """A shelf with one course on it, in which every module has questions."""

    problems = ()

    def __init__(self, catalogue: Any) -> None:
        self.catalogue = catalogue

    def reload_if_changed(self) -> bool:
        return False


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    return OneCourse(whole(shelf.catalogue))


@pytest.fixture
def maya(live: Live, people: make.People, shelf: Any) -> Sitter:
    """What the store knows of Maya; most answers go there directly, for a browser takes its time."""
    return Sitter(live.database, shelf.catalogue, people.maya, now=live.clock())


def give_up(keys: Keyboard) -> None:
    """Say “I don’t know” to the open question, and wait for what comes next."""
    keys.page.locator("quiz-answer").wait_for()
    keys.page.wait_for_load_state()
    before = keys.page.url
    keys.act("I don’t know")
    keys.page.wait_for_url(lambda url: url != before)


def test_a_pretest_is_skipped_or_guessed(
    page_as: OpenPage, people: make.People, axe: Any, fits: Any
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto(f"/quizzes/{MODULE}/pretest")
    axe(page)
    fits(page)
    keys.act("Skip it, start reading")
    page.wait_for_url("**/lessons/why-caching")

    page.goto(f"/quizzes/{MODULE}/pretest")
    keys.act("Start the pre-test")
    for _ in range(4):
        give_up(keys)

    expect(page.get_by_role("heading", level=1)).to_have_text("Now you know what to look for")
    expect(page.get_by_role("link", name="The answer is in:")).to_have_count(4)
    axe(page)
    fits(page)


def test_a_module_is_tested_out_by_keyboard_and_a_question_is_reported(
    page_as: OpenPage, people: make.People, maya: Sitter, axe: Any, fits: Any
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto(f"/quizzes/{MODULE}/exam")
    keys.act("Start the exam")
    give_up(keys)
    expect(page.locator(".attempt .is-given")).to_have_count(1)
    expect(page.locator(".attempt .is-right, .attempt .is-wrong")).to_have_count(0)
    maya.finish(1, right=11)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Passed: 11 of 12 right")
    axe(page)
    fits(page)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Tested out")

    page.goto("/attempts/1?question=1#feedback")
    page.get_by_text("Report a problem with this question").click()
    page.get_by_label("What is wrong with it?").fill("Two choices are right.")
    axe(page)
    fits(page)
    keys.act("Send the report")
    expect(page.locator("main")).to_contain_text("You reported a problem with this question")

    page.goto("/me/missed")
    axe(page)
    fits(page)
    keys.act("Try this one again")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Practice:")
    maya.later(minutes=5)
    maya.finish(2, right=1)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Practice: 1 of 1 right")
    page.goto("/me/missed")
    expect(page.locator("main")).to_contain_text("Nothing is left")


def test_a_placement_ends_in_a_path(
    page_as: OpenPage, people: make.People, maya: Sitter, axe: Any, fits: Any
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/quizzes/course/placement")
    keys.act("Start")
    give_up(keys)
    maya.finish(1, right=3)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your path through the course")
    expect(page.locator(".path li")).to_have_count(14)
    axe(page)
    fits(page)


def test_a_final_in_two_sittings(
    page_as: OpenPage, people: make.People, live: Live, maya: Sitter, axe: Any, fits: Any
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/quizzes/course/final")
    keys.act("Start the final")
    page.locator("quiz-answer").wait_for()
    for _ in range(19):
        maya.answer(1)
    page.goto("/attempts/1")
    give_up(keys)
    expect(page.get_by_role("heading", level=1)).to_have_text("Half of it is behind you")
    axe(page)
    fits(page)
    keys.act("Stop here, go on another day")

    live.clock.forward(days=2)
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/")
    page.get_by_role("link", name="Go on with: Final assessment").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Final assessment: The whole course")
    maya.finish(1, right=39)

    page.goto("/attempts/1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("39 of 40 right")
    axe(page)
    fits(page)
