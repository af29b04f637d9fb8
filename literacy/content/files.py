"""The files a course is made of: found in their places, refused elsewhere, read as text."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from pathlib import Path

from literacy.content.problems import Problem

MAXIMUM_FILES = 5_000
_LARGEST = {".yml": 256 * 1024, ".md": 64 * 1024, ".svg": 128 * 1024}
_DEEPEST = 3


class Kind(Enum):
    """What a file is, told by its place alone."""

    COURSE = r"lessons/course\.yml"
    FACTS = r"lessons/facts\.yml"
    CONVERSATIONS = r"lessons/conversations\.yml"
    TERMS = r"lessons/glossary/[a-z0-9-]+\.yml"
    LESSON = r"lessons/[0-9]{2}-[a-z0-9-]+/[a-z0-9-]+\.md"
    FIGURE = r"lessons/[0-9]{2}-[a-z0-9-]+/figures/[a-z0-9-]+\.svg"
    BANK = r"quizzes/[0-9]{2}-[a-z0-9-]+/[a-z0-9-]+\.yml"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's text; `place` is its path inside its own folder, `path` what an author is shown."""

    kind: Kind
    place: str
    path: str
    text: str
    digest: str
    overlaid: bool = False

    @property
    def folder(self) -> str:
        """The module folder, or `glossary`."""
        return self.place.split("/")[1]

    @property
    def name(self) -> str:
        return self.place.rpartition("/")[2]

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]


@dataclass(frozen=True, slots=True)
class _Found:
    root: Path
    place: str
    prefix: str

    @property
    def shown(self) -> str:
        return self.prefix + self.place


def gather(root: Path, overlay: Path | None = None) -> tuple[list[SourceFile], list[Problem]]:
    """All files of the course and of the folder laid over it, and what is wrong with them."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for folder, prefix in _folders(root, overlay):
        for found in islice(_found(folder, prefix), MAXIMUM_FILES + 1):
            read = _read(found)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                files.append(read)
    if len(files) > MAXIMUM_FILES:
        sentence = f"There are more than {MAXIMUM_FILES:,} files here; is this the right folder?"
        return [], [Problem("lessons", 1, sentence)]
    if not any(file.kind is Kind.COURSE for file in files):
        problems.extend(_without_course(problems))
    return files, problems


def fingerprint(root: Path, overlay: Path | None = None) -> tuple[tuple[str, int, int], ...]:
    """Path, time of change (ns) and size of each file: equal means nothing was edited."""
    return tuple(
        (found.shown, status.st_mtime_ns, status.st_size)
        for folder, prefix in _folders(root, overlay)
        for found in _found(folder, prefix)
        if (status := _status(found.root / found.place)) is not None
    )


def kind_of(place: str) -> Kind | None:
    """What a file at this place would be; the name of an overlay may stand before it."""
    return next((kind for kind in Kind if re.search(rf"(?:^|/){kind.value}$", place)), None)


def _folders(root: Path, overlay: Path | None) -> tuple[tuple[Path, str], ...]:
    if overlay is None:
        return ((root, ""),)
    return ((root, ""), (overlay, f"{overlay.name}/"))


def _without_course(problems: list[Problem]) -> Iterator[Problem]:
    if not any(problem.path.endswith("lessons/course.yml") for problem in problems):
        yield Problem(
            "lessons/course.yml", 1, "There is no course here: this file lists its modules."
        )


def _found(root: Path, prefix: str) -> Iterator[_Found]:
    """Every file under `lessons` and `quizzes` that isn't hidden, sorted, links not followed."""
    for top in ("lessons", "quizzes"):
        for place in _walk(root, top, _DEEPEST):
            yield _Found(root, place, prefix)


def _walk(root: Path, place: str, depth: int) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(root / place), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        inside = f"{place}/{entry.name}"
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue
        if entry.is_dir(follow_symlinks=False) and depth:
            yield from _walk(root, inside, depth - 1)
        else:
            yield inside


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _read(found: _Found) -> SourceFile | Problem:
    path = found.root / found.place
    if not path.resolve().is_relative_to(found.root.resolve()):
        return Problem(found.shown, 1, "This link leads out of the course folder; copy the file.")
    kind = kind_of(found.place)
    if kind is None:
        return Problem(found.shown, 1, _misplaced(found.place))
    if not path.is_file():
        return Problem(found.shown, 1, "This is not a file that can be read; remove it.")
    try:
        return _text_of(found, kind, path)
    except OSError as wrong:
        return Problem(found.shown, 1, f"This file can't be read ({wrong.strerror}).")
    except UnicodeDecodeError as wrong:
        line = path.read_bytes().count(b"\n", 0, wrong.start) + 1
        return Problem(found.shown, line, "This is not UTF-8 text; save the file as UTF-8.")


def _text_of(found: _Found, kind: Kind, path: Path) -> SourceFile | Problem:
    largest = _LARGEST[path.suffix]
    with path.open("rb") as opened:
        raw = opened.read(largest + 1)
    if len(raw) > largest:
        return Problem(found.shown, 1, f"This is larger than {largest // 1024} KB; split the file.")
    if not raw.strip():
        return Problem(found.shown, 1, "This file is empty; fill it or remove it.")
    text = raw.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return Problem(found.shown, line, "This is not text: it holds an invisible NUL character.")
    digest = hashlib.sha256(raw).hexdigest()[:20]
    return SourceFile(kind, found.place, found.shown, text, digest, bool(found.prefix))


def _misplaced(place: str) -> str:
    if not place.endswith(tuple(_LARGEST)):
        return "Only .md, .yml and .svg files belong here; remove it or rename it."
    if place != place.lower() or " " in place or "_" in place:
        return "Name files in lower-case words joined by hyphens, such as cache-rules.md."
    return (
        "Nothing reads a file in this place: lessons are lessons/NN-module/*.md, pictures "
        "lessons/NN-module/figures/*.svg, terms lessons/glossary/*.yml, "
        "questions quizzes/NN-module/*.yml."
    )
