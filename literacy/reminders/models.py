"""When each person was last looked at for reminders."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class ReminderLook(Base):
    """One row for a person, so that two runs at once can't both remind her."""

    __tablename__ = "reminder_look"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime] = mapped_column(Moment)
