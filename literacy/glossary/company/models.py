"""A company's own notes, every version of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class CompanyNote(Base):
    """One version of a note; the highest number counts, and an empty text takes the note away.

    Rows are added and never changed. Two people who begin from the same version can't both add
    the next one.
    """

    __tablename__ = "company_note"
    __table_args__ = (
        UniqueConstraint("about", "ref", "number"),
        CheckConstraint("about in ('term', 'lesson')", name="about"),
        CheckConstraint("number > 0", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str] = mapped_column(String(6))
    ref: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime] = mapped_column(Moment)
