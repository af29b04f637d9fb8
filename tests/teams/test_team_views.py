"""The team page: who may see it, what it shows, and the dates a manager sets."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, event
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.permissions import Role
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from tests import make
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import LESSONS, add_attempt, add_reading, before, pass_lessons

SignIn = Callable[[Person], Browser]
SOON = (NOW + timedelta(days=12)).date().isoformat()


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    sent: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    event.listen(database.engine, "before_cursor_execute", count)
    yield sent
    event.remove(database.engine, "before_cursor_execute", count)


def due(session: Session, people: make.People, *, days: int, **given: object) -> Assignment:
    made = Assignment(
        **{
            "team_id": people.campaigns.id,
            "module": "06-caching",
            "due_on": (NOW + timedelta(days=days)).date(),
            "why": "The winter sale",
            "set_by": people.grace.id,
            "set_at": NOW,
            **given,
        }
    )
    session.add(made)
    session.flush()
    return made


def test_a_manager_of_one_team_goes_straight_to_it(people: make.People, signed_in: SignIn) -> None:
    response = signed_in(people.grace).get("/team/")

    assert (response.status_code, response.location) == (303, "/team/campaigns")


def test_a_manager_of_two_teams_chooses(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        make.team(saving, "Brand", [people.eve], people.grace)

    page = words(signed_in(people.grace).get("/team/"))

    assert "Brand One person. No date is set yet." in page
    assert "Campaigns One person." in page


def test_a_manager_without_a_team_is_told_what_to_do(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.execute(delete(Management))

    assert "You don’t lead a team yet" in words(signed_in(people.grace).get("/team/"))


def test_the_page_shows_who_stands_where(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS[:2])
        due(saving, people, days=12)

    page = words(signed_in(people.grace).get("/team/campaigns"))

    assert "One person. Nobody is past a date." in page
    assert "Maya Okafor" in page
    assert "2 of 4 by Dec 3" in page
    assert "06 Caching , The winter sale" in page


def test_scores_tries_and_times_stay_with_the_learner(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    plain = signed_in(people.grace).get("/team/campaigns")
    with database.transaction() as saving:
        add_reading(saving, people.maya, "cache-rules", at=before(days=3))
    begun = _without_ids(signed_in(people.grace).get("/team/campaigns").text)
    with database.transaction() as saving:
        for number in range(1, 6):
            add_attempt(saving, people.maya, "why-caching", number=number, passed=False)

    tried = _without_ids(signed_in(people.grace).get("/team/campaigns").text)

    assert plain.status_code == 200
    assert tried == begun


def _without_ids(page: str) -> list[str]:
    """The page without its form token, which differs with every signing in."""
    return [line for line in page.splitlines() if "csrf_token" not in line]


@pytest.mark.parametrize("slug", ["elsewhere", "no-such-team"], ids=["another's", "nobody's"])
def test_another_managers_team_is_not_there(
    slug: str, people: make.People, signed_in: SignIn
) -> None:
    grace = signed_in(people.grace)

    for response in (
        grace.get(f"/team/{slug}"),
        grace.get(f"/team/{slug}/assignments"),
        grace.get(f"/team/{slug}/assignments/new"),
        grace.post(f"/team/{slug}/assignments/new", things="module:06-caching", due_on=SOON),
        grace.get(f"/team/{slug}/assignments/1"),
        grace.post(f"/team/{slug}/assignments/1/withdrawal"),
    ):
        assert response.status_code == 404
        assert "There is no such team among those you lead." in words(response)


def test_another_managers_team_looks_like_none(people: make.People, signed_in: SignIn) -> None:
    grace = signed_in(people.grace)

    theirs, nobodys = grace.get("/team/elsewhere"), grace.get("/team/no-such-team")

    own = [_without_request(each.text, each.headers["X-Request-Id"]) for each in (theirs, nobodys)]
    assert own[0] == own[1]


def _without_request(page: str, request_id: str) -> str:
    return page.replace(request_id, "")


@pytest.mark.parametrize("who", ["maya", "ivan", "rosa"])
def test_other_roles_lead_no_team(who: str, people: make.People, signed_in: SignIn) -> None:
    browser = signed_in(getattr(people, who))

    assert browser.get("/team/").status_code == 403
    assert browser.get("/team/campaigns").status_code == 403


def test_who_leads_no_longer_loses_sight_at_the_next_request(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    assert grace.get("/team/campaigns").status_code == 200

    with database.transaction() as saving:
        saving.execute(delete(Management).where(Management.person_id == people.grace.id))

    assert grace.get("/team/campaigns").status_code == 404
    assert grace.get("/team/campaigns/assignments").status_code == 404


def test_who_is_no_longer_a_manager_loses_the_page_at_the_next_request(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    with database.transaction() as saving:
        saving.get_one(Person, people.grace.id).role = Role.LEARNER.value

    assert grace.get("/team/campaigns").status_code == 403


def test_a_closed_account_leaves_the_page(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        due(saving, people, days=-2)
        saving.get_one(Person, people.maya.id).deactivated_at = NOW

    page = words(signed_in(people.grace).get("/team/campaigns"))

    assert "Maya" not in page
    assert "Nobody is in this team yet." in page


def enlarge(session: Session, people: make.People, count: int) -> None:
    for number in range(count):
        person = make.person(session, f"Crowd {count} {number}")
        session.add(Membership(team_id=people.campaigns.id, person_id=person.id, since=NOW))
        pass_lessons(session, person, LESSONS[: number % 5])


def test_five_and_fifty_people_take_the_same_number_of_statements(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    with database.transaction() as saving:
        due(saving, people, days=-2)
        enlarge(saving, people, 4)
    with statements(database) as for_five:
        grace.get("/team/campaigns")
    with database.transaction() as saving:
        enlarge(saving, people, 45)

    with statements(database) as for_fifty:
        page = grace.get("/team/campaigns")

    assert "50 people." in words(page)
    assert len(for_fifty) == len(for_five) <= 12


def test_a_name_with_marks_in_it_stays_a_name(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).name = "<b>Maya</b> & Co"

    assert "<b>Maya</b>" not in signed_in(people.grace).get("/team/campaigns").text
