"""What a review asks today: little, the most worthwhile first, and never a pile."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from literacy.review.cards import Card
from literacy.review.scheduling import first_due, retrievability
from literacy.review.subjects import Kind, Subject

A_DAY = 8
"""So many questions a day are asked, however many are due (quiz plan, 3.2)."""

NEW_A_DAY = 3
"""So many terms a day are asked for the first time."""

SECONDS_EACH = 22


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject to ask about; `turn` is the number that its answer will have."""

    subject: Subject
    turn: int
    sure_and_wrong: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """`entries` are still to be asked, `answered` were asked today already.

    `next_on` is the next day with something to ask, when nothing is left for today.
    """

    entries: tuple[Entry, ...]
    answered: int
    next_on: date | None
    has_cards: bool

    @property
    def total(self) -> int:
        return self.answered + len(self.entries)

    @property
    def minutes(self) -> int:
        """About how long what is left takes, rounded up."""
        return -(-len(self.entries) * SECONDS_EACH // 60)


def today(
    cards: Mapping[Subject, Card],
    met: Mapping[Subject, date],
    *,
    on: date,
    answered: int = 0,
    first_answers: int = 0,
    salt: str = "",
) -> Today:
    """`met` are terms with the day they were met; of today's answers `first_answers` were firsts.

    First what was certain and wrong; then areas, which lessons stand on; then terms. Among equals
    what is most likely still there: one question now keeps it, and what is gone takes several
    whenever it is asked. First questions come where there is room, so no pile can grow.
    """
    left = max(0, A_DAY - answered)
    due = sorted(
        (card for card in cards.values() if card.memory.due_on <= on),
        key=lambda card: _rank(card, on=on, salt=salt),
    )
    new = [subject for subject in met if subject not in cards]
    ready = _shuffled((each for each in new if first_due(met[each]) <= on), salt)
    ready = ready[: max(0, NEW_A_DAY - first_answers)]
    entries = (
        *(Entry(card.subject, card.turns + 1, card.sure_and_wrong) for card in due),
        *(Entry(subject, 1) for subject in ready),
    )[:left]
    return Today(
        entries=entries,
        answered=answered,
        next_on=None if entries else _next_on(cards, [met[each] for each in new], on=on),
        has_cards=bool(cards or met),
    )


def _rank(card: Card, *, on: date, salt: str) -> tuple[bool, bool, float, int]:
    likely = round(retrievability(card.memory, on=on), 2)
    subject = card.subject
    return not card.sure_and_wrong, subject.kind is Kind.TERM, -likely, _chance(subject, salt)


def _shuffled(subjects: Iterable[Subject], salt: str) -> list[Subject]:
    return sorted(subjects, key=lambda each: _chance(each, salt))


def _chance(subject: Subject, salt: str) -> int:
    """A number that mixes lessons and terms, the same for a whole day."""
    return zlib.crc32(f"{salt}/{subject.key}".encode())


def _next_on(cards: Mapping[Subject, Card], met_on: Iterable[date], *, on: date) -> date | None:
    """The first day after this one on which something is due."""
    days = [card.memory.due_on for card in cards.values()] + [first_due(each) for each in met_on]
    tomorrow = date.fromordinal(on.toordinal() + 1)
    return min((max(day, tomorrow) for day in days), default=None)
