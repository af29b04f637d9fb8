"""A lesson page that is made once for many readers carries nothing of any one of them."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from literacy.accounts.models import Person
from literacy.accounts.permissions import Role
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.web.access import viewer
from literacy.web.places import AnyReader, for_any_reader
from literacy.web.shared import SharedPages
from tests import make
from tests.browsing import Browser
from tests.make import People

SignIn = Callable[[Person], Browser]
LESSON = "/lessons/cache-rules"
TOKENS = re.compile(r'(?:data-token|name="csrf_token" value)="([^"]*)"')


def test_the_second_reader_gets_forms_of_her_own(signed_in: SignIn, people: People) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)

    of_maya = set(TOKENS.findall(maya.get(LESSON).get_data(as_text=True)))
    of_eve = set(TOKENS.findall(eve.get(LESSON).get_data(as_text=True)))

    assert len(of_maya) == len(of_eve) == 1
    assert of_maya.isdisjoint(of_eve)


def test_what_the_second_reader_sends_is_taken(signed_in: SignIn, people: People) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)
    maya.get(LESSON)
    token = TOKENS.search(eve.get(LESSON).get_data(as_text=True))
    assert token

    response = eve.client.post(
        f"{LESSON}/place", data={"anchor": "key-idea", "share": "0.9", "csrf_token": token[1]}
    )

    assert response.status_code == 204


def test_each_reader_sees_her_own_name(signed_in: SignIn, people: People) -> None:
    pages = {
        person.name: signed_in(person).get(LESSON).get_data(as_text=True)
        for person in (people.maya, people.eve, people.maya)
    }

    for name, page in pages.items():
        others = set(pages) - {name}
        assert f"{name}, your account" in page
        assert not any(f"{other}, your account" in page for other in others)


def test_a_name_is_text_in_a_shared_page(
    database: Database, signed_in: SignIn, people: People
) -> None:
    signed_in(people.eve).get(LESSON)
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).name = "<b>Maya</b> & Co"

    page = signed_in(people.maya).get(LESSON).get_data(as_text=True)

    assert "&lt;b&gt;Maya&lt;/b&gt; &amp; Co, your account" in page


def test_roles_and_themes_have_pages_of_their_own(
    database: Database, signed_in: SignIn, people: People
) -> None:
    assert 'href="/author/"' not in signed_in(people.maya).get(LESSON).get_data(as_text=True)
    assert 'href="/author/"' in signed_in(people.ivan).get(LESSON).get_data(as_text=True)
    with database.transaction() as saving:
        saving.get_one(Person, people.eve.id).theme = "dark"

    assert 'data-theme="dark"' in signed_in(people.eve).get(LESSON).get_data(as_text=True)
    assert "data-theme" not in signed_in(people.maya).get(LESSON).get_data(as_text=True)


def test_a_notice_is_shown_to_its_reader_alone(signed_in: SignIn, people: People) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)
    eve.get(LESSON)
    maya.post(f"{LESSON}/predictions/1")

    assert "Choose what you expect first." in maya.get(LESSON).get_data(as_text=True)
    assert "Choose what you expect first." not in eve.get(LESSON).get_data(as_text=True)


def test_a_shared_page_is_made_for_nobody(app: Flask, people: People, signed_in: SignIn) -> None:
    signed_in(people.maya)
    with (
        app.test_request_context(),
        for_any_reader(AnyReader(Role.LEARNER, "auto")),
        pytest.raises(AssertionError, match="made for none"),
    ):
        viewer()


def test_old_pages_make_room(app: Flask, database: Database, people: People) -> None:
    pages = SharedPages(kept=2)
    with database.transaction() as saving:
        token = make.session_token(saving, people.maya, at=utc_now())

    with app.test_request_context(headers={"Cookie": f"session={token}"}):
        made = [pages.page(number % 3, lambda: "made", {}) for number in range(6)]

    assert set(made) == {b"made"}
    assert len(pages._pages) == 2
