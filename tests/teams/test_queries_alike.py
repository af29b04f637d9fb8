"""What another manager leads can't be told from what does not exist, not even by the store's work.

The same statements in the same order are the same work; a clock would only tell it by chance.
"""

from collections.abc import Callable

import pytest

from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.permissions import Role
from literacy.assignments.terms import Audience
from literacy.lib.db import Database
from tests import make
from tests.assignments.asking_things import asked, graces_desk
from tests.browsing import Browser
from tests.counting import statements
from tests.make import NOW

SignIn = Callable[[Person], Browser]
READ = (
    "/team/{}",
    "/team/{}?show=late&module=06-caching&sort=job",
    "/team/{}?q=Number",
    "/team/{}/1",
    "/team/{}/conversations/any",
    "/team/{}/signal",
    "/team/{}/deadlines.ics",
    "/team/{}/assignments",
    "/team/{}/assignments/new",
    "/team/{}/nudge",
)
SENT = (
    "/team/{}/export.csv",
    "/team/{}/export.xlsx",
    "/team/{}/export.csv?q=Number",
    "/team/{}/signal",
)


@pytest.fixture
def grace(database: Database, people: make.People, signed_in: SignIn) -> Browser:
    """She leads one team; Nora leads one of thirty people, where things happen."""
    with database.transaction() as saving:
        nora = make.person(saving, "Nora Lind", role=Role.MANAGER)
        saving.add(Management(team_id=people.elsewhere.id, person_id=nora.id, since=NOW))
        for number in range(30):
            person = make.person(saving, f"Number {number}")
            saving.add(Membership(team_id=people.elsewhere.id, person_id=person.id, since=NOW))
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
    browser = signed_in(people.grace)
    browser.get("/team/campaigns")
    return browser


def work(database: Database, act: Callable[[], int]) -> tuple[int, list[str]]:
    """The status of an answer, and every statement on the way to it."""
    with statements(database) as sent:
        status = act()
    return status, sent


@pytest.mark.parametrize("address", READ)
def test_a_page_of_another_team_takes_the_work_of_none(
    address: str, grace: Browser, database: Database
) -> None:
    other = work(database, lambda: grace.get(address.format("elsewhere")).status_code)
    none = work(database, lambda: grace.get(address.format("no-such")).status_code)

    assert other[0] == 404
    assert other == none


@pytest.mark.parametrize("address", SENT)
def test_a_file_of_another_team_takes_the_work_of_none(
    address: str, grace: Browser, database: Database
) -> None:
    other = work(database, lambda: grace.post(address.format("elsewhere")).status_code)
    none = work(database, lambda: grace.post(address.format("no-such")).status_code)

    assert other[0] == 404
    assert other == none


@pytest.mark.parametrize("address", ["/team/campaigns/{}", "/team/campaigns?q={}"])
def test_somebody_of_another_team_takes_the_work_of_nobody(
    address: str, grace: Browser, people: make.People, database: Database
) -> None:
    known = str(people.eve.id) if address.endswith("/{}") else "Sato"
    unknown = "987654" if address.endswith("/{}") else "Satx"

    other = work(database, lambda: grace.get(address.format(known)).status_code)
    none = work(database, lambda: grace.get(address.format(unknown)).status_code)

    assert other == none


def test_a_search_for_somebody_of_another_team_takes_the_work_it_takes_when_she_is_nobody(
    grace: Browser, people: make.People, database: Database
) -> None:
    def searched(name: str) -> tuple[int, list[str]]:
        with database.transaction() as saving:
            saving.get_one(Person, people.eve.id).name = name
        grace.get("/search?q=Sato")
        return work(database, lambda: grace.get("/search?q=Sato").status_code)

    # The first search of all makes the index.
    grace.get("/search?q=Sato")

    assert searched("Eva Sato") == searched("Another Name")


def test_ones_own_team_is_more_work(grace: Browser, database: Database) -> None:
    own = work(database, lambda: grace.get("/team/campaigns").status_code)
    none = work(database, lambda: grace.get("/team/no-such").status_code)

    assert own[0] == 200
    assert len(own[1]) > len(none[1])
