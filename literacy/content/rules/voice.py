"""Words that talk down to a reader or age: what the voice guide asks authors to leave out."""

import re
from collections.abc import Iterator

from literacy.content.problems import Problem
from literacy.content.written import Manuscript

_QUOTED = re.compile(r'“[^“”]*”|"[^"]*"|‘[^‘’]*’(?!\w)')

# What people in a story say stays theirs; so quotations are dropped before these are looked for.
_TALKS_DOWN = re.compile(
    r"\b(simply|obviously|non-technical people|even you\b(?! (?:can't|cannot))"
    r"|of course(?!['’]s|-)|just)\b",
    re.IGNORECASE,
)
_AGES = re.compile(r"\b(currently|nowadays)\b", re.IGNORECASE)
_MAY_AGE = re.compile(r"\b(recently|(?<!as )(?<!how )(?<!too )soon(?! as\b))\b", re.IGNORECASE)
_FAIR = re.compile(r"\b(?:a|an|the|every|this|your|our|any|end|part) of course\b", re.IGNORECASE)
# `just` is a fair word where it means `fair` or `exactly`: `a just rule`, `just as long as`.
_FAIR_JUST = re.compile(r"\bjust(?= as\b)|\b(?:is|be) just and\b", re.IGNORECASE)


def problems(lesson: Manuscript) -> Iterator[Problem]:
    """The words a lesson should not use, in its prose, headings and front matter."""
    front = lesson.front.value
    yield from _found(lesson, lesson.front.line("promise"), front.promise)
    yield from _found(lesson, lesson.front.line("title"), front.title)
    for passage in lesson.speech:
        yield from _found(lesson, passage.line, passage.text)


def patronizing(text: str) -> str | None:
    """The first word that talks down, outside quotations."""
    found = _TALKS_DOWN.search(_FAIR_JUST.sub("", _FAIR.sub("", spoken(text))))
    return found[0] if found else None


def dated(text: str) -> str | None:
    """The first word that is true only on the day it was written, outside quotations."""
    found = _AGES.search(spoken(text))
    return found[0] if found else None


def spoken(text: str) -> str:
    """The text in the course's own voice: without what is quoted."""
    return _QUOTED.sub(" ", text)


def _found(lesson: Manuscript, line: int, text: str) -> Iterator[Problem]:
    if word := patronizing(text):
        yield lesson.error(line, f"Leave out “{word}”: it talks down to the reader.")
    if word := dated(text):
        yield lesson.error(line, f"“{word}” ages; name a date or use a fact: {{{{asof:id}}}}.")
    if found := _MAY_AGE.search(spoken(text)):
        yield lesson.warning(line, f"“{found[0]}” may age; say when, or use {{{{asof:id}}}}.")
    if "!" in spoken(text):
        yield lesson.error(line, "Leave out the exclamation mark.")
    if "<" in text and re.search(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", text):
        yield lesson.error(line, "HTML isn't read here; use Markdown, or put code in backquotes.")
