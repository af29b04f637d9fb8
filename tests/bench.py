"""Speed and weight beside a bare Flask route, in one interleaved run: only the ratios count.

`python -m tests.bench` prints requests a second of the lesson page, the home page and a saved answer,
each beside a bare route under the same server with the same cookie, as medians over the rounds.
"""

import argparse
import gzip
import http.client
import logging
import multiprocessing
import re
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, session
from waitress.server import create_server

from literacy.app import create_app
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.settings import read_settings
from tests import make
from tests.browsing import Browser

LESSON = "why-caching"
QUIZ = "cache-rules"
CONNECTIONS = 8
THREADS = 4
# Lines that must never be crossed (docs/decisions/0007-speed.md).
FLOORS = {"lesson page": 0.45, "home page": None, "answer saved": 0.45}
MOST_BYTES, MOST_HTML_BYTES = 60 * 1024, 20 * 1024


@dataclass(frozen=True)
class Target:
    """Requests as bytes, ready to be sent; each is used in turn."""

    name: str
    port: int
    requests: tuple[bytes, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure speed and weight.")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--gate", action="store_true", help="exit 1 below a line to hold")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as (port, cookies, posts):
        with bare() as bare_port:
            fine = speed(port, bare_port, cookies, posts, options)
        fine = weight(port, cookies[0]) and fine
    sys.exit(0 if fine or not options.gate else 1)


@contextmanager
def site(folder: Path) -> Iterator[tuple[int, list[str], list[tuple[str, bytes]]]]:
    """The site in a process of its own, with people who are half-way through."""
    port = free_port()
    settings = read_settings({}, data=folder, port=port, company="Bench", log="json")
    database = Database(settings.database_url)
    state.upgrade(database.engine)
    app = create_app(settings, database=database)
    cookies, posts = prepare(app, database)
    database.dispose()
    with running(serve_site, folder, port):
        wait_for(port)
        yield port, cookies, posts


def prepare(app: Flask, database: Database) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Sessions, and for each an open attempt whose first question can be answered."""
    with database.transaction() as saving:
        people = [make.person(saving, f"Reader {number}") for number in range(400)]
        cookies = [make.session_token(saving, each, at=utc_now()) for each in people]
    posts = []
    for cookie in cookies:
        browser = Browser(app, cookie)
        started = browser.post(f"/quizzes/{QUIZ}/attempts", key=cookie[:32])
        attempt = started.location.partition("#")[0]
        posts.append((attempt, form(browser, attempt)))
    return cookies, posts


def form(browser: Browser, attempt: str) -> bytes:
    """The fields of an honest “I don't know” on the attempt's first question."""
    page = browser.get(attempt).get_data(as_text=True)
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    asked = next(each for each in forms if 'name="item"' in each)
    inputs = re.findall(r'<input type="hidden"[^>]*>', asked)
    hidden = {field(each, "name"): field(each, "value") for each in inputs}
    return urlencode({**hidden, "csrf_token": browser.form_token(), "dont_know": "y"}).encode()


def field(tag: str, attribute: str) -> str:
    found = re.search(f'{attribute}="([^"]*)"', tag)
    return found[1] if found else ""


def speed(port: int, bare_port: int, cookies: list[str], posts: list, options) -> bool:  # type: ignore[no-untyped-def,type-arg]
    get = [f"Cookie: session={cookie}\r\n" for cookie in cookies[:40]]
    pages = {
        "lesson page": Target("lesson page", port, gets(f"/lessons/{LESSON}", get)),
        "home page": Target("home page", port, gets("/", get)),
    }
    constant = Target("bare page", bare_port, gets("/", [f"Cookie: session={bare_cookie()}\r\n"]))
    saves = [post(f"{path}/answers", cookies[n], body) for n, (path, body) in enumerate(posts)]
    ratios: dict[str, list[float]] = {name: [] for name in FLOORS}
    rates: dict[str, list[float]] = {name: [] for name in (*FLOORS, "bare page", "answer again")}
    share = len(saves) // options.rounds
    for number in range(options.rounds):
        base = load(constant, options.seconds)
        rates["bare page"].append(base)
        for name, target in pages.items():
            rates[name].append(load(target, options.seconds))
            ratios[name].append(rates[name][-1] / base)
        once = Target("answer", port, tuple(saves[number * share : (number + 1) * share]))
        rates["answer saved"].append(load(once, None))
        # Sent again, an answer is known by its key: the same request, and nothing is saved.
        rates["answer again"].append(load(once, None))
        ratios["answer saved"].append(rates["answer saved"][-1] / rates["answer again"][-1])
    return report(rates, ratios)


def report(rates: dict[str, list[float]], ratios: dict[str, list[float]]) -> bool:
    print(
        f"{CONNECTIONS} connections, waitress with {THREADS} threads, medians of {len(rates['bare page'])} rounds\n"
    )
    print(f"{'':<16}{'requests/s':>12}{'ratio':>8}{'never below':>13}")
    for name, values in rates.items():
        ratio = f"{statistics.median(ratios[name]):8.2f}" if name in ratios else ""
        shown = f"{ratio}{FLOORS[name]:13.2f}" if FLOORS.get(name) else ratio
        print(f"{name:<16}{statistics.median(values):12.0f}{shown}")
    held = {name: floor for name, floor in FLOORS.items() if floor}
    return all(statistics.median(ratios[name]) >= floor for name, floor in held.items())


def weight(port: int, cookie: str) -> bool:
    """What a first visit to the lesson page takes over the wire, compressed, without its lab."""
    html = fetch(port, f"/lessons/{LESSON}", cookie)
    text = gzip.decompress(html).decode()
    paths = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text)))
    paths = [path for path in paths if "/labs/" not in path]
    sizes = {path.split("/", 3)[3]: len(fetch(port, path, cookie)) for path in paths}
    total = len(html) + sum(sizes.values())
    print(f"\nlesson page, first visit: {total / 1024:.1f} KB in {1 + len(sizes)} requests")
    for name, size in {"HTML": len(html), **sizes}.items():
        print(f"  {name:<36}{size / 1024:8.1f} KB")
    return total <= MOST_BYTES and len(html) <= MOST_HTML_BYTES


def fetch(port: int, path: str, cookie: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Cookie": f"session={cookie}", "Accept-Encoding": "gzip"}
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    assert response.status == 200, f"{path} answers {response.status}"
    body = response.read()
    connection.close()
    return body


def gets(path: str, cookies: list[str]) -> tuple[bytes, ...]:
    lines = "Host: 127.0.0.1\r\n"
    return tuple(f"GET {path} HTTP/1.1\r\n{lines}{cookie}\r\n".encode() for cookie in cookies)


def post(path: str, cookie: str, body: bytes) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def load(target: Target, seconds: float | None) -> float:
    """Requests a second over eight connections; without `seconds`, each request is sent once."""
    with multiprocessing.Pool(1) as pool:
        return float(pool.apply(_load, (target, seconds)))


def _load(target: Target, seconds: float | None) -> float:
    import threading

    shares = [target.requests[number::CONNECTIONS] for number in range(CONNECTIONS)]
    counts: list[int] = []
    started = time.perf_counter()
    workers = [
        threading.Thread(target=_send, args=(target.port, share, seconds, counts))
        for share in shares
        if share
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(counts) / (time.perf_counter() - started)


def _send(port: int, share: tuple[bytes, ...], seconds: float | None, counts: list[int]) -> None:
    count = 0
    deadline = time.perf_counter() + (seconds or 1e9)
    with socket.create_connection(("127.0.0.1", port)) as wire:
        while time.perf_counter() < deadline and (seconds or count < len(share)):
            wire.sendall(share[count % len(share)])
            _read_answer(wire)
            count += 1
    counts.append(count)


def _read_answer(wire: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += wire.recv(65536)
    head, _gap, body = data.partition(b"\r\n\r\n")
    assert head[9:12] in (b"200", b"303"), head[:200]
    found = re.search(rb"content-length: (\d+)", head.lower())
    length = int(found[1]) if found else 0
    while len(body) < length:
        body += wire.recv(65536)


def serve_site(folder: Path, port: int) -> None:
    settings = read_settings({}, data=folder, port=port, company="Bench", log="json")
    _serve(create_app(settings), port)


def serve_bare(port: int) -> None:
    """The least a Flask route can do for somebody signed in: read the cookie, send 20 KB."""
    app = Flask("bare")
    app.secret_key = "bench"
    page = "<!doctype html><title>x</title>" + "<p>constant</p>\n" * 1250

    @app.get("/")
    def index() -> str:
        assert session["person"]
        return page

    _serve(app, port)


def bare_cookie() -> str:
    """A session cookie as Flask signs it, for the bare route to read."""
    app = Flask("bare")
    app.secret_key = "bench"
    with app.test_request_context():
        serializer = app.session_interface.get_signing_serializer(app)
        return str(serializer.dumps({"person": 17}))


def _serve(app: Flask, port: int) -> None:
    # More asks than threads is what is measured here; no line for each of them.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    create_server(app, host="127.0.0.1", port=port, threads=THREADS, ident=None).run()


@contextmanager
def bare() -> Iterator[int]:
    port = free_port()
    with running(serve_bare, port):
        wait_for(port)
        yield port


@contextmanager
def running(work: Callable[..., None], *given: object) -> Iterator[None]:
    process = multiprocessing.Process(target=work, args=given, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("The server did not start.")


if __name__ == "__main__":
    main()
