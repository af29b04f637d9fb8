"""Attempts and answers as their own learner may see them, and the few facts that others may."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import RowMapping, Table, bindparam, case, func, select
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

# For pages that show many people: one row for each person and quiz, whatever they did.
QUIZ_FACTS = (
    select(
        _attempt.person_id,
        _attempt.quiz,
        func.min(case((_attempt.passed.is_(True), _attempt.finished_at))).label("passed_at"),
        func.sum(
            case((_attempt.finished_at.is_not(None) & (_attempt.kind == "full"), 1), else_=0)
        ).label("finished"),
        func.max(case((_attempt.finished_at.is_(None), _attempt.id))).label("open_attempt"),
        func.max(_attempt.finished_at).label("last_finished_at"),
    )
    .where(_attempt.person_id.in_(bindparam("person_ids", expanding=True)))
    .group_by(_attempt.person_id, _attempt.quiz)
)
_PASSES = (
    select(_attempt.person_id, _attempt.quiz, func.min(_attempt.finished_at).label("passed_at"))
    .where(
        _attempt.person_id.in_(bindparam("person_ids", expanding=True)),
        _attempt.passed.is_(True),
    )
    .group_by(_attempt.person_id, _attempt.quiz)
)


@dataclass(frozen=True, slots=True)
class QuizFacts:
    """What a learner did in one quiz; only for the learner's own pages.

    `passed_at` is the first pass, `finished` counts full attempts, `lesson` is the lesson's id.
    """

    person_id: int
    lesson: str
    passed_at: datetime | None
    finished: int
    open_attempt: int | None
    last_finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pass:
    """What a manager may know of a quiz: that it was passed, and when."""

    person_id: int
    lesson: str
    passed_at: datetime


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


def quiz_facts(session: Session, person_ids: Collection[int]) -> tuple[QuizFacts, ...]:
    """One row for each of these people and each quiz they began; one statement."""
    rows = session.connection().execute(QUIZ_FACTS, {"person_ids": list(person_ids)})
    return tuple(QuizFacts(*row) for row in rows)


def passes(session: Session, person_ids: Collection[int]) -> tuple[Pass, ...]:
    """Which quizzes these people passed, and when first; no score, no attempts."""
    rows = session.connection().execute(_PASSES, {"person_ids": list(person_ids)})
    return tuple(Pass(*row) for row in rows)


def _facts(row: RowMapping) -> AttemptFacts:
    return AttemptFacts(**{**row, "items": tuple(row["items"]), "areas": tuple(row["areas"])})
