"""“I’m stuck” in the browser: the form, who sees it, and every way it can go wrong."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from literacy.accounts.models import Management, Membership, Person
from literacy.help.models import HelpCall
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.make import NOW

SignIn = Callable[[Person], Browser]


def asked(browser: Browser, people: make.People, **given: object) -> object:
    fields = {"to": people.grace.id, "lesson": "cache-rules", "note": "Old price?", **given}
    return browser.post("/me/help", **fields)


def call_of(database: Database) -> HelpCall:
    with database.reading() as session:
        return session.scalars(select(HelpCall)).one()


def test_the_lesson_page_leads_to_help_with_itself_filled_in(
    people: make.People, signed_in: SignIn
) -> None:
    maya = signed_in(people.maya)

    lesson = maya.get("/lessons/cache-rules").text
    form = maya.get("/me/help?lesson=cache-rules").text

    assert '<a class="button plain" href="/me/help?lesson=cache-rules">I’m stuck</a>' in lesson
    assert '<option value="cache-rules" selected>' in form


def test_the_page_says_who_will_see_it(people: make.People, signed_in: SignIn) -> None:
    page = words(signed_in(people.maya).get("/me/help"))

    assert "Only the person you choose sees it" in page
    assert "Grace Lindqvist" in page
    assert "Eve Sato" not in page


def test_who_is_asked_finds_it_on_her_home_and_closes_it(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya, grace = signed_in(people.maya), signed_in(people.grace)

    told = asked(maya, people)

    assert (told.status_code, told.location) == (303, "/me/help")
    assert "Maya Okafor asks for your help" in words(grace.get("/"))
    assert "Old price?" in words(grace.get("/me/help"))
    done = grace.post(f"/me/help/{call_of(database).id}/closing", follow=True)
    assert "Closed. Maya Okafor reads on the home page that you have helped." in words(done)
    assert "Nobody asks you for help right now." in words(done)
    assert "Grace Lindqvist says to have helped you about" in words(maya.get("/"))


def test_the_asker_sees_her_call_and_takes_it_back(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya = signed_in(people.maya)
    asked(maya, people)

    page = words(maya.get("/me/help"))
    home = words(maya.get("/"))
    gone = maya.post(f"/me/help/{call_of(database).id}/withdrawal", follow=True)

    assert "Only Grace Lindqvist sees this." in page
    assert "You asked Grace Lindqvist for help" in home
    assert "Withdrawn. Grace Lindqvist no longer sees your call" in words(gone)
    assert "asks for your help" not in words(signed_in(people.grace).get("/"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"to": ""}, "Choose who should help you."),
        ({"to": "zero"}, "Choose who should help you."),
        ({"to": "999999"}, "Choose who should help you."),
        ({"lesson": "no-such-lesson"}, "Choose a lesson, or the course in general."),
        ({"note": "x" * 501}, "Keep it under 500 characters."),
    ],
    ids=["nobody", "no number", "unknown", "no lesson", "too long"],
)
def test_a_call_that_makes_no_sense_is_refused_in_words(
    fields: dict[str, str], sentence: str, people: make.People, signed_in: SignIn
) -> None:
    response = asked(signed_in(people.maya), people, **fields)

    assert response.status_code == 422
    assert sentence in words(response)


def test_a_stranger_cannot_be_asked_by_number(people: make.People, signed_in: SignIn) -> None:
    maya = signed_in(people.maya)

    hers, nobodys = asked(maya, people, to=people.eve.id), asked(maya, people, to=987654)

    assert hers.status_code == nobodys.status_code == 422
    assert words(hers) == words(nobodys)


def test_what_was_typed_stays_in_a_refused_form(people: make.People, signed_in: SignIn) -> None:
    page = asked(signed_in(people.maya), people, to="", note="A <long> thought").text

    assert "A &lt;long&gt; thought</textarea>" in page
    assert '<option value="cache-rules" selected>' in page
    assert 'aria-invalid="true"' in page


def test_a_second_call_is_refused_in_words(people: make.People, signed_in: SignIn) -> None:
    maya = signed_in(people.maya)
    asked(maya, people)

    again = asked(maya, people, note="Something else")

    assert again.status_code == 409
    assert "You have asked somebody already." in words(again)


def test_somebody_without_a_team_is_told_what_to_do(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    page = words(signed_in(people.ivan).get("/me/help"))

    assert "You are in no team yet" in page


def test_a_helper_who_is_out_of_reach_is_told_to_the_asker(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    maya = signed_in(people.maya)
    asked(maya, people)
    with database.transaction() as saving:
        saving.query(Management).delete()

    assert "Grace Lindqvist is no longer in reach" in words(maya.get("/me/help"))
    assert "asks for your help" not in words(signed_in(people.grace).get("/"))


def test_a_note_is_shown_as_text(people: make.People, signed_in: SignIn) -> None:
    asked(signed_in(people.maya), people, note="<script>alert(1)</script>")

    page = signed_in(people.grace).get("/me/help").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_closing_goes_back_only_to_pages_of_this_site(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    asked(signed_in(people.maya), people)

    response = signed_in(people.grace).post(
        f"/me/help/{call_of(database).id}/closing", back="//evil.example"
    )

    assert response.location == "/me/help"


def test_a_colleague_can_be_asked_too(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        saving.add(Membership(team_id=people.campaigns.id, person_id=people.eve.id, since=NOW))

    asked(signed_in(people.maya), people, to=people.eve.id)

    assert "Maya Okafor asks for your help" in words(signed_in(people.eve).get("/"))
    assert "asks for your help" not in words(signed_in(people.grace).get("/"))
