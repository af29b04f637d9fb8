"""The glossary as its readers meet it: finding, reading, asking."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from literacy.content.shelf import Shelf
from literacy.glossary import actions, queries
from literacy.lib.db import Database
from literacy.lib.errors import TooMany
from tests.browsing import Browser, words
from tests.conftest import SetClock
from tests.make import NOW, People, viewer

SignIn = Callable[[object], Browser]


def test_the_glossary_lists_every_term(signed_in: SignIn, people: People, shelf: Shelf) -> None:
    page = words(signed_in(people.maya).get("/glossary/"))

    assert "Cache-Control" in page
    assert f"{len(shelf.catalogue.terms)} terms, kept by your own IT" in page


def test_terms_can_be_read_by_module(signed_in: SignIn, people: People) -> None:
    page = words(signed_in(people.maya).get("/glossary/?by=module"))

    assert "06 Caching" in page


def test_a_search_without_script_shows_what_it_found(signed_in: SignIn, people: People) -> None:
    page = words(signed_in(people.maya).get("/glossary/?q=incognito"))

    assert "1 term for “incognito”" in page
    assert "Private window" in page


def test_a_search_that_finds_nothing_offers_to_ask(signed_in: SignIn, people: People) -> None:
    page = words(signed_in(people.maya).get("/glossary/?q=cahce"))

    assert "Nobody has explained “cahce” so far." in page
    assert "Did you mean Cache" in page
    assert "Ask IT for this word" in page


@pytest.mark.parametrize("query", ["%", "'", "<script>alert(1)</script>", "x" * 5000, "\x00"])
def test_odd_searches_are_only_searches(signed_in: SignIn, people: People, query: str) -> None:
    response = signed_in(people.maya).get("/glossary/", query_string={"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.get_data(as_text=True)


def test_a_term_shows_all_it_has(signed_in: SignIn, people: People) -> None:
    page = words(signed_in(people.maya).get("/glossary/cdn"))

    for part in ("content delivery network", "Why you should care", "What IT hears", "Ask IT",
                 "For example", "Related", "Taught in", "Kept by web platform"):  # fmt: skip
        assert part in page


def test_a_term_links_only_lessons_that_can_be_read(signed_in: SignIn, people: People) -> None:
    page = signed_in(people.maya).get("/glossary/cdn").get_data(as_text=True)

    assert 'href="/lessons/why-caching"' in page
    assert 'href="/lessons/how-sites-fall-over"' not in page
    assert "(in preparation)" in page


def test_relations_are_shown_both_ways(signed_in: SignIn, people: People) -> None:
    page = signed_in(people.maya).get("/glossary/cookie").get_data(as_text=True)

    assert 'href="/glossary/third-party-cookie"' in page


def test_a_card_is_the_short_form(signed_in: SignIn, people: People) -> None:
    response = signed_in(people.maya).get("/glossary/cache/card")

    assert "Full entry" in words(response)
    assert "<html" not in response.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/glossary/no-such-term", "/glossary/no-such-term/card"])
def test_a_term_that_does_not_exist_is_not_there(
    signed_in: SignIn, people: People, path: str
) -> None:
    assert signed_in(people.maya).get(path).status_code == 404


def test_strangers_are_asked_to_sign_in(client: FlaskClient) -> None:
    response = client.get("/glossary/cache")

    assert response.status_code == 303
    assert response.location == "/login?next=/glossary/cache"


def test_a_word_can_be_asked_for(signed_in: SignIn, people: People, database: Database) -> None:
    maya = signed_in(people.maya)

    response = maya.post(
        "/glossary/request", word=" Dark  funnel ", context="In a meeting", place="/glossary/"
    )

    assert response.status_code == 303
    page = words(maya.get("/glossary/request"))
    assert "IT was asked about “Dark funnel”" in page
    assert "Waiting for IT" in page
    assert "Dark funnel" in words(signed_in(people.ivan).get("/author/"))


def test_asking_twice_is_asking_once(signed_in: SignIn, people: People, database: Database) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)

    for browser in (maya, maya, eve):
        browser.post("/glossary/request", word="dark-funnel")

    with database.reading() as session:
        asked = queries.open_requests(session)
    assert [(each.word, each.votes) for each in asked] == [("dark-funnel", 2)]


def test_me_too_counts_each_person_once(
    signed_in: SignIn, people: People, database: Database
) -> None:
    signed_in(people.maya).post("/glossary/request", word="Dark funnel")
    with database.reading() as session:
        asked = queries.open_requests(session)[0]
    eve = signed_in(people.eve)

    for _twice in range(2):
        assert eve.post(f"/glossary/request/{asked.id}/vote").status_code == 303

    with database.reading() as session:
        assert queries.open_requests(session)[0].votes == 2


def test_a_vote_for_no_request_is_not_there(signed_in: SignIn, people: People) -> None:
    assert signed_in(people.eve).post("/glossary/request/99/vote").status_code == 404


def test_a_known_word_is_offered_before_asking(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)

    page = words(maya.post("/glossary/request", word="delivery network"))

    assert "We have this one" in page
    with database.reading() as session:
        assert queries.open_requests(session) == ()


def test_a_known_word_can_be_asked_for_anyway(
    signed_in: SignIn, people: People, database: Database
) -> None:
    signed_in(people.maya).post("/glossary/request", word="fragment", anyway="y")

    with database.reading() as session:
        assert [each.word for each in queries.open_requests(session)] == ["fragment"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Write the word you want explained."),
        ({"word": "   "}, "Write the word you want explained."),
        ({"word": "x" * 81}, "80 characters at most"),
        ({"word": "cookie jar", "context": "y" * 501}, "Keep it to 500 characters."),
    ],
    ids=["nothing", "spaces", "too long", "too much context"],
)
def test_a_refused_request_says_why_and_keeps_what_was_typed(
    signed_in: SignIn, people: People, fields: dict[str, str], sentence: str
) -> None:
    response = signed_in(people.maya).post("/glossary/request", **fields)

    assert response.status_code == 422
    assert sentence in words(response)
    assert fields.get("context", "") in response.get_data(as_text=True)


def test_twenty_words_a_day_are_enough(database: Database, people: People) -> None:
    maya = viewer(people.maya)
    with database.transaction() as saving:
        for number in range(20):
            actions.request_term(saving, maya, word=f"word {number}", context="", place="", now=NOW)

        with pytest.raises(TooMany):
            actions.request_term(saving, maya, word="one more", context="", place="", now=NOW)
        tomorrow = NOW + timedelta(days=1, seconds=1)
        actions.request_term(saving, maya, word="one more", context="", place="", now=tomorrow)


def test_only_authors_see_the_queue(signed_in: SignIn, people: People) -> None:
    statuses = [
        signed_in(person).get("/author/").status_code
        for person in (people.maya, people.grace, people.rosa, people.ivan)
    ]

    assert statuses == [403, 403, 403, 200]


def test_a_word_is_escaped_wherever_it_is_shown(signed_in: SignIn, people: People) -> None:
    payload = "<img src=x onerror=alert(1)>"
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word=payload, context=payload, place=payload)

    pages = [
        maya.get("/glossary/request").get_data(as_text=True),
        signed_in(people.ivan).get("/author/").get_data(as_text=True),
    ]

    assert all("<img" not in page for page in pages)


def test_the_clock_of_the_site_dates_a_request(
    signed_in: SignIn, people: People, clock: SetClock, database: Database
) -> None:
    clock.at = NOW + timedelta(hours=1)

    signed_in(people.maya).post("/glossary/request", word="Dark funnel")

    with database.reading() as session:
        assert queries.open_requests(session)[0].at == NOW + timedelta(hours=1)
