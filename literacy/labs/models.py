"""A lab's record of what a browser did, and the goals that were reached."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class LabEvent(Base):
    """One thing a lab session did or the server saw; deleted after a day or by a reset.

    `token` is the hash of the lab cookie; no row names a person.
    """

    __tablename__ = "lab_event"
    __table_args__ = (
        UniqueConstraint("token", "seq"),
        Index("ix_lab_event_token_lab_mission", "token", "lab", "mission"),
        Index("ix_lab_event_at", "at"),
        CheckConstraint("seq between 1 and 500", name="at_most_500"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64))
    lab: Mapped[str] = mapped_column(String(20))
    mission: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class LabCompletion(Base):
    """A goal reached: `proved` by the server's record, or `reported` by the browser alone."""

    __tablename__ = "lab_completion"
    __table_args__ = (CheckConstraint("how in ('proved', 'reported')", name="how"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    lab: Mapped[str] = mapped_column(String(20), primary_key=True)
    mission: Mapped[str] = mapped_column(String(40), primary_key=True)
    how: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Moment)


class LabNote(Base):
    """The learner's own sentence on why it happened, kept for the learner."""

    __tablename__ = "lab_note"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    lab: Mapped[str] = mapped_column(String(20), primary_key=True)
    mission: Mapped[str] = mapped_column(String(40), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
