"""How long a browser stays signed in."""

from datetime import timedelta

SESSION = timedelta(days=14)
IDLE = timedelta(hours=12)
IDLE_ADMIN = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=5)
