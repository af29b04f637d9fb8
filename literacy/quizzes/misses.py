"""What somebody missed and has not put right since, from all attempts that were answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from literacy.quizzes.names import QuizKind, objective_of
from literacy.quizzes.rules import Reveal
from literacy.quizzes.standing import AttemptFacts

GUESSED = (QuizKind.PRETEST, QuizKind.PLACEMENT)
"""Guesses are invited there: what is missed is no mistake."""


@dataclass(frozen=True, slots=True)
class FirstTry:
    """A first try at a question, as much of it as says whether it was missed."""

    attempt_id: int
    item: str
    correct: bool
    dont_know: bool
    confidence: str | None
    at: datetime
    edition: str


@dataclass(frozen=True, slots=True)
class Miss:
    """`item` has its lesson in front; `number` is its place in the attempt."""

    item: str
    lesson: str
    area: str
    attempt: AttemptFacts
    number: int
    at: datetime
    dont_know: bool
    was_sure: bool
    edition: str


def misses(attempts: Iterable[AttemptFacts], tries: Iterable[FirstTry]) -> tuple[Miss, ...]:
    """Sure and wrong first, then the newest; each gap once.

    A right first try at the question, or at a sibling asked in its place, puts a miss right; a
    missed sibling takes its place. What may not be revealed yet is left out.
    """
    known = {each.id: each for each in attempts if _may_be_told(each)}
    left: dict[str, Miss] = {}
    for each in sorted(tries, key=lambda one: (one.at, one.attempt_id)):
        attempt = known.get(each.attempt_id)
        if attempt is None or each.item not in attempt.items:
            continue
        miss = _miss(attempt, each)
        left.pop(miss.item, None)
        left.pop(_stood_for(attempt, each.item), None)
        if not each.correct:
            left[miss.item] = miss
    newest = sorted(left.values(), key=lambda one: (one.at, one.item), reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.was_sure))


def _may_be_told(attempt: AttemptFacts) -> bool:
    if attempt.quiz_kind in GUESSED:
        return False
    return attempt.rule.reveal is Reveal.AT_ONCE or attempt.finished_at is not None


def _miss(attempt: AttemptFacts, each: FirstTry) -> Miss:
    place = attempt.items.index(each.item)
    lesson, area = objective_of(attempt.quiz, attempt.areas[place])
    return Miss(
        item=attempt.full_item(each.item),
        lesson=lesson,
        area=area,
        attempt=attempt,
        number=place + 1,
        at=each.at,
        dont_know=each.dont_know,
        was_sure=each.confidence == "certain" and not each.dont_know,
        edition=each.edition,
    )


def _stood_for(attempt: AttemptFacts, item: str) -> str:
    if not attempt.stands_for:
        return ""
    return attempt.full_item(attempt.stands_for[attempt.items.index(item)])
