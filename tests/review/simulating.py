"""A year of a learner who never existed: what she is asked, what she keeps; no chance, no clock.

Her memory is FSRS's own curve, read at a pace: with `fading` 2 she forgets twice as fast as the
schedule believes. Whether she knows an answer follows from a number made of what is asked and when,
so that a run can be repeated to the letter.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean

from fsrs import Rating

from literacy.review.cards import Card, Origin, Recall, after
from literacy.review.queue import A_DAY, Today, today
from literacy.review.scheduling import Memory, retrievability
from literacy.review.subjects import Kind, Subject, area, term

FIRST = date(2026, 1, 5)
"""A Monday."""

YEAR = 364
LESSONS = 58
TERMS_EACH = 6
WRONG_AT_FIRST = 12
"""Of a hundred areas so many are missed in the quiz that passes the lesson."""


@dataclass
class Learner:
    """`works` says on which day (0 is the first) she reviews and goes on with the course."""

    name: str
    works: Callable[[int], bool]
    fading: float = 1.0
    lessons_a_week: int = 2
    reviews: bool = True
    cards: dict[Subject, Card] = field(default_factory=dict)
    met: dict[Subject, date] = field(default_factory=dict)
    asked: list[int] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def live(self, days: int = YEAR) -> "Learner":
        """So many days, one after the other."""
        for number in range(days):
            on = FIRST + timedelta(days=number)
            if self.works(number):
                self._learn(number, on)
            self._review(on, works=self.works(number) and self.reviews)
        return self

    def chance(self, memory: Memory, on: date) -> float:
        """The chance that she knows it: the curve, read as if more days had gone by."""
        gone = (on - memory.last_on).days * self.fading
        return retrievability(memory, on=memory.last_on + timedelta(days=round(gone)))

    def kept(self, on: date) -> float:
        """The share of areas proved so far that she would know on this day."""
        areas = [card for card in self.cards.values() if card.subject.kind is Kind.AREA]
        return fmean(0 if card.missed else self.chance(card.memory, on) for card in areas)

    def _learn(self, number: int, on: date) -> None:
        """Two lessons a week, on Tuesday and Thursday, until the course is done."""
        lesson = len({subject.name for subject in self.cards if subject.kind is Kind.AREA})
        if number % 7 not in (1, 3)[: self.lessons_a_week] or lesson >= LESSONS:
            return
        for letter in "ab":
            subject = area(f"lesson-{lesson}", letter)
            missed = self._dice(subject, on) < WRONG_AT_FIRST
            self._keep(subject, Rating.Again if missed else Rating.Good, on, Origin.QUIZ)
        for place in range(TERMS_EACH):
            self.met[term(f"word-{lesson}-{place}")] = on

    def _review(self, on: date, *, works: bool) -> None:
        due = self._today(on)
        self.waiting.append(len(due.entries))
        self.asked.append(len(due.entries) if works else 0)
        for entry in due.entries if works else ():
            card = self.cards.get(entry.subject)
            chance = self.chance(card.memory, on) if card else 0.8
            knows = self._dice(entry.subject, on) < 100 * chance
            self.right.append(knows)
            self._keep(entry.subject, Rating.Good if knows else Rating.Again, on, Origin.REVIEW)

    def _today(self, on: date) -> Today:
        return today(self.cards, self.met, on=on, salt=f"{self.name}/{on}")

    def _keep(self, subject: Subject, rating: Rating, on: date, origin: Origin) -> None:
        recall = Recall(
            key="",
            subject=subject,
            origin=origin,
            items=(),
            correct=rating is not Rating.Again,
            rating=rating,
            at=datetime.combine(on, time(9), UTC),
        )
        self.cards[subject] = after(self.cards.get(subject), recall)

    def _dice(self, subject: Subject, on: date) -> int:
        """0 to 99, the same in every run."""
        return zlib.crc32(f"{self.name}/{subject.key}/{on}".encode()) % 100

    def due(self, on: date) -> int:
        """How many cards wait, those beyond a day's eight included."""
        return sum(card.memory.due_on <= on for card in self.cards.values())


def workdays(number: int) -> bool:
    return number % 7 < 5


def full_days(learner: Learner) -> int:
    """Days on which all eight were asked."""
    return sum(count == A_DAY for count in learner.asked)
