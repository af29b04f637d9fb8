"""A company's own notes are found where everything is: while they stand, and on what can be read."""

import re
from collections.abc import Callable

import pytest

from literacy.accounts.models import Person
from literacy.glossary.company.models import CompanyNote
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]
EVIL = "<img src=x onerror=alert(1)> zeppelin"


@pytest.fixture
def write(people: make.People, signed_in: SignIn) -> Callable[[str, str], None]:
    """Ivan writes what his company says, from the version that stands."""
    ivan = signed_in(people.ivan)

    def note(about: str, text: str) -> None:
        page = ivan.get(f"/author/notes/{about}").get_data(as_text=True)
        based_on = re.findall(r'name="based_on"[^>]* value="(\d+)"', page)[0]
        assert ivan.post(f"/author/notes/{about}", text=text, based_on=based_on).status_code == 303

    return note


def test_notes_are_found_as_they_stand_and_not_as_they_were(
    people: make.People, signed_in: SignIn, write: Callable[[str, str], None]
) -> None:
    maya = signed_in(people.maya)
    write("term/cookie", "Our **zeppelin** keeps them for 90 days. Ask in #web-ops.")
    write("lesson/why-caching", "The zeppelin is our cache, and its [desk](/glossary/cache).")

    found = maya.get("/search?q=zeppelin").get_data(as_text=True)
    options = maya.get("/search/found?q=zeppelin").get_data(as_text=True)

    assert 'href="/glossary/cookie#in-our-company"' in found
    assert 'href="/lessons/why-caching#in-our-company"' in found
    assert "In our company What Harbour &amp; Finch says" in found.replace("</h2><p>", " ")
    assert "<mark>zeppelin</mark> keeps them" in found
    assert "In our company" in options
    assert 'id="in-our-company"' in maya.get("/glossary/cookie").get_data(as_text=True)
    assert 'id="in-our-company"' in maya.get("/lessons/why-caching").get_data(as_text=True)

    write("term/cookie", "Our dirigible keeps them.")
    write("lesson/why-caching", "")

    assert "No lesson and no term says" in words(maya.get("/search?q=zeppelin"))
    assert "/glossary/cookie#in-our-company" in maya.get("/search?q=dirigibles").get_data(
        as_text=True
    )


def test_a_note_on_what_the_course_has_no_longer_is_not_found(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        for about, ref in (("term", "gone"), ("lesson", "no-such-id")):
            row = {"text": "zeppelin", "number": 1, "at": make.NOW, "person_id": people.ivan.id}
            saving.add(CompanyNote(about=about, ref=ref, **row))

    assert "No lesson and no term says" in words(signed_in(people.maya).get("/search?q=zeppelin"))


def test_a_hostile_note_is_found_as_text(
    people: make.People, signed_in: SignIn, write: Callable[[str, str], None]
) -> None:
    write("term/cookie", EVIL)

    page = signed_in(people.maya).get("/search?q=zeppelin").get_data(as_text=True)

    assert "onerror=alert(1)&gt;" in page
    assert "<img" not in page
