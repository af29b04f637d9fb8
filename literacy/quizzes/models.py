"""Attempts and their answers: facts, with the rule in force stored beside them."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Attempt(Base):
    """One attempt at a quiz: the draw is replayed from `seed` and `items`.

    `quiz` is the id of a lesson, or a name such as `06-caching/exam`. `items` are item ids in
    drawn order, `areas` the area of each, so that a later edit of the bank changes no result;
    `stands_for` are the missed items in whose place they are asked. `right_needed` is the rule
    that was in force, `lesson_version` the version of the lesson.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "quiz", "number"),
        Index(
            "uq_attempt_open",
            "person_id",
            "quiz",
            unique=True,
            sqlite_where=text("finished_at is null"),
            postgresql_where=text("finished_at is null"),
        ),
        Index("ix_attempt_person_id_finished_at", "person_id", "finished_at"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("kind in ('full', 'missed')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    quiz: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(8), default="full")
    number: Mapped[int]
    seed: Mapped[int]
    bank_version: Mapped[str] = mapped_column(String(64))
    items: Mapped[list[str]] = mapped_column(JSON)
    areas: Mapped[list[str]] = mapped_column(JSON)
    right_needed: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    right_count: Mapped[int | None]
    passed: Mapped[bool | None]
    stands_for: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    lesson_version: Mapped[int] = mapped_column(default=1, server_default="1")


class QuestionEdition(Base):
    """A question as it was asked, for as long as an answer to it is kept."""

    __tablename__ = "question_edition"

    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    lesson: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80))
    version: Mapped[int]
    source: Mapped[Any] = mapped_column(JSON)


class QuizAnswer(Base):
    """One try at one question of an attempt; the first try counts, the second teaches.

    A scenario is answered step by step: its row grows until `complete`. `edition` is the question
    as it was asked.
    """

    __tablename__ = "quiz_answer"
    __table_args__ = (
        UniqueConstraint("attempt_id", "item", "try_number"),
        CheckConstraint("try_number in (1, 2)", name="try_number"),
        CheckConstraint(
            "confidence is null or confidence in ('guessing', 'fairly', 'certain')",
            name="confidence",
        ),
        CheckConstraint("score >= 0 and score <= 1", name="score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    item: Mapped[str] = mapped_column(String(160))
    item_version: Mapped[int]
    edition: Mapped[str | None] = mapped_column(
        ForeignKey("question_edition.digest", ondelete="SET NULL")
    )
    try_number: Mapped[int]
    answer: Mapped[Any] = mapped_column(JSON)
    complete: Mapped[bool] = mapped_column(default=True)
    dont_know: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[str | None] = mapped_column(String(8))
    score: Mapped[float]
    correct: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
