"""Waiting for what a page tells the site while it is being left."""

import time
from collections.abc import Callable


def eventually(happened: Callable[[], object], seconds: float = 10) -> None:
    """Return once it happened. Fails when it doesn't."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "It never happened."
        time.sleep(0.02)
