"""How fast readers are answered while eight people send the SQL lab queries that never end.

`python -m tests.siege` opens a lesson again and again, first in quiet, then besieged, and prints
the times of both in milliseconds. Nothing may fail; the slowest of a hundred is what counts.
"""

import argparse
import http.client
import re
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from tests.bench import LESSON, site
from tests.labs.sql.corpus import STOPPED

BESIEGERS = 8
MISSION = "people-not-rows"
PAUSE = 0.02
"""Seconds between two pages of the reader, who has a page to look at."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure readers beside endless queries.")
    parser.add_argument("--seconds", type=float, default=10.0)
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as (port, cookies, _posts):
        reader, *others = cookies
        print(f"{'':<12}{'pages':>8}{'median':>9}{'of 100':>9}{'slowest':>9}{'failed':>8}")
        report("quiet", *read(port, reader, seconds))
        answers: Counter[int] = Counter()
        with besieged(port, others[:BESIEGERS], answers):
            report("besieged", *read(port, reader, seconds))
        print(f"\nanswers to {BESIEGERS} besiegers, by status: {dict(sorted(answers.items()))}")


def report(name: str, times: list[float], failed: int) -> None:
    told = [statistics.median(times), statistics.quantiles(times, n=100)[98], max(times)]
    figures = "".join(f"{1000 * each:9.1f}" for each in told)
    print(f"{name:<12}{len(times):8}{figures}{failed:8}")


def read(port: int, cookie: str, seconds: float) -> tuple[list[float], int]:
    """Seconds that each page took, and how many were not given."""
    times, failed = [], 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        asked = time.perf_counter()
        status = ask(port, "GET", f"/lessons/{LESSON}", cookie)[0]
        times.append(time.perf_counter() - asked)
        failed += status != 200
        time.sleep(PAUSE)
    return times, failed


@contextmanager
def besieged(port: int, cookies: list[str], answers: Counter[int]) -> Iterator[None]:
    """Everybody sends the next query as soon as the last one is answered."""
    over = threading.Event()
    crowd = [
        threading.Thread(target=besiege, args=(port, cookie, sql, over, answers))
        for cookie, sql in zip(cookies, _endless(), strict=False)
    ]
    for each in crowd:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in crowd:
            each.join()


def _endless() -> list[str]:
    named = list(STOPPED.values())
    return [named[number % len(named)] for number in range(BESIEGERS)]


def besiege(port: int, cookie: str, sql: str, over: threading.Event, answers: Counter[int]) -> None:
    page = ask(port, "GET", f"/labs/sql/{MISSION}", cookie)[1].decode()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[0]
    body = urlencode({"mission": MISSION, "sql": sql, "csrf_token": token})
    while not over.is_set():
        answers[ask(port, "POST", "/labs/sql/run", cookie, body)[0]] += 1


def ask(port: int, method: str, path: str, cookie: str, body: str = "") -> tuple[int, bytes]:
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": f"session={cookie}"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    wire.request(method, path, body or None, headers)
    answer = wire.getresponse()
    said = answer.status, answer.read()
    wire.close()
    return said


if __name__ == "__main__":
    main()
