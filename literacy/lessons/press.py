"""Lessons printed once for a version of the course and a day, and handed out from then on."""

import re
from collections.abc import Iterator
from datetime import date
from threading import Lock

from literacy.content.catalogue import Catalogue, Lesson, Term
from literacy.glossary.linking import Linker
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


class Press:
    """Keeps what it printed for the newest course; a changed file or a new day starts afresh."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._edition: tuple[str, date] | None = None
        self._linker: Linker | None = None
        self._printed: dict[str, RenderedLesson] = {}

    def printed(self, lesson: Lesson, catalogue: Catalogue, *, today: date) -> RenderedLesson:
        edition = (catalogue.version, today)
        if edition == self._edition and lesson.slug in self._printed:
            return self._printed[lesson.slug]
        with self._lock:
            if edition != self._edition or self._linker is None:
                self._edition, self._printed = edition, {}
                self._linker = Linker(_readable(catalogue))
            rendered = render(lesson, catalogue, self._linker, today=today)
            self._printed[lesson.slug] = rendered
            return rendered


def _readable(catalogue: Catalogue) -> list[Term]:
    return [term for term in catalogue.terms.values() if term.status in ("published", "revising")]
