"""The week a nudge counts for, and how long it is shown."""

from datetime import datetime, timedelta

SHOWN = timedelta(days=7)
LONGEST_WORDS = 500


def week_of(moment: datetime) -> str:
    """2026-W47, by ISO 8601"""
    year, week, _day = moment.isocalendar()
    return f"{year}-W{week:02d}"
