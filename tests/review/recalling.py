"""Builds what somebody recalled: `recall("a", days=3)` was right and fairly sure, on day 3."""

from datetime import date, datetime, timedelta

from fsrs import Rating

from literacy.review.cards import Card, Origin, Recall, after
from literacy.review.ratings import rating
from literacy.review.subjects import Subject, area
from tests import make

DAY = make.NOW.date()
LESSON = "cache-rules"


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def moment(number: int) -> datetime:
    return make.NOW + timedelta(days=number)


def recall(
    letter: str = "a",
    *,
    days: int = 0,
    correct: bool = True,
    confidence: str | None = "fairly",
    subject: Subject | None = None,
    **given: object,
) -> Recall:
    return Recall(
        **{
            "key": f"key-{letter}-{days}",
            "subject": subject or area(LESSON, letter),
            "origin": Origin.REVIEW,
            "items": ("first",),
            "correct": correct,
            "rating": rating(correct=correct, confidence=confidence),
            "at": moment(days),
            "confidence": confidence,
            **given,
        }
    )


def card(letter: str = "a", *recalls: Recall, days: int = 0, **given: object) -> Card:
    """A card that was answered on these days; without any, once and right on `days`."""
    made: Card | None = None
    for each in recalls or (recall(letter, days=days, **given),):
        made = after(made, each)
    assert made is not None
    return made


AGAIN, HARD, GOOD, EASY = Rating.Again, Rating.Hard, Rating.Good, Rating.Easy
