"""Where an attempt stands: each question with its tries, what is next, what is right."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from literacy.quizzes.rules import is_passed

WITHDRAWN_VERSION = 0
"""The version stored with an item that had left the bank before it could be answered."""

TRIES = 2


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """An attempt as it is stored; `quiz` is the id of its lesson."""

    id: int
    key: str
    quiz: str
    kind: str
    number: int
    seed: int
    items: tuple[str, ...]
    areas: tuple[str, ...]
    right_needed: int
    started_at: datetime
    finished_at: datetime | None
    right_count: int | None
    passed: bool | None

    @property
    def is_practice(self) -> bool:
        """Only the missed questions again: it teaches and decides nothing."""
        return self.kind == "missed"


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one question; only the middle of a story is not `complete`."""

    item: str
    item_version: int
    number: int
    key: str
    answer: Any
    complete: bool
    dont_know: bool
    confidence: str | None
    score: float
    correct: bool
    at: datetime

    @property
    def was_sure(self) -> bool:
        """Who says “I don’t know” was not sure, whatever was chosen before."""
        return self.confidence == "certain" and not self.dont_know

    @property
    def is_withdrawn(self) -> bool:
        return self.item_version == WITHDRAWN_VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """One question of an attempt and what was answered; `number` counts from 1."""

    number: int
    item: str
    area: str
    tries: tuple[Try, ...]

    @property
    def first(self) -> Try | None:
        return self.tries[0] if self.tries else None

    @property
    def last(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @property
    def begun(self) -> Try | None:
        """A try that is on its way: a story that has not ended."""
        return self.last if self.last and not self.last.complete else None

    @property
    def is_right(self) -> bool:
        """The first try counts; the second teaches."""
        return self.first is not None and self.first.complete and self.first.correct

    @property
    def is_missed(self) -> bool:
        return self.first is not None and self.first.complete and not self.first.correct

    @property
    def is_done(self) -> bool:
        """Nothing is left to ask: right, or given up, or tried twice."""
        last = self.last
        if last is None or not last.complete:
            return False
        return last.correct or last.dont_know or last.number == TRIES

    @property
    def next_try(self) -> int:
        """The number of the try that is open: 1, or 2 after a miss."""
        if self.begun:
            return self.begun.number
        return min(len(self.tries) + 1, TRIES)

    @property
    def is_withdrawn(self) -> bool:
        return self.first is not None and self.first.is_withdrawn

    @property
    def was_sure_and_missed(self) -> bool:
        return self.is_missed and self.first is not None and self.first.was_sure


@dataclass(frozen=True, slots=True)
class AreaCount:
    """What was right of what was answered, and of all that is asked, in one area."""

    area: str
    right: int
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Standing:
    """An attempt with its answers, as a whole."""

    attempt: AttemptFacts
    places: tuple[Place, ...]

    @property
    def current(self) -> Place | None:
        """The question to answer next, or None when all are done."""
        return next((place for place in self.places if not place.is_done), None)

    @property
    def is_done(self) -> bool:
        return self.current is None

    @property
    def answered(self) -> int:
        return sum(place.is_done for place in self.places)

    @property
    def right(self) -> int:
        return sum(place.is_right for place in self.places)

    @property
    def missed(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.is_missed)

    @property
    def saved_at(self) -> datetime | None:
        """When the latest answer was saved."""
        return max((each.at for place in self.places for each in place.tries), default=None)

    @property
    def areas(self) -> tuple[AreaCount, ...]:
        asked = Counter(place.area for place in self.places)
        right = Counter(place.area for place in self.places if place.is_right)
        done = Counter(place.area for place in self.places if place.is_done)
        return tuple(
            AreaCount(area, right[area], done[area], count) for area, count in sorted(asked.items())
        )

    @property
    def passed(self) -> bool:
        """By the rule stored with the attempt; a withdrawn item counts, but shows no knowledge."""
        shown = [place.area for place in self.places if place.is_right and not place.is_withdrawn]
        right_by_area = {area.area: shown.count(area.area) for area in self.areas}
        needed = self.attempt.right_needed
        return is_passed(self.right, needed=needed, right_by_area=right_by_area)

    def has_key(self, key: str) -> bool:
        """This very sending is stored already."""
        return any(each.key == key for place in self.places for each in place.tries)

    def place_of(self, item: str) -> Place | None:
        return next((place for place in self.places if place.item == item), None)

    def place_at(self, number: int) -> Place | None:
        return next((place for place in self.places if place.number == number), None)


def standing(attempt: AttemptFacts, tries: Iterable[Try]) -> Standing:
    """The attempt with each answer at its question."""
    by_item = _by_item(tries)
    drawn = zip(attempt.items, attempt.areas, strict=True)
    places = (
        Place(number, item, area, tuple(by_item.get(item, ())))
        for number, (item, area) in enumerate(drawn, 1)
    )
    return Standing(attempt, tuple(places))


def with_try(before: Standing, added: Try) -> Standing:
    """The attempt with one more try, or with the step that took a story further."""
    kept = (
        each
        for place in before.places
        for each in place.tries
        if (each.item, each.number) != (added.item, added.number)
    )
    return standing(before.attempt, (*kept, added))


def _by_item(tries: Iterable[Try]) -> Mapping[str, Sequence[Try]]:
    by_item: dict[str, list[Try]] = {}
    for each in sorted(tries, key=lambda one: one.number):
        by_item.setdefault(each.item, []).append(each)
    return by_item
