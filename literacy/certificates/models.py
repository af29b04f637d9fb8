"""Certificates that were issued; whether one is valid is derived."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Certificate(Base):
    """What a person showed, as of `earned_at`; whoever has `token` may see it until withdrawn.

    `of` is a module's slug, or `course`. Title and version are those of the day of issue, so that
    a later edit of the course changes no certificate.
    """

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("person_id", "of"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(43), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    of: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(4), default="")
    title: Mapped[str] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(Text, default="")
    course_version: Mapped[str] = mapped_column(String(64))
    earned_at: Mapped[datetime] = mapped_column(Moment)
    issued_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
