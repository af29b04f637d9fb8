"""The team page: who may see it, what it shows, and the dates a manager sets."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.permissions import Role
from literacy.lib.db import Database
from literacy.progress.models import Assignment
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements
from tests.make import NOW
from tests.progress.learning import LESSONS, add_attempt, add_reading, before, pass_lessons

SignIn = Callable[[Person], Browser]
SOON = (NOW + timedelta(days=12)).date().isoformat()


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
    assert "06 Caching , Everyone: “The winter sale" in page


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
    # The page repeats the address that was asked for, and nothing else of it.
    assert own[0].replace("elsewhere", "") == own[1].replace("no-such-team", "")


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
    assert len(for_fifty) == len(for_five) <= 17


def test_a_name_with_marks_in_it_stays_a_name(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).name = "<b>Maya</b> & Co"

    assert "<b>Maya</b>" not in signed_in(people.grace).get("/team/campaigns").text


def test_the_address_says_whom_to_show(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        due(saving, people, days=-2)
        enlarge(saving, people, 5)
    grace = signed_in(people.grace)

    late = words(grace.get("/team/campaigns?show=late"))
    done = words(grace.get("/team/campaigns?show=done&module=06-caching"))
    named = words(grace.get("/team/campaigns?q=maya"))

    assert "5 of 6 people" in late and "Crowd 5 4" not in _grid(late)
    assert "1 of 6 people" in done and "Crowd 5 4" in _grid(done)
    assert "1 of 6 people" in named and "Maya Okafor" in _grid(named)


def _grid(page: str) -> str:
    """The part of the page below the form that chooses whom to show."""
    return (
        page.partition("In order of")[2]
        .partition("What the signs mean")[0]
        .partition("You see what is asked")[0]
    )


def test_nobody_found_leads_back_to_everyone(people: make.People, signed_in: SignIn) -> None:
    page = words(signed_in(people.grace).get("/team/campaigns?q=nobody"))

    assert "Nobody in this team fits. Show everyone" in page
    assert "Assign modules" in page


@pytest.mark.parametrize(
    "query",
    ["?show=scores", "?sort=attempts", "?module=99-gone", "?q=%00%ff", "?show=late&show=done&x=1"],
)
def test_an_address_that_makes_no_sense_shows_the_team(
    query: str, people: make.People, signed_in: SignIn
) -> None:
    response = signed_in(people.grace).get(f"/team/campaigns{query}")

    assert response.status_code == 200


def test_a_search_finds_nobody_of_another_team(people: make.People, signed_in: SignIn) -> None:
    grace = signed_in(people.grace)

    theirs, nobodys = (grace.get(f"/team/campaigns?q={name}") for name in ("Eve+Sato", "Eva+Sato"))

    assert words(theirs) == words(nobodys)
    assert "Nobody in this team fits." in words(theirs)


def test_what_is_typed_is_shown_as_text(people: make.People, signed_in: SignIn) -> None:
    page = signed_in(people.grace).get('/team/campaigns?q="><script>alert(1)</script>').text

    assert "<script>alert" not in page
    assert 'value="&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page


def test_all_teams_stand_on_one_page_with_links_to_whom_they_count(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        due(saving, people, days=-2)
        brand = make.team(saving, "Brand", [people.eve], people.grace)
        due(saving, people, days=3, team_id=brand.id)

    response = signed_in(people.grace).get("/team/")

    page = words(response)
    assert "Two teams. One person is past a date in Campaigns." in page
    assert "06 Caching , Nov 19 2 days ago" in page
    assert 'href="/team/campaigns?show=late#grid"' in response.text
    assert 'href="/team/brand?show=due#grid"' in response.text


def test_ten_teams_take_as_many_statements_as_two(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    grace = signed_in(people.grace)
    with database.transaction() as saving:
        make.team(saving, "Team 1", [people.eve], people.grace)
    with statements(database) as for_two:
        grace.get("/team/")
    with database.transaction() as saving:
        for number in range(2, 10):
            make.team(saving, f"Team {number}", [make.person(saving, f"P {number}")], people.grace)

    with statements(database) as for_ten:
        grace.get("/team/")

    assert len(for_ten) == len(for_two) <= 17
