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
class Candidate:
    """A question to draw: `item` is what an attempt keeps, `area` what results count by."""

    item: str
    area: str
    question: Question

    @property
    def objective(self) -> str:
        """The objective area it belongs to, in any lesson."""
        return f"{self.question.common.lesson}/{self.question.common.area}"


@dataclass(frozen=True, slots=True)
class Draw:
    """Item ids in drawn order and the area of each.

    `stands_for` are the missed questions in whose place they are asked, in the same order.
    """

    items: tuple[str, ...]
    areas: tuple[str, ...]
    stands_for: tuple[str, ...] = ()


def candidates(questions: Iterable[Question]) -> tuple[Candidate, ...]:
    """The questions of one lesson, under their short names."""
    return tuple(Candidate(each.common.id, each.common.area, each) for each in questions)


def draw(
    questions: Iterable[Question], *, seed: int, last_drawn: Mapping[str, int] | None = None
) -> Draw:
    """The questions of a lesson's quiz: at least two of each area, of kinds that differ.

    `last_drawn` says when this learner last had an item, as a number that grows; what she never
    had comes first, then what she had longest ago. The same input gives the same draw.
    """
    by_area = _by_area(candidates(questions))
    picked: list[Candidate] = []
    for area, count in _shares(by_area, seed).items():
        waiting = shuffled(by_area[area], seed, area)
        picked += pick(waiting, count, beside=picked, last_drawn=last_drawn or {})
    return drawn(shuffled(picked, seed, "order"))


def redraw(
    pool: Iterable[Candidate],
    missed: Iterable[str],
    *,
    seed: int,
    last_drawn: Mapping[str, int] | None = None,
    first: Collection[str] = (),
) -> Draw:
    """A sibling for each missed question: another one of its objective, least recently had.

    Where the bank has none, the question itself comes again; one that has left the bank does not.
    Siblings of those in `first` come before the others.
    """
    known = {each.item: each for each in sorted(pool, key=_name)}
    wanted = [item for item in dict.fromkeys(missed) if item in known]
    picked: dict[str, Candidate] = {}
    for item in sorted(shuffled(wanted, seed, "again"), key=lambda each: each not in first):
        siblings = [
            each
            for each in shuffled(known.values(), seed, item)
            if each.objective == known[item].objective
            and each.item not in wanted
            and each not in picked.values()
        ]
        found = pick(siblings, 1, beside=picked.values(), last_drawn=last_drawn or {})
        picked[item] = found[0] if found else known[item]
    again = drawn(picked.values())
    return Draw(again.items, again.areas, tuple(picked))


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


def pick(
    waiting: Iterable[Candidate],
    count: int,
    *,
    beside: Iterable[Candidate] = (),
    last_drawn: Mapping[str, int],
) -> list[Candidate]:
    """Least recently had first; among those, a kind that the quiz has least of."""
    left = list(waiting)
    kinds = Counter(each.question.kind for each in beside)
    picked: list[Candidate] = []
    while left and len(picked) < count:
        best = min(left, key=lambda each: (last_drawn.get(each.item, NEVER), kinds[_kind(each)]))
        left.remove(best)
        picked.append(best)
        kinds[_kind(best)] += 1
    return picked


def drawn(picked: Iterable[Candidate]) -> Draw:
    listed = tuple(picked)
    return Draw(
        items=tuple(each.item for each in listed),
        areas=tuple(each.area for each in listed),
    )


def _by_area(pool: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    by_area: dict[str, list[Candidate]] = {}
    for each in sorted(pool, key=_name):
        by_area.setdefault(each.area, []).append(each)
    return dict(sorted(by_area.items()))


def _shares(by_area: Mapping[str, list[Candidate]], seed: int) -> dict[str, int]:
    """How many of each area: two, and what is left goes round to areas that have more."""
    shares = {area: min(LEAST_PER_AREA, len(found)) for area, found in by_area.items()}
    turn = shuffled(by_area, seed, "areas")
    while sum(shares.values()) < question_count(len(by_area)):
        wider = [area for area in turn if shares[area] < len(by_area[area])]
        if not wider:
            break
        shares[min(wider, key=lambda area: shares[area])] += 1
    return shares


def _name(each: Candidate) -> str:
    return each.item


def _kind(each: Candidate) -> str:
    return each.question.kind
