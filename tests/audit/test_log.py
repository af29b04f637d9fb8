"""The log of who did what."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from literacy.accounts.deeds import log_line
from literacy.audit.actions import note
from literacy.audit.queries import actions_noted, log_page
from tests import make

NOW = make.NOW


def test_the_newest_entry_comes_first(db: Session) -> None:
    note(db, "team.created", actor_id=None, subject="team:a", now=NOW)
    note(db, "team.renamed", actor_id=None, subject="team:a", now=NOW)
    db.flush()

    assert [entry.action for entry in log_page(db).entries] == ["team.renamed", "team.created"]


def test_what_happened_later_comes_first_whenever_it_was_noted(db: Session) -> None:
    note(db, "team.renamed", actor_id=None, subject="team:a", now=NOW)
    note(db, "team.created", actor_id=None, subject="team:a", now=NOW - timedelta(days=1))
    db.flush()

    assert [entry.action for entry in log_page(db).entries] == ["team.renamed", "team.created"]


def test_the_log_is_narrowed_to_a_deed_or_to_a_person(people: make.People, db: Session) -> None:
    maya, rosa = people.maya.id, people.rosa.id
    note(db, "signed_in", actor_id=maya, subject=f"person:{maya}", now=NOW)
    note(db, "person.deactivated", actor_id=rosa, subject=f"person:{maya}", now=NOW)
    note(db, "signed_in", actor_id=rosa, subject=f"person:{rosa}", now=NOW)
    db.flush()

    assert log_page(db, action="signed_in").total == 2
    assert log_page(db, person_id=maya).total == 2
    assert log_page(db, action="signed_in", person_id=maya).total == 1
    assert log_page(db, action="' or 1=1 --").total == 0


def test_person_1_is_not_person_10(people: make.People, db: Session) -> None:
    note(db, "signed_in", actor_id=None, subject="person:10", now=NOW)
    db.flush()

    assert log_page(db, person_id=1).total == 0


@pytest.mark.parametrize(("number", "shown"), [(1, 50), (2, 10), (99, 10), (0, 50)])
def test_the_log_comes_in_pages_of_fifty(db: Session, number: int, shown: int) -> None:
    for _ in range(60):
        note(db, "signed_in", actor_id=None, now=NOW)
    db.flush()

    page = log_page(db, number=number)

    assert (len(page.entries), page.total, page.count) == (shown, 60, 2)


def test_only_deeds_that_happened_are_offered(db: Session) -> None:
    for action in ("signed_in", "team.created", "signed_in"):
        note(db, action, actor_id=None, now=NOW)
    db.flush()

    assert actions_noted(db) == ("signed_in", "team.created")


def test_an_entry_stays_when_its_doer_is_erased(people: make.People, db: Session) -> None:
    note(db, "signed_in", actor_id=people.maya.id, subject="person:1", now=NOW)
    db.flush()
    db.delete(db.merge(people.maya))
    db.flush()
    db.expire_all()

    entry = log_page(db).entries[0]
    assert (entry.actor_id, entry.action) == (None, "signed_in")


def test_what_was_done_to_everybody_says_so() -> None:
    line = log_line(make.NOW, "assignment.set", 1, "everybody", {}, names={1: "Rosa"})

    assert (line.deed, line.whom) == ("set an assignment for", "everybody")
