"""Administration and one's own page: status, access and the sentence shown."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from literacy.accounts.actions import people as actions
from literacy.accounts.models import Membership, Person, SignInSession, Team
from literacy.accounts.permissions import Role
from literacy.audit.models import AuditEntry
from literacy.lib.db import Database
from literacy.outbox.models import OutboxMessage
from tests import make
from tests.accounts.conftest import Letters
from tests.browsing import Browser, words

GOOD = {"email": "new@example.com", "name": "New Person", "role": "learner"}
MOST = 2147483647


@pytest.fixture
def rosa(people: make.People, signed_in) -> Browser:
    return signed_in(people.rosa)


def deeds(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


# Who may


@pytest.mark.parametrize("who", ["maya", "ivan", "grace", "eve"])
@pytest.mark.parametrize(
    "path", ["", "people/new", "people/1", "people/1/role", "teams", "teams/campaigns", "audit"]
)
def test_administration_is_for_administrators(
    people: make.People, signed_in, who: str, path: str
) -> None:
    assert signed_in(getattr(people, who)).get(f"/admin/{path}").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["people/new", "people/1/role", "people/1/teams", "people/1/deactivation", "teams"],
)
def test_nobody_else_changes_anything(
    people: make.People, signed_in, database: Database, path: str
) -> None:
    response = signed_in(people.grace).post(
        f"/admin/{path}", role="admin", name="X", email="x@y.zz"
    )

    assert response.status_code == 403
    assert deeds(database) == []


@pytest.mark.parametrize("number", [0, 999, MOST, MOST + 1, 10**30])
@pytest.mark.parametrize("rest", ["", "/role", "/teams", "/deactivation", "/sessions/end"])
def test_a_person_who_is_not_there_is_not_found(rosa: Browser, number: int, rest: str) -> None:
    assert rosa.get(f"/admin/people/{number}{rest}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=" + "9" * 40, "role=king", "state=x", "team=x", "q=%00%FF",
     "q=" + "x" * 5000, "q=%25&role=admin&state=active", "page=２"],
)  # fmt: skip
def test_a_strange_filter_shows_a_list_all_the_same(rosa: Browser, query: str) -> None:
    assert rosa.get(f"/admin/?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["action=x", "person=0", "person=" + "9" * 40, "page=x", "person=1"]
)
def test_a_strange_filter_of_the_log_shows_a_page(rosa: Browser, query: str) -> None:
    assert rosa.get(f"/admin/audit?{query}").status_code == 200


# People


def test_the_list_shows_people_with_role_team_and_state(rosa: Browser, people) -> None:
    page = words(rosa.get("/admin/"))

    assert "5 people" in page
    assert "Maya Okafor maya@example.com Learner Campaigns Active" in page


def test_the_list_is_searched_and_filtered(rosa: Browser) -> None:
    page = words(rosa.get("/admin/?q=okafor&team=campaigns&role=learner&state=active"))

    assert "1 person found" in page
    assert "Eve Sato" not in page


def test_an_empty_result_says_how_to_see_all(rosa: Browser) -> None:
    assert "Nobody matches" in words(rosa.get("/admin/?q=zzz"))


def test_pages_keep_the_filter(rosa: Browser, database: Database) -> None:
    with database.transaction() as saving:
        for number in range(60):
            make.person(saving, f"Person {number:02}")

    page = rosa.get("/admin/?q=Person&page=1").get_data(as_text=True)

    assert 'href="/admin/?page=2&amp;q=Person"' in page
    assert "Page 1 of 2" in page


def test_an_invitation_leaves_by_mail_and_shows_in_the_list(
    rosa: Browser, people: make.People, letters: Letters, database: Database
) -> None:
    response = rosa.post("/admin/people/new", **GOOD, member_of=str(people.campaigns.id))

    assert (response.status_code, response.location) == (303, "/admin/")
    assert "New Person new@example.com Learner Campaigns Invited Mail waits" in words(
        rosa.get("/admin/")
    )
    assert letters.link().startswith("/invite/")
    assert "Mail waits" not in words(rosa.get("/admin/"))
    assert deeds(database) == ["person.invited"]


def test_a_mail_server_that_is_down_shows_beside_the_person(
    rosa: Browser, database: Database
) -> None:
    rosa.post("/admin/people/new", **GOOD)
    with database.transaction() as saving:
        message = saving.scalars(select(OutboxMessage)).one()
        message.problem = "The mail server mail.example:25 can't be reached."
        person_id = saving.scalar(select(Person.id).where(Person.email == "new@example.com"))

    page = words(rosa.get(f"/admin/people/{person_id}"))

    assert "Mail not sent The mail server mail.example:25 can't be reached." in page
    assert "tried again by itself" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": ""}, "Write the email address."),
        ({"email": "new"}, "Write an address such as"),
        ({"email": "a" * 300 + "@example.com"}, "too long"),
        ({"email": "maya@example.com"}, "There is an account for maya@example.com already."),
        ({"email": "MAYA@example.com"}, "There is an account for maya@example.com already."),
        ({"email": "a@example.com\nBcc: b@example.com"}, "Write an address such as"),
        ({"name": ""}, "Write the name."),
        ({"name": "x" * 121}, "120 characters at most"),
        ({"role": "king"}, "Not a valid choice."),
        ({"role": ""}, "Choose a role."),
        ({"member_of": "999"}, "not a valid choice"),
        ({"member_of": "x"}, "could not be coerced"),
        ({"manages": "-1"}, "not a valid choice"),
    ],
)
def test_an_invitation_that_will_not_do_is_shown_again(
    rosa: Browser, database: Database, fields: dict[str, str], sentence: str
) -> None:
    response = rosa.post("/admin/people/new", **{**GOOD, **fields})

    assert response.status_code == 422
    assert sentence in words(response)
    assert deeds(database) == []


def test_an_invitation_sent_twice_makes_one_account(rosa: Browser, database: Database) -> None:
    statuses = [rosa.post("/admin/people/new", **GOOD).status_code for _ in range(2)]

    assert statuses == [303, 422]
    assert deeds(database) == ["person.invited"]


def test_fields_nobody_offered_are_ignored(rosa: Browser, database: Database) -> None:
    rosa.post(
        "/admin/people/new", **GOOD, password_hash="$", id="1", deactivated_at="x", theme="dark"
    )

    with database.reading() as session:
        made = session.scalars(select(Person).where(Person.email == "new@example.com")).one()
    assert (made.password_hash, made.theme, made.deactivated_at) == (None, "auto", None)


def test_a_role_is_changed_on_its_own_page(
    rosa: Browser, people: make.People, database: Database
) -> None:
    path = f"/admin/people/{people.maya.id}/role"
    assert "has the role learner now" in words(rosa.get(path))

    response = rosa.post(path, role="author", seen="learner")

    assert (response.status_code, response.location) == (303, f"/admin/people/{people.maya.id}")
    assert "Role Author" in words(rosa.get(response.location))
    assert rosa.post(path, role="author", seen="learner").status_code == 303
    assert deeds(database) == ["person.role_changed"]


def test_a_role_changed_by_somebody_else_is_shown_again(
    rosa: Browser, people: make.People, database: Database
) -> None:
    with database.transaction() as saving:
        actions.change_role(saving, people.maya.id, Role.MANAGER, by=None, now=make.NOW)

    response = rosa.post(f"/admin/people/{people.maya.id}/role", role="author", seen="learner")

    assert response.status_code == 409
    assert "Somebody changed this while the page was open" in words(response)
    assert 'name="seen" value="manager"' in response.get_data(as_text=True)


@pytest.mark.parametrize("role", ["", "king", "ADMIN", "learner' or 1=1", "x" * 10_000])
def test_a_role_that_does_not_exist_is_refused(
    rosa: Browser, people: make.People, role: str, database: Database
) -> None:
    response = rosa.post(f"/admin/people/{people.maya.id}/role", role=role, seen="learner")

    assert response.status_code == 422
    assert deeds(database) == []


def test_the_last_administrator_can_not_step_down_or_be_closed(
    rosa: Browser, people: make.People, database: Database
) -> None:
    path = f"/admin/people/{people.rosa.id}"

    answers = [
        rosa.post(f"{path}/role", role="learner", seen="admin"),
        rosa.post(f"{path}/deactivation"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "Make somebody else an administrator first" in words(answers[0])
    assert "Make somebody else an administrator first" in words(answers[1])
    assert deeds(database) == []


def test_teams_are_ticked_on_their_own_page(
    rosa: Browser, people: make.People, database: Database
) -> None:
    path = f"/admin/people/{people.maya.id}/teams"
    page = rosa.get(path).get_data(as_text=True)
    assert re.search(rf'value="{people.campaigns.id}" checked', page)

    response = rosa.post(path, member_of=str(people.elsewhere.id), seen=f"{people.campaigns.id}/")

    assert response.status_code == 303
    assert "Member of Elsewhere" in words(rosa.get(response.location))
    assert deeds(database) == ["person.teams_changed"]


def test_teams_changed_by_somebody_else_are_shown_again(rosa: Browser, people: make.People) -> None:
    response = rosa.post(f"/admin/people/{people.maya.id}/teams", member_of="", seen="999/")

    assert response.status_code in (409, 422)


def test_an_account_is_closed_after_a_page_that_asks(
    rosa: Browser, people: make.People, signed_in, enter, database: Database
) -> None:
    maya = signed_in(people.maya)
    path = f"/admin/people/{people.maya.id}/deactivation"
    assert "Close this account?" in words(rosa.get(path))
    assert maya.get("/me/").status_code == 200

    response = rosa.post(path)

    assert response.status_code == 303
    assert maya.get("/me/").status_code == 303
    assert enter("maya@example.com").status_code == 422
    assert "State Closed since November 21, 2026" in words(rosa.get(response.location))
    rosa.post(path)
    rosa.post(f"/admin/people/{people.maya.id}/reactivation")
    rosa.post(f"/admin/people/{people.maya.id}/reactivation")
    assert enter("maya@example.com").status_code == 303
    assert deeds(database)[:3] == ["person.deactivated", "sessions.ended", "person.reactivated"]


def test_somebody_is_signed_out_everywhere_by_an_administrator(
    rosa: Browser, people: make.People, signed_in
) -> None:
    browsers = [signed_in(people.maya) for _ in range(2)]
    path = f"/admin/people/{people.maya.id}/sessions/end"
    assert "signed in with 2 browsers" in words(rosa.get(path))

    rosa.post(path)

    assert [browser.get("/me/").status_code for browser in browsers] == [303, 303]
    assert rosa.get("/admin/").status_code == 200


def test_an_invitation_is_sent_again_and_the_older_dies(
    rosa: Browser, app: Flask, letters: Letters, database: Database
) -> None:
    rosa.post("/admin/people/new", **GOOD)
    first = letters.link()
    with database.reading() as session:
        person_id = session.scalar(select(Person.id).where(Person.email == "new@example.com"))

    rosa.post(f"/admin/people/{person_id}/invitation")

    assert Browser(app).get(first).status_code == 410
    assert Browser(app).get(letters.link()).status_code == 200


def test_who_has_come_is_not_invited_again(rosa: Browser, people: make.People) -> None:
    response = rosa.post(f"/admin/people/{people.maya.id}/invitation")

    assert response.status_code == 409
    assert "has accepted the invitation already" in words(response)


# Teams


def test_a_team_is_made_and_renamed_and_keeps_its_address(
    rosa: Browser, database: Database
) -> None:
    assert rosa.post("/admin/teams", name="Brand & Content").status_code == 303

    response = rosa.post("/admin/teams/brand-content", name="Stories")

    assert response.status_code == 303
    assert "Stories Nobody yet Nobody yet" in words(rosa.get("/admin/teams"))
    assert rosa.get("/admin/teams/brand-content").status_code == 200
    assert deeds(database) == ["team.created", "team.renamed"]


@pytest.mark.parametrize("path", ["teams", "teams/elsewhere"])
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "Write the team's name."),
        ("  ", "Write the team's name."),
        ("...", "at least one letter"),
        ("x" * 81, "80 characters at most"),
        ("Campaigns", "There is a team called “Campaigns” already"),
    ],
)
def test_a_team_name_that_will_not_do_is_shown_again(
    rosa: Browser, database: Database, path: str, name: str, sentence: str
) -> None:
    response = rosa.post(f"/admin/{path}", name=name)

    assert response.status_code == 422
    assert sentence in words(response)
    assert deeds(database) == []


def test_a_team_that_is_not_there_is_not_found(rosa: Browser) -> None:
    assert rosa.get("/admin/teams/no-such-team").status_code == 404
    assert rosa.post("/admin/teams/no-such-team", name="X Y").status_code == 404


def test_a_site_without_teams_says_how_to_begin(
    rosa: Browser, people: make.People, database: Database
) -> None:
    with database.transaction() as saving:
        for table in (Membership, Team):
            for row in saving.scalars(select(table)):
                saving.delete(row)

    assert "No teams yet" in words(rosa.get("/admin/teams"))
    assert "There are no teams yet" in words(rosa.get(f"/admin/people/{people.maya.id}/teams"))
    assert "There are no teams yet" in words(rosa.get("/admin/people/new"))


# The log


def test_the_log_tells_who_did_what_to_whom(rosa: Browser, people: make.People) -> None:
    rosa.post(f"/admin/people/{people.maya.id}/role", role="author", seen="learner")

    page = words(rosa.get("/admin/audit"))

    assert "Rosa Marin changed the role of Maya Okafor learner → author" in page


def test_the_log_is_narrowed_to_one_person(rosa: Browser, people: make.People) -> None:
    rosa.post(f"/admin/people/{people.maya.id}/role", role="author", seen="learner")
    rosa.post("/admin/teams", name="Brand")

    page = words(rosa.get(f"/admin/audit?person={people.maya.id}"))

    assert "by or to Maya Okafor" in page
    assert "→ author" in page
    assert "made the team" not in page


# One's own page


def test_ones_page_shows_name_sessions_and_who_sees_what(people: make.People, signed_in) -> None:
    page = words(signed_in(people.maya).get("/me/"))

    assert "Test browser This browser" in page
    assert "Grace Lindqvist" in page
    assert "What your manager sees" in page


def test_the_list_of_what_a_manager_sees_is_these_four(people: make.People, signed_in) -> None:
    page = signed_in(people.maya).get("/me/").get_data(as_text=True)

    section = re.search(r'<ul class="seen-list">(.*?)</ul>', page, re.DOTALL)[1]
    items = [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in section.split("</li>")]
    assert items[:-1] == [
        "Asked, not started and by when",
        "Lessons passed such as 2 of 4",
        "Done with the date",
        "Late with the day it was due",
    ]


def test_name_job_and_look_are_saved(people: make.People, signed_in) -> None:
    browser = signed_in(people.maya)

    response = browser.post("/me/", name="Maya  O. ", job="Email", theme="dark")

    page = browser.get(response.location).get_data(as_text=True)
    assert 'data-theme="dark"' in page
    assert "<h1>Maya O.</h1>" in page
    assert 'value="Email"' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Write your name."),
        ({"name": "\u200b"}, "Write your name."),
        ({"name": "x" * 121}, "120 characters at most"),
        ({"job": "x" * 121}, "120 characters at most"),
        ({"theme": "pink"}, "Not a valid choice."),
        ({"theme": ""}, "Choose one of the three looks."),
    ],
)
def test_what_will_not_do_is_said_and_nothing_saved(
    people: make.People, signed_in, database: Database, fields: dict[str, str], sentence: str
) -> None:
    browser = signed_in(people.maya)

    response = browser.post("/me/", **{"name": "New Name", "job": "", "theme": "dark", **fields})

    assert response.status_code == 422
    assert sentence in words(response)
    with database.reading() as session:
        assert session.get_one(Person, people.maya.id).name == "Maya Okafor"


def test_nobody_gives_herself_another_role_or_address(
    people: make.People, signed_in, database: Database
) -> None:
    signed_in(people.maya).post(
        "/me/",
        name="Maya",
        job="",
        theme="auto",
        role="admin",
        email="x@y.zz",
        id=str(people.rosa.id),
    )

    with database.reading() as session:
        maya = session.get_one(Person, people.maya.id)
        assert (maya.role, maya.email, maya.name) == ("learner", "maya@example.com", "Maya")
        assert session.get_one(Person, people.rosa.id).name == "Rosa Marin"


def session_ids(database: Database, person: Person) -> list[int]:
    with database.reading() as session:
        return list(
            session.scalars(
                select(SignInSession.id)
                .where(SignInSession.person_id == person.id)
                .order_by(SignInSession.id)
            )
        )


def test_one_other_browser_is_signed_out(
    people: make.People, signed_in, database: Database
) -> None:
    here, there = signed_in(people.maya), signed_in(people.maya)
    there_id = session_ids(database, people.maya)[1]

    response = here.post(f"/me/sessions/{there_id}/end")

    assert response.location == "/me/#sessions"
    assert (here.get("/me/").status_code, there.get("/me/").status_code) == (200, 303)
    assert here.post(f"/me/sessions/{there_id}/end").status_code == 404


def test_ending_this_one_signs_out_here(people: make.People, signed_in, database: Database) -> None:
    browser = signed_in(people.maya)

    response = browser.post(f"/me/sessions/{session_ids(database, people.maya)[0]}/end")

    assert response.location == "/login"
    assert "Clear-Site-Data" in response.headers


def test_nobody_ends_the_session_of_another(
    people: make.People, signed_in, database: Database
) -> None:
    eve, maya = signed_in(people.eve), signed_in(people.maya)
    maya_id, absent = session_ids(database, people.maya)[0], 987654

    answers = [eve.post(f"/me/sessions/{number}/end") for number in (maya_id, absent, 10**20)]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert maya.get("/me/").status_code == 200


def test_signing_out_everywhere_is_everywhere(people: make.People, signed_in) -> None:
    browsers = [signed_in(people.maya) for _ in range(3)]
    eve = signed_in(people.eve)

    response = browsers[0].post("/me/sessions/end")

    assert response.location == "/login"
    assert [browser.get("/me/").status_code for browser in browsers[1:]] == [303, 303]
    assert eve.get("/me/").status_code == 200
