"""Containers: the `::: name key="value"` blocks of a lesson, found line by line, then parsed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent
from types import MappingProxyType
from typing import Any, NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

DEEPEST = 3

_COLONS = re.compile(r"\s*:{3,}")
_OPENING = re.compile(r"\s*(?P<colons>:{3,})\s*(?P<name>[a-z][a-z0-9-]*)(?P<rest>\s.*)?$")
_CLOSING = re.compile(r"\s*(?P<colons>:{3,})\s*$")
_FENCE = re.compile(r"\s*(?P<ticks>`{3,}|~{3,})(?P<info>.*)$")
_KEY = re.compile(r'\s*(?P<key>[a-z][a-z-]*)="(?P<value>(?:[^"\\]|\\.)*)"')
_PART = re.compile(r"(?P<part>goal|fallback):\s*\|?\s*(?P<text>.*)$")


class Fault(NamedTuple):
    """What is wrong on a line of the body, counted from 0 as in `token.map`, in one sentence."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Container:
    """A container and its lines, counted from 0: `opens` and `closes` hold the colons."""

    name: str
    keys: Mapping[str, str]
    colons: int
    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class Scan:
    """All containers of a body, outer ones before the ones inside them, and what is wrong."""

    containers: tuple[Container, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class LabPart:
    """The Markdown of `goal:` or `fallback:`; `line` is counted from 0 in the lab's text."""

    text: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class LabParts:
    """What a lab says; `stray` are the lines that belong to neither part."""

    goal: LabPart
    fallback: LabPart
    stray: tuple[int, ...] = ()


def scan(body: str) -> Scan:
    """Containers by their colons alone, so that a missing `:::` is found where it is missing."""
    scanner = _Scanner()
    for number, line in enumerate(body.replace("\r\n", "\n").split("\n")):
        scanner.read(number, line)
    return scanner.end()


def lab_parts(text: str) -> LabParts:
    """The `goal:` and the `fallback:` of a lab's text; a part runs until the next one begins."""
    lines: dict[str, list[str]] = {}
    starts: dict[str, int] = {}
    stray: list[int] = []
    current = ""
    for number, line in enumerate(text.split("\n")):
        if found := _PART.match(line):
            current = found["part"]
            starts[current] = number
            lines[current] = [found["text"]]
        elif current:
            lines[current].append(line)
        elif line.strip():
            stray.append(number)
    goal, fallback = (_part(lines, starts, name) for name in ("goal", "fallback"))
    return LabParts(goal, fallback, tuple(stray))


def container_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A markdown-it block rule; `state.env["containers"]` maps opening lines to containers."""
    found: Container | None = state.env.get("containers", {}).get(start)
    if found is None:
        return False
    if silent:
        return True
    closes = min(found.closes, end)
    opening = state.push(f"container_{found.name}_open", "div", 1)
    opening.markup = ":" * found.colons
    opening.block = True
    opening.map = [start, min(closes + 1, end)]
    opening.meta = {"name": found.name, "keys": dict(found.keys)}
    opening.content = state.getLines(start + 1, closes, state.blkIndent, False)
    _inside(state, opening, start + 1, closes)
    closing = state.push(f"container_{found.name}_close", "div", -1)
    closing.markup = opening.markup
    closing.block = True
    state.line = min(closes + 1, end)
    return True


def _part(lines: Mapping[str, list[str]], starts: Mapping[str, int], name: str) -> LabPart:
    if name not in lines:
        return LabPart()
    first, *rest = lines[name]
    whole = first + "\n" + dedent("\n".join(rest))
    blank = len(whole) - len(whole.lstrip("\n"))
    return LabPart(whole.strip(), starts[name] + blank)


def _inside(state: StateBlock, opening: Token, start: int, end: int) -> None:
    if opening.meta["name"] == "lab":
        _lab(state, opening.content, start)
        return
    parent, line_max = state.parentType, state.lineMax
    state.parentType = "container"
    # Lazy continuation lines must not run past the closing colons.
    state.lineMax = end
    state.md.block.tokenize(state, start, end)
    state.parentType, state.lineMax = parent, line_max


def _lab(state: StateBlock, text: str, start: int) -> None:
    """A lab's parts are Markdown under a key, so each is parsed as a text of its own."""
    parts = lab_parts(text)
    for name, part in (("goal", parts.goal), ("fallback", parts.fallback)):
        state.push(f"lab_{name}_open", "div", 1).block = True
        tokens: list[Token] = []
        environment: dict[str, Any] = {**state.env, "containers": {}}
        state.md.block.parse(part.text, state.md, environment, tokens)
        for token in tokens:
            token.level += state.level
            if token.map is not None:
                token.map = [line + start + part.line for line in token.map]
        state.tokens.extend(tokens)
        state.push(f"lab_{name}_close", "div", -1).block = True


class _Opened(NamedTuple):
    name: str
    keys: Mapping[str, str]
    colons: int
    line: int


class _Scanner:
    """Reads lines in order; knows which containers and which code fence are open."""

    def __init__(self) -> None:
        self._open: list[_Opened] = []
        self._found: list[Container] = []
        self._faults: list[Fault] = []
        self._fence = ""
        self._fence_line = 0
        self._number = 0

    def read(self, number: int, line: str) -> None:
        self._number = number
        fence = _FENCE.match(line)
        if self._fence:
            self._maybe_end_fence(fence)
        elif fence and not (fence["ticks"][0] == "`" and "`" in fence["info"]):
            self._fence, self._fence_line = fence["ticks"], number
        elif closing := _CLOSING.match(line):
            self._close(len(closing["colons"]))
        elif opening := _OPENING.match(line):
            self._begin(opening)
        elif _COLONS.match(line):
            self._fault(number, 'A container starts with `::: name key="value"`, in lower case.')

    def end(self) -> Scan:
        self._number += 1
        if self._fence:
            self._fault(self._fence_line, f"This code is never closed; end it with {self._fence}.")
        while self._open:
            self._unclosed()
        containers = sorted(self._found, key=lambda container: container.opens)
        return Scan(tuple(containers), tuple(sorted(self._faults)))

    def _maybe_end_fence(self, fence: re.Match[str] | None) -> None:
        if fence and not fence["info"].strip() and fence["ticks"].startswith(self._fence):
            self._fence = ""

    def _begin(self, opening: re.Match[str]) -> None:
        colons, name = len(opening["colons"]), opening["name"]
        while any(outer.colons == colons for outer in self._open):
            self._unclosed(name)
        if len(self._open) >= DEEPEST:
            self._fault(self._number, f"Containers go {DEEPEST} deep at most; lift `{name}` out.")
        keys = self._keys(opening["rest"] or "")
        self._open.append(_Opened(name, keys, colons, self._number))

    def _keys(self, text: str) -> Mapping[str, str]:
        keys: dict[str, str] = {}
        position = 0
        while found := _KEY.match(text, position):
            if found["key"] in keys:
                self._fault(self._number, f"The key `{found['key']}` is given twice.")
            keys[found["key"]] = re.sub(r"\\(.)", r"\1", found["value"])
            position = found.end()
        if rest := text[position:].strip():
            self._fault(self._number, f'I can\'t read `{rest}` here; keys are written key="value".')
        return MappingProxyType(keys)

    def _close(self, colons: int) -> None:
        if not self._open:
            self._fault(self._number, f"`{':' * colons}` closes nothing; no container is open.")
            return
        if not any(outer.colons == colons for outer in self._open):
            inner = self._open[-1]
            opened = f"`{':' * inner.colons} {inner.name}`"
            self._fault(self._number, f"Close {opened} with as many colons as it opened with.")
            self._finish()
            return
        while self._open[-1].colons != colons:
            self._unclosed()
        self._finish()

    def _unclosed(self, cause: str = "") -> None:
        inner = self._open[-1]
        colons = ":" * inner.colons
        before = f" before `{cause}` starts (to nest, add a colon)" if cause else ""
        self._fault(inner.line, f"`{colons} {inner.name}` is never closed with `{colons}`{before}.")
        self._finish()

    def _finish(self) -> None:
        inner = self._open.pop()
        closes = self._number
        self._found.append(Container(inner.name, inner.keys, inner.colons, inner.line, closes))

    def _fault(self, line: int, sentence: str) -> None:
        self._faults.append(Fault(line, sentence))
