"""Certificates on the page about a person: hers to issue, told without their address."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.accounts.models import Person
from literacy.certificates import actions
from literacy.certificates.models import Certificate
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.conftest import SetClock
from tests.make import NOW
from tests.progress.learning import LESSONS, pass_lessons

SignIn = Callable[[Person], Browser]


@pytest.fixture
def issued(database: Database, people: make.People, shelf: Shelf) -> str:
    """The token of the one Maya issued, ten days after she earned it."""
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS, at=NOW - timedelta(days=10))
        viewer = make.viewer(people.maya)
        return actions.issue(saving, viewer, shelf.catalogue, "06-caching", now=NOW).token


def pages(people: make.People, signed_in: SignIn) -> tuple[str, str]:
    """Maya as Grace sees her, and what Maya is told of that."""
    hers = signed_in(people.grace).get(f"/team/campaigns/{people.maya.id}")
    own = signed_in(people.maya).get("/me/manager")
    assert (hers.status_code, own.status_code) == (200, 200)
    return hers.text, own.text


def test_both_pages_tell_what_was_issued_and_how_long_it_is_valid(
    issued: str, people: make.People, signed_in: SignIn
) -> None:
    hers, own = pages(people, signed_in)

    assert "Valid until November 11, 2027" in hers
    assert "Valid until November 11, 2027" in own


def test_the_address_stays_with_its_owner(
    issued: str, people: make.People, signed_in: SignIn
) -> None:
    hers, _own = pages(people, signed_in)

    assert issued not in hers


def test_what_was_earned_and_not_issued_is_not_told(
    database: Database, people: make.People, signed_in: SignIn
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS)

    assert all("No certificate has been issued." in page for page in pages(people, signed_in))


def test_a_withdrawn_one_is_gone(
    issued: str, database: Database, people: make.People, signed_in: SignIn
) -> None:
    with database.transaction() as saving:
        saving.scalars(select(Certificate)).one().withdrawn_at = NOW

    assert all("No certificate has been issued." in page for page in pages(people, signed_in))


def test_one_that_ran_out_says_so(
    issued: str, people: make.People, signed_in: SignIn, clock: SetClock
) -> None:
    clock.at = NOW + timedelta(days=400)

    assert all("Ran out on November 11, 2027" in page for page in pages(people, signed_in))


def test_each_person_has_only_her_own(
    issued: str, people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        make.team(saving, "Both", [people.eve, people.maya], people.grace)

    page = words(signed_in(people.grace).get(f"/team/both/{people.eve.id}"))

    assert "No certificate has been issued." in page
