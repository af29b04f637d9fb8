"""Keeping the summaries fresh: the oldest first, and never more than a round can do."""

from collections.abc import Callable
from datetime import datetime

from literacy.lib.db import Database
from literacy.overview.actions import summarize
from literacy.overview.queries import counted_longest_ago
from literacy.progress.outline import CourseOutline

ROUND = 200
"""Teams of one round; two thousand teams are counted within ten rounds."""
TOGETHER = 10
"""Teams of one transaction: a learner who writes meanwhile waits for no more than these."""


def count_teams(
    database: Database,
    course: CourseOutline,
    *,
    now: datetime,
    most: int | None = ROUND,
    each: Callable[[int], object] = lambda _count: None,
) -> int:
    """Count these many teams again, those counted longest ago first; gives how many.

    Running it twice at once counts some teams twice and harms nothing.
    """
    with database.reading() as session:
        teams = counted_longest_ago(session, most)
    for first in range(0, len(teams), TOGETHER):
        together = teams[first : first + TOGETHER]
        with database.transaction() as saving:
            summarize(saving, course, together, now=now)
        each(len(together))
    return len(teams)
