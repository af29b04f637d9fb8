"""YAML without surprises: plain values, a line for every key, refusals an author understands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

MAXIMUM_DEPTH = 20
MAXIMUM_BYTES = 256 * 1024

KeyPath = tuple[str | int, ...]

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_WORDS = {"true": True, "false": False, "": None, "~": None}

# libyaml's own words on the left; the first that fits is used.
_SENTENCES = {
    "mapping values are not allowed": (
        'Put quotes around a value with a colon in it, as in title: "Why: a story".'
    ),
    "block sequence entries": "Start a list on its own line, under its key.",
    "unknown escape character": (
        "Inside double quotes a backslash means something; use single quotes."
    ),
    "unexpected end of stream": "A quotation mark opens here and is never closed.",
    "expected ',' or ']'": "A list in square brackets isn't closed, or lacks a comma.",
    "expected ',' or '}'": "A block in curly brackets isn't closed, or lacks a comma.",
    "could not find expected ':'": (
        "This line needs a key, a colon and a space, as in title: Caching."
    ),
    "comment or line break": "Put quotes around a value that starts with > or |.",
    "expected '-' indicator": (
        "This line stands beside a list; indent it, or start it with a dash."
    ),
    "expected key": (
        "This line doesn't fit the one above: check its indentation, "
        "and put quotes around the whole value."
    ),
    "node content": "Put quotes around a value that starts with a bracket, a comma or a colon.",
    "<document start>": (
        "This line is indented less than the first one; start all keys in the same column."
    ),
    "control characters": (
        "There is an invisible control character here; delete it and type the text again."
    ),
}


class YamlRefused(Exception):
    """The text can't be read; its text says what to change, `line` where (from 1)."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Document:
    """The value of a YAML text, and the line of each key and list item by its path."""

    value: Any
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath = ()) -> int:
        """The line of a path, or of the nearest thing around it that has one."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str, *, first_line: int = 1) -> Document:
    """The document, its lines counted from `first_line`. Raises YamlRefused.

    Dates, times, `no`, `on`, `010` and `1_000` stay the text that was typed; numbers, true, false
    and nothing at all are the only values that aren't text. Anchors, aliases, tags, a key given
    twice and more than 20 levels are refused.
    """
    if _size(text, first_line) > MAXIMUM_BYTES:
        raise YamlRefused(first_line, "The file is larger than 256 KB; split it.")
    reading = _Reading(text, first_line)
    try:
        return reading.document()
    except yaml.MarkedYAMLError as wrong:
        raise _refused(wrong, text, reading) from None
    except yaml.YAMLError as wrong:
        position = getattr(wrong, "position", 0)
        line = text.count("\n", 0, position)
        raise YamlRefused(first_line + line, _translated(str(wrong))) from None


def _size(text: str, first_line: int) -> int:
    try:
        return len(text.encode())
    except UnicodeEncodeError:
        raise YamlRefused(first_line, "The text holds half a character; type it again.") from None


class _Reading:
    """One pass over the events: values and lines together, so nothing is built before its check."""

    def __init__(self, text: str, first_line: int) -> None:
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.first_line = first_line
        self.lines: dict[KeyPath, int] = {}
        self.quoted = (-1, -1)
        """First and last line, from 0, of the last quotation that went over a line's end."""

    def document(self) -> Document:
        event = self._next_of_document()
        if isinstance(event, yaml.StreamEndEvent):
            return Document(None, {(): self.first_line})
        value = self._value(event, ())
        self._refuse_second_document()
        return Document(value, self.lines)

    def _next_of_document(self) -> Any:
        next(self.events)
        event = next(self.events)
        return next(self.events) if isinstance(event, yaml.DocumentStartEvent) else event

    def _refuse_second_document(self) -> None:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            raise self._refusal(
                event, "A line of three dashes starts a second document; remove it."
            )

    def _value(self, event: Any, path: KeyPath) -> Any:
        self._refuse_tricks(event, path)
        self.lines.setdefault(path, self._line(event))
        if isinstance(event, yaml.ScalarEvent):
            self._note_quotation(event)
            return _plain(event.value) if event.implicit[0] else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(path)
        return self._mapping(path)

    def _note_quotation(self, event: Any) -> None:
        opens, closes = int(event.start_mark.line), int(event.end_mark.line)
        if event.style in {"'", '"'} and opens < closes:
            self.quoted = (opens, closes)

    def _list(self, path: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: KeyPath) -> dict[str | int, Any]:
        values: dict[str | int, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, values)
            self.lines[(*path, key)] = self._line(event)
            values[key] = self._value(next(self.events), (*path, key))
        return values

    def _key(self, event: Any, values: Mapping[str | int, Any]) -> str | int:
        self._refuse_tricks(event, ())
        if not isinstance(event, yaml.ScalarEvent):
            raise self._refusal(event, "A key must be a word, not a list; put quotes around it.")
        read = _plain(event.value) if event.implicit[0] else event.value
        key = read if isinstance(read, int) and not isinstance(read, bool) else str(event.value)
        if key in values:
            raise self._refusal(event, f"The key “{key}” is given twice; remove one of the two.")
        return key

    def _refuse_tricks(self, event: Any, path: KeyPath) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal(
                event, "A value that starts with * points elsewhere; put quotes around it."
            )
        if event.anchor is not None:
            raise self._refusal(
                event, "A value that starts with & names an anchor; put quotes around it."
            )
        if event.tag is not None and event.tag != "!":
            raise self._refusal(event, "A value that starts with ! is a tag; put quotes around it.")
        if len(path) >= MAXIMUM_DEPTH:
            raise self._refusal(event, "This is nested more than 20 levels deep; make it flatter.")

    def _refusal(self, event: Any, sentence: str) -> YamlRefused:
        return YamlRefused(self._line(event), sentence)

    def _line(self, event: Any) -> int:
        return self.first_line + int(event.start_mark.line)


def _plain(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    # A number of a thousand digits is text: reading it would take time and mean nothing.
    if len(text) <= 15 and _WHOLE.match(text):
        return int(text)
    if len(text) <= 15 and _DECIMAL.match(text):
        return float(text)
    return text


def _refused(wrong: yaml.MarkedYAMLError, text: str, reading: _Reading) -> YamlRefused:
    mark = wrong.problem_mark or wrong.context_mark
    line = int(mark.line) if mark else 0
    opened, closed = reading.quoted
    if opened >= 0 and line in {closed, closed + 1}:
        # An open quotation runs on to the next mark below, and only there does YAML stumble.
        return YamlRefused(reading.first_line + opened, _SENTENCES["unexpected end of stream"])
    began = _opened(wrong)
    place = line if began is None else began
    return YamlRefused(reading.first_line + place, _sentence(wrong, text))


def _opened(wrong: yaml.MarkedYAMLError) -> int | None:
    """The line where an unclosed quote, bracket or key began: there the author must look."""
    context = wrong.context or ""
    if wrong.context_mark and any(part in context for part in ("quoted", "flow", "simple key")):
        return int(wrong.context_mark.line)
    return None


def _sentence(wrong: yaml.MarkedYAMLError, text: str) -> str:
    problem, mark = str(wrong.problem), wrong.problem_mark
    line = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if re.match(r" *\t", line):
        return "Indent with spaces, not with a tab."
    if "cannot start any token" in problem and mark:
        start = line[mark.column : mark.column + 1]
        return f"Put quotes around a value that starts with “{start}”."
    return _translated(problem)


def _translated(problem: str) -> str:
    for words, sentence in _SENTENCES.items():
        if words in problem:
            return sentence
    return f"This can't be read as YAML ({problem.splitlines()[0]}); check quotes and indentation."
