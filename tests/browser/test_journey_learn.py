"""Journey 2: home says what is next, the lesson is learned by doing, and the place is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from literacy.content.shelf import Shelf
from literacy.lessons.models import Reading
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.browser.keyboard import Keyboard
from tests.browser.waiting import eventually
from tests.progress.learning import LESSONS, pass_lessons

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
LESSON = "/lessons/cache-rules"


@pytest.fixture
def maya(live: Live, people: make.People) -> make.Person:
    """She passed the first lesson two days ago."""
    with live.database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:1], at=live.clock() - timedelta(days=2))
    return people.maya


def test_a_lesson_from_home_to_the_lab_by_keyboard(
    page_as: OpenPage, maya: make.Person, shelf: Shelf
) -> None:
    page = page_as(maya)
    keys = Keyboard(page)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("How long is a copy good for?")
    keys.act("Start, 8 min")
    page.wait_for_url(f"**{LESSON}")
    assert "After this you can say why two people see two prices" in page.inner_text("main")

    keys.to("delivery network")
    card = page.get_by_role("note", name="Glossary")
    expect(card).to_contain_text("Ask IT:")
    keys.press("Escape")
    expect(card).to_be_hidden()

    keys.choose({"ask-first": [shelf.catalogue.banks["cache-rules"].items["ask-first"].key()]})
    keys.act("Check my answer")
    expect(page.locator(".check-feedback")).to_contain_text("every visit would download")

    load_twice(keys, "max-age-3600")
    load_twice(keys, "no-cache")
    assert page.locator(".goals li strong").all_inner_texts() == ["Done.", "Done."]


def load_twice(keys: Keyboard, rule: str) -> None:
    keys.choose({"rule": [rule]})
    for _ in range(2):
        keys.act("Load the file")
        keys.page.locator("lab-cache:not([aria-busy])").wait_for()


def test_on_another_device_she_is_back_at_that_paragraph(
    page_as: OpenPage, maya: make.Person, live: Live
) -> None:
    at_work = page_as(maya)
    keys = Keyboard(at_work)
    at_work.goto(LESSON)
    keys.act("Why pressing reload proves little")
    keys.to("private window")
    paragraph = "starts without old copies too"
    expect(at_work.get_by_text(paragraph)).to_be_in_viewport()
    keys.press("Enter")
    at_work.wait_for_url("**/glossary/private-window")
    # The place is told while the page is left; a person takes longer to find her phone.
    eventually(lambda: stopped_at(live))

    phone = page_as(maya, width=NARROW)
    on_the_phone = Keyboard(phone)
    phone.goto("/")
    assert "You stopped at “Why pressing reload proves little”" in phone.inner_text("main")
    on_the_phone.act("Continue, 3 min")

    phone.wait_for_url(f"**{LESSON}")
    expect(phone.get_by_text("You are back where you stopped.")).to_be_in_viewport()
    expect(phone.get_by_text(paragraph)).to_be_in_viewport()
    expect(phone.get_by_role("heading", level=1)).not_to_be_in_viewport()


def stopped_at(live: Live) -> str | None:
    with live.database.reading() as session:
        return session.scalar(select(Reading.anchor))
