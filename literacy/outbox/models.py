"""Messages that wait to leave the process."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment

GLOSSARY = "glossary"
"""The edition that counts the publications of terms."""


class OutboxMessage(Base):
    """News recorded with the change that caused it; `key` makes recording it twice harmless."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "sent_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    due_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(Text, default="")


class Edition(Base):
    """How often something that every process keeps in memory was published anew."""

    __tablename__ = "edition"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]
