"""What marketing asks IT to explain."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class TermRequest(Base):
    """A word somebody met and IT has not explained yet; `word_key` is its slug."""

    __tablename__ = "term_request"
    __table_args__ = (
        CheckConstraint("status in ('open', 'answered', 'declined')", name="status"),
        Index("ix_term_request_status_at", "status", "at"),
        Index("ix_term_request_word_key", "word_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(80))
    word_key: Mapped[str] = mapped_column(String(80))
    context: Mapped[str] = mapped_column(String(500), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    status: Mapped[str] = mapped_column(String(10), default="open")
    at: Mapped[datetime] = mapped_column(Moment)


class TermRequestVote(Base):
    """“Me too”: one per person and request."""

    __tablename__ = "term_request_vote"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("term_request.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
