"""What a person is asked to do by when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Assignment(Base):
    """A module asked of a team or of one person, with the day it is due and why."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("(team_id is null) <> (person_id is null)", name="team_or_person"),
        UniqueConstraint("team_id", "module"),
        UniqueConstraint("person_id", "module"),
        Index("ix_assignment_module", "module"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str] = mapped_column(String(80))
    due_on: Mapped[date] = mapped_column(Date)
    why: Mapped[str] = mapped_column(String(200), default="")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(Moment)
