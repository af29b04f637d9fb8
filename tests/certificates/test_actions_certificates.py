"""Issued once, to who earned it; withdrawn and shown again by its owner alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.certificates import actions
from literacy.certificates.models import Certificate
from literacy.certificates.queries import certificates_of, public_certificate
from literacy.certificates.validity import State
from literacy.lib import db as store_module
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, NotFound
from tests import make
from tests.counting import statements
from tests.progress.learning import LESSONS, add_attempt, pass_lessons

NOW = make.NOW
TODAY = NOW.date()
OF = "06-caching"


@pytest.fixture
def maya(database: Database, people: make.People):
    """She passed the module ten days ago."""
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS, at=NOW - timedelta(days=10))
    return make.viewer(people.maya)


@pytest.fixture
def issue(database: Database, shelf):
    def make_one(viewer, of: str = OF, at=NOW) -> Certificate:
        with database.transaction() as saving:
            return actions.issue(saving, viewer, shelf.catalogue, of, now=at)

    return make_one


def test_it_is_issued_once_with_the_day_it_was_earned(maya, issue, shelf) -> None:
    first, again = issue(maya), issue(maya, at=NOW + timedelta(days=1))

    assert (again.id, again.token) == (first.id, first.token)
    assert first.earned_at == NOW - timedelta(days=10)
    assert first.course_version == shelf.catalogue.version
    assert len(first.token) == 43


def test_who_has_not_earned_it_gets_none(people: make.People, issue) -> None:
    with pytest.raises(Conflict, match="not earned yet"):
        issue(make.viewer(people.eve))


@pytest.mark.parametrize("of", ["course", "05-databases", "no-such-module"])
def test_nothing_else_is_issued(maya, issue, of: str) -> None:
    with pytest.raises(Conflict):
        issue(maya, of)


def test_twenty_tabs_at_once_issue_one(
    database: Database, maya, issue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "GATE_SECONDS", 30.0)

    with ThreadPoolExecutor(8) as threads:
        tokens = set(threads.map(lambda _n: issue(maya).token, range(20)))

    assert len(tokens) == 1


def test_a_withdrawn_one_is_not_there_and_comes_back_elsewhere(
    database: Database, maya, issue
) -> None:
    made = issue(maya)
    with database.transaction() as saving:
        actions.withdraw(saving, maya, made.id, now=NOW)
        actions.withdraw(saving, maya, made.id, now=NOW + timedelta(days=1))
    with database.reading() as session, pytest.raises(NotFound):
        public_certificate(session, made.token, today=TODAY)

    with database.transaction() as saving:
        actions.publish(saving, maya, made.id, now=NOW)
        actions.publish(saving, maya, made.id, now=NOW)

    with database.reading() as session:
        with pytest.raises(NotFound):
            public_certificate(session, made.token, today=TODAY)
        again = session.scalars(select(Certificate)).one()
        assert public_certificate(session, again.token, today=TODAY).title == made.title


def test_nobody_else_withdraws_or_shows_it(
    database: Database, people: make.People, maya, issue
) -> None:
    made, eve = issue(maya), make.viewer(people.eve)

    with database.transaction() as saving:
        with pytest.raises(NotFound):
            actions.withdraw(saving, eve, made.id, now=NOW)
        with pytest.raises(NotFound):
            actions.publish(saving, eve, made.id, now=NOW)


def test_a_renewal_that_passed_renews_it_and_no_other_does(
    database: Database, people: make.People, maya, issue
) -> None:
    made = issue(maya)
    later = NOW + timedelta(days=500)
    with database.transaction() as saving:
        for number, (quiz, passed, kind, who) in enumerate(
            [
                (f"{OF}/renewal", False, "full", people.maya),
                (f"{OF}/renewal", True, "missed", people.maya),
                ("05-databases/renewal", True, "full", people.maya),
                (f"{OF}/exam", True, "full", people.maya),
                (f"{OF}/renewal", True, "full", people.eve),
            ],
            start=1,
        ):
            add_attempt(saving, who, quiz, at=later, number=number, passed=passed, kind=kind)
    with database.reading() as session:
        before = public_certificate(session, made.token, today=later.date())
    assert before.validity.state is State.EXPIRED

    with database.transaction() as saving:
        add_attempt(saving, people.maya, f"{OF}/renewal", at=later, number=9)

    with database.reading() as session:
        after = public_certificate(session, made.token, today=later.date())
    assert (after.validity.state, after.validity.renewed_on) == (State.RENEWED, later.date())


def test_a_module_that_left_the_course_takes_no_certificate_with_it(
    database: Database, people: make.People, maya, issue
) -> None:
    made = issue(maya)
    with database.transaction() as saving:
        saving.get(Certificate, made.id).of = "06-caching-as-it-was"

    with database.reading() as session:
        assert public_certificate(session, made.token, today=TODAY).title == made.title


def test_ones_own_take_two_statements_however_often_renewed(
    database: Database, people: make.People, maya, issue
) -> None:
    issue(maya)
    with database.transaction() as saving:
        for year in range(1, 11):
            add_attempt(
                saving,
                people.maya,
                f"{OF}/renewal",
                at=NOW + timedelta(days=365 * year),
                number=year,
            )

    with statements(database) as sent, database.reading() as session:
        certificates_of(session, maya, today=TODAY)

    assert len([each for each in sent if each.startswith("SELECT")]) == 2
