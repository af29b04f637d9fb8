"""Recording what was recalled; doing so twice is harmless."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.lib.errors import Conflict, Invalid
from literacy.questions.question import Fields
from literacy.review import queries
from literacy.review.asking import Asked, ask
from literacy.review.cards import Card, Origin, Recall, after, rebuilt
from literacy.review.models import ReviewAnswer, ReviewCard
from literacy.review.queue import A_DAY
from literacy.review.ratings import QUICK, rating
from literacy.review.rounds import todays
from literacy.review.subjects import Subject

_answer = cast(Table, ReviewAnswer.__table__)
_card = cast(Table, ReviewCard.__table__)
_OWN = ("person_id", "subject")


def _keeping(added: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    """Insert a card, or put its new state in the place of the old one."""
    new = {name: value for name, value in added.excluded.items() if name not in _OWN}
    return added.on_conflict_do_update(index_elements=list(_OWN), set_=new)


_KEEP = {
    "sqlite": _keeping(sqlite.insert(_card)),
    "postgresql": _keeping(postgresql.insert(_card)),
}


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form of one question brought; `key` names this very sending."""

    key: str
    subject: Subject
    turn: int
    item: str
    fields: Fields
    confidence: str | None = None
    dont_know: bool = False
    shown_at: datetime | None = None


class AnsweredElsewhere(Conflict):
    """Another tab was quicker: its answer counts."""

    def __init__(self, answer_id: int) -> None:
        super().__init__("This question was answered in another tab. That answer counts.")
        self.answer_id = answer_id


def keep_recalls(session: Session, person: int, recalls: Iterable[Recall]) -> None:
    """Take what a quiz or an exam tells about areas; the same telling counts once."""
    told = tuple(recalls)
    _in_turn(session, person)
    known = {each.recall.key for each in queries.answers_with(session, person, _keys(told))}
    cards = queries.cards_of(session, person) if len(known) < len(told) else {}
    for recall in told:
        if recall.key not in known:
            card = after(cards.get(recall.subject), recall)
            _store(session, person, recall, card)
            cards[recall.subject] = card


def record_answer(
    session: Session, viewer: Viewer, catalogue: Catalogue, *, sent: Sent, now: datetime
) -> int:
    """The id of the answer; sending the same form twice gives the same one.

    Raises AnswerMissing when nothing was chosen, AnsweredElsewhere when this turn of the card has
    an answer, Conflict when nothing more is asked today, Invalid when the page is too old.
    """
    _in_turn(session, viewer.id)
    key = f"{viewer.id}.{sent.key}"
    for stored in queries.answers_with(session, viewer.id, [key]):
        return stored.id
    other = queries.answer_of_turn(session, viewer.id, sent.subject, sent.turn)
    if other is not None:
        raise AnsweredElsewhere(other.id)
    card, asked = _asked(session, viewer, catalogue, sent, on=now.date())
    recall = _recall(sent, asked, key=key, now=now)
    return _store(session, viewer.id, recall, after(card, recall))


def rebuild(session: Session, person: int) -> int:
    """Make a person's cards again from her answers; says how many were not as they should be."""
    _in_turn(session, person)
    before = queries.cards_of(session, person)
    cards = rebuilt(queries.recalls_of(session, person))
    session.execute(delete(ReviewCard).where(ReviewCard.person_id == person))
    if cards:
        session.execute(insert(ReviewCard), [_row(person, card) for card in cards.values()])
    return sum(cards.get(each) != before.get(each) for each in cards.keys() | before.keys())


def _in_turn(session: Session, person: int) -> None:
    """One writer at a time for one person, so that turns count up without a gap."""
    session.execute(select(Person.id).where(Person.id == person).with_for_update(key_share=True))


def _asked(
    session: Session, viewer: Viewer, catalogue: Catalogue, sent: Sent, *, on: date
) -> tuple[Card | None, Asked]:
    """The card and the question this answer is for; what is not asked now can't be answered."""
    cards = queries.cards_of(session, viewer.id)
    given = queries.reviewed_on(session, viewer.id, on)
    if len(given) >= A_DAY:
        raise Conflict("That was all for today. What is left comes back tomorrow.")
    round_ = todays(
        catalogue,
        cards,
        person=viewer.id,
        on=on,
        answered=len(given),
        first_answers=sum(each.turn == 1 for each in given),
    )
    seen = queries.seen_items(session, viewer.id, sent.subject)
    asked = ask(catalogue, sent.subject, turn=sent.turn, seen=seen, person=viewer.id, on=on)
    wanted = {(entry.subject, entry.turn) for entry in round_.entries}
    if asked is None or (sent.subject, sent.turn) not in wanted or asked.item != sent.item:
        raise Invalid("This page is older than your review. Load it again to go on.")
    return cards.get(sent.subject), asked


def _recall(sent: Sent, asked: Asked, *, key: str, now: datetime) -> Recall:
    """The answer, marked and rated."""
    question = asked.question
    answer: Any = None if sent.dont_know else question.read(sent.fields)
    correct = not sent.dont_know and question.mark(answer).correct
    quick = sent.shown_at is not None and now - sent.shown_at <= QUICK
    return Recall(
        key=key,
        subject=sent.subject,
        origin=Origin.REVIEW,
        items=(asked.item,),
        item_version=question.common.version,
        answer=answer,
        correct=correct,
        dont_know=sent.dont_know,
        confidence=sent.confidence,
        quick=quick,
        rating=rating(correct=correct, confidence=sent.confidence, quick=quick),
        at=now,
    )


def _store(session: Session, person: int, recall: Recall, card: Card) -> int:
    row = {
        "person_id": person,
        "turn": card.turns,
        "key": recall.key,
        "subject": recall.subject.key,
        "origin": recall.origin.value,
        "items": list(recall.items),
        "item_version": recall.item_version,
        "answer": recall.answer,
        "correct": recall.correct,
        "dont_know": recall.dont_know,
        "confidence": recall.confidence,
        "quick": recall.quick,
        "rating": recall.rating.value,
        "at": recall.at,
    }
    store = session.connection()
    id_ = store.scalar(insert(_answer).values(row).returning(_answer.c.id))
    store.execute(_KEEP[session.get_bind().dialect.name], _row(person, card))
    return int(cast(int, id_))


def _row(person: int, card: Card) -> dict[str, object]:
    return {
        "person_id": person,
        "subject": card.subject.key,
        "turns": card.turns,
        "first_on": card.first_on,
        "stability": card.memory.stability,
        "difficulty": card.memory.difficulty,
        "last_on": card.memory.last_on,
        "due_on": card.memory.due_on,
        "rating": card.rating.value,
        "sure_and_wrong": card.sure_and_wrong,
    }


def _keys(recalls: Iterable[Recall]) -> list[str]:
    return [recall.key for recall in recalls]
