"""Every wording a term ever had, who gave it, and what reviewers said: rows are never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.glossary.studio.workflow import Side, State
from literacy.lib.db import Base, Moment

_STATES = ", ".join(f"'{state}'" for state in State)
_SIDES = ", ".join(f"'{side}'" for side in Side)


class TermRevision(Base):
    """One step of a term; `number` counts within the term, `based_on` is the number it came from.

    Of two people who save the same number one is refused, whatever the store.
    """

    __tablename__ = "term_revision"
    __table_args__ = (
        UniqueConstraint("slug", "number"),
        CheckConstraint(f"state in ({_STATES})", name="state"),
        CheckConstraint("number >= 1", name="number"),
        Index("ix_term_revision_state_slug_number", "state", "slug", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(500), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)
    based_on: Mapped[int | None]


class TermDraft(Base):
    """What somebody typed and has not saved; one per person and term, `slug` empty for a new one.

    `based_on` is the number of the revision they started from, 0 for a new term.
    """

    __tablename__ = "term_draft"
    __table_args__ = (UniqueConstraint("person_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    based_on: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment)


class TermApproval(Base):
    """A yes to one revision; `restatement` is the meaning in a marketer's own words."""

    __tablename__ = "term_approval"
    __table_args__ = (
        UniqueConstraint("revision_id", "person_id"),
        CheckConstraint(f"side in ({_SIDES})", name="side"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("term_revision.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    side: Mapped[str] = mapped_column(String(10))
    restatement: Mapped[str] = mapped_column(Text, default="")
    checked_facts: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Moment)


class TermComment(Base):
    """A remark on one field of a revision; `field` is empty for the term as a whole."""

    __tablename__ = "term_comment"
    __table_args__ = (Index("ix_term_comment_revision_id", "revision_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("term_revision.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    field: Mapped[str] = mapped_column(String(20), default="")
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)
