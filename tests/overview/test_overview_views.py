"""The overview page: for the administrator, in words, with a next step when there is nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete

from literacy.accounts.models import Person, Team
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.overview.jobs import count_teams
from literacy.progress.outline import course_outline
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]


def test_counts_are_shown_once_they_are_made(
    database: Database, shelf: Shelf, people: make.People, signed_in: SignIn
) -> None:
    rosa = signed_in(people.rosa)
    assert "Nothing is counted yet" in words(rosa.get("/admin/overview"))

    count_teams(database, course_outline(shelf.catalogue, today=make.NOW.date()), now=make.NOW)

    page = words(rosa.get("/admin/overview"))
    assert "Nothing is counted yet" not in page
    assert "06 Caching" in page
    assert "Fewer than five people are not broken down" in page


def test_no_team_at_all(database: Database, people: make.People, signed_in: SignIn) -> None:
    with database.transaction() as saving:
        saving.execute(delete(Team))

    assert "Make the first team" in words(signed_in(people.rosa).get("/admin/overview"))


@pytest.mark.parametrize(
    "query", ["q=%25", "q=" + "x" * 500, "page=0", "page=-3", "page=much", "page=9999999999"]
)
def test_any_question_gets_a_page(people: make.People, signed_in: SignIn, query: str) -> None:
    assert signed_in(people.rosa).get(f"/admin/overview?{query}").status_code == 200


def test_managers_do_not_see_the_company(people: make.People, signed_in: SignIn) -> None:
    assert signed_in(people.grace).get("/admin/overview").status_code == 403
