"""What a reader did in a lesson: where they stopped, what they tried, what they bet."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Reading(Base):
    """A person's place in a lesson; `anchor` is the block they last had before them."""

    __tablename__ = "reading"
    __table_args__ = (Index("ix_reading_person_id_updated_at", "person_id", "updated_at"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    lesson: Mapped[str] = mapped_column(String(80), primary_key=True)
    anchor: Mapped[str] = mapped_column(String(120), default="")
    share: Mapped[float] = mapped_column(default=0.0)
    device: Mapped[str] = mapped_column(String(40), default="")
    started_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class Note(Base):
    """A place that a reader keeps in a lesson, with words of her own or without.

    `section` and `quote` say where it stood, for the day on which the paragraph is rewritten.
    """

    __tablename__ = "note"
    __table_args__ = (
        UniqueConstraint("person_id", "lesson", "anchor"),
        Index("ix_note_person_id_updated_at", "person_id", "updated_at"),
        CheckConstraint("length(text) <= 4000", name="text"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    lesson: Mapped[str] = mapped_column(String(80))
    anchor: Mapped[str] = mapped_column(String(120))
    section: Mapped[str] = mapped_column(String(200), default="")
    quote: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    removed_at: Mapped[datetime | None] = mapped_column(Moment)


class CheckAnswer(Base):
    """An answer to a check inside a lesson; it is kept and never counted."""

    __tablename__ = "check_answer"
    __table_args__ = (
        Index("ix_check_answer_person_id_item", "person_id", "item"),
        CheckConstraint(
            "confidence is null or confidence in ('guessing', 'fairly', 'certain')",
            name="confidence",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    item: Mapped[str] = mapped_column(String(160))
    item_version: Mapped[int]
    answer: Mapped[Any] = mapped_column(JSON)
    correct: Mapped[bool]
    dont_know: Mapped[bool] = mapped_column(default=False)
    confidence: Mapped[str | None] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Moment)


class Prediction(Base):
    """A bet before a lab; one per place, the latest counts."""

    __tablename__ = "prediction"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    lesson: Mapped[str] = mapped_column(String(80), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
