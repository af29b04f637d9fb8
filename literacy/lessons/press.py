"""Lessons printed once for a version of the course and a day, and handed out from then on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock

from literacy.content.catalogue import Catalogue, Lesson
from literacy.glossary.linking import Linker
from literacy.glossary.uses import readable
from literacy.lessons.parts import Html
from literacy.lessons.rendering import RenderedLesson, render

_ID = re.compile(r'\sid="([^"]+)"')


def section_at(printed: RenderedLesson, anchor: str) -> str:
    """The title of the section that holds the block with this anchor, or nothing."""
    titles = dict(printed.outline)
    section = ""
    for found in _anchors(printed):
        section = titles.get(found, section)
        if found == anchor:
            return section
    return ""


def _anchors(printed: RenderedLesson) -> Iterator[str]:
    for part in printed.parts:
        if isinstance(part, Html):
            yield from _ID.findall(part.html)
        else:
            yield part.anchor


@dataclass(frozen=True, slots=True)
class _Edition:
    """What was printed of one version of the course on one day."""

    key: tuple[str, date]
    linker: Linker
    printed: dict[str, RenderedLesson]


class Press:
    """Keeps what it printed for the newest course; a changed file or a new day starts afresh."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition: _Edition | None = None

    def printed(self, lesson: Lesson, catalogue: Catalogue, *, today: date) -> RenderedLesson:
        edition = self._edition_of(catalogue, today)
        found = edition.printed.get(lesson.slug)
        if found is None:
            found = render(lesson, catalogue, edition.linker, today=today)
            edition.printed[lesson.slug] = found
        return found

    def _edition_of(self, catalogue: Catalogue, today: date) -> _Edition:
        """The edition in force; it is swapped whole, so a reader never holds half of two."""
        key = (catalogue.version, today)
        held = self._edition
        if held is not None and held.key == key:
            return held
        with self._lock:
            if self._edition is None or self._edition.key != key:
                self._edition = _Edition(key, Linker(readable(catalogue)), {})
            return self._edition


press = Press()
"""One for the whole site: what one page printed, another need not print again."""
