"""What a viewer may see of people and teams."""

import pytest
from sqlalchemy.orm import Session

from literacy.accounts import queries
from literacy.accounts.actions import people as actions
from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.people import Filter, State
from literacy.accounts.permissions import Role
from literacy.lib.db import Database
from literacy.lib.errors import NotFound
from literacy.outbox.models import OutboxMessage
from tests import make
from tests.counting import statements

NOW = make.NOW


def names(page) -> list[str]:
    return [person.name for person in page.people]


def found(db: Session, **wanted: object) -> list[str]:
    return names(queries.people_page(db, Filter(**wanted), number=1))


def test_a_manager_sees_the_members_of_her_team_by_name(people: make.People, db: Session) -> None:
    db.add(Membership(team_id=people.campaigns.id, person_id=people.ivan.id, since=NOW))
    db.flush()

    seen = queries.members(db, make.viewer(people.grace), "campaigns")

    assert [member.name for member in seen] == ["Ivan Petrov", "Maya Okafor"]


@pytest.mark.parametrize("slug", ["elsewhere", "no-such-team", ""])
def test_a_team_she_does_not_manage_is_not_there(
    people: make.People, db: Session, slug: str
) -> None:
    with pytest.raises(NotFound):
        queries.members(db, make.viewer(people.grace), slug)


@pytest.mark.parametrize("who", ["maya", "ivan", "rosa", "eve"])
def test_nobody_else_sees_the_team(people: make.People, db: Session, who: str) -> None:
    with pytest.raises(NotFound):
        queries.members(db, make.viewer(getattr(people, who)), "campaigns")


def test_who_is_no_manager_any_more_sees_no_team(people: make.People, db: Session) -> None:
    grace = db.get_one(Person, people.grace.id)
    grace.role = Role.LEARNER.value

    assert queries.teams_managed_by(db, make.viewer(grace)) == ()


def test_a_manager_of_two_teams_sees_both_by_name(people: make.People, db: Session) -> None:
    second = make.team(db, "Second", [people.maya], people.grace)

    assert [team.slug for team in queries.teams_managed_by(db, make.viewer(people.grace))] == [
        "campaigns",
        second.slug,
    ]


def test_a_closed_account_leaves_the_managers_list(people: make.People, db: Session) -> None:
    db.get_one(Person, people.maya.id).deactivated_at = NOW
    db.flush()

    assert queries.members(db, make.viewer(people.grace), "campaigns") == ()


def test_a_learner_is_told_who_manages_her(people: make.People, db: Session) -> None:
    account = queries.account_of(db, make.viewer(people.maya))

    assert (account.teams, account.managers) == (("Campaigns",), ("Grace Lindqvist",))


def test_she_is_not_told_of_one_who_is_no_manager_any_more(
    people: make.People, db: Session
) -> None:
    db.get_one(Person, people.grace.id).role = Role.LEARNER.value
    db.flush()

    assert queries.account_of(db, make.viewer(people.maya)).managers == ()


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("okafor", ["Maya Okafor"]),
        ("OKAFOR", ["Maya Okafor"]),
        ("eve@", ["Eve Sato"]),
        ("%", []),
        ("_", []),
        ("' or 1=1 --", []),
        ("özge", ["Özge Yılmaz"]),
    ],
)
def test_people_are_found_by_part_of_name_or_address(
    people: make.People, db: Session, search: str, expected: list[str]
) -> None:
    make.person(db, "Özge Yılmaz", email="oezge@example.com")

    assert found(db, search=search) == expected


def test_filters_narrow_the_list_together(people: make.People, db: Session) -> None:
    make.person(db, "Invited One")
    make.person(db, "Closed One", password_hash="$", deactivated_at=NOW)

    assert found(db, team="campaigns") == ["Maya Okafor"]
    assert found(db, role=Role.ADMIN) == ["Rosa Marin"]
    assert found(db, state=State.INVITED) == ["Invited One"]
    assert found(db, state=State.CLOSED) == ["Closed One"]
    assert found(db, team="campaigns", role=Role.ADMIN) == []
    assert len(found(db, state=State.ACTIVE)) == 5


def test_pages_hold_fifty_and_every_person_is_on_one(people: make.People, db: Session) -> None:
    for number in range(120):
        make.person(db, f"Person {number:03}")

    pages = [queries.people_page(db, Filter(), number=number) for number in (1, 2, 3)]

    assert [len(page.people) for page in pages] == [50, 50, 25]
    assert len({person.id for page in pages for person in page.people}) == 125
    assert pages[0].count == 3


@pytest.mark.parametrize("number", [0, -5, 99, 10**8])
def test_a_page_that_is_not_there_shows_the_nearest(
    people: make.People, db: Session, number: int
) -> None:
    page = queries.people_page(db, Filter(), number=number)

    assert (page.number, len(page.people)) == (1, 5)


def test_a_manager_stands_with_the_teams_she_leads(people: make.People, db: Session) -> None:
    lines = {line.name: line for line in queries.people_page(db, Filter(), number=1).people}

    assert people.campaigns.name in lines[people.grace.name].manages
    assert lines[people.maya.name].manages == ()


def asked_by(database: Database, act) -> int:
    with statements(database) as sent:
        act()
    return len(sent)


def test_the_list_of_people_takes_the_same_queries_for_few_and_many(
    people: make.People, database: Database
) -> None:
    def show() -> None:
        with database.reading() as session:
            queries.people_page(session, Filter(), number=1)
            queries.team_lines(session)

    few = asked_by(database, show)
    with database.transaction() as saving:
        made = [make.person(saving, f"Person {number}") for number in range(60)]
        make.team(saving, "Large", made, people.grace)

    assert asked_by(database, show) == few <= 9


@pytest.mark.parametrize(
    ("sent_at", "problem"), [(None, ""), (None, "The mail server is down."), (NOW, "")]
)
def test_a_list_says_what_became_of_an_invitations_mail(
    people: make.People, db: Session, sent_at, problem: str
) -> None:
    person, _token = actions.invite(
        db, email="new@example.com", name="New", role=Role.LEARNER, by=None, key="k", now=NOW
    )
    message = db.query(OutboxMessage).one()
    message.sent_at, message.problem = sent_at, problem
    db.flush()

    line = queries.people_page(db, Filter(search="new@"), number=1).people[0]

    assert line.mail and (line.mail.sent_at, line.mail.problem) == (sent_at, problem)
    assert queries.person_seen(db, person.id, now=NOW).mail == line.mail


def test_teams_are_listed_with_size_and_managers(people: make.People, db: Session) -> None:
    make.team(db, "Empty", [])
    db.add(Management(team_id=people.campaigns.id, person_id=people.rosa.id, since=NOW))
    db.flush()

    lines = {line.slug: (line.members, line.managers) for line in queries.team_lines(db)}

    assert lines == {
        "campaigns": (1, ("Grace Lindqvist", "Rosa Marin")),
        "elsewhere": (1, ()),
        "empty": (0, ()),
    }


def test_ones_sessions_begin_with_this_browser(people: make.People, db: Session) -> None:
    make.session_token(db, people.maya)
    make.session_token(db, people.maya)
    make.session_token(db, people.eve)
    viewer = make.viewer(people.maya)

    seen = queries.sessions_of(db, viewer, now=NOW)

    assert [session.is_this for session in seen] == [False, False]
    assert {session.device for session in seen} == {"Test browser"}


def test_a_stranger_is_not_found_by_address(db: Session) -> None:
    with pytest.raises(NotFound, match=r"Nobody has the address x@example\.com"):
        queries.person_called(db, "x@example.com")


def test_somebody_exists_only_with_people(db: Session) -> None:
    assert not queries.somebody_exists(db)
    make.person(db, "First")
    assert queries.somebody_exists(db)
