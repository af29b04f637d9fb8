"""Looking after the glossary: changes are noted, votes settled, keepers told once a week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import NewsMail
from literacy.accounts.news.actions import stop_news
from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.permissions import Role
from literacy.content.catalogue import Catalogue
from literacy.glossary.actions import (
    Decision,
    accept_request,
    answer_requests,
    request_term,
    settle_request,
)
from literacy.glossary.queries import answer_times
from literacy.glossary.readers import actions as readers
from literacy.glossary.readers.queries import not_clear
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings
from literacy.upkeep.actions import note_changes, send_digests
from literacy.upkeep.jobs import look_after
from literacy.upkeep.queries import changed_terms
from tests import make
from tests.lessons.pages import course, lesson, term

DAY = timedelta(days=1)
MONDAY = make.NOW + 2 * DAY


def terms(*kept: object) -> Catalogue:
    return replace(course(lesson("x")), terms={each.slug: each for each in kept})


LATE = terms(term("Cache", owner="web", review_by=make.NOW.date() - DAY, definition="A copy."))


def test_changed_words_are_noted_and_settle_what_was_not_clear(
    people: make.People, db: Session
) -> None:
    before, after = term("Cache", definition="Old."), term("Cache", definition="New.")
    note_changes(db, [before, term("Edge")], now=make.NOW)
    readers.vote_not_clear(db, make.viewer(people.maya), "cache", now=make.NOW)

    assert note_changes(db, [before, term("Edge")], now=make.NOW + DAY) == 0
    assert len(not_clear(db)) == 1
    assert note_changes(db, [after, term("Edge")], now=make.NOW + 2 * DAY) == 1

    assert not_clear(db) == ()
    assert changed_terms(db, most=1) == (("cache", make.NOW + 2 * DAY),)


def test_the_time_from_request_to_answer_is_known_however_it_was_settled(
    people: make.People, db: Session, settings: Settings
) -> None:
    maya, ivan = make.viewer(people.maya), make.viewer(people.ivan)
    asked = [
        request_term(db, maya, word=word, context="", place="", now=make.NOW)
        for word in ("Lamp", "Desk", "Chair", "Shelf")
    ]
    for days, request, decision, slug in (
        (1, asked[0], Decision.DECLINED, ""),
        (3, asked[1], Decision.MERGED, "cache"),
    ):
        settle_request(
            *(db, ivan, request.id), decision=decision, reason="Because.", slug=slug,
            settings=settings, now=make.NOW + days * DAY,
        )  # fmt: skip
    answer_requests(db, ivan, {"chair": "Chair"}, settings=settings, now=make.NOW + 8 * DAY)

    times = answer_times(db, since=make.NOW)

    assert sorted(times) == [DAY, 3 * DAY, 8 * DAY]
    assert sorted(answer_times(db, since=make.NOW + 3 * DAY)) == [8 * DAY]


def test_a_request_that_somebody_writes_for_waits_still(
    people: make.People, db: Session, settings: Settings
) -> None:
    maya, ivan = make.viewer(people.maya), make.viewer(people.ivan)
    asked = request_term(db, maya, word="Lamp", context="", place="", now=make.NOW)
    accept_request(db, ivan, asked.id, slug="lamp")

    send_digests(db, terms(), settings=settings, now=make.NOW + 7 * DAY)

    assert answer_times(db, since=make.NOW) == ()
    assert db.scalars(select(OutboxMessage)).first().body["values"]["late"] == 1


def digests(db: Session, settings: Settings, now: datetime = MONDAY) -> int:
    return send_digests(db, LATE, settings=settings, now=now)


def test_keepers_are_told_once_a_week(people: make.People, db: Session, settings: Settings) -> None:
    assert digests(db, settings) == 1
    assert digests(db, settings, MONDAY + DAY) == 0
    assert digests(db, settings, MONDAY + 7 * DAY) == 1

    told = db.scalars(select(NewsMail.person_id)).all()
    assert set(told) == {people.ivan.id}
    assert db.scalars(select(OutboxMessage)).first().body["values"]["overdue"] == 1


def test_nothing_to_tell_is_not_told(people: make.People, db: Session, settings: Settings) -> None:
    assert send_digests(db, terms(), settings=settings, now=MONDAY) == 0


def test_who_stopped_digests_gets_none(
    people: make.People, db: Session, settings: Settings
) -> None:
    stop_news(db, people.ivan.id, NewsKind.DIGEST, now=make.NOW)

    assert digests(db, settings) == 0


def test_the_owning_team_is_told_and_others_are_not(
    people: make.People, db: Session, settings: Settings
) -> None:
    mei = make.person(db, "Mei Chen", role=Role.AUTHOR)
    owning = make.team(db, "web", [mei])

    digests(db, settings)

    assert owning.slug == "web"
    assert db.scalars(select(NewsMail.person_id)).all() == [mei.id]


@pytest.fixture
def opened() -> list[int]:
    return []


def test_the_course_is_opened_once_an_hour(
    people: make.People, database: Database, settings: Settings, opened: list[int]
) -> None:
    def open_course() -> Catalogue:
        opened.append(1)
        return LATE

    look: Callable[[datetime], None] = lambda now: look_after(  # noqa: E731
        settings, database, open_course, now=now
    )
    for minutes in (0, 5, 59, 61):
        look(MONDAY + timedelta(minutes=minutes))

    with database.reading() as session:
        told = session.scalar(select(func.count()).select_from(NewsMail))
    assert len(opened) == 2
    assert told == 1
