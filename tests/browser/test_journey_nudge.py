"""Journey 7: Grace reads the very mail before it leaves, and Maya sees who nudged her."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.progress.models import Assignment
from tests import make
from tests.browser.conftest import Live

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]


@pytest.fixture
def late(live: Live, people: make.People) -> make.People:
    now = live.clock()
    with live.database.transaction() as saving:
        saving.add(
            Assignment(
                team_id=people.campaigns.id,
                module="06-caching",
                due_on=(now - timedelta(days=2)).date(),
                set_by=people.grace.id,
                set_at=now,
            )
        )
    return people


def test_grace_nudges_after_reading_the_mail(
    late: make.People,
    page_as: OpenPage,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    grace = page_as(late.grace)
    grace.goto("/team/campaigns")
    grace.get_by_role("link", name="Nudge 1 person").click()
    expect(grace.get_by_label("Maya Okafor")).to_be_checked()
    axe(grace)
    fits(grace)

    grace.get_by_label("In your own words").fill("Shall we look at it together?")
    grace.get_by_role("button", name="Read the mail first").click()
    assert "Grace Lindqvist asks you to make time for Caching" in grace.inner_text("main")
    assert "Shall we look at it together?" in grace.inner_text("main")
    axe(grace)
    fits(grace)
    grace.get_by_role("button", name="Change it").click()
    expect(grace.get_by_label("In your own words")).to_have_value("Shall we look at it together?")
    grace.get_by_role("button", name="Read the mail first").click()
    grace.get_by_role("button", name="Send to 1 person").click()

    expect(grace.get_by_role("status")).to_contain_text("Nudged: Maya Okafor.")
    maya = page_as(late.maya)
    maya.goto("/")
    expect(maya.get_by_text("“Shall we look at it together?”")).to_be_visible()
