"""Journey 7, the ten minutes: who asks for help, what to talk about, and what the learner sees of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from literacy.accounts.models import Membership
from literacy.content.shelf import Shelf
from literacy.progress.models import Assignment
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.progress.learning import LESSONS, pass_lessons
from tests.teams.test_queries_scope import team_of_people

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


@pytest.fixture
def team(live: Live, people: make.People, shelf: Shelf) -> make.People:
    """Nine people: three share a mistake, and everybody's date was two days ago."""
    now = live.clock()
    with live.database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:1], at=now - timedelta(days=9))
        team_of_people(saving, people, shelf, wrong=3, right=5)
        saving.execute(update(Membership).values(since=now - timedelta(days=60)))
        saving.add(
            Assignment(
                team_id=people.campaigns.id,
                module="06-caching",
                due_on=(now - timedelta(days=2)).date(),
                why="The winter sale",
                set_by=people.grace.id,
                set_at=now - timedelta(days=30),
            )
        )
    return people


def test_maya_asks_on_her_phone_and_grace_helps(
    team: make.People, page_as: OpenPage, axe: Callable[[Any], None], fits: Callable[[Any], None]
) -> None:
    maya = page_as(team.maya, width=NARROW)
    maya.goto("/lessons/cache-rules")
    maya.get_by_role("link", name="I’m stuck").click()
    axe(maya)
    fits(maya)
    maya.get_by_label("Who should help you?").select_option(str(team.grace.id))
    maya.get_by_label("What stops you?").fill("The old price still shows.")
    maya.get_by_role("button", name="Ask for help").press("Enter")
    assert "Only Grace Lindqvist sees this." in maya.inner_text("main")

    grace = page_as(team.grace)
    grace.goto("/")
    assert "Maya Okafor asks for your help" in grace.inner_text("main")
    grace.get_by_role("link", name="Team", exact=True).click()
    assert "The old price still shows." in grace.inner_text("main")
    axe(grace)
    grace.get_by_role("link", name="Maya Okafor", exact=True).first.click()
    assert "1 of 4" in grace.inner_text("main")
    axe(grace)
    seen = grace.locator(".person-path").inner_text()
    maya.goto("/me/manager")
    assert maya.locator(".person-path").inner_text().split() == seen.split()
    axe(maya)
    fits(maya)

    grace.get_by_role("button", name="I have helped").click()
    assert "No call for help." in grace.inner_text("main")
    maya.goto("/")
    assert "Grace Lindqvist says to have helped you" in maya.inner_text("main")


def test_grace_finds_what_to_talk_about_and_prints_it(
    team: make.People, page_as: OpenPage, axe: Callable[[Any], None]
) -> None:
    grace = page_as(team.grace)
    grace.goto("/team/campaigns")
    assert grace.get_by_role("heading", level=2).first.inner_text() == (
        "Three of your team mix up “no-cache” and “never stored”"
    )

    grace.get_by_role("link", name="Ten minutes for the team").click()

    assert "10 minutes in all" in grace.inner_text("main")
    assert "Colleague" not in grace.content()
    axe(grace)
    grace.emulate_media(media="print")
    expect(grace.locator(".exercise-steps")).to_be_visible()
    grace.get_by_role("link", name="How long is a copy good for?").first.click()
    assert "#" in grace.url


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_the_grid_is_filtered_and_sorted_by_keyboard(
    team: make.People, page_as: OpenPage, javascript: bool
) -> None:
    grace = page_as(team.grace, javascript=javascript)
    grace.goto("/team/campaigns")

    grace.get_by_label("Show", exact=True).select_option("Past the date")
    grace.get_by_label("Name or job").fill("maya")
    grace.get_by_label("Name or job").press("Enter")

    assert "1 of 9 people" in grace.inner_text("main")
    expect(grace.locator(".grid tbody tr")).to_have_count(1)
    grace.get_by_role("link", name="Everyone", exact=True).press("Enter")
    grace.get_by_role("link", name="06 Caching, sort").press("Enter")
    head = grace.locator("th[aria-sort=ascending]")
    expect(head).to_contain_text("Caching")
    assert grace.locator(".grid tbody tr").last.inner_text().startswith("Maya Okafor")


def test_the_number_past_the_date_opens_the_people_it_counts(
    team: make.People, page_as: OpenPage
) -> None:
    grace = page_as(team.grace)
    grace.goto("/team/campaigns")

    grace.get_by_role("link", name="9 past the date: show them in the grid").click()

    expect(grace.locator(".grid tbody tr")).to_have_count(9)
    assert "show=late" in grace.url
