"""Nudging from the team page: whom, the very mail, and what the learner then sees."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from literacy.accounts.models import Membership, Person
from literacy.assignments.terms import Audience, Terms, Thing
from literacy.lib.db import Database
from literacy.nudges.models import Nudge
from literacy.outbox.jobs import Post, deliver, mailer_of
from literacy.settings import Settings
from tests import make
from tests.assignments.asking_things import SOON, asked, graces_desk
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import LESSONS, add_reading, pass_lessons

SignIn = Callable[[Person], Browser]
HERE = "/team/campaigns/nudge"


@pytest.fixture
def late(database: Database, people: make.People) -> make.People:
    """Maya passed two lessons of four and is late; Theo is done; somebody has left."""
    with database.transaction() as saving:
        row = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
        row.due_on = NOW.date() - timedelta(days=2)
        pass_lessons(saving, people.maya, LESSONS[:2])
        add_reading(saving, people.maya, "stale-price", share=0.5)
        theo = make.person(saving, "Theo Brandt")
        pass_lessons(saving, theo, LESSONS)
        gone = make.person(saving, "Gone Person", deactivated_at=NOW)
        for person in (theo, gone):
            saving.add(Membership(team_id=people.campaigns.id, person_id=person.id, since=NOW))
    return people


def nudges(database: Database) -> list[Nudge]:
    with database.reading() as session:
        return list(session.scalars(select(Nudge)))


def test_the_page_offers_who_is_behind_and_leaves_the_others_in_peace(
    late: make.People, signed_in: SignIn
) -> None:
    response = signed_in(late.grace).get(HERE)
    page = words(response)

    assert f'value="{late.maya.id}" checked' in response.text
    assert "06 Caching: due 2 days ago, on November 19, 2026. 2 of 4 lessons passed." in page
    assert "Theo Brandt Done with all that is assigned" in page
    assert "Gone Person" not in page


def test_the_preview_is_the_mail_word_for_word_and_keeps_nothing(
    late: make.People, signed_in: SignIn, database: Database, settings: Settings
) -> None:
    grace = signed_in(late.grace)
    fields = {"people": late.maya.id, "words": "Shall we <b>look</b>?\r\nOn Tuesday."}

    page = grace.post(f"{HERE}/preview", **fields)

    shown = words(page)
    assert nudges(database) == []
    assert "Send to 1 person" in shown
    grace.post(HERE, **fields)
    # In quiet hours it would wait: the clock of the tests says nine in the morning.
    post = Post(settings, database, mailer_of(settings), lambda: NOW)
    assert deliver(post).sent == 1
    (file,) = (settings.data / "mail").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    text = " ".join(mail.get_body(("plain",)).get_content().split())
    before_the_end = text.partition("Stop this kind of mail")[0].rstrip("- ")
    assert before_the_end in shown
    assert str(mail["Subject"]) in shown
    assert "<b>" not in page.text.partition('class="letter"')[2]


def test_what_the_mail_says_is_no_more_than_the_grid(late: make.People, signed_in: SignIn) -> None:
    shown = words(signed_in(late.grace).post(f"{HERE}/preview", people=late.maya.id))

    for private in ("minute", "stale", "stopped at", "score", "maya@example.com"):
        assert private not in shown.partition("Hello")[2].partition("Go on")[0]


def test_maya_reads_who_nudged_her_and_why(
    late: make.People, signed_in: SignIn, database: Database
) -> None:
    sent = signed_in(late.grace).post(
        HERE, people=late.maya.id, words="Shall we look?", follow=True
    )

    assert "Nudged: Maya Okafor." in words(sent)
    home = words(signed_in(late.maya).get("/"))
    assert "Grace Lindqvist nudged you on" in home
    assert ": “Shall we look?”" in home


def test_a_second_nudge_in_a_week_is_refused_in_words(
    late: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(late.grace)
    grace.post(HERE, people=late.maya.id)

    page = words(grace.get(HERE))
    again = grace.post(HERE, people=late.maya.id)

    assert "Nobody to nudge now" in page
    assert "Maya Okafor Had a nudge this week" in page
    assert again.status_code == 422
    assert "Nobody to nudge now" in words(again)
    assert len(nudges(database)) == 1


@pytest.mark.parametrize("who", ["eve", "theo", "nobody", "words"])
def test_strangers_and_the_finished_are_never_nudged(
    who: str, late: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.reading() as session:
        theo = session.scalars(select(Person).where(Person.name == "Theo Brandt")).one()
    chosen = {"eve": late.eve.id, "theo": theo.id, "nobody": "", "words": "x"}[who]

    response = signed_in(late.grace).post(HERE, people=chosen)

    assert response.status_code == 422
    assert nudges(database) == []


def test_words_that_are_too_long_are_kept_and_refused(
    late: make.People, signed_in: SignIn, database: Database
) -> None:
    response = signed_in(late.grace).post(f"{HERE}/preview", people=late.maya.id, words="x" * 501)

    assert response.status_code == 422
    assert "Keep it under 500 characters." in words(response)
    assert "x" * 501 in response.text


def test_going_back_keeps_what_was_chosen_and_written(late: make.People, signed_in: SignIn) -> None:
    page = signed_in(late.grace).post(f"{HERE}/words", people=late.maya.id, words="Soon?").text

    assert f'value="{late.maya.id}" checked' in page
    assert ">Soon?</textarea>" in page


def test_a_manager_of_another_team_nudges_nobody_here(
    late: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        theo = make.person(saving, "Other Manager", role=make.Role.MANAGER)
        make.team(saving, "Brand", [late.eve], theo)

    assert signed_in(theo).post(HERE, people=late.maya.id).status_code == 404
    assert nudges(database) == []


def test_nothing_open_says_what_can_be_done(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    page = words(signed_in(people.grace).get(HERE))

    assert "Nobody to nudge now" in page
    assert "Maya Okafor Nothing is assigned" in page


def test_a_path_with_many_open_modules_stays_short(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        asked(
            saving, graces_desk(saving, people), Audience(people.campaigns.id),
            Thing(path="course"), terms=Terms(SOON),
        )  # fmt: skip

    page = words(signed_in(people.grace).post(f"{HERE}/preview", people=people.maya.id))

    assert "And 1 module more." in page
