"""Notes on a phone, by keyboard, and without script."""

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from literacy.accounts.models import Person
from literacy.lessons.models import Note
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.browser.keyboard import Keyboard
from tests.browser.waiting import eventually

pytestmark = pytest.mark.browser

LESSON = "/lessons/why-caching"


@pytest.fixture
def maya(people: make.People) -> Person:
    return people.maya


def stored(live: Live) -> list[str]:
    with live.database.reading() as session:
        return list(session.scalars(select(Note.text).where(Note.removed_at.is_(None))))


def test_on_a_phone_a_tapped_paragraph_is_kept_and_written_beside(
    page_as: Any, maya: Person, live: Live
) -> None:
    phone = page_as(maya, width=NARROW)
    phone.goto(LESSON)
    paragraph = phone.locator(".text > p[id^=p-]").nth(3)
    paragraph.click()
    paragraph.get_by_role("button", name="Keep this place").click()

    field = phone.get_by_label("Your words")
    expect(field).to_be_focused()
    field.press_sequentially("Ask Marek")
    expect(phone.get_by_text("Saved", exact=True)).to_be_visible()
    assert stored(live) == ["Ask Marek"]

    phone.reload()
    after = phone.locator(".text > p[id^=p-]:has(+ .own-note)")
    expect(after).to_have_count(1)
    expect(phone.get_by_label("Your words")).to_have_value("Ask Marek")
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW


def test_by_keyboard_any_paragraph_is_reached_with_arrows(
    page_as: Any, maya: Person, live: Live
) -> None:
    page = page_as(maya)
    keys = Keyboard(page)
    page.goto(LESSON)
    keys._until(".own-mark")
    first = page.evaluate("document.activeElement.parentElement.id")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    second = page.evaluate("document.activeElement.parentElement.id")
    assert first != second
    keys.press("Enter")
    expect(page.get_by_label("Your words")).to_be_focused()
    page.keyboard.type("By keyboard")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert stored(live) == ["By keyboard"]

    keys.to("Remove")
    keys.press("Enter")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    assert stored(live) == []
    keys.press("Enter")
    expect(page.get_by_label("Your words")).to_have_value("By keyboard")
    assert stored(live) == ["By keyboard"]


def test_what_was_typed_before_leaving_is_saved(page_as: Any, maya: Person, live: Live) -> None:
    page = page_as(maya)
    page.goto(LESSON)
    page.get_by_role("button", name="Keep this place").click()
    page.get_by_label("Your words").fill("Quick thought")

    page.goto("/me/notes")

    eventually(lambda: stored(live) == ["Quick thought"])
    page.reload()
    expect(page.get_by_label("Your words")).to_have_value("Quick thought")
