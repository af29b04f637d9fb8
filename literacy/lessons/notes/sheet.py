"""A reader's notes as a page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from literacy.content.catalogue import Catalogue
from literacy.lessons.notes.passages import Passage, Spot, spot


@dataclass(frozen=True, slots=True)
class Kept:
    """A note as it is stored."""

    id: int
    lesson: str
    anchor: str
    section: str
    quote: str
    text: str
    at: datetime
    is_removed: bool = False


@dataclass(frozen=True, slots=True)
class NoteSeen:
    """A note, the lesson it belongs to as it is called now, and where it stands there.

    `slug` is empty when the lesson has left the course.
    """

    id: int
    slug: str
    lesson_title: str
    section: str
    quote: str
    text: str
    spot: Spot
    at: datetime
    is_removed: bool

    @property
    def href(self) -> str:
        """Where it stands in the lesson, or the lesson, or nothing."""
        if not self.slug:
            return ""
        return f"/lessons/{self.slug}" + (f"#{self.spot.anchor}" if self.spot.anchor else "")

    @property
    def rows(self) -> int:
        """Lines that its field should show."""
        lines = sum(1 + len(line) // 60 for line in self.text.split("\n"))
        return min(max(lines, 2), 12)


def seen(note: Kept, course: Catalogue, passages: Mapping[str, Passage] | None) -> NoteSeen:
    """`passages` are the lesson's as printed now; without them the place is taken as it was."""
    lesson = course.lesson_with(note.lesson)
    stands = (
        Spot(note.anchor)
        if passages is None
        else spot(note.anchor, note.section, note.quote, passages)
    )
    return NoteSeen(
        id=note.id,
        slug=lesson.slug if lesson else "",
        lesson_title=lesson.title if lesson else note.lesson.replace("-", " "),
        section=note.section,
        quote=note.quote,
        text=note.text,
        spot=stands,
        at=note.at,
        is_removed=note.is_removed,
    )


def in_order(notes: Iterable[NoteSeen], passages: Mapping[str, Passage]) -> list[NoteSeen]:
    """In the order of the text; what has lost its place comes last."""
    order = {anchor: number for number, anchor in enumerate(passages)}
    return sorted(notes, key=lambda note: order.get(note.spot.anchor, len(order)))
