"""A walk through every page of a running site, each as the person who may open it."""

import threading
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tests.pages import STRANGER, Page


class Tour:
    """Opens pages by plain requests (`status`, `source`) and in Chromium (`opened`)."""

    def __init__(
        self, chromium: Any, server: Any, pages: tuple[Page, ...], tokens: dict[str, str]
    ) -> None:
        self.pages = pages
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        self._chromium = chromium
        self._server = server
        self._tokens = tokens
        self.url = f"http://127.0.0.1:{server.effective_port}"
        self._fetch = cache(self._fetched)

    def __enter__(self) -> "Tour":
        threading.Thread(target=self._server.run, daemon=True).start()
        return self

    def __exit__(self, *_failure: object) -> None:
        self._server.task_dispatcher.shutdown()
        self._server.close()

    def status(self, page: Page) -> int:
        return self._fetch(page)[0]

    def source(self, page: Page) -> str:
        return self._fetch(page)[1]

    def _fetched(self, page: Page) -> tuple[int, str]:
        request = Request(self.url + page.path)
        if page.who != STRANGER:
            request.add_header("Cookie", f"session={self._tokens[page.who]}")
        with build_opener(_Plain).open(request) as answer:
            return answer.status, answer.read().decode()

    def opened(
        self, *, width: int, dark: bool = False, names: Collection[str] = ()
    ) -> Iterator[tuple[Page, Any]]:
        """Each page (or those named) in a browser of that width, until the next one is asked for."""
        pages = [page for page in self.pages if not names or page.name in names]
        for who in dict.fromkeys(page.who for page in pages):
            context = self._context(who, width, dark)
            opened = context.new_page()
            opened.on("pageerror", lambda error: self.complaints.append(str(error)))
            opened.on("console", self._listen)
            opened.on("request", self._watch)
            for page in pages:
                if page.who == who:
                    opened.goto(self.url + page.path)
                    yield page, opened
            context.close()

    def _context(self, who: str, width: int, dark: bool) -> Any:
        context = self._chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        if who != STRANGER:
            cookie = {"name": "session", "value": self._tokens[who], "url": self.url}
            context.add_cookies([cookie])
        return context

    def _listen(self, said: Any) -> None:
        # A page that answers 403 or 404 is logged by the browser; that is no complaint of ours.
        if said.type == "error" and "Failed to load resource" not in said.text:
            self.complaints.append(said.text)

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "about:")):
            self.foreign.append(request.url)


class _Plain(HTTPRedirectHandler):
    """Errors are answers here, and a redirect is not followed."""

    def redirect_request(self, *_given: Any) -> None:
        return None

    def http_error_403(self, _request: Any, answer: Any, *_given: Any) -> Any:
        return answer

    http_error_303 = http_error_404 = http_error_410 = http_error_403
