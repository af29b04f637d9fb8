"""A word in the middle of a meeting: found while it is typed, by keys alone, on a phone too."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from literacy.search.models import MissedSearch
from tests import make
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
FIELD = "Search lessons, terms and what you answered"


def test_a_term_is_reached_by_keys_on_a_phone(
    page_as: OpenPage, people: make.People, axe: Callable[..., None], fits: Callable[..., None]
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/lessons/cache-rules")
    keys.act("Search")
    page.wait_for_url("**/search")
    keys.write(FIELD, "content delivery netw")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("CDN")
    axe(page)
    fits(page)

    keys.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    keys.press("Enter")

    page.wait_for_url("**/glossary/cdn")


def test_arrows_go_round_and_escape_closes_and_then_empties(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya)
    keys = Keyboard(page)
    page.goto("/")
    keys.press("Control+k")
    page.keyboard.type("cache")
    field = page.get_by_role("combobox", name="Search the course")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")

    keys.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    keys.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") is None
    keys.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("cache")
    keys.press("Escape")
    expect(field).to_have_value("")


def test_enter_alone_leads_to_all_results(page_as: OpenPage, people: make.People) -> None:
    page = page_as(people.maya)
    keys = Keyboard(page)
    page.goto("/")
    keys.press("Control+k")
    page.keyboard.type("waterfall")
    keys.press("Enter")

    page.wait_for_url("**/search?q=waterfall")
    page.get_by_role("link", name="Read the waterfall").click()
    page.wait_for_url("**/lessons/clients-and-servers#read-the-waterfall")


def test_the_shortcut_leads_to_the_page_where_the_field_is_hidden(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya, width=390)
    page.goto("/")

    page.keyboard.press("Control+k")

    page.wait_for_url("**/search")


def test_a_word_that_is_missing_is_counted_once_and_asked(
    page_as: OpenPage, people: make.People, live: Any
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/search?q=hydration&place=/lessons/cache-rules")
    page.wait_for_load_state("networkidle")
    page.reload()
    page.wait_for_load_state("networkidle")
    with live.database.reading() as session:
        assert session.scalar(select(MissedSearch.times)) == 1

    keys.act("Ask IT for this word")

    page.wait_for_url("**/glossary/request?**")
    expect(page.get_by_label("Which word?")).to_have_value("hydration")
    expect(page.locator("input[name=place]")).to_have_value("/lessons/cache-rules")


def test_it_is_a_form_without_its_script(page_as: OpenPage, people: make.People) -> None:
    page = page_as(people.maya, javascript=False)
    page.goto("/")
    page.get_by_label("Search the course").fill("waterfall")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=waterfall")
    expect(page.get_by_role("link", name="Read the waterfall")).to_be_visible()
