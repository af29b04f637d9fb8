"""How often one lab session may ask: so many times in a second, so many in an hour."""

import threading
from collections import OrderedDict, deque
from datetime import datetime, timedelta

from literacy.labs.limits import REQUESTS_PER_HOUR, REQUESTS_PER_SECOND
from literacy.lib.errors import TooMany

_SESSIONS_WATCHED = 2_000
_SECOND = timedelta(seconds=1)
_HOUR = timedelta(hours=1)


class Pace:
    """Counts in memory: what is lost at a restart is an hour's count, nothing of the learner's."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()

    def count(self, key: str, *, now: datetime) -> None:
        """Note one request; raises TooMany when it is one more than allowed."""
        with self._lock:
            asked = self._asked.setdefault(key, deque())
            self._asked.move_to_end(key)
            if len(self._asked) > _SESSIONS_WATCHED:
                self._asked.popitem(last=False)
            while asked and asked[0] <= now - _HOUR:
                asked.popleft()
            _refuse_haste(asked, now)
            asked.append(now)


def _refuse_haste(asked: deque[datetime], now: datetime) -> None:
    if len(asked) >= REQUESTS_PER_HOUR:
        wait = int((asked[0] + _HOUR - now).total_seconds()) + 1
        raise TooMany(
            f"This lab answers {REQUESTS_PER_HOUR} requests an hour. Come back in a while.",
            seconds=wait,
        )
    if len(asked) >= REQUESTS_PER_SECOND and asked[-REQUESTS_PER_SECOND] > now - _SECOND:
        raise TooMany("That was very quick. Wait a second and try again.", seconds=1)
