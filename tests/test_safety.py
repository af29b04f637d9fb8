"""What the house promises whatever feature is asked: outages, limits, headers, cookies, forged names."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from literacy.accounts.models import Person
from literacy.app import create_app
from literacy.content.shelf import Shelf
from literacy.glossary.models import TermRequest
from literacy.lib.db import Database
from literacy.settings import Settings
from literacy.web.security import CONTENT_SECURITY_POLICY, HEADERS
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]
PAGES = ("/", "/glossary/", "/healthz")
HTTPS = "https://learn.example.com"

LOCKER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def as_in_the_field(app: Flask) -> None:
    """Errors are answered, as they are outside of tests."""
    app.testing = False


@pytest.fixture
def maya(people: make.People, signed_in: SignIn) -> Browser:
    return signed_in(people.maya)


def ask_for_a_word(browser: Browser, word: str = "dark funnel") -> TestResponse:
    return browser.post("/glossary/request", word=word)


def words_asked_for(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(TermRequest)) or 0


# Outages


@contextmanager
def locked_by_another_process(database: Database) -> Iterator[None]:
    """A backup or a shell that holds the store, until the block ends."""
    name = str(database.engine.url.database)
    with subprocess.Popen(
        [sys.executable, "-c", LOCKER, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.communicate()


def test_reading_goes_on_while_another_process_holds_the_store(
    maya: Browser, database: Database
) -> None:
    for path in PAGES:
        maya.get(path)
    with locked_by_another_process(database):
        # A page that waited for the lock would give up, since nobody lets go of it.
        statuses = {path: maya.get(path).status_code for path in PAGES}

    assert set(statuses.values()) == {200}


def test_writing_then_is_refused_in_words_and_works_again_after(
    maya: Browser, database: Database
) -> None:
    with locked_by_another_process(database):
        refused = ask_for_a_word(maya)
    again = ask_for_a_word(maya)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert "Nothing was recorded" in words(refused)
    assert again.status_code == 303
    assert words_asked_for(database) == 1


def refusing(database: Database, pragma: str) -> None:
    """From now on every connection is as on a disk that is full or read-only."""

    def prepare(connection: object, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    database.engine.dispose()
    event.listen(database.engine, "connect", prepare)


def fill(database: Database, of: Person) -> None:
    """Small rows until not even one of them fits."""
    with pytest.raises(OperationalError, match="full"):
        for number in range(5_000):
            with database.transaction() as saving:
                word = f"w{number}"
                saving.add(TermRequest(word=word, word_key=word, person_id=of.id, at=make.NOW))


def test_a_full_disk_is_told_and_pages_are_still_shown(
    maya: Browser, people: make.People, database: Database
) -> None:
    refusing(database, "max_page_count=1")
    fill(database, people.eve)
    before = words_asked_for(database)

    refused = ask_for_a_word(maya, "a word that is much longer than the room that is left")

    assert refused.status_code == 503
    assert "Nothing was recorded" in words(refused)
    assert words_asked_for(database) == before
    assert [maya.get(path).status_code for path in PAGES] == [200] * 3


def test_a_disk_that_can_only_be_read_is_told_and_pages_are_still_shown(
    maya: Browser, database: Database
) -> None:
    refusing(database, "query_only=ON")

    refused = ask_for_a_word(maya)

    assert refused.status_code == 503
    assert "Nothing was recorded" in words(refused)
    assert [maya.get(path).status_code for path in PAGES] == [200] * 3


def test_a_store_that_is_gone_is_told_and_the_process_lives(
    maya: Browser, database: Database, tmp_path: Path
) -> None:
    database.engine.dispose()
    shutil.rmtree(tmp_path)

    page, ready, alive = maya.get("/"), maya.get("/readyz"), maya.get("/healthz")

    assert (page.status_code, page.headers["Retry-After"]) == (503, "2")
    assert ready.status_code == 503
    assert ready.get_json()["status"] == "the database does not answer"
    assert alive.status_code == 200


def test_a_store_without_its_tables_is_not_ready(
    settings: Settings, shelf: Shelf, tmp_path: Path
) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    client = create_app(settings, database=empty, shelf=shelf).test_client()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "literacy db upgrade" in answer.get_json()["status"]
    empty.dispose()


def test_a_clock_that_is_set_back_signs_nobody_out(maya: Browser, clock: object) -> None:
    maya.get("/")
    clock.at -= timedelta(minutes=10)

    assert maya.get("/").status_code == 200
    assert ask_for_a_word(maya).status_code == 303


# Limits


def in_parts(fields: dict[str, str]) -> dict[str, object]:
    """A multipart form as bytes; the test client's own would keep a file open."""
    parts = (
        f'--limit\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return {
        "data": f"{''.join(parts)}--limit--\r\n".encode(),
        "content_type": "multipart/form-data; boundary=limit",
    }


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        pytest.param({"word": "dark funnel"}, 303, id="a form of ours"),
        pytest.param({"word": "x" * 600_000}, 413, id="a field that fills the memory"),
        pytest.param({f"field{number}": "" for number in range(201)}, 413, id="201 fields"),
    ],
)
def test_a_form_has_its_limits(maya: Browser, fields: dict[str, str], status: int) -> None:
    form = in_parts({"csrf_token": maya.form_token(), **fields})

    response = maya.client.post("/glossary/request", **form)

    assert response.status_code == status


# Headers


def test_the_policy_lets_nothing_inline_or_foreign_in() -> None:
    sources = set(re.findall(r"'[^']+'|[^\s;]+:(?=[;\s]|$)|\*|https?:\S*", CONTENT_SECURITY_POLICY))

    assert sources == {"'none'", "'self'", "data:"}
    assert "default-src 'none'" in CONTENT_SECURITY_POLICY
    assert re.findall(r"([a-z-]+)[^;]*data:", CONTENT_SECURITY_POLICY) == ["img-src"]


def broken(_path: str = "") -> str:
    raise RuntimeError("a fault of ours")


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        pytest.param(400, {"path": "/login", "headers": {"Host": "evil.example"}}, id="host"),
        pytest.param(400, {"path": "/login", "method": "POST"}, id="no token"),
        pytest.param(404, {"path": "/static/0/no-such-file.css"}, id="static"),
        pytest.param(405, {"path": "/login", "method": "PUT"}, id="method"),
        pytest.param(
            413, {"path": "/login", "method": "POST", "data": b"x" * 1_100_000}, id="size"
        ),
        pytest.param(500, {"path": "/about/accessibility"}, id="fault"),
    ],
)
def test_an_error_is_as_guarded_as_a_page(
    app: Flask, client: FlaskClient, people: make.People, status: int, request_: dict[str, object]
) -> None:
    app.view_functions["about.accessibility"] = broken

    response = client.open(**request_)

    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Request-Id"] in response.get_data(as_text=True)


def test_a_fault_tells_nobody_what_it_was(app: Flask, client: FlaskClient) -> None:
    app.view_functions["about.accessibility"] = broken

    page = client.get("/about/accessibility").get_data(as_text=True)

    assert "a fault of ours" not in page
    assert "Traceback" not in page


def test_style_sheets_carry_the_headers_too(app: Flask, client: FlaskClient) -> None:
    with client.get(app.jinja_env.globals["static_url"]("css/app.css")) as response:
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
        assert "immutable" in response.headers["Cache-Control"]


# Names and addresses


@pytest.fixture
def site(
    settings: Settings, database: Database, shelf: Shelf, clock: object
) -> Callable[..., Flask]:
    """The site with other settings."""

    def make_site(**given: object) -> Flask:
        return create_app(replace(settings, **given), database=database, shelf=shelf, clock=clock)

    return make_site


def test_over_https_browsers_are_told_to_stay_there(site: Callable[..., Flask]) -> None:
    secure = site(origin=HTTPS).test_client().get("/login", base_url=HTTPS)
    plain = site().test_client().get("/login")

    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Strict-Transport-Security" not in plain.headers


def test_a_site_with_a_name_answers_to_no_other(site: Callable[..., Flask]) -> None:
    client = site(origin=HTTPS).test_client()

    hosts = ("learn.example.com", "evil.example", "learn.example.com.evil.example", "localhost")

    statuses = [client.get("/login", headers={"Host": host}).status_code for host in hosts]
    assert statuses == [200, 400, 400, 400]


def test_what_a_stranger_says_of_a_proxy_is_not_believed(
    site: Callable[..., Flask], people: make.People
) -> None:
    told = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-Port": "1"}  # fmt: skip

    page = site().test_client().get("/glossary/", headers=told)

    assert page.status_code == 303
    assert page.location == "/login?next=/glossary/"
    assert "evil.example" not in page.get_data(as_text=True)


def test_even_a_proxy_can_not_rename_the_site(site: Callable[..., Flask]) -> None:
    client = site(origin=HTTPS, proxies=1).test_client()

    forged = client.get("/login", headers={"X-Forwarded-Host": "evil.example"})
    honest = client.get("/login", headers={"X-Forwarded-Host": "learn.example.com"})

    assert (forged.status_code, honest.status_code) == (400, 200)


# Cookies


def flags(cookie: str) -> tuple[str, set[str]]:
    first, *others = cookie.split("; ")
    return first.partition("=")[0], set(others)


@pytest.mark.parametrize(
    ("origin", "name"),
    [(HTTPS, "__Host-session"), ("http://127.0.0.1:8000", "session")],
    ids=["https", "loopback"],
)
def test_every_cookie_is_for_the_server_alone(
    site: Callable[..., Flask], people: make.People, database: Database, origin: str, name: str
) -> None:
    app = site(origin=origin)
    with database.transaction() as saving:
        token = make.session_token(saving, people.maya)
    client = app.test_client()
    base = {"base_url": origin, "headers": {"Cookie": f"{name}={token}", "Referer": f"{origin}/"}}
    with app.test_request_context(**base):
        form = app.jinja_env.globals["csrf_token"]()

    entered = client.get("/login", base_url=origin)
    fields = {"word": "dark funnel", "csrf_token": form}
    told = app.test_client(use_cookies=False).post("/glossary/request", data=fields, **base)

    set_ = [*entered.headers.getlist("Set-Cookie"), *told.headers.getlist("Set-Cookie")]
    found = dict(map(flags, set_))
    assert set(found) == {name, "notice"}
    for guarded in found.values():
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= guarded
        assert ("Secure" in guarded) == origin.startswith("https:")
        assert not any(flag.startswith("Domain") for flag in guarded)
