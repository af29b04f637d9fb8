"""How long to wait before a message is tried again, and when to stop."""

from datetime import datetime, timedelta

# Longer than a mail server may take to answer: who holds a message that long has died.
LEASE = timedelta(minutes=10)
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
MOST_TRIES = 12


def next_try(tries: int, *, now: datetime) -> datetime:
    """30 seconds after the first try, then twice as long each time, at most 6 hours."""
    doublings: int = 2 ** min(tries - 1, 20)
    return now + min(FIRST_WAIT * doublings, LONGEST_WAIT)
