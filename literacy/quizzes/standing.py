"""Where an attempt stands: each question with its tries, what is next, what is right."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from literacy.quizzes.names import QuizKind, full_item, kind_of, part_of
from literacy.quizzes.rules import PRACTICE, RULES, Reveal, Rule, is_passed, least_in_area

WITHDRAWN_VERSION = 0
"""The version stored with an item that had left the bank before it could be answered."""

TRIES = 2
"""The most any quiz gives to one question."""


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """An attempt as it is stored; `quiz` is the id of its lesson or a name such as `course/final`.

    `stands_for` are the missed questions in whose place siblings are asked, in the order of
    `items`; empty where nothing was missed before.
    """

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
    stands_for: tuple[str, ...] = ()
    lesson_version: int = 1

    @property
    def is_practice(self) -> bool:
        """Only the missed questions again: it teaches and decides nothing."""
        return self.kind == "missed"

    @property
    def quiz_kind(self) -> QuizKind:
        return kind_of(self.quiz)

    @property
    def rule(self) -> Rule:
        return PRACTICE if self.is_practice else RULES[self.quiz_kind]

    def full_item(self, item: str) -> str:
        """The id of a drawn question with its lesson."""
        return full_item(self.quiz, item)


@dataclass(frozen=True, slots=True)
class Try:
    """One try at one question; only the middle of a story is not `complete`.

    `edition` is the digest of the question as it was asked, empty where none was kept.
    """

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
    edition: str = ""

    @property
    def was_sure(self) -> bool:
        """Who says “I don’t know” was not sure, whatever was chosen before."""
        return self.confidence == "certain" and not self.dont_know

    @property
    def is_withdrawn(self) -> bool:
        return self.item_version == WITHDRAWN_VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """One question of an attempt and what was answered; `number` counts from 1.

    A question of the placement is `skipped` once an easier one of its module was missed.
    """

    number: int
    item: str
    area: str
    tries: tuple[Try, ...]
    tries_allowed: int = TRIES
    skipped: bool = False

    @property
    def part(self) -> str:
        """What a result counts by: its area, or its module."""
        return part_of(self.area)

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
        """Nothing is left to ask: right, or given up, or tried as often as may be."""
        last = self.last
        if last is None or not last.complete:
            return False
        return last.correct or last.dont_know or last.number >= self.tries_allowed

    @property
    def next_try(self) -> int:
        """The number of the try that is open: 1, or 2 after a miss."""
        if self.begun:
            return self.begun.number
        return min(len(self.tries) + 1, self.tries_allowed)

    @property
    def edition(self) -> str:
        """The question as it was first asked here; a second try is at the same one."""
        return self.first.edition if self.first else ""

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
        return next((place for place in self.asked if not place.is_done), None)

    @property
    def asked(self) -> tuple[Place, ...]:
        """The questions without those that are skipped."""
        return tuple(place for place in self.places if not place.skipped)

    @property
    def is_done(self) -> bool:
        return self.current is None

    @property
    def reveals(self) -> bool:
        """What was right may be shown now."""
        match self.attempt.rule.reveal:
            case Reveal.AT_ONCE:
                return True
            case Reveal.AT_END:
                return self.is_done
            case Reveal.IN_LESSON:
                return False

    @property
    def at_pause(self) -> bool:
        """One sitting is behind, and another one lies before."""
        sitting = self.attempt.rule.sitting
        return bool(sitting) and not self.is_done and self.answered == sitting

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
        asked = Counter(place.part for place in self.asked)
        right = Counter(place.part for place in self.places if place.is_right)
        done = Counter(place.part for place in self.places if place.is_done)
        return tuple(
            AreaCount(part, right[part], done[part], count) for part, count in sorted(asked.items())
        )

    @property
    def passed(self) -> bool:
        """By the rule stored with the attempt; a withdrawn item counts, but shows no knowledge."""
        return is_passed(
            self.right,
            needed=self.attempt.right_needed,
            right_by_area={area.area: self._shown(area.area) for area in self.areas},
            least={area.area: self.least_in(area) for area in self.areas},
        )

    @property
    def outcome(self) -> bool | None:
        """Passed or not yet; None where nothing is decided."""
        return self.passed if self.attempt.rule.decides else None

    @property
    def too_thin(self) -> tuple[AreaCount, ...]:
        """The areas in which less is right than a pass asks for."""
        return tuple(area for area in self.areas if self._shown(area.area) < self.least_in(area))

    def least_in(self, area: AreaCount) -> int:
        """How many a pass asks to be right in this area."""
        return least_in_area(self.attempt.quiz_kind, area.asked)

    def _shown(self, area: str) -> int:
        return sum(
            place.is_right and not place.is_withdrawn for place in self.places if place.part == area
        )

    def has_key(self, key: str) -> bool:
        """This very sending is stored already."""
        return any(each.key == key for place in self.places for each in place.tries)

    def number_of(self, place: Place) -> int:
        """The number a learner counts, from 1; what is skipped has none."""
        return sum(each.number <= place.number for each in self.asked)

    def place_of(self, item: str) -> Place | None:
        return next((place for place in self.places if place.item == item), None)

    def place_at(self, number: int) -> Place | None:
        return next((place for place in self.places if place.number == number), None)


def standing(attempt: AttemptFacts, tries: Iterable[Try]) -> Standing:
    """The attempt with each answer at its question."""
    return Standing(attempt, tuple(_places(attempt, _by_item(tries))))


def with_try(before: Standing, added: Try) -> Standing:
    """The attempt with one more try, or with the step that took a story further."""
    kept = (
        each
        for place in before.places
        for each in place.tries
        if (each.item, each.number) != (added.item, added.number)
    )
    return standing(before.attempt, (*kept, added))


def _places(attempt: AttemptFacts, by_item: Mapping[str, Sequence[Try]]) -> Iterator[Place]:
    """In drawn order; in the placement a miss ends a module."""
    stops = attempt.quiz_kind is QuizKind.PLACEMENT and not attempt.is_practice
    missed: set[str] = set()
    drawn = zip(attempt.items, attempt.areas, strict=True)
    for number, (item, area) in enumerate(drawn, 1):
        tries = tuple(by_item.get(item, ()))
        skipped = stops and part_of(area) in missed
        place = Place(number, item, area, tries, attempt.rule.tries, skipped)
        if place.is_missed:
            missed.add(place.part)
        yield place


def _by_item(tries: Iterable[Try]) -> Mapping[str, Sequence[Try]]:
    by_item: dict[str, list[Try]] = {}
    for each in sorted(tries, key=lambda one: one.number):
        by_item.setdefault(each.item, []).append(each)
    return by_item
