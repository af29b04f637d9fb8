"""The weekly digest for every manager who asked for it, however often this runs."""

from collections.abc import Callable
from datetime import datetime

from literacy.content.catalogue import Catalogue
from literacy.lib.db import Database
from literacy.progress.outline import course_outline
from literacy.reports.actions import managers_to_tell, write_digest
from literacy.settings import Settings


def write_digests(
    settings: Settings, database: Database, open_course: Callable[[], Catalogue], *, now: datetime
) -> int:
    """How many were written; each manager is a transaction of her own."""
    with database.reading() as session:
        managers = managers_to_tell(session, settings=settings, now=now)
    if not managers:
        return 0
    course, written = course_outline(open_course(), today=now.date()), 0
    for manager in managers:
        with database.transaction() as saving:
            written += write_digest(saving, manager, course, settings=settings, now=now)
    return written
