"""The page of results, and the options under the field."""

from collections.abc import Callable

import pytest

from literacy.accounts.models import Person
from literacy.lib.db import Database
from literacy.search.models import MissedSearch, SearchEdition
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements

SignIn = Callable[[Person], Browser]


def test_a_word_leads_to_its_term_and_to_the_headings_of_lessons(
    people: make.People, signed_in: SignIn
) -> None:
    page = signed_in(people.maya).get("/search?q=cdn").get_data(as_text=True)

    assert 'href="/glossary/cdn"' in page
    assert '<a href="/lessons/cdn-and-personalisation#' in page
    assert "<mark>CDN</mark>" in page


def test_a_page_says_what_was_not_found_and_how_to_ask(
    people: make.People, signed_in: SignIn
) -> None:
    page = signed_in(people.maya).get("/search?q=flux+capacitor&place=/lessons/cache-rules")

    assert "No lesson and no term says “flux capacitor”." in words(page)
    wanted = "/glossary/request?word=flux%20capacitor&amp;place=/lessons/cache-rules"
    assert wanted in page.get_data(as_text=True)


def test_a_slip_of_the_pen_is_offered_its_word(people: make.People, signed_in: SignIn) -> None:
    page = signed_in(people.maya).get("/search?q=coookie")

    assert "Did you mean" in words(page)


def test_words_that_never_stand_together_are_found_apart(
    people: make.People, signed_in: SignIn
) -> None:
    page = words(signed_in(people.maya).get("/search?q=cookie+capacitor"))

    assert "Nothing has all of “cookie capacitor”. These have some of it." in page


@pytest.mark.parametrize("query", ["", "+", "%00", "%F0%9F%99%82", "'%22*", "x" * 500])
def test_any_query_is_answered(people: make.People, signed_in: SignIn, query: str) -> None:
    browser = signed_in(people.maya)

    assert browser.get(f"/search?q={query}").status_code == 200
    assert browser.get(f"/search/found?q={query}").status_code == 200


def test_what_was_typed_stays_text(people: make.People, signed_in: SignIn) -> None:
    for path in ("/search", "/search/found"):
        page = signed_in(people.maya).get(
            f"{path}?q=<script>alert(1)</script>&place=//evil.example"
        )

        assert "<script>alert" not in page.get_data(as_text=True)
        assert "evil.example" not in page.get_data(as_text=True)


def test_every_page_has_the_field_and_the_page_of_results_one(
    people: make.People, signed_in: SignIn
) -> None:
    browser = signed_in(people.maya)

    for path in ("/", "/glossary/", "/lessons/cache-rules", "/me/", "/search"):
        assert browser.get(path).get_data(as_text=True).count("<search-box") == 1, path


def test_the_door_has_no_field(client: object) -> None:
    assert b"<search-box" not in client.get("/login").data


def test_the_options_are_a_part_of_a_page(people: make.People, signed_in: SignIn) -> None:
    page = signed_in(people.maya).get("/search/found?q=deliver").get_data(as_text=True)

    assert "<html" not in page
    assert page.count('role="option"') <= 8
    assert "All results for “deliver”" in page


def test_the_index_is_built_by_the_first_search_and_shared_by_the_next(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    browser = signed_in(people.maya)
    browser.get("/search?q=cache")

    with statements(database) as sent:
        browser.get("/search?q=cookie")

    with database.reading() as session:
        assert session.query(SearchEdition).count() == 4
    assert len([each for each in sent if each.startswith("SELECT")]) <= 7
    assert not [each for each in sent if each.startswith(("INSERT", "DELETE", "UPDATE"))]


def test_a_search_in_vain_is_counted_without_a_name(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    assert signed_in(people.maya).post("/search/missed", words="Hydration ").status_code == 204

    with database.reading() as session:
        kept = session.get(MissedSearch, "hydration")
    assert kept.times == 1
    assert set(MissedSearch.__table__.columns.keys()) == {"words", "times", "first_on", "last_on"}


@pytest.mark.parametrize("told", ["", "maya@example.com", "x" * 200, "a b c d e f", "12345678"])
def test_what_may_name_somebody_is_not_counted(
    people: make.People, signed_in: SignIn, database: Database, told: str
) -> None:
    assert signed_in(people.maya).post("/search/missed", words=told).status_code == 422

    with database.reading() as session:
        assert session.query(MissedSearch).count() == 0
