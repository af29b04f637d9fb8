"""A certificate from request to withdrawal, and a reminder's mail from the click to silence."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.accounts.models import Person, QuietHours
from literacy.outbox.jobs import Post, deliver, mailer_of
from literacy.reminders.jobs import remind_all
from tests import make
from tests.browser.conftest import NARROW, Live
from tests.progress.learning import LESSONS, add_reading, pass_lessons

pytestmark = pytest.mark.browser


@pytest.fixture
def maya(live: Live, people: make.People) -> Person:
    """She passed a module ten days ago, and left another lesson half-way since."""
    with live.database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS, at=live.clock() - timedelta(days=10))
        at = live.clock() - timedelta(days=5)
        add_reading(saving, people.maya, "what-a-cookie-is", at=at)
        saving.add(QuietHours(person_id=people.maya.id, begin_hour=0, end_hour=0))
    return people.maya


def test_a_certificate_is_made_shown_and_withdrawn(
    page_as: Any, chromium: Any, maya: Person
) -> None:
    page = page_as(maya)
    page.goto("/me/certificates")
    page.get_by_role("button", name="Make its page").click()
    page.wait_for_url("**/certificates/*")
    address = page.url

    stranger = chromium.new_page(viewport={"width": NARROW, "height": 844})
    stranger.goto(address)
    expect(stranger.get_by_text("Maya Okafor", exact=True)).to_be_visible()
    expect(stranger.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    assert stranger.evaluate("document.documentElement.scrollWidth") <= NARROW

    page.goto("/me/certificates")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_text("Its page is gone.")).to_be_visible()

    assert stranger.goto(address).status == 404
    stranger.close()


def test_a_reminder_is_stopped_by_the_link_in_its_mail(
    chromium: Any, maya: Person, live: Live
) -> None:
    settings = live.app.extensions["literacy"].settings
    course = live.app.extensions["literacy"].shelf.catalogue
    assert remind_all(settings, live.database, lambda: course, now=live.clock()) == 1
    deliver(Post(settings, live.database, mailer_of(settings), live.clock))
    (file,) = (settings.data / "mail").iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=default)
    text = letter.get_body(("plain",)).get_content()
    stop = next(line for line in text.splitlines() if "/mail/stop/" in line).split(": ", 1)[1]

    stranger = chromium.new_page()
    stranger.goto(stop)
    stranger.get_by_role("button", name="Stop this mail").click()

    expect(stranger.get_by_role("heading", level=1)).to_have_text("You get no more of this mail")
    stranger.close()
    live.clock.forward(days=1)
    assert remind_all(settings, live.database, lambda: course, now=live.clock()) == 0
