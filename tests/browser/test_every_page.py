"""Every page of the made-up company: valid HTML, nothing for axe, nothing inline, no sideways scroll."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import html5lib
import pytest
from waitress.server import create_server

from literacy.app import create_app
from literacy.content.shelf import Shelf
from literacy.demo.actions import found_company
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.migrations.tables import METADATA
from literacy.settings import read_settings
from tests import make
from tests.browser.tour import Tour
from tests.pages import SIGNAL_ON, pages, people

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf, chromium: Any) -> Iterator[Tour]:
    """The made-up company behind the real server, and a browser for each of its four doors."""
    folder = tmp_path_factory.mktemp("demo")
    settings = read_settings(
        SIGNAL_ON, data=folder, company="Fernhill & Co.", demo=True, mail="file"
    )
    database = Database(settings.database_url)
    METADATA.create_all(database.engine)
    with database.transaction() as saving:
        found_company(saving, shelf.catalogue, now=utc_now())
        listed = pages(saving, shelf.catalogue, key=settings.secret_key)
        tokens = {
            name: make.session_token(saving, person, at=utc_now())
            for name, person in people(saving).items()
        }
    app = create_app(settings, database=database, shelf=shelf)
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    with Tour(chromium, server, listed, tokens) as started:
        yield started
    database.dispose()


def test_every_page_answers_as_it_should(tour: Tour) -> None:
    answers = {page.name: tour.status(page) for page in tour.pages}

    assert answers == {page.name: page.status for page in tour.pages}


def test_every_page_is_valid_html(tour: Tour) -> None:
    parser = html5lib.HTMLParser(strict=False)
    faults = {}
    for page in tour.pages:
        parser.parse(tour.source(page))
        errors = [str(error) for error in parser.errors]
        if errors:
            faults[page.name] = errors[:3]

    assert faults == {}


def test_no_page_has_anything_inline(tour: Tour) -> None:
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)
    faults = {
        page.name: found[0] for page in tour.pages if (found := inline.search(tour.source(page)))
    }

    assert faults == {}


def test_every_page_has_one_heading_a_main_and_a_skip_link(tour: Tour) -> None:
    for page in tour.pages:
        source = tour.source(page)

        assert len(re.findall(r"<h1\b", source)) == 1, page.name
        assert len(re.findall(r"<main\b", source)) == 1, page.name
        assert '<a class="skip" href="#main">' in source, page.name
        assert len(re.findall(r"<title>[^<]+ · Literacy</title>", source)) == 1, page.name


def test_no_id_stands_twice_on_a_page(tour: Tour) -> None:
    for page in tour.pages:
        ids = re.findall(r'\sid="([^"]+)"', tour.source(page))

        assert len(ids) == len(set(ids)), (page.name, {each for each in ids if ids.count(each) > 1})


def test_axe_finds_nothing_on_any_page(tour: Tour, axe: Callable[..., None]) -> None:
    for page, opened in tour.opened(width=1280):
        try:
            axe(opened)
        except AssertionError as found:
            pytest.fail(f"{page.name}: {found}")


def test_no_page_scrolls_sideways_asks_anybody_else_or_complains(
    tour: Tour, fits: Callable[[Any], None]
) -> None:
    for page, opened in tour.opened(width=1280):
        try:
            fits(opened)
        except AssertionError as found:
            pytest.fail(f"{page.name}: {found}")

    assert tour.foreign == []
    assert tour.complaints == []
