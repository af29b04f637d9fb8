"""The made-up company on both stores: it can be founded, and every page opens."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.browsing import Browser
from tests.pages import DOORS, STRANGER, Page, pages, people


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, help_signal="on")


@pytest.fixture
def listed(company: Database, shelf: Shelf, settings: Settings) -> tuple[Page, ...]:
    with company.transaction() as saving:
        return pages(saving, shelf.catalogue, key=settings.secret_key)


@pytest.fixture
def browsers(app: Flask, database: Database, listed: object) -> Iterator[dict[str, Browser]]:
    with database.transaction() as saving:
        found = people(saving)
        tokens = {name: make.session_token(saving, found[name]) for name in DOORS}
    yield {STRANGER: Browser(app), **{name: Browser(app, token) for name, token in tokens.items()}}


def test_every_page_opens(listed: tuple[Page, ...], browsers: dict[str, Browser]) -> None:
    answered = {page.name: browsers[page.who].get(page.path).status_code for page in listed}

    assert answered == {page.name: page.status for page in listed}
