"""Attempts and answers as their own learner may see them, and the few facts that others may."""

from collections.abc import Collection, Mapping
from typing import cast

from sqlalchemy import RowMapping, Table, bindparam, case, func, literal_column, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lessons.models import CheckAnswer
from literacy.lib.errors import NotFound
from literacy.questions.kinds.registry import parse
from literacy.questions.question import Question
from literacy.quizzes.history import last_had
from literacy.quizzes.misses import FirstTry, Miss, misses
from literacy.quizzes.models import Attempt, QuestionEdition, QuizAnswer
from literacy.quizzes.standing import AttemptFacts, Place, Standing, Try, standing
from literacy.quizzes.subjects import Subject

_attempt = cast(Table, Attempt.__table__).c
_answer = cast(Table, QuizAnswer.__table__).c

# Built once, and without the ORM: they run on every answer.
_ATTEMPT_COLUMNS = (
    _attempt.id,
    _attempt.key,
    _attempt.quiz,
    _attempt.kind,
    _attempt.number,
    _attempt.seed,
    _attempt["items"],
    _attempt.areas,
    _attempt.right_needed,
    _attempt.started_at,
    _attempt.finished_at,
    _attempt.right_count,
    _attempt.passed,
    _attempt.stands_for,
    _attempt.lesson_version,
)
_ONE = select(*_ATTEMPT_COLUMNS).where(
    _attempt.id == bindparam("attempt_id"), _attempt.person_id == bindparam("person_id")
)
_ALL = (
    select(*_ATTEMPT_COLUMNS)
    .where(_attempt.person_id == bindparam("person_id"), _attempt.quiz == bindparam("quiz"))
    .order_by(_attempt.number)
)
_TRIES = select(
    _answer.item,
    _answer.item_version,
    _answer.try_number,
    _answer.key,
    _answer.answer,
    _answer.complete,
    _answer.dont_know,
    _answer.confidence,
    _answer.score,
    _answer.correct,
    _answer.at,
    func.coalesce(_answer.edition, ""),
).where(_answer.attempt_id == bindparam("attempt_id"))
_DRAWN = (
    select(_attempt.quiz, _attempt["items"])
    .where(_attempt.person_id == bindparam("person_id"))
    .order_by(_attempt.id)
)
_SOME = select(*_ATTEMPT_COLUMNS).where(
    _attempt.person_id == bindparam("person_id"),
    _attempt.id.in_(bindparam("attempts", expanding=True)),
)
# Of all first tries at a question the last one counts; whether it may be told yet is decided
# later, so what is in an open attempt hides nothing. Practice also speaks for other questions,
# so all of it is read. Answers are numbered as they are given.
_LAST_FIRST = (
    select(func.max(_answer.id).label("id"))
    .join_from(cast(Table, QuizAnswer.__table__), cast(Table, Attempt.__table__))
    .where(
        _attempt.person_id == bindparam("person_id"),
        _answer.try_number == 1,
        _answer.complete.is_(True),
        _answer.item_version > 0,
    )
    .group_by(
        _attempt.quiz,
        _answer.item,
        _attempt.finished_at.is_(None),
        case((_attempt.kind == literal_column("'missed'"), _answer.id), else_=literal_column("0")),
    )
    .subquery()
)
_FIRST_TRIES = select(
    _answer.attempt_id,
    _answer.item,
    _answer.correct,
    _answer.dont_know,
    _answer.confidence,
    _answer.at,
    func.coalesce(_answer.edition, ""),
).join_from(cast(Table, QuizAnswer.__table__), _LAST_FIRST, _LAST_FIRST.c.id == _answer.id)
_CHECKED = select(CheckAnswer.item).where(CheckAnswer.person_id == bindparam("person_id"))


def standing_for(session: Session, viewer: Viewer, attempt_id: int) -> Standing:
    """The viewer's own attempt with its answers; another's is not there."""
    row = (
        session.connection()
        .execute(_ONE, {"attempt_id": attempt_id, "person_id": viewer.id})
        .mappings()
        .one_or_none()
    )
    if row is None:
        raise NotFound("There is no such attempt.")
    return standing(_facts(row), tries_of(session, attempt_id))


def tries_of(session: Session, attempt_id: int) -> tuple[Try, ...]:
    """What was answered in an attempt; whoever asks has made sure whose it is."""
    rows = session.connection().execute(_TRIES, {"attempt_id": attempt_id})
    return tuple(Try(*row) for row in rows)


def attempts_of(session: Session, viewer: Viewer, quiz: str) -> tuple[AttemptFacts, ...]:
    """All the viewer's attempts at a quiz, the first one first."""
    rows = session.connection().execute(_ALL, {"person_id": viewer.id, "quiz": quiz})
    return tuple(map(_facts, rows.mappings()))


def misses_of(session: Session, viewer: Viewer) -> tuple[Miss, ...]:
    """What the viewer missed and has not put right, in two statements.

    The store looks for the last try at each question: of ten years it hands out a page.
    """
    store, own = session.connection(), {"person_id": viewer.id}
    tries = [FirstTry(*row) for row in store.execute(_FIRST_TRIES, own)]
    wanted = {**own, "attempts": list({each.attempt_id for each in tries})}
    attempts = [_facts(row) for row in store.execute(_SOME, wanted).mappings()]
    return misses(attempts, tries)


def editions_with(session: Session, digests: Collection[str]) -> dict[str, Question]:
    """Questions as they were asked, by digest."""
    if not digests:
        return {}
    rows = session.execute(
        select(QuestionEdition.digest, QuestionEdition.lesson, QuestionEdition.source).where(
            QuestionEdition.digest.in_(digests)
        )
    )
    return {digest: parse(source, lesson=lesson, line=0) for digest, lesson, source in rows}


def had_by(session: Session, viewer: Viewer) -> dict[str, int]:
    """When the viewer last met each question, by its full id: in a quiz or in a text."""
    own = {"person_id": viewer.id}
    return last_had(
        ((quiz, items) for quiz, items in session.connection().execute(_DRAWN, own)),
        session.scalars(_CHECKED, own),
    )


def questions_asked(session: Session, at: Standing, subject: Subject) -> Mapping[str, Question]:
    """The answered questions of an attempt that no longer stand in a bank as they were asked."""
    editions = {
        place.edition: place.item
        for place in at.places
        if place.edition and not _is_current(place, subject)
    }
    asked = editions_with(session, editions)
    return {editions[digest]: question for digest, question in asked.items()}


def _is_current(place: Place, subject: Subject) -> bool:
    question = subject.current(place.item)
    return question is not None and question.common.edition == place.edition


def _facts(row: RowMapping) -> AttemptFacts:
    lists = {name: tuple(row[name]) for name in ("items", "areas", "stands_for")}
    return AttemptFacts(**{**row, **lists})
