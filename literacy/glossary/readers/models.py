"""Votes that a term is not clear, and the days on which terms were opened."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class TermVote(Base):
    """“Not clear”: one per person and term, until the term is changed or the vote taken back."""

    __tablename__ = "term_vote"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    why: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(Moment)


class TermOpening(Base):
    """A term was opened on so many days, by whomever: nobody's name is kept."""

    __tablename__ = "term_opening"
    __table_args__ = (CheckConstraint("days > 0", name="days"),)

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    last_on: Mapped[date] = mapped_column(Date)
    days: Mapped[int]
