"""Several runs at the same moment remind each person once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from literacy.lib import db as store_module
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from literacy.progress.models import Assignment
from literacy.reminders.jobs import remind_all
from tests import make
from tests.reminders.test_actions_reminders import NOW, stop


@pytest.fixture(autouse=True)
def patient_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "GATE_SECONDS", 30.0)


def test_six_rounds_at_once_write_one_mail_each(
    database: Database, people: make.People, settings, shelf
) -> None:
    with database.transaction() as saving:
        crowd = [make.person(saving, f"Learner {number}") for number in range(10)]
        for person in crowd:
            # Two reasons each: the second must not leave beside the first.
            saving.add(
                Assignment(person_id=person.id, module="06-caching", due_on=NOW.date(), set_at=NOW)
            )
    for person in crowd:
        stop(database, person)

    def run(_number: int) -> int:
        return remind_all(settings, database, lambda: shelf.catalogue, now=NOW)

    with ThreadPoolExecutor(6) as threads:
        rounds = list(threads.map(run, range(6)))

    with database.reading() as session:
        sent = [row.body["to"] for row in session.scalars(select(OutboxMessage))]
    assert sum(rounds) == 10
    assert sorted(sent) == sorted(person.email for person in crowd)
