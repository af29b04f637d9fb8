"""The hottest payloads in a real browser: no dialog, no refusal by the policy, no request outside."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from waitress.server import create_server

from tests.browsing import Browser
from tests.chromium import LAUNCH, page_browser
from tests.xss.asked import answered, asking
from tests.xss.carried import feed, letters
from tests.xss.pages import Payloads, batches
from tests.xss.site import FIELDS, Site, opened
from tests.xss.written import notes, studio, terms

_WATCH = """for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => { (window.__ran ??= []).push(name); };
document.addEventListener("securitypolicyviolation", (event) =>
  (window.__ran ??= []).push(`${event.violatedDirective} ${event.blockedURI}`));"""
_RAN = "() => window.__ran ?? []"


@dataclass(slots=True)
class Driven:
    """What happened in the browser, beside pages being shown."""

    pages: int = 0
    dialogs: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    @property
    def unsafe(self) -> list[str]:
        return [*self.dialogs, *self.violations, *self.foreign]


def drive(payloads: Payloads) -> Driven:
    """Every page that shows them, opened as a learner and as an author."""
    from playwright.sync_api import sync_playwright

    path = page_browser()
    if path is None:
        sys.exit("There is no chromium on this machine: install it, for instance with apt.")
    found = Driven()
    port = _free_port()
    with opened(port) as site:
        letters_and_news = _placed(site, payloads)
        with _served(site, port), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
            _outside(_page(browser, site, None, port, found), letters_and_news, found)
            _learner(_page(browser, site, site.maya, port, found), payloads, found)
            _author(_page(browser, site, site.ivan, port, found), payloads, found)
            browser.close()
    return found


def _placed(site: Site, payloads: Payloads) -> tuple[str, ...]:
    """The payloads in terms, drafts, notes and requests; given back are mails and news."""
    for door in (terms, studio, notes, asking, answered):
        for _shown in door(site, payloads):
            pass
    sent = (*letters(site, payloads), *feed(site, payloads))
    return tuple(shown.html for shown in sent)


def _outside(page: Any, texts: tuple[str, ...], found: Driven) -> None:
    """In a mail program or a feed reader no policy of ours holds."""
    for text in texts:
        page.set_content(text)
        _look(page, found, "mail or feed")


def _learner(page: Any, payloads: Payloads, found: Driven) -> None:
    slugs = [f"hostile-{number}" for number, _ in enumerate(batches(payloads, len(FIELDS)))]
    paths = [
        f"/glossary/{slug}{rest}" for slug in slugs for rest in ("", "/card", "/first-reading")
    ]
    sought = [
        f"{path}{quote(payload[:80], errors='replace')}"
        for payload in payloads
        for path in ("/search?q=", "/glossary/?q=", "/glossary/request?word=", "/login?next=")
    ]
    for path in (*paths, "/glossary/", "/glossary/request", "/lessons/why-caching", *sought):
        page.goto(path)
        _look(page, found, path)
    box = page.get_by_role("combobox").first
    for payload in payloads[::8]:
        box.fill(payload[:80])
        page.wait_for_timeout(350)
        _look(page, found, "search while typing")


def _author(page: Any, payloads: Payloads, found: Driven) -> None:
    slugs = [f"hostile-{number}" for number, _ in enumerate(batches(payloads, len(FIELDS)))]
    views = [
        f"/author/terms/{slug}{rest}" for slug in slugs for rest in ("", "/review", "/history")
    ]
    notes_on = [f"/author/notes/term/{slug}" for slug in slugs]
    for path in (
        *views,
        *notes_on,
        "/author/",
        "/author/notes",
        "/author/health",
        "/author/jargon",
    ):
        page.goto(path)
        _look(page, found, path)
    page.goto(f"/author/terms/{slugs[0]}")
    for payload in payloads[::4]:
        page.get_by_label("Example").fill(payload)
        page.wait_for_timeout(700)
        _look(page, found, "preview while typing")
    for share in batches(payloads, 20):
        page.goto("/author/import")
        raw = "\n".join(
            ["term,definition", *(f'"{_cell(each)}","{_cell(each)}"' for each in share)]
        )
        name = share[0].replace("/", "-").replace("\n", " ")[:60]
        sheet = {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": raw.encode()}
        page.get_by_label("YAML or CSV file").set_input_files(sheet)
        page.get_by_role("button", name="Check the file").click()
        _look(page, found, "import")


def _cell(text: str) -> str:
    return text.replace('"', '""')


def _look(page: Any, found: Driven, where: str) -> None:
    found.pages += 1
    for ran in page.evaluate(_RAN):
        kind = found.dialogs if ran in ("alert", "confirm", "prompt", "print") else found.violations
        kind.append(f"{where}: {ran}")


def _page(browser: Any, site: Site, who: Browser | None, port: int, found: Driven) -> Any:
    """A page that notes dialogs, refusals by the policy, and requests to anywhere else."""
    home = f"http://127.0.0.1:{port}"
    context = browser.new_context(base_url=home, viewport={"width": 1280, "height": 900})
    if who is not None:
        context.add_cookies([{"name": "session", "value": who.token, "url": home}])
        context.add_init_script(_WATCH)
    page = context.new_page()
    page.on("dialog", lambda dialog: (found.dialogs.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda said: _refused(said.text, found))
    page.on("request", lambda sent: _left(sent.url, home, found))
    return page


def _refused(text: str, found: Driven) -> None:
    if "Content Security Policy" in text:
        found.violations.append(text[:200])


def _left(url: str, home: str, found: Driven) -> None:
    if not url.startswith((f"{home}/", "data:", "blob:", "about:")):
        found.foreign.append(url[:200])


@contextmanager
def _served(site: Site, port: int) -> Iterator[None]:
    server = create_server(site.app, host="127.0.0.1", port=port, threads=4, ident=None)

    def run() -> None:
        with suppress(OSError, ValueError):
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    server.task_dispatcher.shutdown()
    server.close()
    thread.join(timeout=5)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
