"""Journey 7: Grace sees who is late, gives a new day with a reason, and learns nothing private."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.content.shelf import Shelf
from literacy.progress.models import Assignment
from tests import make
from tests.browser.conftest import Live
from tests.progress.learning import LESSONS, add_reading, pass_lessons
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
LONG_AGO = timedelta(days=40)


@pytest.fixture
def late(live: Live, people: make.People, shelf: Shelf) -> make.People:
    """Maya passed one lesson of four; the date of her team was the day before yesterday."""
    now = live.clock()
    with live.database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:1], at=now - LONG_AGO)
        saving.add(
            Assignment(
                team_id=people.campaigns.id,
                module="06-caching",
                due_on=(now - timedelta(days=2)).date(),
                why="The winter sale",
                set_by=people.grace.id,
                set_at=now,
            )
        )
    return people


def test_grace_moves_the_day_of_who_is_late_and_maya_is_told(
    late: make.People, page_as: OpenPage, live: Live
) -> None:
    grace = page_as(late.grace)
    grace.goto("/")
    grace.get_by_role("link", name="Team", exact=True).click()
    assert "One is past the date on 06 Caching." in grace.inner_text("main")
    expect(grace.get_by_role("row", name="Maya Okafor")).to_contain_text("1 of 4")
    before = page_as(late.maya)
    before.goto("/")
    expect(before.get_by_role("complementary", name="Today").get_by_text("Late")).to_be_visible()

    day = (live.clock() + timedelta(days=9)).date()
    grace.get_by_role("link", name="Assign modules").click()
    grace.get_by_label("06 Caching").check()
    grace.get_by_label("Day", exact=True).fill(day.isoformat())
    grace.get_by_label("Why, in a few words").fill("The shop moves in spring")
    grace.get_by_role("button", name="Assign").click()
    assert grace.get_by_role("status").inner_text().startswith("Assigned: 06 Caching, by")
    grace.get_by_role("link", name="Campaigns", exact=True).click()

    assert "One person. Nobody is past a date." in grace.inner_text("main")
    before.reload()
    told = before.get_by_role("complementary", name="Today").inner_text()
    assert "Set by Grace Lindqvist: “The shop moves in spring.”" in told
    assert "Late" not in told


def test_grace_never_sees_answers_scores_or_places(
    late: make.People, page_as: OpenPage, live: Live, shelf: Shelf
) -> None:
    sitting = Sitting(live.database, shelf.catalogue, late.maya, now=live.clock())
    attempt = sitting.finish(sitting.start(), right=2)
    heading = shelf.catalogue.lessons["cache-rules"].headings[1]
    with live.database.transaction() as saving:
        add_reading(saving, late.maya, "cache-rules", anchor=heading.anchor, at=live.clock())
    maya = page_as(late.maya)
    maya.goto(f"/attempts/{attempt.attempt.id}")
    assert "2 of 5 right" in maya.inner_text("main")

    grace = page_as(late.grace)
    grace.goto("/team/campaigns")
    shown = grace.content()
    answer = grace.goto(f"/attempts/{attempt.attempt.id}")

    assert "Maya Okafor" in shown
    for private in ("2 of 5", heading.title, "stopped", "maya@example.com", "attempt"):
        assert private not in shown
    assert answer.status == 404
