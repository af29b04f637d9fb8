"""A term that is not clear, and what the company itself says of it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from literacy.glossary.readers.models import TermOpening, TermVote
from tests import make
from tests.browser.keyboard import Keyboard

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


def test_a_term_is_said_to_be_unclear_by_keys_and_the_keeper_sees_it(
    page_as: OpenPage, people: make.People, live: Any, fits: Callable[..., None]
) -> None:
    page = page_as(people.maya, width=390)
    keys = Keyboard(page)
    page.goto("/glossary/cdn")
    keys.write("Was this clear? If not, where did you stop? (optional)", "Which edge?")

    keys.act("Not clear : CDN")

    page.get_by_text("You said this isn’t clear.").wait_for()
    fits(page)
    ivan = page_as(people.ivan)
    ivan.goto("/author/health")
    expect(ivan.get_by_text("Which edge?")).to_be_visible()
    keys.act("Now it’s clear : CDN")
    page.get_by_role("button", name="Not clear").wait_for()
    with live.database.reading() as session:
        assert session.scalars(select(TermVote)).all() == []
        assert session.scalars(select(TermOpening.slug)).all() == ["cdn"]


def test_a_card_takes_the_vote_without_leaving_the_lesson(
    page_as: OpenPage, people: make.People, axe: Callable[..., None]
) -> None:
    page = page_as(people.maya)
    page.goto("/lessons/cache-rules")
    word = page.locator("a.term[data-term=cache]").first
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.get_by_role("note", name="Glossary")
    card.get_by_role("button", name="Not clear").wait_for()
    axe(page, "#glossary-card")

    card.get_by_role("button", name="Not clear").click()

    card.get_by_text("You said this isn’t clear.").wait_for()
    assert "/lessons/cache-rules" in page.url


def test_a_company_s_note_is_written_by_keys_and_read_by_everybody(
    page_as: OpenPage, people: make.People, axe: Callable[..., None], fits: Callable[..., None]
) -> None:
    page = page_as(people.ivan, width=390)
    keys = Keyboard(page)
    page.goto("/glossary/cdn")
    keys.act("Our company’s note on this term")
    page.wait_for_url("**/author/notes/term/cdn")
    keys.write("The note", "Ours carries **pictures**. Ask #web-ops.")

    keys.act("Save and show the note")

    page.wait_for_url("**/glossary/cdn")
    maya = page_as(people.maya, width=390, dark=True)
    maya.goto("/glossary/cdn")
    note = maya.get_by_role("complementary", name="In our company")
    expect(note).to_contain_text("Ours carries pictures. Ask #web-ops.")
    axe(maya)
    fits(maya)
