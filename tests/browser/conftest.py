"""Chromium against the real site: a live server, pages signed in as people, axe.

Without a browser these tests are skipped with a reason; LITERACY_REQUIRE_BROWSER=1 makes that a
failure, so that a machine that should have one can't pass by accident.
"""

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from waitress.server import create_server

from literacy.accounts.models import Person
from literacy.app import create_app
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.chromium import LAUNCH, page_browser

WIDE, NARROW, SMALL = 1280, 390, 320
AUDIT = """([within, options]) =>
  axe.run(within ?? document, options).then((results) => results.violations)"""
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class RunningClock:
    """Real time, which a test may set forward."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def forward(self, **given: float) -> None:
        self.ahead += timedelta(**given)


@dataclass
class Live:
    """The site on a port of its own."""

    url: str
    app: Flask
    database: Database
    clock: RunningClock
    asked: list[str] = field(default_factory=list)
    """Paths of the requests that reached the server; what a copy answers is not among them."""


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[str | None], Any]]:
    """`browsers(path)` starts the Chromium of that path."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _no_browser("Playwright is not installed")
    with sync_playwright() as playwright:

        def start(path: str | None) -> Any:
            if path is None:
                _no_browser("there is no chromium on this machine")
            return playwright.chromium.launch(executable_path=path, args=LAUNCH)

        yield start


@pytest.fixture(scope="session")
def chromium(browsers: Callable[[str | None], Any]) -> Iterator[Any]:
    """One browser for the whole run; each page gets a context, which is a profile, of its own."""
    browser = browsers(page_browser())
    yield browser
    browser.close()


def _no_browser(reason: str) -> None:
    if os.environ.get("LITERACY_REQUIRE_BROWSER") == "1":
        pytest.fail(f"LITERACY_REQUIRE_BROWSER is set, but {reason}.")
    pytest.skip(f"Not driven in a browser: {reason}.")


@pytest.fixture
def live(settings: Settings, database: Database, shelf: Shelf) -> Iterator[Live]:
    """The real site behind the real server, with real time."""
    clock, port = RunningClock(), _free_port()
    settings = _on_port(settings, port)
    app = create_app(settings, database=database, shelf=shelf, clock=clock, draw_seed=lambda: 7)
    asked = _listened(app)
    server = create_server(app, host="127.0.0.1", port=port, threads=4, ident=None)
    thread = threading.Thread(target=_run, args=(server,), daemon=True)
    thread.start()
    yield Live(settings.origin, app, database, clock, asked)
    server.task_dispatcher.shutdown()
    server.close()
    thread.join(timeout=5)
    for channel in list(server.active_channels.values()):
        channel.close()


def _run(server: Any) -> None:
    """The server's loop; closing it under its feet is how a test ends, and no fault."""
    with suppress(OSError, ValueError):
        server.run()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _on_port(settings: Settings, port: int) -> Settings:
    """The site and its two lab origins, which name the port in their addresses."""
    return replace(
        settings,
        port=port,
        origin=f"http://127.0.0.1:{port}",
        lab_origin=f"http://shop.localhost:{port}",
        lab_partner_origin=f"http://ads.localhost:{port}",
    )


def _listened(app: Flask) -> list[str]:
    asked: list[str] = []
    answer = app.wsgi_app

    def listen(environ: Any, start_response: Any) -> Any:
        query = f"?{environ['QUERY_STRING']}" if environ["QUERY_STRING"] else ""
        asked.append(environ["PATH_INFO"] + query)
        return answer(environ, start_response)

    app.wsgi_app = listen  # type: ignore[method-assign]
    return asked


@pytest.fixture
def page_as(chromium: Any, live: Live) -> Iterator[Callable[..., Any]]:
    """`page_as(people.maya)` is a page of a browser that Maya is signed in with.

    `page_as(None)` is a stranger's. Paths are enough for `goto`. A script error or a refusal by
    the content security policy fails the test that caused it.
    """
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(
        person: Person | None,
        *,
        width: int = WIDE,
        height: int = 900,
        dark: bool = False,
        javascript: bool = True,
        **given: Any,
    ) -> Any:
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            **given,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if person is not None:
            context.add_cookies([_session_cookie(live, person)])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.extend(_refusals(said.text)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _session_cookie(live: Live, person: Person) -> dict[str, str]:
    with live.database.transaction() as saving:
        token = make.session_token(saving, person, at=live.clock())
    return {"name": "session", "value": token, "url": live.url}


def _refusals(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []


@pytest.fixture
def axe() -> Callable[..., None]:
    """`axe(page)` fails with a list of what WCAG 2.2 AA would object to, in either theme."""

    def check(page: Any, within: str | None = None) -> None:
        _audit(page, within, {"type": "tag", "values": ACCESSIBILITY})
        here, other = ("dark", "light") if page.evaluate(IS_DARK) else ("light", "dark")
        # The other theme is other colors on the same page; half-way to them they mean nothing.
        page.emulate_media(color_scheme=other, reduced_motion="reduce")
        _audit(page, within, {"type": "rule", "values": ["color-contrast"]})
        page.emulate_media(color_scheme=here, reduced_motion="null")

    return check


def _audit(page: Any, within: str | None, rules: dict[str, Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate(AUDIT, [within, options])
    assert found == [], "\n".join(_objection(violation) for violation in found)


def _objection(violation: dict[str, Any]) -> str:
    where = [node["html"][:160] for node in violation["nodes"]]
    return f"{violation['id']}: {violation['help']}\n  " + json.dumps(where, indent=2)


@pytest.fixture
def fits() -> Callable[[Any], None]:
    """`fits(page)` fails when the page scrolls sideways on a desk, a phone or a small phone."""

    def check(page: Any) -> None:
        before = page.viewport_size
        wide = [width for width in (WIDE, NARROW, SMALL) if _is_sideways(page, width)]
        page.set_viewport_size(before)
        assert wide == []

    return check


def _is_sideways(page: Any, width: int) -> bool:
    root = "document.documentElement"
    page.set_viewport_size({"width": width, "height": page.viewport_size["height"]})
    return bool(page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))
