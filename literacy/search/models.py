"""The index of the course, and what was sought in vain."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class SearchEdition(Base):
    """An index of one kind of thing, for the content that has this digest.

    Processes that serve the same course share it. It is whole or not there.
    """

    __tablename__ = "search_edition"
    __table_args__ = (UniqueConstraint("kind", "digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64))
    built_at: Mapped[datetime] = mapped_column(Moment)


class SearchPassage(Base):
    """A piece of text that can be found; everything in it can be made anew from the course.

    On PostgreSQL `words` is searched; on SQLite it is empty, and the table `search_words`, which
    the index makes for itself, holds the same words under the same number.
    """

    __tablename__ = "search_passage"
    __table_args__ = (Index("ix_search_passage_edition_id", "edition_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("search_edition.id", ondelete="CASCADE"))
    ref: Mapped[str] = mapped_column(String(160))
    anchor: Mapped[str] = mapped_column(String(200), default="")
    title: Mapped[str] = mapped_column(Text)
    names: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class MissedSearch(Base):
    """A search that found nothing: the words and how often, and nobody's name."""

    __tablename__ = "missed_search"
    __table_args__ = (CheckConstraint("times > 0", name="times"),)

    words: Mapped[str] = mapped_column(String(60), primary_key=True)
    times: Mapped[int]
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
