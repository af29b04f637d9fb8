"""A nudge reaches a person once a week, whoever sends it, and is written down."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.models import Person, StoppedNews
from literacy.accounts.news.kinds import NewsKind
from literacy.audit.models import AuditEntry
from literacy.lib.db import Database
from literacy.nudges.actions import send_nudge
from literacy.nudges.models import Nudge
from literacy.nudges.queries import nudged_this_week, nudges_seen
from literacy.nudges.week import week_of
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings
from tests import make
from tests.make import NOW

VALUES = {"manager": "Grace Lindqvist", "first": "Caching", "things": "06 Caching", "words": ""}


def nudge(
    session: Session, people: make.People, settings: Settings, *, by: Person | None = None,
    days: float = 0, words: str = "",
) -> bool:  # fmt: skip
    return send_nudge(
        session,
        make.viewer(by or people.grace),
        people.maya.id,
        team_id=people.campaigns.id,
        values=VALUES,
        words=words,
        settings=settings,
        now=NOW + timedelta(days=days),
    )


def mails(session: Session) -> list[str]:
    return [row.body["to"] for row in session.scalars(select(OutboxMessage))]


def test_a_nudge_goes_by_mail_and_to_the_home_page(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        assert nudge(saving, people, settings, words="Shall we look together?")

    with database.reading() as session:
        assert mails(session) == ["maya@example.com"]
        (seen,) = nudges_seen(session, make.viewer(people.maya), now=NOW)
        assert (seen.by, seen.words) == ("Grace Lindqvist", "Shall we look together?")
        later = NOW + timedelta(days=8)
        assert nudges_seen(session, make.viewer(people.maya), now=later) == ()
        assert nudges_seen(session, make.viewer(people.eve), now=NOW) == ()


def test_a_second_one_in_the_same_week_is_not_sent_whoever_sends_it(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        theo = make.person(saving, "Theo Brandt", role=make.Role.MANAGER)
        sent = [
            nudge(saving, people, settings),
            nudge(saving, people, settings),
            nudge(saving, people, settings, by=theo),
            nudge(saving, people, settings, days=7),
        ]

    assert sent == [True, False, False, True]


def test_the_store_itself_refuses_a_second_one(database: Database, people: make.People) -> None:
    with pytest.raises(IntegrityError), database.transaction() as saving:
        for _twice in range(2):
            saving.add(Nudge(person_id=people.maya.id, week=week_of(NOW), sent_at=NOW))
            saving.flush()


def test_who_has_left_is_not_nudged(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).deactivated_at = NOW

        assert not nudge(saving, people, settings)
        assert saving.scalars(select(Nudge)).all() == []


def test_who_stopped_such_mail_finds_it_on_the_home_page_alone(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        kind = NewsKind.REMINDER.value
        saving.add(StoppedNews(person_id=people.maya.id, kind=kind, at=NOW))

        assert nudge(saving, people, settings)

    with database.reading() as session:
        assert mails(session) == []
        assert len(nudges_seen(session, make.viewer(people.maya), now=NOW)) == 1


def test_each_nudge_is_in_the_log_without_its_words(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        nudge(saving, people, settings, words="Private")
        nudge(saving, people, settings)

    with database.reading() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "nudge.sent"))
        assert (entry.actor_id, entry.subject) == (people.grace.id, f"person:{people.maya.id}")
        assert entry.detail == {"week": "2026-W47"}


def test_who_was_nudged_is_known_for_the_week(
    database: Database, people: make.People, settings: Settings
) -> None:
    with database.transaction() as saving:
        nudge(saving, people, settings)
        both = [people.maya.id, people.eve.id]

        assert nudged_this_week(saving, both, now=NOW) == {people.maya.id}
        assert nudged_this_week(saving, both, now=NOW + timedelta(days=7)) == frozenset()
