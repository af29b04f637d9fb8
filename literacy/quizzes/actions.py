"""Beginning an attempt and recording its answers; doing either twice is harmless."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.lib.errors import Conflict, DomainError, Invalid, TooMany
from literacy.questions.question import Answer, AnswerMissing, Fields, Mark, Question
from literacy.quizzes import queries
from literacy.quizzes.draw import Candidate, Draw, redraw
from literacy.quizzes.history import attempt_begun, endings
from literacy.quizzes.models import Attempt, QuestionEdition, QuizAnswer
from literacy.quizzes.names import COURSE, QuizKind, full_item, named
from literacy.quizzes.offers import Offer
from literacy.quizzes.recalls import recalls
from literacy.quizzes.rules import PRACTICE, Reveal, next_draw_at, right_needed
from literacy.quizzes.standing import (
    WITHDRAWN_VERSION,
    AttemptFacts,
    Place,
    Standing,
    Try,
    standing,
    with_try,
)
from literacy.quizzes.subjects import subject
from literacy.quizzes.waiting import until
from literacy.review.actions import keep_recalls

_attempt = cast(Table, Attempt.__table__)
_answer = cast(Table, QuizAnswer.__table__)
_edition = cast(Table, QuestionEdition.__table__)

# Limits live in the database: a row that is there already makes the second insert a no-op.
_BEGIN = {
    "sqlite": sqlite.insert(_attempt).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_attempt).on_conflict_do_nothing(),
}
_RECORD = {
    "sqlite": sqlite.insert(_answer).on_conflict_do_nothing().returning(_answer.c.id),
    "postgresql": postgresql.insert(_answer).on_conflict_do_nothing().returning(_answer.c.id),
}
_KEEP = {
    "sqlite": sqlite.insert(_edition).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_edition).on_conflict_do_nothing(),
}
_CONTINUE = update(_answer).where(
    _answer.c.attempt_id == bindparam("of_attempt"),
    _answer.c.key == bindparam("after_key"),
    _answer.c.complete.is_(False),
)
_FINISH = update(_attempt).where(
    _attempt.c.id == bindparam("of_attempt"), _attempt.c.finished_at.is_(None)
)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form of one question brought; `key` names this very sending."""

    key: str
    item: str
    try_number: int
    fields: Fields
    confidence: str | None = None
    dont_know: bool = False


class AnsweredElsewhere(Conflict):
    """Another tab was quicker: its answer counts, and this one is shown beside it."""

    def __init__(self, *, number: int, saved: str, sent: str) -> None:
        super().__init__("This question was already answered in another tab.")
        self.number = number
        self.saved = saved
        self.sent = sent


def start_attempt(
    session: Session, viewer: Viewer, offer: Offer, *, key: str, kind: str, seed: int, now: datetime
) -> int:
    """The id of the attempt this form began, of the one still open, or of a new one.

    Raises Conflict when the quiz is not offered, TooMany when the next draw has to wait.
    """
    own_key = f"{viewer.id}.{key}"
    attempts = queries.attempts_of(session, viewer, offer.name)
    begun = attempt_begun(attempts, own_key)
    if begun is not None:
        return begun
    if not offer.is_open and kind == "full":
        raise Conflict("This quiz is in preparation. The lessons can be read meanwhile.")
    had = _had_by_names(queries.had_by(session, viewer), offer.name, offer.pool)
    drawn = (
        _draw_missed(session, offer, attempts, seed=seed, had=had)
        if kind == "missed"
        else _draw_new(offer, attempts, seed=seed, had=had, now=now)
    )
    version = offer.lesson.version if offer.lesson else 1
    sitting = _Sitting(offer.name, offer.version, kind, own_key, seed, version)
    return _begin(session, viewer, sitting, attempts, drawn, now=now)


def start_practice(
    session: Session,
    viewer: Viewer,
    pool: Sequence[Candidate],
    *,
    key: str,
    seed: int,
    now: datetime,
) -> int:
    """The id of an attempt at what was missed anywhere: siblings of up to eight questions.

    `pool` is everything on offer, under full names. Raises Conflict when nothing is left.
    """
    name, own_key = named(COURSE, QuizKind.MISSED), f"{viewer.id}.{key}"
    attempts = queries.attempts_of(session, viewer, name)
    begun = attempt_begun(attempts, own_key)
    if begun is not None:
        return begun
    on_offer = {each.item for each in pool}
    missed = [each for each in queries.misses_of(session, viewer) if each.item in on_offer]
    wanted = [each.item for each in missed[: PRACTICE.questions]]
    sure = [each.item for each in missed if each.was_sure]
    had = queries.had_by(session, viewer)
    drawn = redraw(pool, wanted, seed=seed, last_drawn=had, first=sure)
    if not drawn.items:
        raise Conflict("There is no missed question to try again.")
    sitting = _Sitting(name, "", "missed", own_key, seed)
    return _begin(session, viewer, sitting, attempts, drawn, now=now)


@dataclass(frozen=True, slots=True)
class _Sitting:
    quiz: str
    bank_version: str
    kind: str
    key: str
    seed: int
    lesson_version: int = 1


def _begin(
    session: Session,
    viewer: Viewer,
    sitting: _Sitting,
    attempts: Sequence[AttemptFacts],
    drawn: Draw,
    *,
    now: datetime,
) -> int:
    """The id of the attempt with this draw, or of the one that another tab was quicker with."""
    new = {
        "key": sitting.key,
        "person_id": viewer.id,
        "quiz": sitting.quiz,
        "kind": sitting.kind,
        "number": attempts[-1].number + 1 if attempts else 1,
        "seed": sitting.seed,
        "bank_version": sitting.bank_version,
        "lesson_version": sitting.lesson_version,
        "items": list(drawn.items),
        "areas": list(drawn.areas),
        "stands_for": list(drawn.stands_for),
        "right_needed": right_needed(len(drawn.items)),
        "started_at": now,
    }
    session.connection().execute(_BEGIN[_dialect(session)], new)
    started = attempt_begun(queries.attempts_of(session, viewer, sitting.quiz), sitting.key)
    if started is None:
        raise Conflict("This page was used before. Load it again to begin.")
    return started


def record_answer(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    *,
    attempt_id: int,
    sent: Sent,
    now: datetime,
) -> Standing:
    """The attempt as it stands with this answer in it.

    Raises AnswerMissing when nothing was chosen, AnsweredElsewhere when another answer to this
    question is stored, NotFound when the attempt is not the viewer's.
    """
    before = queries.standing_for(session, viewer, attempt_id)
    key = f"{attempt_id}.{sent.key}"
    if before.has_key(key):
        return before
    place = before.place_of(sent.item)
    if place is None:
        raise Invalid("This question is not part of the attempt. Load the page again.")
    about = subject(catalogue, before.attempt.quiz)
    question = about.as_asked(queries.questions_asked(session, before, about)).question(sent.item)
    if place != before.current or sent.try_number != place.next_try:
        raise _too_late(place, question, sent)
    added = _try(place, question, sent, key=key, now=now)
    if question is not None and added.number == 1:
        keep_edition(session, question)
    if not _store(session, attempt_id, place, added):
        # Only where writers run side by side: the other one's answer can be read by now.
        return record_answer(session, viewer, catalogue, attempt_id=attempt_id, sent=sent, now=now)
    after = with_try(before, added)
    if after.is_done:
        _finish(session, after, now=now)
        keep_recalls(session, viewer.id, recalls(after, now=now))
    return after


def _draw_new(
    offer: Offer,
    attempts: Sequence[AttemptFacts],
    *,
    seed: int,
    had: Mapping[str, int],
    now: datetime,
) -> Draw:
    wait = next_draw_at(endings(attempts), now=now, wait=offer.rule.wait)
    if wait is not None:
        seconds = -int(-(wait - now).total_seconds() // 1)
        words = until(wait, now=now)
        raise TooMany(f"New questions can be drawn {words}.", seconds=seconds)
    return offer.draw(seed=seed, last_drawn=had)


def _draw_missed(
    session: Session,
    offer: Offer,
    attempts: Sequence[AttemptFacts],
    *,
    seed: int,
    had: Mapping[str, int],
) -> Draw:
    """Siblings of what was missed in the latest attempt, full or practice.

    What was certain and wrong comes first. A pre-test has none: its answers come in the lessons.
    """
    latest = attempts[-1:] if offer.rule.reveal is not Reveal.IN_LESSON else ()
    missed = [
        place
        for attempt in latest
        for place in standing(attempt, queries.tries_of(session, attempt.id)).missed
    ]
    sure = [place.item for place in missed if place.was_sure_and_missed]
    items = [place.item for place in missed]
    drawn = redraw(offer.pool, items, seed=seed, last_drawn=had, first=sure)
    if not drawn.items:
        raise Conflict("There is no missed question to try again. Draw new ones instead.")
    return drawn


def _had_by_names(had: Mapping[str, int], quiz: str, pool: Sequence[Candidate]) -> dict[str, int]:
    """When each candidate was last met, by the name this quiz keeps it under."""
    met = ((each.item, had.get(full_item(quiz, each.item))) for each in pool)
    return {item: place for item, place in met if place is not None}


def keep_edition(session: Session, question: Question) -> None:
    """Keep the question as it is asked, once for each change of a letter."""
    common = question.common
    kept = {
        "digest": common.edition,
        "lesson": common.lesson,
        "item": common.id,
        "version": common.version,
        "source": common.source,
    }
    session.connection().execute(_KEEP[_dialect(session)], kept)


def _store(session: Session, attempt_id: int, place: Place, added: Try) -> bool:
    """True when the try is in the store now; false when another one was quicker."""
    row = {
        "key": added.key,
        "answer": added.answer,
        "complete": added.complete,
        "dont_know": added.dont_know,
        "score": added.score,
        "correct": added.correct,
        "at": added.at,
    }
    connection = session.connection()
    if place.begun:
        moved = {"of_attempt": attempt_id, "after_key": place.begun.key}
        return connection.execute(_CONTINUE, {**row, **moved}).rowcount == 1
    fresh = {
        "attempt_id": attempt_id,
        "item": added.item,
        "item_version": added.item_version,
        "edition": added.edition or None,
        "try_number": added.number,
        "confidence": added.confidence,
    }
    return connection.scalar(_RECORD[_dialect(session)], {**row, **fresh}) is not None


def _try(place: Place, question: Question | None, sent: Sent, *, key: str, now: datetime) -> Try:
    """The answer, marked, as it will be stored."""
    answer, mark, complete = _marked(place, question, sent)
    confidence = place.begun.confidence if place.begun else sent.confidence
    return Try(
        item=place.item,
        item_version=question.common.version if question else WITHDRAWN_VERSION,
        number=sent.try_number,
        key=key,
        answer=answer,
        complete=complete,
        dont_know=sent.dont_know,
        confidence=confidence if sent.try_number == 1 else None,
        score=mark.score,
        correct=mark.correct,
        at=now,
        edition=question.common.edition if question else "",
    )


def _marked(place: Place, question: Question | None, sent: Sent) -> tuple[Answer, Mark, bool]:
    """The answer, what it earns, and whether it is complete."""
    if question is None:
        # The author took the question back; that must not cost the learner anything.
        return None, Mark(1.0, True), True
    if sent.dont_know:
        return (place.begun.answer if place.begun else None), Mark(0.0, False), True
    answer = question.read(sent.fields)
    if not _goes_on(place, question, answer):
        raise _too_late(place, question, sent)
    return answer, question.mark(answer), question.complete(answer)


def _goes_on(place: Place, question: Question, answer: Answer) -> bool:
    """A story goes on from where it was left, one step at a time; other answers stand alone."""
    if question.complete(None):
        return True
    begun = place.begun.answer if place.begun else []
    return isinstance(answer, list) and answer[:-1] == begun


def _too_late(place: Place, question: Question | None, sent: Sent) -> DomainError:
    """What to say when an answer comes too late or too early."""
    stored = next((each for each in place.tries if each.number == sent.try_number), None)
    if stored is None:
        return Invalid("This page is older than your attempt. Load it again to go on.")
    return AnsweredElsewhere(
        number=place.number,
        saved=_said(question, stored.answer, dont_know=stored.dont_know),
        sent=_said(question, _read(question, sent), dont_know=sent.dont_know),
    )


def _read(question: Question | None, sent: Sent) -> Answer:
    try:
        return question.read(sent.fields) if question and not sent.dont_know else None
    except AnswerMissing:
        return None


def _said(question: Question | None, answer: Answer, *, dont_know: bool) -> str:
    said = question.said(answer) if question and answer is not None else ""
    return "I don’t know" if dont_know else said or "nothing"


def _finish(session: Session, done: Standing, *, now: datetime) -> None:
    """Store what the attempt came to; practice teaches and decides nothing."""
    attempt = done.attempt
    outcome = {
        "of_attempt": attempt.id,
        "finished_at": now,
        "right_count": done.right,
        "passed": done.outcome,
    }
    session.connection().execute(_FINISH, outcome)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
