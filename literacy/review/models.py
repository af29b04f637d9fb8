"""What was recalled, and the cards that follow from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class ReviewAnswer(Base):
    """What a person could recall of one subject: an answer in a review, or what a quiz told.

    One answer for each turn of a card: two tabs can't answer the same turn. `rating` is what the
    rule in force made of the answer. How long it took is not kept, only whether it was `quick`.
    """

    __tablename__ = "review_answer"
    __table_args__ = (
        UniqueConstraint("person_id", "subject", "turn"),
        Index("ix_review_answer_person_id_at", "person_id", "at"),
        CheckConstraint("turn >= 1", name="turn"),
        CheckConstraint("origin in ('quiz', 'exam', 'review')", name="origin"),
        CheckConstraint("rating in (1, 2, 3, 4)", name="rating"),
        CheckConstraint(
            "confidence is null or confidence in ('guessing', 'fairly', 'certain')",
            name="confidence",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(200))
    turn: Mapped[int]
    origin: Mapped[str] = mapped_column(String(8))
    items: Mapped[list[str]] = mapped_column(JSON)
    item_version: Mapped[int] = mapped_column(default=0)
    answer: Mapped[Any] = mapped_column(JSON)
    correct: Mapped[bool]
    dont_know: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[str | None] = mapped_column(String(8))
    quick: Mapped[bool] = mapped_column(default=False)
    rating: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)


class ReviewCard(Base):
    """A card as its answers left it; `literacy review rebuild` makes all of them again."""

    __tablename__ = "review_card"
    __table_args__ = (CheckConstraint("rating in (1, 2, 3, 4)", name="rating"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    subject: Mapped[str] = mapped_column(String(200), primary_key=True)
    turns: Mapped[int]
    first_on: Mapped[date] = mapped_column(Date)
    stability: Mapped[float]
    difficulty: Mapped[float]
    last_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    rating: Mapped[int]
    sure_and_wrong: Mapped[bool] = mapped_column(default=False)
