"""When each term was last seen to be new or changed."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class TermSeen(Base):
    """A term as it was last looked at; `changed_at` moves when its words do."""

    __tablename__ = "term_seen"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
