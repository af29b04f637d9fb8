"""Reminding: once a day at most, once for each reason, by day, never to who has left."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.accounts.actions.doors import save_profile
from literacy.accounts.actions.people import deactivate
from literacy.accounts.models import NewsMail, Person, StoppedNews
from literacy.lessons.models import Reading
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from literacy.progress.models import Assignment
from literacy.reminders.jobs import remind_all
from literacy.reminders.queries import candidates
from literacy.review.models import ReviewCard
from tests import make
from tests.counting import statements

NOW = make.NOW
LESSON = "why-caching"


@pytest.fixture
def remind(database: Database, settings, shelf):
    """Run the round at a moment; how many were reminded."""

    def run(at=NOW) -> int:
        return remind_all(settings, database, lambda: shelf.catalogue, now=at)

    return run


def stop(database: Database, person: Person, *, days: float = 4, lesson: str = LESSON) -> None:
    at = NOW - timedelta(days=days)
    with database.transaction() as saving:
        saving.merge(
            Reading(
                person_id=person.id,
                lesson=lesson,
                anchor="x",
                share=0.5,
                device="phone",
                started_at=at,
                updated_at=at,
            )
        )


def ask(database: Database, *, days: int = 5, **whom: int) -> None:
    with database.transaction() as saving:
        due_on = (NOW + timedelta(days=days)).date()
        saving.add(Assignment(module="06-caching", due_on=due_on, set_at=NOW, **whom))


def fade(database: Database, person: Person, lessons: dict[str, tuple[str, ...]]) -> None:
    """Every area of these lessons as a card that came due a week ago."""
    met, due = (NOW - timedelta(days=9)).date(), (NOW - timedelta(days=7)).date()
    with database.transaction() as saving:
        saving.add_all(
            ReviewCard(
                person_id=person.id,
                subject=f"area/{lesson}/{area}",
                turns=1,
                first_on=met,
                stability=2.0,
                difficulty=5.0,
                last_on=met,
                due_on=due,
                rating=3,
            )
            for lesson, areas in lessons.items()
            for area in areas
        )


def mails(database: Database) -> list[dict]:
    with database.reading() as session:
        return [row.body for row in session.scalars(select(OutboxMessage))]


def test_who_stopped_half_way_gets_one_mail_however_often_this_runs(
    database: Database, people: make.People, remind
) -> None:
    stop(database, people.maya)

    rounds = [remind(), remind(), remind(NOW + timedelta(hours=5)), remind(NOW + timedelta(days=1))]

    assert rounds == [1, 0, 0, 0]
    (mail,) = mails(database)
    assert mail["to"] == "maya@example.com"
    assert mail["path"] == f"/lessons/{LESSON}"


def test_a_team_is_told_of_its_date_each_member_once(
    database: Database, people: make.People, remind
) -> None:
    ask(database, team_id=people.campaigns.id)

    assert [remind(), remind(NOW + timedelta(days=1))] == [1, 0]
    assert mails(database)[0]["values"]["when"] == "in 5 days"


def test_a_date_is_told_again_the_day_before(
    database: Database, people: make.People, remind
) -> None:
    ask(database, person_id=people.eve.id)

    rounds = [remind(NOW + timedelta(days=day)) for day in range(8)]

    assert rounds == [1, 0, 0, 0, 1, 0, 0, 0]


def test_two_reasons_take_two_days(database: Database, people: make.People, remind) -> None:
    ask(database, person_id=people.maya.id)
    stop(database, people.maya)

    assert [remind(), remind(NOW + timedelta(hours=19)), remind(NOW + timedelta(days=1))] == [
        1,
        0,
        1,
    ]
    assert [mail["template"] for mail in mails(database)] == [
        "reminders/deadline",
        "reminders/half-way",
    ]


def test_what_fades_is_told_once_a_week(
    database: Database, people: make.People, remind, shelf
) -> None:
    banks = shelf.catalogue.banks
    fade(
        database, people.maya, {slug: tuple(banks[slug].areas) for slug in (LESSON, "cache-rules")}
    )

    rounds = [remind(NOW + timedelta(days=day)) for day in range(8)]

    # November 21 is a Saturday: a new week begins two days later.
    assert rounds == [1, 0, 1, 0, 0, 0, 0, 0]
    assert mails(database)[0]["path"] == "/review"


def test_nobody_is_reminded_at_night_but_in_the_morning(
    database: Database, people: make.People, remind
) -> None:
    stop(database, people.maya)

    assert remind(NOW.replace(hour=22)) == 0
    assert remind(NOW.replace(hour=8) + timedelta(days=1)) == 1


def test_morning_is_where_the_person_is(database: Database, people: make.People, remind) -> None:
    stop(database, people.maya)
    stop(database, people.eve)
    with database.transaction() as saving:
        save_profile(
            saving, people.maya.id, name="Maya", job="", theme="auto", zone="Asia/Tokyo", now=NOW
        )

    remind(NOW)

    assert [mail["to"] for mail in mails(database)] == ["eve@example.com"]
    assert remind(NOW.replace(hour=23)) == 1


def test_who_has_left_is_not_reminded(database: Database, people: make.People, remind) -> None:
    stop(database, people.maya)
    with database.transaction() as saving:
        deactivate(saving, people.maya.id, by=people.rosa.id, now=NOW)

    assert remind() == 0
    assert mails(database) == []


def test_who_wants_no_reminders_still_hears_of_dates(
    database: Database, people: make.People, remind
) -> None:
    stop(database, people.maya)
    with database.transaction() as saving:
        saving.add(StoppedNews(person_id=people.maya.id, kind="reminder", at=NOW))
    assert remind() == 0

    ask(database, person_id=people.maya.id)

    assert remind(NOW + timedelta(days=1)) == 1


def test_the_weekly_cap_counts_reminders_too(
    database: Database, people: make.People, remind
) -> None:
    stop(database, people.maya)
    with database.transaction() as saving:
        for number in range(3):
            saving.add(
                NewsMail(person_id=people.maya.id, kind="request", key=f"n{number}", leaves_at=NOW)
            )

    assert remind() == 0


def test_the_course_is_not_opened_for_nobody(
    database: Database, people: make.People, settings
) -> None:
    def open_course():
        raise AssertionError("nobody has a reason")

    assert remind_all(settings, database, open_course, now=NOW) == 0


def test_finding_who_has_a_reason_is_one_statement_for_many(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        crowd = [make.person(saving, f"Learner {number}") for number in range(30)]
    for person in crowd:
        stop(database, person)

    with statements(database) as sent, database.reading() as session:
        found = candidates(session, zone="UTC", now=NOW)

    assert len(found) == 30
    assert len([each for each in sent if each.startswith("SELECT")]) == 1
