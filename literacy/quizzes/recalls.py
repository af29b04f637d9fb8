"""What a finished quiz tells the review: for each area, how its weakest answer went."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from fsrs import Rating

from literacy.quizzes.names import QuizKind, objective_of
from literacy.quizzes.standing import Place, Standing
from literacy.review.cards import Origin, Recall
from literacy.review.ratings import rating
from literacy.review.subjects import area

GUESSED = (QuizKind.PRETEST, QuizKind.PLACEMENT)
"""Guesses are invited there, so nothing can be said of what is remembered."""


def recalls(done: Standing, *, now: datetime) -> tuple[Recall, ...]:
    """One recall for each area; practice minutes after the answers were shown says nothing."""
    kind = done.attempt.quiz_kind
    if done.attempt.is_practice or kind in GUESSED:
        return ()
    spans = kind in (QuizKind.EXAM, QuizKind.FINAL, QuizKind.RENEWAL)
    return tuple(_recalls(done, Origin.EXAM if spans else Origin.QUIZ, now))


def _recalls(done: Standing, origin: Origin, now: datetime) -> Iterator[Recall]:
    told = sorted((place for place in done.places if not place.is_withdrawn), key=_area)
    for name, places in groupby(told, key=_area):
        asked = tuple(places)
        weakest = min(asked, key=_strength)
        first = weakest.first
        assert first is not None, "a finished quiz has an answer at each place"
        yield Recall(
            key=f"{origin.value}.{done.attempt.id}.{name}",
            subject=area(*objective_of(done.attempt.quiz, name)),
            origin=origin,
            items=tuple(place.item.rpartition("/")[2] for place in asked),
            correct=weakest.is_right,
            rating=_rating(weakest),
            confidence=first.confidence,
            dont_know=first.dont_know,
            at=now,
        )


def _area(place: Place) -> str:
    return place.area


def _strength(place: Place) -> tuple[bool, int]:
    """What was certain and wrong is the weakest of all."""
    return not place.was_sure_and_missed, _rating(place)


def _rating(place: Place) -> Rating:
    first, last = place.first, place.last
    return rating(
        correct=last is not None and last.correct,
        confidence=first.confidence if first else None,
        second_try=len(place.tries) > 1,
    )
