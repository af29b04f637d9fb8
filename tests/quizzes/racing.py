"""Lets many senders go at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from literacy.lib.errors import Busy, Conflict


def at_once(times: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads got, or the refusal it met, all let go at the same moment."""
    ready = Barrier(times)

    def run(number: int) -> Any:
        ready.wait()
        return until_not_busy(lambda: act(number))

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def until_not_busy(act: Callable[[], Any]) -> Any:
    """As a browser does: a busy store is asked again, with the same key."""
    while True:
        try:
            return act()
        except Busy:
            continue
        except Conflict as refusal:
            return refusal
