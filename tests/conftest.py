"""The site, its store and its people, as every test finds them."""

import gc
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import text
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.app import create_app, open_shelf
from literacy.content.shelf import Shelf
from literacy.demo.actions import found_company
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.settings import Settings, read_settings
from tests import compiled, make, stores
from tests.browsing import Browser

compiled.once_a_run()
# Sites and rows come and go by the ten thousand. Looking for garbage among all that stays, after
# every seven hundred new objects, was a third of the run.
gc.set_threshold(50_000, 20, 50)

# A slow machine is no fault of the code, and what fails here must fail everywhere.
hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> SetClock:
    return SetClock(make.NOW)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return read_settings(
        {},
        data=tmp_path / "var",
        secret_key="a key for tests only, 32 letters or more",
        company="Harbour & Finch",
        mail="file",
    )


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """The real course, loaded once."""
    data = tmp_path_factory.mktemp("shelf")
    shelf = open_shelf(read_settings({}, data=data), clock=lambda: make.NOW)
    gc.collect()
    gc.freeze()
    return shelf


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with tables and no rows, copied for each test."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    database = Database(f"sqlite:///{path}")
    state.upgrade(database.engine)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()
    return path


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hostile text that a test logged is shown, not sent as it is: workers speak UTF-8."""
    report = yield
    report.sections = [
        (name, text.encode("utf-8", "backslashreplace").decode()) for name, text in report.sections
    ]
    return report


# These run on both stores: what is kept, and how it holds under a race.
BOTH_STORES = ("test_actions", "test_queries", "test_races", "test_journey")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames and metafunc.module.__name__.split(".")[-1].startswith(
        BOTH_STORES
    ):
        postgres = pytest.param("postgres", marks=pytest.mark.postgres)
        metafunc.parametrize("store", ["sqlite", postgres], indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest) -> str:
    """Which store this test runs on."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    with stores.cluster() as url:
        yield url


@pytest.fixture
def database(
    store: str, tmp_path: Path, empty_sqlite: Path, request: pytest.FixtureRequest
) -> Iterator[Database]:
    if store == "postgres":
        database = stores.emptied(request.getfixturevalue("postgres_url"))
    else:
        shutil.copy(empty_sqlite, tmp_path / "test.db")
        database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def founded_sqlite(
    tmp_path_factory: pytest.TempPathFactory, empty_sqlite: Path, shelf: Shelf
) -> Path:
    """A database file with the made-up company, copied for each test that looks around in it."""
    path = tmp_path_factory.mktemp("company") / "founded.db"
    shutil.copy(empty_sqlite, path)
    database = Database(f"sqlite:///{path}")
    with database.transaction() as saving:
        found_company(saving, shelf.catalogue, now=make.NOW)
    database.dispose()
    return path


@pytest.fixture
def company(
    store: str, database: Database, shelf: Shelf, request: pytest.FixtureRequest
) -> Database:
    """The made-up company with all that its people did."""
    if store == "postgres":
        with database.transaction() as saving:
            found_company(saving, shelf.catalogue, now=make.NOW)
        return database
    founded = request.getfixturevalue("founded_sqlite")
    with (
        closing(sqlite3.connect(founded)) as source,
        closing(sqlite3.connect(str(database.engine.url.database))) as target,
    ):
        source.backup(target)
    return database


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    """A session that writes; commit before the site should see it."""
    with database.transaction() as session:
        yield session
        session.rollback()


@pytest.fixture
def people(database: Database) -> make.People:
    """The five people of every test, already in the store."""
    with database.transaction() as saving:
        return make.people(saving)


@pytest.fixture
def app(settings: Settings, database: Database, shelf: Shelf, clock: SetClock) -> Flask:
    app = create_app(settings, database=database, shelf=shelf, clock=clock, draw_seed=lambda: 7)
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser that nobody has signed in with."""
    return app.test_client()


@pytest.fixture
def signed_in(app: Flask, database: Database, clock: SetClock) -> Callable[[Person], Browser]:
    """`signed_in(people.maya)` is Maya's browser: `get`, and `post` with the form token."""

    def sign_in(of: Person) -> Browser:
        with database.transaction() as saving:
            token = make.session_token(saving, of, at=clock())
        return Browser(app, token)

    return sign_in
