"""The week a nudge counts for, and how long it is shown."""

from datetime import date, timedelta

SHOWN = timedelta(days=7)
LONGEST_WORDS = 500


def week_of(day: date) -> str:
    """2026-W47, by ISO 8601; a moment counts by the day it names."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02d}"
