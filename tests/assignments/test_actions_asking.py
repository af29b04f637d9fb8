"""Asking, changing, taking back, putting back: what is kept, and who is bound by it."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person
from literacy.assignments import actions
from literacy.assignments.queries import company_desk, taken_back, team_desk
from literacy.assignments.terms import Audience, Draft, Terms, Thing
from literacy.audit.models import AuditEntry
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.errors import Forbidden, Invalid, NotFound
from literacy.progress.models import Assignment
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.queries import asked_in, asked_of
from tests import make
from tests.assignments.asking_things import (
    CACHING,
    ESSENTIALS,
    SOON,
    asked,
    graces_desk,
    rosas_desk,
)
from tests.make import NOW


@pytest.fixture
def course(shelf: Shelf) -> CourseOutline:
    return course_outline(shelf.catalogue, today=NOW.date())


def due_of(session: Session, course: CourseOutline, person: Person) -> dict[str, object]:
    return {each.module: each.due_on for each in asked_of(session, course, person.id)}


def join(session: Session, person: Person, team: int, *, days: int) -> None:
    since = NOW + timedelta(days=days)
    session.add(Membership(team_id=team, person_id=person.id, since=since))
    session.flush()


def test_a_team_is_asked_and_each_of_its_people_is_bound(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))

    with database.reading() as session:
        (mayas,) = asked_of(session, course, people.maya.id)

        assert (mayas.module, mayas.due_on, mayas.why) == ("06-caching", SOON, "The winter sale")
        assert mayas.set_by == "Grace Lindqvist"
        assert asked_of(session, course, people.eve.id) == ()


def test_a_joiner_gets_what_the_team_is_asked_and_a_leaver_loses_it(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
        join(saving, people.eve, people.campaigns.id, days=20)
        saving.execute(delete(Membership).where(Membership.person_id == people.maya.id))

    with database.reading() as session:
        assert due_of(session, course, people.eve) == {
            "06-caching": (NOW + timedelta(days=50)).date()
        }
        assert due_of(session, course, people.maya) == {}


def test_days_after_joining_hold_for_everybody(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        asked(saving, rosas_desk(people), Audience(), terms=Terms(joiner_days=45))
        late = make.person(saving, "New Hire", created_at=NOW + timedelta(days=10))

    with database.reading() as session:
        assert (
            due_of(session, course, people.maya)["06-caching"] == (NOW + timedelta(days=45)).date()
        )
        assert due_of(session, course, late)["06-caching"] == (NOW + timedelta(days=55)).date()


def test_one_person_in_a_team_is_asked_while_she_is_in_it(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        one = Audience(people.campaigns.id, people.maya.id)
        asked(saving, graces_desk(saving, people), one, ESSENTIALS)

    with database.reading() as session:
        found = asked_of(session, course, people.maya.id)
        assert {each.path for each in found} == {"The essentials"}
        assert len(found) == sum(
            any(lesson.essential for lesson in module.lessons) for module in course.modules
        )
    with database.transaction() as saving:
        saving.execute(delete(Membership).where(Membership.person_id == people.maya.id))
    with database.reading() as session:
        assert asked_of(session, course, people.maya.id) == ()


def test_one_teams_manager_is_not_told_what_anothers_asks(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        theo = make.person(saving, "Theo Brandt", role=make.Role.MANAGER)
        other = make.team(saving, "Brand", [people.maya], theo)
        theos = team_desk(saving, make.viewer(theo), "brand")
        asked(saving, theos, Audience(other.id, people.maya.id))
        asked(saving, theos, Audience(other.id), ESSENTIALS)

    with database.reading() as session:
        found = asked_in(session, course, [people.campaigns.id, other.id])

        assert found[people.campaigns.id].asks == ()
        assert found[people.campaigns.id].of_people == {people.maya.id: ()}
        assert len(found[other.id].asks) == 2


def test_asking_again_moves_the_day_and_adds_no_row(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        asked(saving, desk, Audience(people.campaigns.id))
        later = SOON + timedelta(days=7)
        asked(saving, desk, Audience(people.campaigns.id), terms=Terms(later, 14, "Moved"))

    with database.reading() as session:
        (row,) = session.scalars(select(Assignment)).all()
        assert (row.due_on, row.joiner_days, row.why) == (later, 14, "Moved")


def test_two_managers_at_once_leave_one_row(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))

    with pytest.raises(IntegrityError), database.transaction() as saving:
        saving.add(Assignment(team_id=people.campaigns.id, module="06-caching", set_at=NOW))


def test_what_was_taken_back_binds_nobody_and_can_be_put_back(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        number = asked(saving, desk, Audience(people.campaigns.id)).id
        actions.take_back(saving, desk, number, now=NOW)

        assert asked_of(saving, course, people.maya.id) == ()
        assert [each.id for each in taken_back(saving, desk, now=NOW)] == [number]
        assert taken_back(saving, desk, now=NOW + timedelta(days=31)) == ()

        actions.put_back(saving, desk, number, now=NOW)

        assert due_of(saving, course, people.maya) == {"06-caching": SOON}


def test_taking_back_twice_says_that_it_is_gone(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        number = asked(saving, desk, Audience(people.campaigns.id)).id
        actions.take_back(saving, desk, number, now=NOW)

        with pytest.raises(NotFound, match="taken back"):
            actions.take_back(saving, desk, number, now=NOW)
        with pytest.raises(NotFound, match="taken back"):
            actions.change(saving, desk, number, Terms(SOON), now=NOW)


def test_asking_for_what_was_taken_back_counts_the_days_anew(
    database: Database, people: make.People, course: CourseOutline
) -> None:
    later = NOW + timedelta(days=90)
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        team = Audience(people.campaigns.id)
        number = asked(saving, desk, team, terms=Terms(joiner_days=30)).id
        actions.take_back(saving, desk, number, now=NOW)
        draft = Draft((CACHING,), (team,), Terms(joiner_days=30))
        (again,) = actions.ask(saving, desk, draft, now=later)

        assert again.id == number
        assert due_of(saving, course, people.maya) == {
            "06-caching": (later + timedelta(days=30)).date()
        }


@pytest.mark.parametrize("whom", ["another team", "a stranger", "a stranger by name", "everybody"])
def test_a_manager_asks_nobody_outside_her_team(
    whom: str, database: Database, people: make.People
) -> None:
    audience = {
        "another team": Audience(people.elsewhere.id),
        "a stranger": Audience(people.campaigns.id, people.eve.id),
        "a stranger by name": Audience(person_id=people.eve.id),
        "everybody": Audience(),
    }[whom]

    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        with pytest.raises(NotFound, match="not in the team"):
            asked(saving, desk, audience)

        assert saving.scalar(select(func.count()).select_from(Assignment)) == 0


def test_a_manager_changes_nothing_of_another_team_or_of_the_company(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        rosa = rosas_desk(people)
        numbers = [
            asked(saving, rosa, audience).id
            for audience in (
                Audience(),
                Audience(people.elsewhere.id),
                Audience(person_id=people.maya.id),
            )
        ]
        desk = graces_desk(saving, people)
        for number in numbers:
            with pytest.raises(NotFound):
                actions.take_back(saving, desk, number, now=NOW)


def test_an_administrator_may_change_what_a_manager_asked(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        number = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id)).id
        changed = actions.change(
            saving, rosas_desk(people), number, Terms(SOON, why="Agreed"), now=NOW
        )

        assert (changed.why, changed.set_by) == ("Agreed", people.rosa.id)


def test_only_administrators_have_the_companys_desk(people: make.People) -> None:
    with pytest.raises(Forbidden):
        company_desk(make.viewer(people.grace))


def test_a_day_that_has_passed_is_refused_but_may_stay(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        with pytest.raises(Invalid, match="has passed"):
            asked(
                saving, desk, Audience(people.campaigns.id), terms=Terms(NOW.date() - timedelta(1))
            )
        number = asked(saving, desk, Audience(people.campaigns.id)).id
        a_month_later = NOW + timedelta(days=30)
        changed = actions.change(saving, desk, number, Terms(SOON, why="Still"), now=a_month_later)

        assert changed.why == "Still"


def test_a_team_that_is_gone_is_refused(database: Database, people: make.People) -> None:
    with database.transaction() as saving, pytest.raises(NotFound, match="does not exist"):
        asked(saving, rosas_desk(people), Audience(team_id=987654))


def test_a_row_asks_for_one_thing_exactly(database: Database, people: make.People) -> None:
    for wrong in ({}, {"module": "06-caching", "path": "essentials"}):
        with pytest.raises(IntegrityError), database.transaction() as saving:
            saving.add(Assignment(team_id=people.campaigns.id, due_on=SOON, set_at=NOW, **wrong))


def test_each_step_is_in_the_log(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        desk = graces_desk(saving, people)
        number = asked(saving, desk, Audience(people.campaigns.id)).id
        actions.change(saving, desk, number, Terms(SOON + timedelta(days=1)), now=NOW)
        actions.take_back(saving, desk, number, now=NOW)
        actions.put_back(saving, desk, number, now=NOW)
        asked(saving, desk, Audience(people.campaigns.id, people.maya.id))
        asked(saving, rosas_desk(people), Audience(), Thing(path="course"))

    with database.reading() as session:
        log = session.scalars(
            select(AuditEntry).where(AuditEntry.action.like("assignment.%")).order_by(AuditEntry.id)
        ).all()
    assert [(each.action, each.actor_id, each.subject) for each in log] == [
        ("assignment.set", people.grace.id, "team:campaigns"),
        ("assignment.set", people.grace.id, "team:campaigns"),
        ("assignment.taken_back", people.grace.id, "team:campaigns"),
        ("assignment.put_back", people.grace.id, "team:campaigns"),
        ("assignment.set", people.grace.id, f"person:{people.maya.id}"),
        ("assignment.set", people.rosa.id, "everybody"),
    ]
    assert log[1].detail["before"] == SOON.isoformat()
