"""Pictures of every page of the made-up company: `python -m tests.shots [name …]` fills shots/."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from literacy.app import create_app
from literacy.demo.actions import found_company
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.settings import read_settings
from tests import make
from tests.browser.tour import Tour
from tests.chromium import LAUNCH, page_browser
from tests.pages import SIGNAL_ON, pages, people

WIDTHS = (390, 1280)


def main() -> None:
    wanted = set(sys.argv[1:])
    folder = Path("shots")
    folder.mkdir(exist_ok=True)
    chromium = page_browser()
    if chromium is None:
        sys.exit("There is no chromium on this machine: install it, for instance with apt.")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH)
        with founded(Path(data), browser) as tour:
            for width in WIDTHS:
                for dark in (False, True):
                    take(tour, folder, width, dark, wanted)
        browser.close()


def founded(data: Path, browser: object) -> Tour:
    settings = read_settings(SIGNAL_ON, data=data, company="Fernhill & Co.", demo=True, mail="file")
    database = Database(settings.database_url)
    state.upgrade(database.engine)
    app = create_app(settings, database=database)
    course = app.extensions["literacy"].shelf.catalogue
    with database.transaction() as saving:
        found_company(saving, course, now=utc_now())
        listed = pages(saving, course, key=settings.secret_key)
        tokens = {
            name: make.session_token(saving, person, at=utc_now())
            for name, person in people(saving).items()
        }
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    return Tour(browser, server, listed, tokens)


def take(tour: Tour, folder: Path, width: int, dark: bool, wanted: set[str]) -> None:
    theme = "dark" if dark else "light"
    for page, opened in tour.opened(width=width, dark=dark, names=wanted):
        name = folder / f"{page.name}-{width}-{theme}.png"
        opened.wait_for_timeout(150)
        opened.screenshot(path=name, full_page=True)
        print(name)


if __name__ == "__main__":
    main()
