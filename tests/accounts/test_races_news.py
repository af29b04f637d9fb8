"""Many senders at once: one mail for one piece of news, and no mail above the cap."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from literacy.accounts.models import NewsMail
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import Fate, NewsKind
from literacy.lib import db as store_module
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings
from tests import make


@pytest.fixture(autouse=True)
def patient_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "GATE_SECONDS", 30.0)


def fates(
    database: Database, settings: Settings, person_id: int, key: Callable[[int], str]
) -> list[Fate]:
    """What became of twenty pieces of news for one person, sent together."""

    def one(number: int) -> Fate:
        with database.transaction() as saving:
            return send_news(
                saving,
                person_id,
                NewsKind.REVIEW,
                "reminders/half-way",
                key=key(number),
                settings=settings,
                now=make.NOW,
            )

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(one, range(20)))


def rows(database: Database, table: type) -> int:
    with database.reading() as session:
        return len(session.scalars(select(table)).all())


def test_news_that_twenty_send_at_once_is_told_once(
    database: Database, people: make.People, settings: Settings
) -> None:
    told = fates(database, settings, people.maya.id, lambda _number: "the same")

    assert sorted(told) == [Fate.KNOWN] * 19 + [Fate.LEAVES]
    assert (rows(database, NewsMail), rows(database, OutboxMessage)) == (1, 1)


def test_twenty_pieces_at_once_do_not_pass_the_cap(
    database: Database, people: make.People, settings: Settings
) -> None:
    told = fates(database, settings, people.maya.id, str)

    assert told.count(Fate.LEAVES) == settings.mails_per_week == 3
    assert rows(database, OutboxMessage) == 3
