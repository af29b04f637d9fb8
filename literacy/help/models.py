"""Calls for help: who asked whom about what, and how it ended."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class HelpCall(Base):
    """`person_id` asks `helper_id`, one open call at a time; the note goes when the call ends."""

    __tablename__ = "help_call"
    __table_args__ = (
        Index(
            "uq_help_call_open",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
        Index("ix_help_call_person_id_at", "person_id", "at"),
        Index("ix_help_call_helper_id_ended_at", "helper_id", "ended_at"),
        CheckConstraint("person_id <> helper_id", name="somebody_else"),
        CheckConstraint("ending in ('withdrawn', 'helped')", name="ending"),
        CheckConstraint("(ended_at is null) = (ending is null)", name="ended_somehow"),
        CheckConstraint("ended_at is null or note = ''", name="note_goes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    helper_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    lesson: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ending: Mapped[str | None] = mapped_column(String(10))
