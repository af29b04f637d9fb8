"""Maya finds where she stopped, Grace finds who is late: in a real browser, wide and narrow."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from tests import make
from tests.browser.conftest import NARROW, WIDE, Live
from tests.progress.learning import LESSONS, add_reading, goals_of, pass_lessons

pytestmark = pytest.mark.browser

PageAs = Callable[..., Any]
SIZES = pytest.mark.parametrize("width", [WIDE, NARROW], ids=["wide", "narrow"])


@pytest.fixture
def world(live: Live, people: make.People, shelf: Shelf) -> Iterator[make.People]:
    """Maya is in her second lesson; the date of her team is in twelve days; eve is elsewhere."""
    with live.database.transaction() as saving:
        _study(saving, live, people, shelf)
    yield people


def _study(saving: Session, live: Live, people: make.People, shelf: Shelf) -> None:
    now = live.clock()
    heading = shelf.catalogue.lessons["cache-rules"].headings[1]
    pass_lessons(saving, people.maya, LESSONS[:1], at=now - timedelta(days=3))
    add_reading(
        saving,
        people.maya,
        "cache-rules",
        anchor=heading.anchor,
        share=0.4,
        at=now - timedelta(hours=4),
    )
    saving.add(
        Assignment(
            team_id=people.campaigns.id,
            module="06-caching",
            due_on=(now + timedelta(days=12)).date(),
            why="The winter sale",
            set_by=people.grace.id,
            set_at=now + timedelta(minutes=1),
        )
    )


def test_home_is_accessible_and_fits(
    world: make.People,
    page_as: PageAs,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(world.maya)

    page.goto("/")

    axe(page)
    fits(page)


def test_the_team_page_is_accessible_and_fits(
    world: make.People,
    page_as: PageAs,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(world.grace)

    page.goto("/team/campaigns")

    axe(page)
    fits(page)


def test_the_first_day_and_the_last_are_accessible(
    world: make.People,
    page_as: PageAs,
    database: Database,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
    shelf: Shelf,
) -> None:
    page = page_as(world.eve)
    page.goto("/")
    expect(page.get_by_role("heading", name="How it works")).to_be_visible()
    axe(page)

    with database.transaction() as saving:
        pass_lessons(saving, world.eve, tuple(shelf.catalogue.lessons), goals=goals_of(shelf))
    page.reload()

    expect(page.get_by_role("heading", level=1)).to_have_text("You are up to date")
    axe(page)
    fits(page)


def test_continue_brings_her_back_to_the_paragraph(world: make.People, page_as: PageAs) -> None:
    page = page_as(world.maya)
    page.goto("/")

    page.get_by_role("link", name="Continue, 5 min").click()

    page.wait_for_url("**/lessons/cache-rules")
    page.get_by_text("You are back where you stopped.").wait_for(state="visible")


@SIZES
def test_the_map_leads_to_a_module_and_opens_it(
    world: make.People, page_as: PageAs, width: int
) -> None:
    page = page_as(world.maya, width=width)
    page.goto("/")
    lesson = page.get_by_text("A heads-up that helps")
    expect(lesson).not_to_be_visible()

    page.get_by_role("link", name="08 Going viral: In preparation, 3 lessons").click()

    lesson.wait_for(state="visible")
    assert page.url.endswith("#m08")


def test_one_map_is_shown_at_a_time(world: make.People, page_as: PageAs) -> None:
    for width, shown, hidden in ((WIDE, "wide", "narrow"), (NARROW, "narrow", "wide")):
        page = page_as(world.maya, width=width)
        page.goto("/")

        expect(page.locator(f"svg.map.{shown}")).to_be_visible()
        expect(page.locator(f"svg.map.{hidden}")).not_to_be_visible()


def test_home_works_without_scripts(world: make.People, page_as: PageAs) -> None:
    page = page_as(world.maya, javascript=False)
    page.goto("/")

    page.get_by_text("Two cultures, one website").click()

    expect(page.get_by_text("Ten ways projects go wrong")).to_be_visible()


def test_on_a_phone_people_are_a_list_and_the_grid_is_gone(
    world: make.People, page_as: PageAs
) -> None:
    page = page_as(world.grace, width=NARROW)

    page.goto("/team/campaigns")

    expect(page.get_by_role("table")).not_to_be_visible()
    expect(page.get_by_role("heading", name="Maya Okafor")).to_be_visible()


def test_the_grid_is_a_region_the_keyboard_reaches(world: make.People, page_as: PageAs) -> None:
    page = page_as(world.grace)
    page.goto("/team/campaigns")

    region = page.get_by_role("region", name="Grid: people by modules")
    region.focus()

    assert region.evaluate("element => element === document.activeElement")


def test_on_paper_every_module_is_open(world: make.People, page_as: PageAs) -> None:
    page = page_as(world.maya)
    page.goto("/")

    page.emulate_media(media="print")

    expect(page.get_by_text("The click, step by step")).to_be_visible()


def test_paper_gets_the_wide_map_and_the_grid(world: make.People, page_as: PageAs) -> None:
    home, team = page_as(world.maya, width=700), page_as(world.grace, width=700)
    home.goto("/")
    team.goto("/team/campaigns")

    home.emulate_media(media="print")
    team.emulate_media(media="print")

    expect(home.locator("svg.map.wide")).to_be_visible()
    expect(home.locator("svg.map.narrow")).not_to_be_visible()
    expect(team.get_by_role("table")).to_be_visible()
    expect(team.get_by_role("heading", name="Maya Okafor")).not_to_be_visible()
