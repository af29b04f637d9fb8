"""Reminding everybody who has a reason, once a day each, however often this runs."""

from collections.abc import Callable
from datetime import datetime

from literacy.content.catalogue import Catalogue
from literacy.lib.db import Database
from literacy.reminders.actions import remind
from literacy.reminders.queries import candidates
from literacy.settings import Settings


def remind_all(
    settings: Settings, database: Database, open_course: Callable[[], Catalogue], *, now: datetime
) -> int:
    """How many reminders were written; the course is opened only if somebody may get one.

    Each person is a transaction of her own: nobody waits for the whole round, and a round that
    was cut short goes on where it stopped.
    """
    with database.reading() as session:
        found = candidates(session, zone=settings.time_zone, now=now)
    awake = [each for each in found if each.is_awake(now)]
    if not awake:
        return 0
    course, written = open_course(), 0
    for someone in awake:
        with database.transaction() as saving:
            written += remind(saving, someone, course, settings=settings, now=now) is not None
    return written
