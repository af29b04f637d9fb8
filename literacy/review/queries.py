"""Cards and answers as their own learner may see them; nobody else does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast

from fsrs import Rating
from sqlalchemy import BindParameter, RowMapping, Select, Table, bindparam, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lib.errors import NotFound
from literacy.review.cards import Card, Origin, Recall, Stored
from literacy.review.models import ReviewAnswer, ReviewCard
from literacy.review.scheduling import Memory
from literacy.review.subjects import Subject

AGAIN = Rating.Again.value
_answer = cast(Table, ReviewAnswer.__table__).c
_card = cast(Table, ReviewCard.__table__).c
_PERSON: BindParameter[int] = bindparam("person")

# Built once and without the ORM: home asks for them each time.
_CARDS_OF: Select[Any] = select(
    _card.person_id,
    _card.subject,
    _card.turns,
    _card.first_on,
    _card.stability,
    _card.difficulty,
    _card.last_on,
    _card.due_on,
    _card.rating,
    _card.sure_and_wrong,
)
_CARDS = _CARDS_OF.where(_card.person_id == _PERSON)
_MEMORIES_OF_PEOPLE: Select[Any] = select(
    _card.person_id,
    _card.subject,
    _card.stability,
    _card.difficulty,
    _card.last_on,
    _card.due_on,
    _card.rating,
).where(_card.person_id.in_(bindparam("people", expanding=True)))
_RECALLS: Select[Any] = select(
    _answer.id,
    _answer.key,
    _answer.subject,
    _answer.turn,
    _answer.origin,
    _answer["items"],
    _answer.item_version,
    _answer.answer,
    _answer.correct,
    _answer.dont_know,
    _answer.confidence,
    _answer.quick,
    _answer.rating,
    _answer.at,
).where(_answer.person_id == _PERSON)
_REVIEWED = _RECALLS.where(
    _answer.origin == Origin.REVIEW.value,
    _answer.at >= bindparam("since"),
    _answer.at < bindparam("until"),
).order_by(_answer.id)
_ONE = _RECALLS.where(_answer.id == bindparam("id"), _answer.origin == Origin.REVIEW.value)
_BY_KEY = _RECALLS.where(_answer.key.in_(bindparam("keys", expanding=True)))
_BY_TURN = _RECALLS.where(
    _answer.subject == bindparam("subject"), _answer.turn == bindparam("turn")
)
_SEEN = select(_answer["items"], _answer.turn).where(
    _answer.person_id == _PERSON, _answer.subject == bindparam("subject")
)


def cards_of(session: Session, person: int) -> dict[Subject, Card]:
    """All cards of a person; one of a subject that means nothing any more is left out."""
    rows = session.connection().execute(_CARDS, {"person": person}).all()
    return {card.subject: card for _person, card in _cards(rows)}


def memories_of_people(
    session: Session, people: Iterable[int]
) -> Iterator[tuple[int, Subject, Memory, bool]]:
    """Whose, of what, what is left, and whether the last answer was wrong: for whole teams."""
    rows = session.connection().execute(_MEMORIES_OF_PEOPLE, {"people": list(people)}).all()
    for person, key, stability, difficulty, last_on, due_on, rating in rows:
        subject = Subject.read(key)
        if subject is not None:
            yield person, subject, Memory(stability, difficulty, last_on, due_on), rating == AGAIN


def reviewed_on(session: Session, person: int, day: date) -> tuple[Stored, ...]:
    """What this person answered in reviews on this day (UTC), the first one first."""
    since = datetime.combine(day, time(), UTC)
    span = {"person": person, "since": since, "until": since + timedelta(days=1)}
    return _stored(session, _REVIEWED, **span)


def answer_for(session: Session, viewer: Viewer, answer_id: int) -> Stored:
    """The viewer's own answer; another's is not there."""
    found = _stored(session, _ONE, person=viewer.id, id=answer_id)
    if not found:
        raise NotFound("There is no such answer.")
    return found[0]


def answers_with(session: Session, person: int, keys: Iterable[str]) -> tuple[Stored, ...]:
    """The recalls told under these keys, as far as they are stored."""
    return _stored(session, _BY_KEY, person=person, keys=list(keys))


def answer_of_turn(session: Session, person: int, subject: Subject, turn: int) -> Stored | None:
    found = _stored(session, _BY_TURN, person=person, subject=subject.key, turn=turn)
    return found[0] if found else None


def seen_items(session: Session, person: int, subject: Subject) -> Mapping[str, int]:
    """The questions this person met in a subject, each with the latest turn it came up in."""
    rows = session.connection().execute(_SEEN, {"person": person, "subject": subject.key}).all()
    return {item: turn for items, turn in sorted(rows, key=lambda row: row[1]) for item in items}


def recalls_of(session: Session, person: int) -> tuple[Recall, ...]:
    """Everything a person recalled, in the order it was stored."""
    everything = _RECALLS.order_by(_answer.id)
    return tuple(each.recall for each in _stored(session, everything, person=person))


def people_with_recalls(session: Session) -> tuple[int, ...]:
    return tuple(session.scalars(select(_answer.person_id).distinct().order_by(_answer.person_id)))


def _stored(session: Session, statement: Select[Any], **given: Any) -> tuple[Stored, ...]:
    rows = session.connection().execute(statement, given).mappings()
    return tuple(each for row in rows if (each := _read(row)))


def _read(row: RowMapping) -> Stored | None:
    subject = Subject.read(row["subject"])
    if subject is None:
        return None
    recall = Recall(
        key=row["key"],
        subject=subject,
        origin=Origin(row["origin"]),
        items=tuple(row["items"]),
        correct=row["correct"],
        rating=Rating(row["rating"]),
        at=row["at"],
        confidence=row["confidence"],
        dont_know=row["dont_know"],
        quick=row["quick"],
        item_version=row["item_version"],
        answer=row["answer"],
    )
    return Stored(row["id"], row["turn"], recall)


def _cards(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, Card]]:
    """Each card with whose it is."""
    for row in rows:
        person, key, turns, first_on, stability, difficulty, last_on, due_on, rating, sure = row
        subject = Subject.read(key)
        if subject is not None:
            memory = Memory(stability, difficulty, last_on, due_on)
            yield person, Card(subject, turns, first_on, memory, Rating(rating), sure)
