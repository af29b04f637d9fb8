"""The needs-help signal: what it goes by, and that it is off, written down and shown."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from literacy.accounts.models import Person
from literacy.app import create_app
from literacy.audit.models import AuditEntry
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.progress.mastery import Fact, mastery
from literacy.quizzes.models import QuizAnswer
from literacy.settings import Settings
from literacy.teams.actions import note_switch
from literacy.teams.cells import Member
from literacy.teams.queries import signal_is_on
from literacy.teams.signal import signs
from tests import make
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import add_attempt, add_reading, before, passed, stopped
from tests.teams.company import COURSE

SignIn = Callable[[Person], Browser]
PATH = "/team/campaigns/signal"
MAYA = Member(1, "Maya", "")


def reasons(facts: tuple[Fact, ...], misses: dict[tuple[str, str], int]) -> list[str]:
    return [each.reason.name for each in signs(MAYA, mastery(COURSE, facts), misses, now=NOW)]


@pytest.mark.parametrize(
    ("facts", "misses", "found"),
    [
        ((), {}, []),
        ((), {("a", "x"): 4}, ["MISSES"]),
        ((), {("a", "x"): 3, ("a", "y"): 3}, []),
        (passed("a"), {("a", "x"): 9}, []),
        ((stopped("a", at=before(days=14)),), {}, ["STOPPED"]),
        ((stopped("a", at=before(days=13)),), {}, []),
        ((stopped("a", at=before(days=20)), *passed("a", at=before(days=19))), {}, []),
        ((stopped("a", at=before(days=20)),), {("a", "x"): 5}, ["MISSES"]),
        ((), {("gone", "x"): 9}, []),
    ],
    ids=[
        "nothing",
        "four misses",
        "three in each area",
        "passed since",
        "stopped",
        "not so long ago",
        "went on",
        "one sign for a lesson",
        "a lesson that is gone",
    ],
)
def test_a_sign_needs_four_misses_of_one_area_or_two_weeks(
    facts: tuple[Fact, ...], misses: dict[tuple[str, str], int], found: list[str]
) -> None:
    assert reasons(facts, misses) == found


@pytest.fixture
def app(settings: Settings, database: Database, shelf: Shelf, clock: object) -> Flask:
    """The site of a company that has switched the signal on."""
    made = create_app(
        replace(settings, help_signal="on"), database=database, shelf=shelf, clock=clock
    )
    made.testing = True
    return made


@pytest.fixture
def stuck(people: make.People, database: Database, shelf: Shelf) -> make.People:
    """Maya missed four questions of one area, and stopped in another lesson long ago."""
    bank = shelf.catalogue.banks["cache-rules"]
    area = next(iter(bank.areas))
    items = [each for each in bank.items.values() if each.common.area == area][:4]
    with database.transaction() as saving:
        attempt = add_attempt(saving, people.maya, "cache-rules", passed=False)
        for item in items:
            saving.add(
                QuizAnswer(
                    attempt_id=attempt.id, key=f"{item.common.id}", item=item.common.id,
                    item_version=1, try_number=1, answer=None, score=0.0, correct=False, at=NOW,
                )
            )  # fmt: skip
        add_reading(saving, people.maya, "stale-price", at=before(days=20))
    return people


def looks(database: Database) -> list[tuple[int, str]]:
    with database.reading() as session:
        rows = session.scalars(select(AuditEntry).where(AuditEntry.action == "signal.read"))
        return [(row.actor_id, row.subject) for row in rows]


def test_nothing_is_told_before_the_look_is_written_down(
    stuck: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(stuck.grace)

    asked = words(grace.get(PATH))
    told = words(grace.post(PATH, follow=True))

    assert "Each look is written down" in asked and "Maya" not in asked
    assert "Maya Okafor" in told
    assert "Four questions of one area missed" in told
    assert "Stopped half-way two weeks ago" in told
    assert looks(database) == [(stuck.grace.id, "team:campaigns")]


def test_a_look_lasts_a_quarter_of_an_hour(
    stuck: make.People, signed_in: SignIn, clock: object
) -> None:
    grace = signed_in(stuck.grace)
    grace.post(PATH)

    clock.at = NOW + timedelta(minutes=16)

    assert "Each look is written down" in words(grace.get(PATH))


def test_the_learner_reads_what_it_says_of_her_and_who_looked(
    stuck: make.People, signed_in: SignIn
) -> None:
    signed_in(stuck.grace).post(PATH)

    page = words(signed_in(stuck.maya).get("/me/manager"))

    assert "At Harbour & Finch it is switched on." in page
    assert "four questions of one area missed" in page
    assert "Grace Lindqvist at Campaigns, November 21, 2026" in page


def test_another_team_is_not_there(
    stuck: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(stuck.grace)

    assert grace.get("/team/elsewhere/signal").status_code == 404
    assert grace.post("/team/elsewhere/signal").status_code == 404
    assert looks(database) == []


def test_it_is_off_unless_the_company_switches_it_on(
    stuck: make.People, settings: Settings, database: Database, shelf: Shelf, clock: object
) -> None:
    off = create_app(settings, database=database, shelf=shelf, clock=clock)
    off.testing = True
    with database.transaction() as saving:
        tokens = [make.session_token(saving, each) for each in (stuck.grace, stuck.maya)]
    grace, maya = (Browser(off, token) for token in tokens)

    assert grace.get(PATH).status_code == grace.post(PATH).status_code == 404
    assert "Who may need help" not in words(grace.get("/team/campaigns"))
    assert "At Harbour & Finch it is switched off." in words(maya.get("/me/manager"))
    assert looks(database) == []


def test_switching_is_written_down_once(database: Database) -> None:
    for is_on in (False, True, True, False, False, True):
        with database.transaction() as saving:
            note_switch(saving, is_on=is_on, now=NOW)

    with database.reading() as session:
        noted = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert noted == ["signal.on", "signal.off", "signal.on"]
        assert signal_is_on(session)
