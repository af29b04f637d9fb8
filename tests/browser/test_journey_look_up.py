"""Journey 5: a word in the middle of a meeting, and one that nobody has explained yet."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import make
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


def test_a_word_is_found_while_typing_and_read_in_full(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya)
    keys = Keyboard(page)
    page.goto("/")
    keys.act("Glossary")
    page.wait_for_url("**/glossary/")
    keys.write("Look a word up", "content delivery")
    expect(page.get_by_role("status")).to_have_text("1 term for “content delivery”.")

    keys.act("CDN content delivery network")

    page.wait_for_url("**/glossary/cdn")
    shown = page.inner_text("main")
    assert "Why you should care" in shown
    assert "What IT hears" in shown
    assert "Ask IT" in shown
    assert "Taught in" in shown


def test_a_word_nobody_explained_is_asked_and_waits_for_it(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya)
    keys = Keyboard(page)
    page.goto("/glossary/")
    keys.write("Look a word up", "hydration")
    expect(page.get_by_role("status")).to_have_text("0 terms for “hydration”.")
    keys.act("Ask IT for this word")
    page.wait_for_url("**/glossary/request?**")
    expect(page.get_by_label("Which word?")).to_have_value("hydration")

    keys.write(
        "Where did you meet it? (optional)", "The shop page is slow because of it, they said."
    )
    keys.act("Ask IT")

    page.get_by_text("Waiting for IT, asked by 1 person").wait_for()
    ivan = page_as(people.ivan)
    ivan.goto("/author/")
    ivan.get_by_role("link", name="hydration", exact=True).wait_for()
