"""Looking at the glossary once an hour: what changed, and who should be told this week."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from literacy.content.catalogue import Catalogue
from literacy.glossary.uses import readable
from literacy.lib.db import Database
from literacy.settings import Settings
from literacy.upkeep.actions import note_changes, send_digests
from literacy.upkeep.models import TermSeen

LOOK_AGAIN = timedelta(hours=1)


def look_after(
    settings: Settings, database: Database, open_course: Callable[[], Catalogue], *, now: datetime
) -> None:
    """The course is opened only when an hour has passed; running this twice changes nothing."""
    with database.reading() as session:
        looked = session.scalar(select(func.max(TermSeen.seen_at)))
    if looked is not None and looked > now - LOOK_AGAIN:
        return
    course = open_course()
    with database.transaction() as saving:
        note_changes(saving, readable(course), now=now)
    with database.transaction() as saving:
        send_digests(saving, course, settings=settings, now=now)
