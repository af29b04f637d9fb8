"""The health board for authors, and the feed for whoever has its address."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.glossary.actions import Decision, request_term, settle_request
from literacy.glossary.readers.actions import vote_not_clear
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.wording import as_json, of_term
from literacy.glossary.uses import readable
from literacy.lib.db import Database
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from literacy.search.actions import count_miss
from literacy.settings import Settings
from literacy.upkeep.actions import note_changes
from literacy.upkeep.models import TermSeen
from tests import make
from tests.accounts.test_hostile_text import PAYLOADS
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]
ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_board_says_what_needs_somebody(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        count_miss(saving, "hydration", now=make.NOW)
        vote_not_clear(saving, make.viewer(people.maya), "cdn", why="An <b>edge</b>?", now=make.NOW)
    signed_in(people.maya).post("/glossary/request", word="webhooks galore")

    page = signed_in(people.ivan).get("/author/health")

    said = words(page)
    assert "hydration 1 time" in said
    assert "An <b>edge</b>?" in said
    assert "Maya" not in said
    assert "1 request. The typical wait is 0 days, the longest 0." in said
    assert "<b>edge" not in page.get_data(as_text=True)


def test_the_board_says_how_soon_it_answers(
    people: make.People, signed_in: SignIn, database: Database, settings: Settings
) -> None:
    assert "How soon IT answers" not in words(signed_in(people.ivan).get("/author/health"))
    with database.transaction() as saving:
        for word, hours in (("lamp", 5), ("desk", 30), ("chair", 80)):
            asked = request_term(
                saving, make.viewer(people.maya), word=word, context="", place="",
                now=make.NOW - timedelta(hours=hours),
            )  # fmt: skip
            settle_request(
                saving, make.viewer(people.ivan), asked.id, decision=Decision.DECLINED,
                reason="No.", settings=settings, now=make.NOW,
            )  # fmt: skip

    said = words(signed_in(people.ivan).get("/author/health"))

    assert "3 answers: 30 hours after the request in the middle, 3 days at the longest" in said
    assert "1 took more than two days" in said


def test_learners_have_no_board(people: make.People, signed_in: SignIn) -> None:
    maya = signed_in(people.maya)

    assert maya.get("/author/health").status_code == 403
    assert maya.get("/author/jargon").status_code == 403


def test_unexplained_words_are_listed_for_authors(people: make.People, signed_in: SignIn) -> None:
    assert "Words nothing explains" in words(signed_in(people.ivan).get("/author/jargon"))


def test_a_word_that_nothing_explains_leads_to_a_form_that_has_it(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    word, other = "lamp", "basket"
    signed_in(people.maya).post("/glossary/request", word=word)
    with database.transaction() as saving:
        count_miss(saving, other, now=make.NOW)
    ivan = signed_in(people.ivan)

    page = ivan.get("/author/jargon").get_data(as_text=True)

    found = re.search(rf'href="(/author/terms/new[^"]+)">Write a term<[^>]+>: {word}<', page)
    assert found[1].startswith("/author/terms/new?request=")
    assert f'value="{word.capitalize()}"' in ivan.get(found[1]).get_data(as_text=True)
    found = re.search(rf'href="(/author/terms/new[^"]+)">Write a term<[^>]+>: {other}<', page)
    assert found[1] == f"/author/terms/new?term={other}"
    assert f'value="{other.capitalize()}"' in ivan.get(found[1]).get_data(as_text=True)


def address(browser: Browser) -> str:
    page = browser.get("/author/health").get_data(as_text=True)
    return re.search(r'href="(/feeds/[^"]+)"', page)[1]


def test_the_feed_is_atom_and_needs_no_session(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf, client: object
) -> None:
    with database.transaction() as saving:
        note_changes(saving, readable(shelf.catalogue), now=make.NOW)

    response = client.get(address(signed_in(people.ivan)))

    feed = ElementTree.fromstring(response.data)
    entries = feed.findall(f"{ATOM}entry")
    assert response.mimetype == "application/atom+xml"
    assert len(entries) == 50
    assert all(feed.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated"))
    for each in entries:
        assert all(
            each.find(f"{ATOM}{name}").text for name in ("id", "title", "updated", "summary")
        )
    assert len({each.find(f"{ATOM}id").text for each in entries}) == 50


def test_whoever_reads_the_glossary_finds_the_feed_there(
    people: make.People, signed_in: SignIn, client: object
) -> None:
    page = signed_in(people.maya).get("/glossary/").get_data(as_text=True)

    path = re.search(r'<a href="(/feeds/[^"]+)">New and changed terms', page)[1]
    assert f'type="application/atom+xml" title="New and changed terms" href="{path}"' in page
    assert client.get(path).status_code == 200
    assert path != address(signed_in(people.ivan))


def test_an_empty_feed_is_a_feed(people: make.People, signed_in: SignIn, client: object) -> None:
    feed = ElementTree.fromstring(client.get(address(signed_in(people.ivan))).data)

    assert feed.find(f"{ATOM}updated").text


def test_nobody_guesses_the_address_of_a_feed(
    people: make.People, signed_in: SignIn, client: object
) -> None:
    path = address(signed_in(people.ivan))

    for wrong in (path[:30] + "x" + path[31:], f"/feeds/{people.maya.id}/{path.split('/')[3]}/glossary.atom",
                  "/feeds/99/x/glossary.atom", "/feeds/1/%F0%9F%99%82/glossary.atom"):  # fmt: skip
        assert client.get(wrong).status_code == 404


def test_the_address_dies_with_the_password_and_with_the_account(
    people: make.People, signed_in: SignIn, database: Database, client: object
) -> None:
    path = address(signed_in(people.ivan))
    with database.transaction() as saving:
        saving.get(Person, people.ivan.id).password_changed_at = make.NOW + timedelta(days=1)
    assert client.get(path).status_code == 404

    newer = address(signed_in(people.ivan))
    with database.transaction() as saving:
        saving.get(Person, people.ivan.id).deactivated_at = make.NOW

    assert client.get(newer).status_code == 404


def test_hostile_words_are_text_in_the_feed(
    people: make.People, signed_in: SignIn, database: Database, shelf: Shelf, client: object
) -> None:
    slugs = list(shelf.catalogue.terms)[: len(PAYLOADS)]
    with database.transaction() as saving:
        new_edition(saving, GLOSSARY)
        for slug, payload in zip(slugs, PAYLOADS, strict=True):
            hostile = {
                "term": f"Word {payload}",
                "definition": f"{payload} [x]({payload}) \x01\ufffe",
            }
            held = replace(of_term(shelf.catalogue.terms[slug]), **hostile)
            saving.add(
                TermRevision(
                    slug=slug, number=1, state="published", fields=as_json(held),
                    person_id=people.ivan.id, at=make.NOW, based_on=0,
                )
            )  # fmt: skip
            saving.add(TermSeen(slug=slug, digest="x", seen_at=make.NOW, changed_at=make.NOW))
    ivan = signed_in(people.ivan)

    feed = ElementTree.fromstring(client.get(address(ivan)).data)

    named = ("feed", "id", "title", "updated", "link", "author", "name", "entry", "summary")
    assert {each.tag for each in feed.iter()} == {f"{ATOM}{name}" for name in named}
    assert {name for each in feed.iter(f"{ATOM}entry") for name in each.attrib} == set()
    told = [each for entry in feed.iter(f"{ATOM}entry") for each in entry if each.text]
    # Whoever puts a title or a summary on a page as HTML, as it says it is, meets no element.
    as_html = [each.text for each in told if each.get("type") == "html"]
    assert len(as_html) == 2 * len(PAYLOADS)
    assert not any("<" in text for text in as_html)
    for link in feed.iter(f"{ATOM}link"):
        assert link.get("href").startswith(("/", "http"))
    titles = [each.findtext(f"{ATOM}title") for each in feed.iter(f"{ATOM}entry")]
    assert "Word &lt;svg onload=alert(1)&gt;" in titles
    assert len(titles) == len(PAYLOADS)
