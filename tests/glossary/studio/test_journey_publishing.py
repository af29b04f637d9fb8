"""What was published in the browser is what the next reader gets, in every process."""

from collections.abc import Callable
from dataclasses import replace

from literacy.app import create_app
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests.browsing import Browser, words
from tests.conftest import SetClock
from tests.glossary.studio.desk import GOOD, Desk, wording
from tests.make import People

SignIn = Callable[[object], Browser]


def test_a_new_term_is_there_for_the_next_request(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    maya = signed_in(people.maya)
    before = maya.get("/glossary/dark-funnel").status_code

    desk.published()

    assert before == 404
    assert GOOD.ask_it in words(maya.get("/glossary/dark-funnel"))
    assert "Dark funnel" in words(maya.get("/glossary/?q=unseen+path"))


def test_every_process_sees_it(
    signed_in: SignIn,
    people: People,
    desk: Desk,
    settings: Settings,
    database: Database,
    shelf: Shelf,
    clock: SetClock,
) -> None:
    second = create_app(settings, database=database, shelf=shelf, clock=clock)
    second.testing = True
    maya = signed_in(people.maya)
    there = Browser(second, maya.token)
    there.get("/glossary/")

    slug = desk.published()
    desk.save(slug, wording(why="Changed again."), based_on=2)
    desk.publish(slug, needed=1)

    for browser in (maya, there):
        assert "Changed again." in words(browser.get(f"/glossary/{slug}"))


def test_lessons_link_a_term_from_its_publication_on(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    maya = signed_in(people.maya)
    lesson = "/lessons/why-caching"
    before = maya.get(lesson).get_data(as_text=True)

    desk.published(term="Time limit", also=(), lessons=("why-caching",))

    after = maya.get(lesson).get_data(as_text=True)
    assert '/glossary/time-limit"' not in before
    assert '/glossary/time-limit"' in after


def test_a_revised_starter_replaces_the_entry_of_the_files(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    starter = desk.history("cookie").newest.wording
    changed = replace(starter, example="A shop keeps a basket this way.")
    desk.save("cookie", changed, based_on=1)
    maya = signed_in(people.maya)
    before = words(maya.get("/glossary/cookie"))

    desk.publish("cookie", needed=1)

    assert changed.example not in before
    assert changed.example in words(maya.get("/glossary/cookie"))


def test_a_retired_term_keeps_its_page_and_says_what_replaced_it(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    slug = desk.published()
    desk.retire(slug)

    page = signed_in(people.maya).get(f"/glossary/{slug}")

    assert "No longer used Say Cookie instead." in words(page)
    assert 'href="/glossary/cookie"' in page.get_data(as_text=True)
    assert "Dark funnel" not in words(signed_in(people.maya).get("/glossary/"))


def test_a_former_address_leads_to_the_term(signed_in: SignIn, people: People, desk: Desk) -> None:
    desk.published(redirects=("the-layer",))

    answer = signed_in(people.maya).get("/glossary/the-layer")

    assert (answer.status_code, answer.location) == (308, "/glossary/dark-funnel")
