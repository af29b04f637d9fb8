"""Which questions an attempt asks: a draw from the bank that can be replayed from its seed."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from literacy.content.catalogue import Bank, Fact
from literacy.questions.banks import (
    ENOUGH_APPLIED,
    ENOUGH_ITEMS,
    ENOUGH_KINDS,
    AreaMeasures,
    bank_measures,
)
from literacy.questions.drawing import shuffled
from literacy.questions.question import Question
from literacy.quizzes.rules import LEAST_PER_AREA, question_count

GRACE = timedelta(days=30)
"""A fact this long overdue suspends the questions that rest on it (plan 7)."""

NEVER = -1


@dataclass(frozen=True, slots=True)
class Draw:
    """Item ids in drawn order and the area of each."""

    items: tuple[str, ...]
    areas: tuple[str, ...]


def draw(
    questions: Iterable[Question], *, seed: int, last_drawn: Mapping[str, int] | None = None
) -> Draw:
    """The questions of a full attempt: at least two of each area, of kinds that differ.

    `last_drawn` is the number of the attempt in which this learner last had an item; what she
    never had comes first, then what she had longest ago. The same input gives the same draw.
    """
    by_area = _by_area(questions)
    picked: list[Question] = []
    for area, count in _shares(by_area, seed).items():
        waiting = shuffled(by_area[area], seed, area)
        picked += _pick(waiting, count, beside=picked, last_drawn=last_drawn or {})
    return _drawn(shuffled(picked, seed, "order"))


def redraw(
    questions: Iterable[Question], items: Iterable[str], *, seed: int, first: Collection[str] = ()
) -> Draw:
    """These items again, in a new order and those in `first` before the others.

    Those no longer offered are left out.
    """
    wanted = frozenset(items)
    again = [question for question in questions if question.common.id in wanted]
    drawn = shuffled(again, seed, "again")
    return _drawn(sorted(drawn, key=lambda question: question.common.id not in first))


def on_offer(bank: Bank, facts: Mapping[str, Fact], *, today: date) -> tuple[Question, ...]:
    """The questions that may be drawn: neither retired nor resting on a fact that has aged."""
    return tuple(
        question
        for question in bank.items.values()
        if not question.common.retired and not is_suspended(question, facts, today=today)
    )


def is_suspended(question: Question, facts: Mapping[str, Fact], *, today: date) -> bool:
    """It uses a fact that should have been checked more than thirty days ago."""
    return any(
        today > facts[fact].overdue_on + GRACE for fact in question.common.facts if fact in facts
    )


def shortages(bank: Bank, facts: Mapping[str, Fact], *, today: date) -> tuple[str, ...]:
    """Why this quiz can't be offered yet, in sentences for authors; empty when it can be."""
    measures = bank_measures(bank.items.values(), areas=bank.areas)
    drawable = Counter(question.common.area for question in on_offer(bank, facts, today=today))
    needed = _most_of_one_area(len(bank.areas))
    found = (
        _shortage(f"Area {area}, “{text}”,", measures.areas[area], drawable[area], needed=needed)
        for area, text in bank.areas.items()
    )
    return tuple(filter(None, found))


def _shortage(area: str, measures: AreaMeasures, drawable: int, *, needed: int) -> str:
    if not measures.ready:
        return (
            f"{area} has {measures.items} questions of {measures.kinds} kinds, "
            f"{measures.applied} at `apply` or above. "
            f"It needs {ENOUGH_ITEMS}, {ENOUGH_KINDS} and {ENOUGH_APPLIED}."
        )
    if drawable < needed:
        return f"{area} has {drawable} questions left; the facts behind the others are overdue."
    return ""


def _most_of_one_area(areas: int) -> int:
    """The largest share one area may get, so that any draw can be filled."""
    return question_count(areas) - LEAST_PER_AREA * (areas - 1)


def _by_area(questions: Iterable[Question]) -> dict[str, list[Question]]:
    by_area: dict[str, list[Question]] = {}
    for question in sorted(questions, key=lambda each: each.common.id):
        by_area.setdefault(question.common.area, []).append(question)
    return dict(sorted(by_area.items()))


def _shares(by_area: Mapping[str, list[Question]], seed: int) -> dict[str, int]:
    """How many of each area: two, and what is left goes round to areas that have more."""
    shares = {area: min(LEAST_PER_AREA, len(found)) for area, found in by_area.items()}
    turn = shuffled(by_area, seed, "areas")
    while sum(shares.values()) < question_count(len(by_area)):
        wider = [area for area in turn if shares[area] < len(by_area[area])]
        if not wider:
            break
        shares[min(wider, key=lambda area: shares[area])] += 1
    return shares


def _pick(
    waiting: Iterable[Question],
    count: int,
    *,
    beside: Iterable[Question],
    last_drawn: Mapping[str, int],
) -> list[Question]:
    """Least recently had first; among those, a kind that the quiz has least of."""
    left = list(waiting)
    kinds = Counter(question.kind for question in beside)
    picked: list[Question] = []
    while len(picked) < count:
        best = min(left, key=lambda each: (last_drawn.get(each.common.id, NEVER), kinds[each.kind]))
        left.remove(best)
        picked.append(best)
        kinds[best.kind] += 1
    return picked


def _drawn(questions: Iterable[Question]) -> Draw:
    listed = tuple(questions)
    return Draw(
        items=tuple(question.common.id for question in listed),
        areas=tuple(question.common.area for question in listed),
    )
