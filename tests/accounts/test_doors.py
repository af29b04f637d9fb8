"""The pages at the door: status, access and the sentence shown."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literacy.accounts import passwords
from literacy.accounts.actions import doors
from literacy.accounts.actions import people as actions
from literacy.accounts.models import FailedSignIn, OneTimeLink, Person, SignInSession
from literacy.accounts.permissions import Role
from literacy.app import create_app
from literacy.audit.models import AuditEntry
from literacy.lib.db import Database
from literacy.lib.tokens import token_hash
from literacy.settings import read_settings
from tests import make
from tests.accounts.conftest import Letters
from tests.browsing import Browser, words

Enter = Callable[..., TestResponse]
Count = Callable[[type], int]
GOOD = "green ladder fish rain"
NO_MATCH = "This email and password don't belong together here."


def cookie_of(response: TestResponse) -> str:
    found = [
        value for value in response.headers.getlist("Set-Cookie") if value.startswith("session=")
    ]
    return found[-1] if found else ""


def token_of(response: TestResponse) -> str:
    return cookie_of(response).partition("=")[2].partition(";")[0]


def invited(database: Database, email: str = "new@example.com") -> str:
    with database.transaction() as saving:
        _person, token = actions.invite(
            saving,
            email=email,
            name="New Person",
            role=Role.LEARNER,
            by=None,
            key="k",
            now=make.NOW,
        )
    return token


# Sign-in


def test_the_sign_in_page_has_the_words_people_look_for(people, client) -> None:
    page = client.get("/login").get_data(as_text=True)

    assert re.search(r'<label for="email">Email</label>\s*<input type="email" id="email"', page)
    assert re.search(r'<label for="password">Password</label>\s*<input type="password"', page)
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert ">Sign in</button>" in page


def test_the_right_password_opens_the_door(people: make.People, app: Flask, enter: Enter) -> None:
    response = enter("maya@example.com")

    assert (response.status_code, response.location) == (303, "/")
    assert Browser(app, token_of(response)).get("/me/").status_code == 200


def test_the_address_may_be_typed_in_any_case(people, enter: Enter) -> None:
    assert enter("  MAYA@Example.com ").status_code == 303


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("maya@example.com", "a wrong password"),
        ("nobody@example.com", make.PASSWORD),
        ("maya@example.com", make.PASSWORD.upper()),
        ("maya@example.com", make.PASSWORD + " "),
        ("not an address", make.PASSWORD),
        ("maya@example.com\x00", make.PASSWORD),
        ("' or 1=1 --", "' or 1=1 --"),
        ("maya@example.com", "x" * 1025),
        ("x" * 100_000 + "@example.com", make.PASSWORD),
        ("maya@example.com", "\x00"),
    ],
)
def test_what_does_not_match_gets_one_answer(
    people, enter: Enter, email: str, password: str, count: Count
) -> None:
    response = enter(email, password)

    assert response.status_code == 422
    assert NO_MATCH in words(response)
    assert cookie_of(response) == ""
    assert count(SignInSession) == 0


@pytest.mark.parametrize("state", ["closed", "invited"])
def test_who_may_not_come_in_gets_the_same_answer(
    people, database: Database, enter: Enter, password_hash: str, state: str
) -> None:
    with database.transaction() as saving:
        make.person(saving, "Closed", password_hash=password_hash, deactivated_at=make.NOW)
        make.person(saving, "Invited")

    response = enter(f"{state}@example.com")

    assert response.status_code == 422
    assert NO_MATCH in words(response)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"email": "", "password": "x"}, "Write your email address."),
        ({"email": "maya@example.com", "password": ""}, "Write your password."),
        ({}, "Write your email address."),
    ],
)
def test_an_empty_field_says_so_beside_it(
    people, stranger: Browser, fields: dict[str, str], sentence: str
) -> None:
    response = stranger.post("/login", **fields)

    assert response.status_code == 422
    assert sentence in words(response)
    assert 'aria-invalid="true"' in response.get_data(as_text=True)


def test_a_refused_sign_in_keeps_the_address_and_never_the_password(people, enter: Enter) -> None:
    page = enter("maya@example.com", "a wrong password").get_data(as_text=True)

    assert 'value="maya@example.com"' in page
    assert "a wrong password" not in page


@pytest.mark.parametrize("email", ["maya@example.com", "nobody@example.com", "closed@example.com"])
def test_the_slow_part_is_done_for_known_and_unknown_accounts_alike(
    people, database: Database, enter: Enter, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    with database.transaction() as saving:
        make.person(saving, "Closed", password_hash="$", deactivated_at=make.NOW)
    work: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str, password: str) -> bool:
            work.append(hash[:31])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Counting(2, 19 * 1024, 1))

    enter(email, "a wrong password")

    assert work == ["$argon2id$v=19$m=19456,t=2,p=1$"]


def test_the_eleventh_try_is_refused_even_with_the_right_password(people, enter: Enter) -> None:
    for number in range(10):
        enter("maya@example.com", "a wrong password", address=f"192.0.2.{number}")

    response = enter("maya@example.com", address="192.0.2.99")

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    assert "too many tries with a wrong password. Wait 15 minutes" in words(response)


def test_a_restart_does_not_forget_the_tries(
    people, app: Flask, settings, database, shelf, clock, enter: Enter
) -> None:
    for _ in range(10):
        enter("maya@example.com", "a wrong password")

    again = create_app(settings, database=database, shelf=shelf, clock=clock)
    browser = Browser(again)

    assert (
        browser.post("/login", email="maya@example.com", password=make.PASSWORD).status_code == 429
    )


def test_a_forged_address_is_ignored(people, app: Flask) -> None:
    def attempt(number: int) -> int:
        browser = Browser(app)
        return browser.client.post(
            "/login",
            data={
                "email": f"nobody{number}@example.com",
                "password": "x",
                "csrf_token": browser.form_token(),
            },
            headers={
                "X-Forwarded-For": f"203.0.113.{number}",
                "Forwarded": f"for=203.0.113.{number}",
            },
        ).status_code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "verify", lambda kept, password: False)
        statuses = [attempt(number) for number in range(101)]

    assert statuses == [422] * 100 + [429]


def test_behind_a_proxy_that_was_announced_its_word_counts(
    people, tmp_path, database, shelf, clock
) -> None:
    settings = read_settings({}, data=tmp_path / "var", proxies=1)
    app = create_app(settings, database=database, shelf=shelf, clock=clock)

    def attempt(address: str) -> int:
        browser = Browser(app)
        return browser.client.post(
            "/login",
            data={"email": "x@example.com", "password": "x", "csrf_token": browser.form_token()},
            headers={"X-Forwarded-For": address},
        ).status_code

    for _ in range(3):
        attempt("203.0.113.1")
    attempt("203.0.113.2")

    with database.reading() as session:
        assert len(set(session.scalars(select(FailedSignIn.address)).all())) == 2


def test_thirty_colleagues_sign_in_from_one_address(
    people, database: Database, enter: Enter, password_hash: str, count: Count
) -> None:
    with database.transaction() as saving:
        for number in range(30):
            make.person(saving, f"Colleague {number}", password_hash=password_hash)

    statuses = [enter(f"colleague.{number}@example.com").status_code for number in range(30)]

    assert statuses == [303] * 30
    assert count(FailedSignIn) == 0


def test_when_both_hash_slots_are_taken_the_answer_is_a_moment_please(
    people, enter: Enter, count: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_WAIT_SECONDS", 0.01)

    with passwords._slot(), passwords._slot():
        response = enter("maya@example.com")

    assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
    assert count(FailedSignIn) == 0
    assert enter("maya@example.com").status_code == 303


def test_a_hash_of_older_parameters_is_renewed_by_signing_in(
    people: make.People, database: Database, enter: Enter
) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(make.PASSWORD)
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).password_hash = old

    assert enter("maya@example.com").status_code == 303

    with database.reading() as session:
        assert "m=19456" in session.get_one(Person, people.maya.id).password_hash
    assert enter("maya@example.com").status_code == 303


# The session and its cookie


def test_the_cookie_is_for_the_server_only(people, enter: Enter) -> None:
    cookie = cookie_of(enter("maya@example.com"))

    flags = {part.strip() for part in cookie.split(";")[1:]}
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=1209600"} <= flags
    assert not any(flag.startswith("Domain") for flag in flags)


def test_over_https_the_cookie_is_bound_to_host_and_tls(
    people, tmp_path, database, shelf, clock
) -> None:
    settings = read_settings({}, data=tmp_path / "v", origin="https://learn.example.com")
    client = create_app(settings, database=database, shelf=shelf, clock=clock).test_client()
    base = {"base_url": "https://learn.example.com"}
    page = client.get("/login", **base).get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]

    response = client.post(
        "/login",
        data={"email": "maya@example.com", "password": make.PASSWORD, "csrf_token": token},
        headers={"Referer": "https://learn.example.com/login"},
        **base,
    )

    cookie = next(
        value for value in response.headers.getlist("Set-Cookie") if value.startswith("__Host-")
    )
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_the_store_keeps_the_hash_of_a_256_bit_token(
    people, enter: Enter, database: Database
) -> None:
    token = token_of(enter("maya@example.com"))

    with database.reading() as session:
        kept = session.scalars(select(SignInSession.token_hash)).one()
    assert (len(token), kept) == (43, token_hash(token))


def test_a_cookie_set_before_sign_in_opens_nothing_after_it(people, app: Flask) -> None:
    browser = Browser(app, "an-attackers-cookie-that-is-long-enough-1234")

    response = browser.post("/login", email="maya@example.com", password=make.PASSWORD)

    assert token_of(response) not in ("", browser.token)
    assert Browser(app, browser.token).get("/me/").status_code == 303


def test_signing_in_again_ends_the_session_of_this_browser(
    people: make.People, signed_in, count: Count
) -> None:
    browser = signed_in(people.eve)

    browser.post("/login", email="maya@example.com", password=make.PASSWORD)

    assert count(SignInSession) == 1


def test_signing_out_ends_the_session_for_every_copy_of_the_cookie(
    people: make.People, signed_in, app: Flask
) -> None:
    browser = signed_in(people.maya)
    copies = [Browser(app, browser.token) for _ in range(3)]

    response = browser.post("/logout")

    assert (response.status_code, response.location) == (303, "/login")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "session=;" in cookie_of(response)
    assert [copy.get("/me/").status_code for copy in copies] == [303] * 3
    assert copies[0].get("/me/", headers={"Accept": "application/json"}).status_code == 401


def test_signing_out_twice_or_without_a_session_is_harmless(
    people: make.People, app: Flask, signed_in, stranger: Browser
) -> None:
    browser = signed_in(people.maya)
    browser.post("/logout")

    assert Browser(app, browser.token).post("/logout").status_code == 303
    assert stranger.post("/logout").status_code == 303


def test_signing_out_asks_for_the_form_token(people: make.People, signed_in) -> None:
    browser = signed_in(people.maya)

    assert browser.client.post("/logout").status_code == 400
    assert browser.get("/logout").status_code == 405
    assert browser.get("/me/").status_code == 200


def test_a_page_of_somebody_signed_in_is_not_kept_by_the_browser(
    people: make.People, signed_in
) -> None:
    assert signed_in(people.maya).get("/me/").headers["Cache-Control"] == "no-store"


def test_who_was_suspended_is_out_with_the_next_request(
    people: make.People, signed_in, database: Database
) -> None:
    browser = signed_in(people.maya)
    with database.transaction() as saving:
        saving.get_one(Person, people.maya.id).deactivated_at = make.NOW

    assert browser.get("/me/").status_code == 303


def test_a_role_counts_from_the_next_request(
    people: make.People, signed_in, database: Database
) -> None:
    browser = signed_in(people.maya)
    assert browser.get("/admin/").status_code == 403

    with database.transaction() as saving:
        actions.change_role(saving, people.maya.id, Role.ADMIN, by=None, now=make.NOW)

    assert browser.get("/admin/").status_code == 200


def last_seen(database: Database):
    with database.reading() as session:
        return session.scalars(select(SignInSession.last_seen_at)).one()


def test_being_seen_is_written_every_five_minutes_at_most(
    people: make.People, signed_in, database: Database, clock
) -> None:
    browser = signed_in(people.maya)
    clock.at = make.NOW + timedelta(minutes=4, seconds=59)
    browser.get("/me/")
    assert last_seen(database) == make.NOW

    clock.at = make.NOW + timedelta(minutes=5)
    browser.get("/me/")

    assert last_seen(database) == clock.at


def test_a_session_in_use_lives_on_past_twelve_hours(people: make.People, signed_in, clock) -> None:
    browser = signed_in(people.maya)
    statuses = []

    for hours in (11, 22, 33):
        clock.at = make.NOW + timedelta(hours=hours)
        statuses.append(browser.get("/me/").status_code)
    clock.at = make.NOW + timedelta(hours=33 + 13)
    statuses.append(browser.get("/me/").status_code)

    assert statuses == [200, 200, 200, 303]


def test_a_store_that_can_not_be_written_still_shows_pages(
    people: make.People, signed_in, database: Database, clock
) -> None:
    browser = signed_in(people.maya)
    clock.at = make.NOW + timedelta(minutes=6)

    with database.transaction():
        status = browser.get("/me/").status_code

    assert status == 200


# Set-up


def test_set_up_makes_the_first_admin_and_signs_her_in(
    app: Flask, database: Database, stranger: Browser
) -> None:
    with database.transaction() as saving:
        token = doors.offer_set_up(saving, now=make.NOW)
    assert "Make the first administrator" in words(stranger.get(f"/setup/{token}"))

    response = stranger.post(
        f"/setup/{token}", name="Rosa Marin", email="rosa@example.com", password=GOOD
    )

    assert (response.status_code, response.location) == (303, "/admin/")
    assert Browser(app, token_of(response)).get("/admin/").status_code == 200
    assert stranger.get(f"/setup/{token}").status_code == 410
    again = Browser(app).post(f"/setup/{token}", name="Eve", email="eve@example.com", password=GOOD)
    assert again.status_code == 410


def test_set_up_without_a_link_says_where_it_is(client) -> None:
    assert "terminal that runs the site" in words(client.get("/setup"))


def test_set_up_of_a_site_that_is_set_up_leads_to_sign_in(people, client) -> None:
    assert "This site is set up" in words(client.get("/setup"))


def test_the_sign_in_page_of_a_new_site_says_what_to_do(client) -> None:
    assert "Nobody has an account yet" in words(client.get("/login"))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Write your name."),
        ({"name": "\u200b\u202e"}, "Write your name."),
        ({"name": "..."}, "Write a name with at least one letter."),
        ({"name": "x" * 121}, "120 characters at most"),
        ({"email": "rosa"}, "Write an address such as"),
        ({"email": "a" * 250 + "@example.com"}, "Write an address such as"),
        ({"password": "short"}, "12 characters or more"),
        ({"password": "literacy2026!"}, "first that people try"),
        ({"password": "rosa-marin-2026"}, "first that people try"),
        ({"password": "HarbourFinch22"}, "first that people try"),
        ({"password": "é" * 600}, "at most 1024 bytes"),
    ],
)
def test_set_up_refuses_what_will_not_do_and_the_link_lives_on(
    app: Flask, database: Database, stranger: Browser, fields: dict[str, str], sentence: str
) -> None:
    with database.transaction() as saving:
        token = doors.offer_set_up(saving, now=make.NOW)
    given = {"name": "Rosa Marin", "email": "rosa@example.com", "password": GOOD, **fields}

    response = stranger.post(f"/setup/{token}", **given)

    assert response.status_code == 422
    assert sentence in words(response)
    assert stranger.get(f"/setup/{token}").status_code == 200


# Invitations


def test_opening_an_invitation_uses_nothing_up(
    people, database: Database, stranger: Browser
) -> None:
    token = invited(database)

    pages = [stranger.get(f"/invite/{token}") for _ in range(3)]

    assert [page.status_code for page in pages] == [200] * 3
    assert 'value="New Person"' in pages[-1].get_data(as_text=True)
    assert 'value="new@example.com"' in pages[-1].get_data(as_text=True)


def test_an_invitation_sets_name_and_password_and_signs_in(
    people, app: Flask, database: Database, stranger: Browser, enter: Enter
) -> None:
    token = invited(database)

    response = stranger.post(f"/invite/{token}", name="Nora New", password=GOOD)

    assert (response.status_code, response.location) == (303, "/")
    assert "Nora New" in words(Browser(app, token_of(response)).get("/me/"))
    assert enter("new@example.com", GOOD).status_code == 303
    again = Browser(app).post(f"/invite/{token}", name="X Y", password=GOOD)
    assert again.status_code == 410


@pytest.mark.parametrize("path", ["/invite/", "/setup/", "/password/reset/"])
@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 5000, "%00", "%FF", "..%2f..", "é"])
def test_a_made_up_link_is_dead_and_says_what_to_do(people, client, path: str, token: str) -> None:
    response = client.get(path + token)

    assert response.status_code in (404, 410)
    assert "Traceback" not in response.get_data(as_text=True)


def test_a_dead_link_says_what_to_do(people, client) -> None:
    page = words(client.get("/invite/" + "a" * 43))

    assert "This link doesn’t work any more" in page
    assert "ask your administrator to invite you again" in page


def test_an_invitation_refuses_a_password_made_of_the_address(
    people, database: Database, stranger: Browser
) -> None:
    token = invited(database, "zacharias@example.com")

    response = stranger.post(f"/invite/{token}", name="Zack", password="zacharias2026!")

    assert response.status_code == 422
    assert "first that people try" in words(response)


# Forgotten passwords


def test_a_forgotten_password_is_set_anew_by_mail(
    people: make.People, app: Flask, stranger: Browser, letters: Letters, enter: Enter, signed_in
) -> None:
    elsewhere = signed_in(people.maya)
    sent = stranger.post("/password/forgot", email="Maya@example.com", follow=True)
    path = letters.link()
    assert path.startswith("/password/reset/")
    assert stranger.get(path).status_code == 200

    response = stranger.post(path, password=GOOD)

    assert "Look at your mail" in words(sent)
    assert response.status_code == 303
    assert Browser(app, token_of(response)).get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 303
    assert enter("maya@example.com").status_code == 422
    assert enter("maya@example.com", GOOD).status_code == 303
    assert Browser(app).post(path, password=GOOD + " too").status_code == 410
    assert "was changed" in letters.all()[-1]["Subject"]


def test_the_answer_is_the_same_for_an_unknown_address(
    people, stranger: Browser, letters: Letters
) -> None:
    known = stranger.post("/password/forgot", email="maya@example.com")
    unknown = stranger.post("/password/forgot", email="nobody@example.com")

    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert known.data == unknown.data
    assert [str(letter["To"]) for letter in letters.all()] == ["maya@example.com"]


def test_a_forged_host_does_not_get_into_a_mail(
    people, app: Flask, stranger: Browser, letters: Letters, settings
) -> None:
    data = {"email": "maya@example.com", "csrf_token": stranger.form_token()}
    forged = {"X-Forwarded-Host": "evil.example", "X-Host": "evil.example"}
    stranger.client.post("/password/forgot", data=data, headers=forged)

    text = letters.all()[-1].get_body(("plain",)).get_content()
    assert settings.origin in text
    assert "evil.example" not in text
    refused = stranger.client.post("/password/forgot", data=data, headers={"Host": "evil.example"})
    assert refused.status_code == 400


def test_a_reset_link_dies_with_a_newer_one(people, stranger: Browser, letters: Letters) -> None:
    stranger.post("/password/forgot", email="maya@example.com")
    older = letters.link()
    stranger.post("/password/forgot", email="maya@example.com")

    assert stranger.get(older).status_code == 410
    assert stranger.get(letters.link()).status_code == 200


def test_a_reset_link_dies_after_an_hour(
    people, stranger: Browser, letters: Letters, clock
) -> None:
    stranger.post("/password/forgot", email="maya@example.com")
    path = letters.link()
    clock.at = make.NOW + timedelta(hours=1)

    assert stranger.get(path).status_code == 410
    assert stranger.post(path, password=GOOD).status_code == 410


@pytest.mark.parametrize("email", ["", "maya", "a@b", "x" * 300 + "@example.com"])
def test_what_is_no_address_is_said_beside_the_field(
    people, stranger: Browser, email: str, count: Count
) -> None:
    response = stranger.post("/password/forgot", email=email)

    assert response.status_code == 422
    assert count(OneTimeLink) == 0


# Changed passwords


def test_changing_the_password_ends_every_other_session(
    people: make.People, app: Flask, signed_in, enter: Enter, count: Count
) -> None:
    here, elsewhere = signed_in(people.maya), signed_in(people.maya)

    response = here.post("/password/change", current_password=make.PASSWORD, new_password=GOOD)

    assert (response.status_code, response.location) == (303, "/me/")
    assert elsewhere.get("/me/").status_code == 303
    assert Browser(app, here.token).get("/me/").status_code == 303
    assert Browser(app, token_of(response)).get("/me/").status_code == 200
    assert enter("maya@example.com", GOOD).status_code == 303
    assert count(FailedSignIn) == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current_password": "a wrong one"}, "This is not the password you have now."),
        ({"current_password": ""}, "Write the password you have now."),
        ({"new_password": ""}, "Choose a password."),
        ({"new_password": "short"}, "12 characters or more"),
        ({"new_password": make.PASSWORD}, "This is the password you have now."),
        ({"new_password": "maya okafor 1"}, "first that people try"),
    ],
)
def test_a_change_that_will_not_do_changes_nothing(
    people: make.People, signed_in, enter: Enter, fields: dict[str, str], sentence: str
) -> None:
    browser = signed_in(people.maya)
    given = {"current_password": make.PASSWORD, "new_password": GOOD, **fields}

    response = browser.post("/password/change", **given)

    assert response.status_code == 422
    assert sentence in words(response)
    assert enter("maya@example.com").status_code == 303


def test_guessing_the_current_password_counts_as_sign_in_does(
    people: make.People, signed_in
) -> None:
    browser = signed_in(people.maya)
    for number in range(10):
        browser.post("/password/change", current_password=f"guess {number}", new_password=GOOD)

    response = browser.post("/password/change", current_password=make.PASSWORD, new_password=GOOD)

    assert response.status_code == 429


def test_each_deed_at_the_door_is_noted(
    people: make.People, enter: Enter, app: Flask, database: Database
) -> None:
    browser = Browser(app, token_of(enter("maya@example.com")))
    browser.post("/logout")

    with database.reading() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.actor_id) for row in rows] == [
        ("signed_in", people.maya.id),
        ("signed_out", people.maya.id),
    ]


# The demo


@pytest.fixture
def demo(tmp_path, database, shelf, clock) -> Browser:
    settings = read_settings({}, data=tmp_path / "demo", demo=True)
    return Browser(create_app(settings, database=database, shelf=shelf, clock=clock))


@pytest.mark.parametrize("name", ["maya", "ivan", "grace", "rosa"])
def test_one_click_enters_the_made_up_company(people, demo: Browser, name: str) -> None:
    response = demo.post("/demo/enter", email=f"{name}@example.com")

    assert (response.status_code, response.location) == (303, "/")
    assert Browser(demo.app, token_of(response)).get("/me/").status_code == 200


def test_the_sign_in_page_of_the_demo_shows_four_doors(people, demo: Browser) -> None:
    page = words(demo.get("/login"))

    assert "Enter as Maya, learner" in page
    assert "Enter as Rosa, administrator" in page


@pytest.mark.parametrize("email", ["eve@example.com", "", "nobody@example.com"])
def test_the_demo_has_no_other_doors(people, demo: Browser, email: str) -> None:
    assert demo.post("/demo/enter", email=email).status_code == 404


def test_outside_the_demo_there_are_no_such_doors(people, stranger: Browser, count: Count) -> None:
    assert stranger.post("/demo/enter", email="rosa@example.com").status_code == 404
    assert "Enter as" not in words(stranger.get("/login"))
    assert count(SignInSession) == 0
