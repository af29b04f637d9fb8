"""Journey 1: the link from the terminal, a name and a password, and a lesson is open."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.accounts.actions.doors import offer_set_up
from tests import make
from tests.browser.conftest import Live
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


@pytest.fixture
def link(live: Live) -> str:
    """What the terminal of an empty site prints."""
    with live.database.transaction() as saving:
        return f"/setup/{offer_set_up(saving, now=live.clock())}"


def test_from_the_link_to_an_open_lesson(page_as: OpenPage, live: Live, link: str) -> None:
    page = page_as(None)
    keys = Keyboard(page)
    page.goto(link)
    keys.write("Your name", "Rosa Marin")
    keys.write("Email", "rosa@example.com")
    keys.write("Password", make.PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("status")).to_contain_text("Your site is ready.")

    keys.act("Course")
    page.wait_for_url(f"{live.url}/")
    assert "Start here, with" in page.inner_text("main")
    lesson = page.get_by_role("heading", level=1).inner_text()
    keys.act(page.get_by_role("link", name="Start, ").inner_text())

    page.wait_for_url("**/lessons/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(lesson)


def test_a_weak_password_is_refused_kindly_and_the_link_still_works(
    page_as: OpenPage, link: str
) -> None:
    page = page_as(None)
    keys = Keyboard(page)
    page.goto(link)
    keys.write("Your name", "Rosa Marin")
    keys.write("Email", "rosa@example.com")
    keys.write("Password", "rosa")
    keys.press("Enter")
    page.locator("#password[aria-invalid]").wait_for()
    expect(page.get_by_label("Your name")).to_have_value("Rosa Marin")

    keys.write("Password", make.PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/admin/")

    page_again = page_as(None)
    page_again.goto(link)
    heading = page_again.get_by_role("heading", level=1)
    expect(heading).to_have_text("This link doesn’t work any more")
