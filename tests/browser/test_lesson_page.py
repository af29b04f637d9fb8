"""The lesson page around its text: the outline, and where the reader stopped."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from literacy.lessons.models import Reading
from tests import make
from tests.browser.conftest import NARROW, WIDE, Live

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
LESSON = "/lessons/cache-rules"
SECTION = "why-pressing-reload-proves-little"


def stopped_at(live: Live) -> str | None:
    """The place that is kept; it is told while a page is left, so it may take a moment."""
    deadline = time.monotonic() + 5
    found = None
    while found is None and time.monotonic() < deadline:
        with live.database.reading() as session:
            found = session.scalar(select(Reading.anchor))
    return found


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_on_a_phone_the_outline_opens_when_wanted(
    page_as: OpenPage, people: make.People, javascript: bool
) -> None:
    page = page_as(people.maya, width=NARROW, javascript=javascript)
    page.goto(LESSON)
    link = page.get_by_role("link", name="What nobody can call back")
    expect(link).to_be_hidden()

    page.get_by_text("In this lesson", exact=True).click()

    expect(link).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with script", "without"])
def test_beside_the_text_the_outline_is_open(
    page_as: OpenPage, people: make.People, javascript: bool
) -> None:
    page = page_as(people.maya, width=WIDE, javascript=javascript)
    page.goto(LESSON)

    expect(page.get_by_role("link", name="What nobody can call back")).to_be_visible()
    expect(page.get_by_text("In this lesson", exact=True)).to_be_hidden()


def test_a_glance_at_a_lesson_is_no_place(
    page_as: OpenPage, people: make.People, live: Live
) -> None:
    page = page_as(people.maya, height=1400)
    page.goto(LESSON)
    page.goto("/glossary/")

    page.goto("/")

    assert f"{LESSON}/place" not in live.asked
    assert "Start here, with" in page.inner_text("main")


def test_going_up_to_the_menu_keeps_the_place(
    page_as: OpenPage, people: make.People, live: Live
) -> None:
    page = page_as(people.maya)
    page.goto(f"{LESSON}#{SECTION}")
    page.goto("/")
    before = stopped_at(live)
    page.goto(LESSON)
    page.get_by_text("You are back where you stopped.").wait_for()

    page.keyboard.press("Home")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.get_by_role("link", name="Course", exact=True).click()
    page.wait_for_url(f"{live.url}/")

    assert "You stopped at “Why pressing reload proves little”" in page.inner_text("main")
    assert stopped_at(live) == before


def test_a_word_tapped_at_the_foot_of_a_phone_shows_its_card(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya, width=390, has_touch=True)
    page.goto(LESSON)
    word = page.locator("a.term").first
    word.evaluate("word => word.scrollIntoView({ block: 'end' })")

    word.tap()

    card = page.get_by_role("note", name="Glossary")
    expect(card.get_by_role("link", name="Full entry")).to_be_in_viewport()
