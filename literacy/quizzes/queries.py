"""Attempts and answers as their own learner may see them, and the few facts that others may."""

from typing import cast

from sqlalchemy import RowMapping, Table, bindparam, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lessons.models import CheckAnswer
from literacy.lib.errors import NotFound
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.standing import AttemptFacts, Standing, Try, standing

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
).where(_answer.attempt_id == bindparam("attempt_id"))
_CHECKED = select(CheckAnswer.item).where(
    CheckAnswer.person_id == bindparam("person_id"),
    CheckAnswer.item.startswith(bindparam("prefix"), autoescape=False),
)


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


def checked_items(session: Session, viewer: Viewer, lesson: str) -> frozenset[str]:
    """The questions of this lesson's bank that the viewer met in the text already."""
    prefix = f"{lesson}/"
    rows = session.scalars(_CHECKED, {"person_id": viewer.id, "prefix": prefix})
    return frozenset(item.removeprefix(prefix) for item in rows)


def _facts(row: RowMapping) -> AttemptFacts:
    return AttemptFacts(**{**row, "items": tuple(row["items"]), "areas": tuple(row["areas"])})
