"""Cases kept as Markdown files: a heading, what an author writes, and what comes of it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_CASE = re.compile(
    r"^# (?P<title>.+?)\n+(?P<fence>~{4,})\n(?P<source>.*?)(?P=fence)\n+(?P=fence)\n(?P<expected>.*?)(?P=fence)",
    re.MULTILINE | re.DOTALL,
)


class Case(NamedTuple):
    title: str
    source: str
    expected: str


def cases(path: Path) -> Iterator[Case]:
    for found in _CASE.finditer(path.read_text("utf-8")):
        yield Case(found["title"], found["source"], found["expected"])
