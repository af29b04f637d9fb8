"""The digest: three sentences, three names, once a week, to managers who asked for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, NewsAnswer, Person
from literacy.accounts.news.actions import answer_news, stop_news
from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.permissions import Role
from literacy.assignments.terms import Audience
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from literacy.reports.digest import sentences
from literacy.reports.jobs import write_digests
from literacy.reports.queries import page_of
from literacy.settings import Settings
from literacy.teams.queries import led_by
from tests import make
from tests.assignments.asking_things import asked, graces_desk
from tests.make import NOW
from tests.progress.learning import LESSONS, course, lesson, module, pass_lessons

COURSE = course(module(lesson()))


def letters(session: Session) -> list[dict[str, object]]:
    found = session.scalars(select(OutboxMessage)).all()
    return [row.body for row in found if row.body.get("template") == "reports/digest"]


def tell(database: Database, shelf: Shelf, settings: Settings, *, days: float = 0) -> int:
    return write_digests(
        settings, database, lambda: shelf.catalogue, now=NOW + timedelta(days=days)
    )


def say(session: Session, person: Person, *, wanted: bool = True, days: float = -21) -> None:
    answer_news(session, person.id, NewsKind.TEAMS, wanted=wanted, now=NOW + timedelta(days=days))


@pytest.fixture
def wanted(database: Database, people: make.People) -> None:
    """Grace asked for the digest three weeks ago."""
    with database.transaction() as saving:
        say(saving, people.grace)


def test_nobody_gets_one_who_has_not_asked_for_it(
    database: Database, people: make.People, shelf: Shelf, settings: Settings
) -> None:
    assert [tell(database, shelf, settings, days=days) for days in (0, 2, 9)] == [0, 0, 0]


@pytest.mark.parametrize(
    ("days", "written"),
    [(1.9, 0), (2, 1), (5, 1)],
    ids=["Monday before eight", "Monday at nine", "Thursday, nothing ran before"],
)
def test_who_asks_gets_the_first_one_on_the_next_monday(
    database: Database,
    people: make.People,
    shelf: Shelf,
    settings: Settings,
    days: float,
    written: int,
) -> None:
    with database.transaction() as saving:
        say(saving, people.grace, days=0)

    assert tell(database, shelf, settings) == 0
    assert tell(database, shelf, settings, days=days) == written


def test_monday_begins_by_the_managers_own_calendar(
    database: Database, people: make.People, shelf: Shelf, settings: Settings
) -> None:
    with database.transaction() as saving:
        say(saving, people.grace, days=0)
        saving.get_one(Person, people.grace.id).zone = "Pacific/Auckland"

    sunday_evening = 1.5  # In Auckland it is Monday, ten in the morning.
    assert tell(database, shelf, settings, days=sunday_evening) == 1
    assert tell(database, shelf, settings, days=3) == 0


def test_yes_again_puts_nothing_off(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    with database.transaction() as saving:
        say(saving, people.grace, days=0)

    assert tell(database, shelf, settings) == 1


def test_who_stops_it_gets_no_more_and_may_start_again(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    assert tell(database, shelf, settings) == 1
    with database.transaction() as saving:
        stop_news(saving, people.grace.id, NewsKind.TEAMS, now=NOW)
    assert tell(database, shelf, settings, days=7) == 0

    with database.transaction() as saving:
        say(saving, people.grace, days=7)

    assert tell(database, shelf, settings, days=14) == 1


def test_one_managers_yes_is_no_other_managers(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    with database.transaction() as saving:
        other = make.person(saving, "Theo Marsh", role=Role.MANAGER)
        saving.add(Management(team_id=people.campaigns.id, person_id=other.id, since=NOW))

    assert tell(database, shelf, settings) == 1

    with database.reading() as session:
        assert [each["to"] for each in letters(session)] == ["grace@example.com"]


def test_it_is_written_once_a_week_however_often_this_runs(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    written = [tell(database, shelf, settings, days=days) for days in (0, 0, 0.1, 7, 7)]

    assert written == [1, 0, 0, 1, 0]
    with database.reading() as session:
        assert [each["to"] for each in letters(session)] == ["grace@example.com"] * 2


@pytest.mark.parametrize("why", ["stopped", "closed", "demoted", "leads nobody", "empty team"])
def test_who_does_not_want_or_lead_gets_none(
    why: str,
    database: Database,
    people: make.People,
    wanted: None,
    shelf: Shelf,
    settings: Settings,
) -> None:
    with database.transaction() as saving:
        grace = saving.get_one(Person, people.grace.id)
        match why:
            case "stopped":
                saving.get_one(NewsAnswer, (grace.id, "teams")).wanted = False
            case "closed":
                grace.deactivated_at = NOW
            case "demoted":
                grace.role = "learner"
            case "leads nobody":
                saving.delete(saving.scalars(select(Management)).one())
            case _:
                saving.get_one(Person, people.maya.id).deactivated_at = NOW

    assert tell(database, shelf, settings) == 0


def test_in_quiet_hours_it_waits(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    assert tell(database, shelf, settings, days=0.5) == 0
    assert tell(database, shelf, settings, days=1) == 1


def test_it_names_three_people_and_counts_the_others(
    database: Database, people: make.People, wanted: None, shelf: Shelf, settings: Settings
) -> None:
    with database.transaction() as saving:
        row = asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
        row.due_on = NOW.date() - timedelta(days=2)
        for name in ("Ada", "Bo", "Cy", "Di"):
            person = make.person(saving, f"{name} Berg")
            saving.add(Membership(team_id=people.campaigns.id, person_id=person.id, since=NOW))
        pass_lessons(saving, people.maya, LESSONS)

    assert tell(database, shelf, settings) == 1

    with database.reading() as session:
        (letter,) = letters(session)
    assert letter["values"]["sentences"].split("\n") == [
        "Of five people in one team four are past a date: Ada Berg, Bo Berg, Cy Berg and one other.",
        "No date is near.",
        "One module passed in the last seven days.",
    ]


def test_a_quiet_week_says_so(database: Database, people: make.People) -> None:
    with database.reading() as session:
        (team,) = led_by(session, people.grace.id)
        page = page_of(session, COURSE, team, today=NOW.date())

    assert sentences({team.name: page}, today=NOW.date()) == (
        "Of one person in one team nobody is past a date.",
        "No date is near.",
        "No modules passed in the last seven days.",
    )
