"""What marketing asks IT to explain."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment

_WAITING = "status in ('open', 'accepted')"


class TermRequest(Base):
    """A word somebody met; `word_key` is its slug, `slug` the term that answers or is to answer it.

    Of two open requests for one word the second is refused: it joins the first.
    """

    __tablename__ = "term_request"
    __table_args__ = (
        CheckConstraint(
            "status in ('open', 'accepted', 'answered', 'merged', 'declined')", name="status"
        ),
        Index("ix_term_request_status_at", "status", "at"),
        Index("ix_term_request_slug", "slug"),
        Index("ix_term_request_word_key", "word_key"),
        Index(
            "uq_term_request_waiting",
            "word_key",
            unique=True,
            sqlite_where=text(_WAITING),
            postgresql_where=text(_WAITING),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(80))
    word_key: Mapped[str] = mapped_column(String(80))
    context: Mapped[str] = mapped_column(String(500), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    status: Mapped[str] = mapped_column(String(10), default="open")
    at: Mapped[datetime] = mapped_column(Moment)
    slug: Mapped[str] = mapped_column(String(80), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(500), default="", server_default="")
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))


class TermRequestVote(Base):
    """“Me too”: one per person and request."""

    __tablename__ = "term_request_vote"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("term_request.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(Moment)
