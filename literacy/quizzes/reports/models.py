"""Reports of a problem with a question, as it was asked and answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class QuestionReport(Base):
    """What somebody says is wrong with a question; one for each version they met.

    `said` is the answer that was given, in words; authors see it and never who gave it.
    """

    __tablename__ = "question_report"
    __table_args__ = (
        UniqueConstraint("person_id", "lesson", "item", "item_version"),
        Index("ix_question_report_state_at", "state", "at"),
        CheckConstraint("state in ('new', 'answered', 'closed')", name="state"),
        CheckConstraint("state <> 'answered' or reply <> ''", name="reply"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    lesson: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(80))
    item_version: Mapped[int]
    edition: Mapped[str | None] = mapped_column(
        ForeignKey("question_edition.digest", ondelete="SET NULL")
    )
    answer: Mapped[Any] = mapped_column(JSON)
    said: Mapped[str] = mapped_column(String(1000), default="")
    comment: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(8), default="new")
    at: Mapped[datetime] = mapped_column(Moment)
    reply: Mapped[str] = mapped_column(String(1000), default="")
    replied_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    replied_at: Mapped[datetime | None] = mapped_column(Moment)
