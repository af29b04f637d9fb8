"""Remembered now, beside passed once: what is left of a lesson on a given day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from literacy.progress.facts import Recalled
from literacy.progress.mastery import LessonStanding
from literacy.review.cards import Card
from literacy.review.scheduling import retrievability
from literacy.review.subjects import Kind, Subject

REMEMBERED, FADING = 0.85, 0.6
"""Chances to recall. A card is asked at 0.9, so what came due today still counts as remembered."""


class Memory(IntEnum):
    """In order; a lesson is as well remembered as its weakest area."""

    FADED = 0
    FADING = 1
    REMEMBERED = 2


@dataclass(frozen=True, slots=True)
class Areas:
    """Of so many areas that were ever proved, so many are remembered on a day."""

    remembered: int
    count: int


def recalled(cards: Mapping[Subject, Card]) -> Iterator[Recalled]:
    """What a person's cards say about areas, as facts for `mastery`."""
    for subject, card in cards.items():
        if subject.kind is Kind.AREA:
            yield Recalled(subject.name, subject.area, card.memory, card.missed)


def memory(lesson: LessonStanding, *, on: date) -> Memory | None:
    """What is left of a lesson that was proved; None where nothing was asked yet."""
    if not _proved(lesson):
        return None
    return min((_memory(area, on=on) for area in lesson.recalled), default=None)


def areas(lessons: Iterable[LessonStanding], *, on: date) -> Areas:
    """How many areas of these lessons are remembered, of those that were proved once."""
    found = [_memory(area, on=on) for each in lessons if _proved(each) for area in each.recalled]
    return Areas(sum(each is Memory.REMEMBERED for each in found), len(found))


def _proved(lesson: LessonStanding) -> bool:
    """Passed, or tested out with its module: what was never proved can't be said to fade."""
    return lesson.passed or lesson.tested_out


def _memory(area: Recalled, *, on: date) -> Memory:
    """A miss is a miss, however short ago it was."""
    chance = 0.0 if area.missed else retrievability(area.memory, on=on)
    if chance >= REMEMBERED:
        return Memory.REMEMBERED
    return Memory.FADING if chance >= FADING else Memory.FADED
