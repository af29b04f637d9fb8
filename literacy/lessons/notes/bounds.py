"""How long a note may be, and how long a removed one can be brought back."""

from datetime import timedelta

UNDO_FOR = timedelta(minutes=10)
LONGEST_TEXT = 4000
