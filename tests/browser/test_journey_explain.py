"""Journey 6: IT explains a word by keyboard; marketing reads first; the next reader has it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.accounts.permissions import Role
from literacy.glossary.studio import queries
from literacy.web.services import Services
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.browser.keyboard import Keyboard
from tests.glossary.studio.desk import GOOD, OWN_WORDS, Desk

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
LABELS = {
    "Term": GOOD.term,
    "Plain meaning": GOOD.definition,
    "Why a marketer should care": GOOD.why,
    "What IT hears": GOOD.it_hears,
    "Example": GOOD.example,
    "Ask IT": GOOD.ask_it,
    "Related terms": "Cookie, Browser",
    "Lessons": "how-tracking-works",
    "Owner": "web-analytics",
}


def write(keys: Keyboard) -> None:
    for label, text in LABELS.items():
        keys.write(label, text)


def test_a_term_is_written_by_keyboard_with_the_entry_and_the_rules_beside_it(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.ivan)
    keys = Keyboard(page)
    page.goto("/author/")
    keys.act("Write a term")
    page.wait_for_url("**/author/terms/new")
    keys.write("Term", "Cookie")
    expect(page.locator(".warnings")).to_contain_text("leads to “Cookie” already")

    page.reload()
    expect(page.get_by_label("Term", exact=True)).to_have_value("Cookie")
    page.get_by_label("Term", exact=True).fill("")
    write(keys)

    expect(page.locator(".live-notes").get_by_role("status")).to_contain_text("Nothing to mend")
    expect(page.locator(".preview")).to_contain_text("Which part of the way to our shop")
    expect(page.locator("[data-live=count-definition]")).to_contain_text("of 30 words")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/author/terms/dark-funnel/review")


def test_a_marketer_reads_first_it_checks_and_everybody_has_it(
    page_as: OpenPage, people: make.People, live: Live
) -> None:
    with live.database.transaction() as saving:
        second = make.person(saving, "Olga Berg", role=Role.AUTHOR)
    desk = Desk(
        live.database,
        live.app.extensions["literacy"].shelf.catalogue,
        people.ivan,
        second,
        people.maya,
        live.app.extensions["literacy"].settings,
        at=live.clock(),
    )
    desk.submit(desk.begin())
    maya = page_as(people.maya, width=NARROW)
    keys = Keyboard(maya)
    maya.goto("/glossary/request")
    keys.act("Dark funnel")
    maya.wait_for_url("**/first-reading")
    keys.write("What does “Dark funnel” mean?", OWN_WORDS)
    keys.act("Send my words")
    maya.wait_for_url("**/glossary/request")

    olga = page_as(second)
    keys = Keyboard(olga)
    olga.goto("/author/terms/dark-funnel/review")
    keys.act("Yes, approve")
    olga.get_by_role("button", name="Publish").wait_for()
    keys.act("Publish")
    olga.wait_for_url("**/glossary/dark-funnel")

    maya.goto("/glossary/dark-funnel")
    assert GOOD.ask_it in maya.inner_text("main")


def test_what_is_typed_survives_a_closed_tab(
    page_as: OpenPage, people: make.People, live: Live
) -> None:
    page = page_as(people.ivan)
    page.goto("/author/terms/cookie")
    page.get_by_label("Example").fill("A sentence nobody saved.")
    expect(page.locator("[data-kept]")).to_contain_text("Kept at")
    page.close()

    again = page_as(people.ivan)
    again.goto("/author/terms/cookie")

    expect(again.get_by_label("Example")).to_have_value("A sentence nobody saved.")
    with live.database.reading() as session:
        assert queries.open_terms(session) == ()


def test_a_selected_word_is_asked_about_in_three_steps_on_a_phone(
    page_as: OpenPage, people: make.People
) -> None:
    page = page_as(people.maya, width=NARROW)
    page.goto("/lessons/why-caching")
    page.evaluate(
        """() => {
          const walk = document.createTreeWalker(document.getElementById("main"), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf("time limit");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + "time limit".length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return;
          }
        }"""
    )
    offer = page.get_by_role("link", name="Ask IT about “time limit”")
    offer.wait_for()
    page.keyboard.press("Alt+i")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/request?**")

    expect(page.get_by_label("Which word?")).to_have_value("time limit")
    assert "time limit" in page.get_by_label("Where did you meet it?").input_value()
    page.get_by_role("button", name="Ask IT").click()
    page.get_by_text("Waiting for IT").wait_for()


def test_a_small_company_publishes_from_the_form(
    page_as: OpenPage, people: make.People, live: Live
) -> None:
    held: Services = live.app.extensions["literacy"]
    live.app.extensions["literacy"] = replace(
        held, settings=replace(held.settings, term_approvals=1)
    )
    page = page_as(people.ivan, width=NARROW)
    keys = Keyboard(page)
    page.goto("/author/terms/new")
    write(keys)

    page.keyboard.press("Control+Enter")

    page.wait_for_url("**/glossary/dark-funnel")
    assert GOOD.ask_it in page.inner_text("main")
