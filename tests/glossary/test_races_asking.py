"""One word asked for by many at the same moment is one request."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from literacy.glossary import actions, queries
from literacy.lib.db import Database
from literacy.lib.errors import Busy
from tests import make

AT_ONCE = 8


def test_eight_people_at_once_make_one_request_with_eight_voices(database: Database) -> None:
    with database.transaction() as saving:
        people = [make.person(saving, f"Person {number}") for number in range(AT_ONCE)]
    ready = Barrier(AT_ONCE)

    def ask(number: int) -> None:
        ready.wait()
        while True:
            try:
                with database.transaction() as saving:
                    actions.request_term(
                        saving, make.viewer(people[number]), word="dark funnel",
                        context="", place="", now=make.NOW,
                    )  # fmt: skip
            except Busy:
                continue
            return

    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(ask, range(AT_ONCE)))

    with database.reading() as session:
        found = queries.waiting_requests(session)
    assert [(each.word, each.votes) for each in found] == [("dark funnel", AT_ONCE)]
