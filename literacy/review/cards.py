"""Cards from what was recalled: the same answers always give the same cards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from fsrs import Rating

from literacy.questions.sureness import CERTAIN
from literacy.review.scheduling import Memory, remembered
from literacy.review.subjects import Subject


class Origin(StrEnum):
    """Where something was recalled; only what a review asked counts toward its daily limit."""

    QUIZ = "quiz"
    EXAM = "exam"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Recall:
    """What a person could recall of one subject at one time.

    `correct` is right at the first try. A quiz tells one recall for an area: its weakest answer;
    `items` are all the questions it asked there. `key` names this very telling.
    """

    key: str
    subject: Subject
    origin: Origin
    items: tuple[str, ...]
    correct: bool
    rating: Rating
    at: datetime
    confidence: str | None = None
    dont_know: bool = False
    quick: bool = False
    item_version: int = 0
    answer: Any = None

    @property
    def sure_and_wrong(self) -> bool:
        """Certain, and not so: what is worth a second look before anything else."""
        return not self.correct and not self.dont_know and self.confidence == CERTAIN


@dataclass(frozen=True, slots=True)
class Stored:
    """A recall with its place in the store: its id, and the turn of its card."""

    id: int
    turn: int
    recall: Recall


@dataclass(frozen=True, slots=True)
class Card:
    """What the answers so far add up to; `turns` is how many there were."""

    subject: Subject
    turns: int
    first_on: date
    memory: Memory
    rating: Rating
    sure_and_wrong: bool

    @property
    def missed(self) -> bool:
        """The last answer was wrong, so nothing is known to be remembered."""
        return self.rating is Rating.Again


def after(card: Card | None, recall: Recall) -> Card:
    """The card with one more answer."""
    on = recall.at.date()
    return Card(
        subject=recall.subject,
        turns=card.turns + 1 if card else 1,
        first_on=card.first_on if card else on,
        memory=remembered(card.memory if card else None, recall.rating, on=on),
        rating=recall.rating,
        sure_and_wrong=recall.sure_and_wrong,
    )


def rebuilt(recalls: Iterable[Recall]) -> dict[Subject, Card]:
    """Every card of one person from everything she recalled, in the order it was stored."""
    cards: dict[Subject, Card] = {}
    for recall in recalls:
        cards[recall.subject] = after(cards.get(recall.subject), recall)
    return cards
