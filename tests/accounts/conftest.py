"""People who can sign in, and a mailer that keeps what it was given."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from literacy.accounts import passwords
from literacy.lib.db import Database
from literacy.outbox.jobs import Post, deliver
from literacy.settings import Settings
from tests import make
from tests.browsing import Browser


class Memory:
    """A mailer that keeps letters."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message)


class Letters:
    """What has left, after asking the outbox to deliver."""

    def __init__(self, post: Post, memory: Memory) -> None:
        self._post, self._memory = post, memory

    def all(self) -> list[EmailMessage]:
        deliver(self._post)
        return self._memory.sent

    def link(self) -> str:
        """The path of the link in the last letter."""
        text = self.all()[-1].get_body(("plain",)).get_content()
        line = next(line for line in text.splitlines() if line.startswith("http"))
        return "/" + line.split("/", 3)[3]


@pytest.fixture(scope="session")
def password_hash() -> str:
    return passwords.hash(make.PASSWORD)


@pytest.fixture
def people(database: Database, password_hash: str) -> make.People:
    """The five people of every test, each with the same password."""
    with database.transaction() as saving:
        made = make.people(saving)
        for person in (made.maya, made.ivan, made.grace, made.rosa, made.eve):
            person.password_hash, person.password_changed_at = password_hash, make.NOW
        return made


@pytest.fixture
def letters(settings: Settings, database: Database, clock) -> Letters:
    memory = Memory()
    return Letters(Post(settings, database, memory, clock), memory)


@pytest.fixture
def stranger(app: Flask) -> Browser:
    """A browser that nobody has signed in with."""
    return Browser(app)


@pytest.fixture
def enter(app: Flask) -> Callable[..., TestResponse]:
    """Sign in through the form, in a fresh browser: `enter("maya@example.com")`."""

    def sign_in(
        email: str, password: str = make.PASSWORD, *, address: str = "192.0.2.1", **fields: str
    ) -> TestResponse:
        browser = Browser(app)
        data = {"email": email, "password": password, "csrf_token": browser.form_token(), **fields}
        return browser.client.post("/login", data=data, environ_overrides={"REMOTE_ADDR": address})

    return sign_in


@pytest.fixture
def count(database: Database) -> Callable[[type], int]:
    """How many rows a table has."""

    def rows(table: type) -> int:
        with database.reading() as session:
            return len(session.scalars(select(table)).all())

    return rows
