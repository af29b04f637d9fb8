"""Journey 7: Grace asks by keyboard alone, takes it back and puts it back; Maya reads why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.conftest import Live

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


def press_until(page: Any, name: str, *, most: int = 60) -> None:
    """Tab on until the control of this name has the focus."""
    wanted = page.get_by_label(name, exact=True).or_(
        page.get_by_role("button", name=name, exact=True)
    )
    for _step in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches {name}")


def test_grace_asks_for_a_path_by_keyboard_and_maya_reads_why(
    people: make.People, page_as: OpenPage, live: Live
) -> None:
    grace = page_as(people.grace)
    grace.goto("/team/campaigns/assignments/new")
    day = (live.clock() + timedelta(days=20)).date()

    press_until(grace, "The essentials")
    grace.keyboard.press("Space")
    press_until(grace, "Day")
    grace.keyboard.type(f"{day:%m%d%Y}")
    press_until(grace, "Why, in a few words (optional)")
    grace.keyboard.type("The summer sale")
    press_until(grace, "Assign")
    grace.keyboard.press("Enter")

    grace.wait_for_url("**/team/campaigns/assignments")
    expect(grace.get_by_role("status")).to_contain_text("Assigned: The essentials, by")
    maya = page_as(people.maya)
    maya.goto("/")
    told = maya.get_by_role("complementary", name="Today").inner_text()
    assert "The essentials by" in told
    assert "Set by Grace Lindqvist: “The summer sale.”" in told


def test_taking_back_is_one_button_and_so_is_putting_back(
    people: make.People, page_as: OpenPage, live: Live
) -> None:
    grace = page_as(people.grace)
    grace.goto("/team/campaigns/assignments/new")
    grace.get_by_label("06 Caching").check()
    grace.get_by_label("Day", exact=True).fill(
        (live.clock() + timedelta(days=20)).date().isoformat()
    )
    grace.get_by_role("button", name="Assign").click()

    grace.get_by_role("button", name="Take back").click()
    expect(grace.get_by_role("heading", name="Taken back lately")).to_be_visible()
    grace.get_by_role("button", name="Put back").click()

    expect(grace.get_by_role("heading", name="Taken back lately")).to_have_count(0)
    expect(grace.get_by_text("06 Caching", exact=True)).to_be_visible()


def test_the_form_is_accessible_and_fits_also_when_it_was_refused(
    people: make.People,
    page_as: OpenPage,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(people.grace)
    page.goto("/team/campaigns/assignments/new")

    page.get_by_role("button", name="Assign").click()

    page.get_by_text("Choose a path or a module, or more of them.").wait_for(state="visible")
    axe(page)
    fits(page)
