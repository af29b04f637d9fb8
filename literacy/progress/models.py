"""What a person is asked to do by when."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment
from literacy.progress.asking import JOINER_DAYS


def _key(context: DefaultExecutionContext) -> str:
    """team:3/module:06-caching, person:7@team:3/path:essentials, everybody/path:course"""
    values = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return audience_key(
        values.get("team_id"), values.get("person_id"), values.get("module"), values.get("path")
    )


def audience_key(
    team_id: int | None, person_id: int | None, module: str | None, path: str | None
) -> str:
    """One row for an audience and a thing: NULLs are no help in a unique constraint."""
    person = f"person:{person_id}" if person_id is not None else ""
    team = f"team:{team_id}" if team_id is not None else ""
    audience = "@".join(each for each in (person, team) if each) or "everybody"
    return f"{audience}/module:{module}" if module else f"{audience}/path:{path}"


class Assignment(Base):
    """A module or a path asked of a person, a team or everybody: the fact, not who is bound by it.

    A manager's ask of one person names the team too. What is taken back keeps its row, so that it
    can be put back; asking again for the same thing changes that row.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("(module is null) <> (path is null)", name="module_or_path"),
        CheckConstraint("joiner_days between 1 and 730", name="joiner_days"),
        Index("ix_assignment_team_id", "team_id"),
        Index("ix_assignment_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(140), unique=True, default=_key)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    module: Mapped[str | None] = mapped_column(String(80))
    path: Mapped[str | None] = mapped_column(String(80))
    due_on: Mapped[date | None] = mapped_column(Date)
    joiner_days: Mapped[int] = mapped_column(default=JOINER_DAYS)
    why: Mapped[str] = mapped_column(String(200), default="")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    set_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
