"""Nudges that were sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Nudge(Base):
    """One mail to one person; `week` (2026-W47) makes a second one in the same week impossible."""

    __tablename__ = "nudge"
    __table_args__ = (UniqueConstraint("person_id", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    week: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(String(500), default="")
    sent_at: Mapped[datetime] = mapped_column(Moment)
