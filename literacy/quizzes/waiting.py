"""How long to wait, in words: minutes for a lesson's quiz, hours for an exam."""

from datetime import datetime

from literacy.quizzes.rules import whole_minutes

FEW_MINUTES = 90


def until(at: datetime, *, now: datetime) -> str:
    """In 1 minute, in 23 hours: rounded up, so that nobody comes back too early."""
    minutes = whole_minutes(at, now=now)
    if minutes > FEW_MINUTES:
        return f"in {-(-minutes // 60)} hours"
    return f"in {minutes} minute{'s' if minutes > 1 else ''}"
