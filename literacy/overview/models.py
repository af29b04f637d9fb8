"""Counts kept for speed: what the facts of a team's people came to when they were last counted."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class TeamSummary(Base):
    """Of a team's open accounts, how many have done a module and how many have begun it.

    Nothing but a count is kept, and nothing follows from it that the facts don't tell:
    `literacy summaries rebuild` makes every row again.
    """

    __tablename__ = "team_summary"
    __table_args__ = (
        CheckConstraint("done >= 0 and begun >= 0 and done + begun <= people", name="counts"),
        Index("ix_team_summary_made_at", "made_at"),
    )

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    module: Mapped[str] = mapped_column(String(80), primary_key=True)
    people: Mapped[int]
    done: Mapped[int]
    begun: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(Moment)
