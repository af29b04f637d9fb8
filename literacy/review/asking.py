"""Which question a card asks now: a sibling of those before, never the one just seen."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from literacy.content.catalogue import Catalogue, Lesson
from literacy.questions.drawing import shuffled
from literacy.questions.question import Question
from literacy.review.cards import Card
from literacy.review.subjects import Kind, Subject, area, term
from literacy.review.terms import can_ask, next_item, term_question


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the item's name that is stored with its answer."""

    item: str
    question: Question
    seed: int


def ask(
    catalogue: Catalogue,
    subject: Subject,
    *,
    turn: int,
    seen: Mapping[str, int],
    person: int,
    on: date,
) -> Asked | None:
    """The question of this turn; the same until it is answered. None when there is nothing to ask.

    `seen` are the items this person met in the subject, each with the latest turn it came up in.
    """
    seed = zlib.crc32(f"{person}/{subject.key}/{turn}".encode())
    item = _next_item(catalogue, subject, seen=seen, seed=seed, on=on)
    question = question_of(catalogue, subject, item) if item else None
    return Asked(item, question, seed) if item and question else None


def question_of(catalogue: Catalogue, subject: Subject, item: str) -> Question | None:
    """The question an answer was given to, unless it has left the course."""
    if subject.kind is Kind.TERM:
        entry = catalogue.terms.get(subject.name)
        return term_question(entry, item, catalogue) if entry else None
    bank = catalogue.bank_with(subject.name)
    return bank.items.get(item) if bank else None


_kept: tuple[Catalogue, date, frozenset[Subject]] | None = None


def askable(catalogue: Catalogue, *, on: date) -> frozenset[Subject]:
    """Every subject that has a question today; found once for a catalogue and a day."""
    global _kept  # noqa: PLW0603
    kept = _kept
    if kept is None or kept[0] is not catalogue or kept[1] != on:
        subjects = frozenset(each for each in _subjects(catalogue) if _can_ask(catalogue, each, on))
        kept = _kept = (catalogue, on, subjects)
    return kept[2]


def terms_met(catalogue: Catalogue, cards: Mapping[Subject, Card]) -> dict[Subject, date]:
    """Terms of lessons whose quiz was finished, with the day of the first time.

    A finished quiz is a dated fact that stays; a place in a text moves with every glance.
    """
    by_lesson: dict[str, date] = {}
    for card in cards.values():
        if card.subject.kind is Kind.AREA:
            id_ = card.subject.name
            by_lesson[id_] = min(card.first_on, by_lesson.get(id_, card.first_on))
    met: dict[Subject, date] = {}
    for lesson in catalogue.lessons.values():
        if lesson.id in by_lesson:
            for slug in _taught(catalogue, lesson):
                day = by_lesson[lesson.id]
                met[term(slug)] = min(day, met.get(term(slug), day))
    return met


def _next_item(
    catalogue: Catalogue, subject: Subject, *, seen: Mapping[str, int], seed: int, on: date
) -> str | None:
    if subject.kind is Kind.TERM:
        entry = catalogue.terms.get(subject.name)
        return next_item(entry, catalogue, seen=seen, seed=seed) if entry else None
    siblings = shuffled(_items(catalogue, subject, on=on), seed, "sibling")
    return min(siblings, key=lambda item: seen.get(item, 0), default=None)


def _items(catalogue: Catalogue, subject: Subject, *, on: date) -> list[str]:
    """The questions of the area that may be asked; a story takes a page for each of its steps,
    so it stays in the quiz."""
    bank = catalogue.bank_with(subject.name)
    if bank is None:
        return []
    resting = catalogue.suspended(bank, on)
    return sorted(
        id_
        for id_, question in bank.items.items()
        if question.common.area == subject.area
        and not question.common.retired
        and id_ not in resting
        and question.complete(None)
    )


def _subjects(catalogue: Catalogue) -> Iterator[Subject]:
    for lesson in catalogue.lessons.values():
        bank = catalogue.banks.get(lesson.slug)
        yield from (area(lesson.id, letter) for letter in (bank.areas if bank else ()))
    yield from map(term, catalogue.terms)


def _can_ask(catalogue: Catalogue, subject: Subject, on: date) -> bool:
    if subject.kind is Kind.TERM:
        return can_ask(catalogue.terms[subject.name], catalogue)
    return bool(_items(catalogue, subject, on=on))


def _taught(catalogue: Catalogue, lesson: Lesson) -> tuple[str, ...]:
    """The terms a lesson says it teaches, under the names they have now."""
    named = (catalogue.moved_terms.get(slug, slug) for slug in lesson.terms)
    return tuple(slug for slug in dict.fromkeys(named) if slug in catalogue.terms)
