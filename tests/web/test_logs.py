"""Log lines: one for each event, with the request's number, whatever the text holds."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask import Flask

from literacy.lib.tokens import new_token
from literacy.web.logs import set_up_logs
from tests import make
from tests.browsing import Browser

HOSTILE = "x\nat=now level=info forged\r\x1b[2J\x85\u2028\u2029\x00\ud800"


@pytest.fixture
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the site writes, in the form the test asks for."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    set_up_logs(request.param)
    written = io.StringIO()
    root.handlers[0].setStream(written)
    yield written
    root.handlers[:] = before
    root.setLevel(level)


both = pytest.mark.parametrize("log", ["json", "text"], indirect=True)
as_json = pytest.mark.parametrize("log", ["json"], indirect=True)


@as_json
def test_a_line_says_what_was_asked_and_under_which_number(
    log: io.StringIO, app: Flask, people: make.People
) -> None:
    response = app.test_client().get("/login")

    line = json.loads(log.getvalue())
    assert line["request_id"] == response.headers["X-Request-Id"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/login", 200)
    assert line["at"].endswith("+00:00")


@as_json
def test_an_error_page_and_its_line_have_the_same_number(
    log: io.StringIO, app: Flask, people: make.People, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.testing = False

    def broken() -> str:
        raise RuntimeError(HOSTILE)

    monkeypatch.setitem(app.view_functions, "about.accessibility", broken)

    response = app.test_client().get("/about/accessibility")

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    failed = next(line for line in lines if line["level"] == "error")
    assert response.status_code == 500
    assert failed["request_id"] in response.get_data(as_text=True)
    assert "RuntimeError" in failed["traceback"]
    assert "RuntimeError" not in response.get_data(as_text=True)


@both
def test_no_text_makes_a_line_of_its_own(log: io.StringIO) -> None:
    logging.getLogger("literacy").error("refused: %s", HOSTILE)

    assert len(log.getvalue().splitlines()) == 1
    assert "\x1b" not in log.getvalue()


@both
def test_no_address_makes_a_line_of_its_own(
    log: io.StringIO, app: Flask, people: make.People
) -> None:
    app.test_client().get("/x%0Aat=now%20level=info%20forged%0D%E2%80%A8%1B[2J")

    assert len(log.getvalue().splitlines()) == 1
    assert "\x1b" not in log.getvalue()


@pytest.mark.parametrize("log", ["text"], indirect=True)
def test_a_traceback_is_set_in(log: io.StringIO) -> None:
    try:
        raise RuntimeError(HOSTILE)
    except RuntimeError:
        logging.getLogger("literacy").exception("it broke")

    first, *others = log.getvalue().splitlines()
    assert first.endswith("it broke")
    assert all(line.startswith("    ") for line in others)


@both
def test_secrets_stay_out_of_the_log(log: io.StringIO, app: Flask, people: make.People) -> None:
    browser, token, word = Browser(app), new_token(), "a secret of mine 123"
    fields = {"email": "maya@example.com", "password": word}
    links = [f"/invite/{token}", f"/setup/{token}", f"/password/reset/{token}"]

    sent = browser.form_token()
    browser.post("/login", **fields)
    for link in links:
        browser.get(link)
        browser.get(f"{link}/")
        browser.post(link, password=word)

    written = log.getvalue()
    assert "/invite/" in written
    for secret in (word, token, browser.token, sent):
        assert secret not in written


@pytest.mark.parametrize("path", ["/healthz", "/static/0/css/app.css"])
@both
def test_what_monitors_and_pages_ask_all_the_time_is_not_logged(
    log: io.StringIO, app: Flask, path: str
) -> None:
    app.test_client().get(path).close()

    assert log.getvalue() == ""
