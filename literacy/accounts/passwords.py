"""Keeping passwords as argon2id hashes, at most two of them worked on at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from literacy.lib.errors import TooMany

MOST_BYTES = 1024
_WAIT_SECONDS = 0.5
# OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A check takes 19 MiB and 40 ms of a core: a flood of sign-ins may not take the machine.
_SLOTS = threading.BoundedSemaphore(2)


def hash(password: str) -> str:
    """The hash to keep; raises TooMany when both slots stay taken."""
    with _slot():
        return _HASHER.hash(password)


def verify(kept: str | None, password: str) -> bool:
    """True when `kept` is the hash of this password.

    Without an account (`kept` is None) the work is done all the same, so that the time an
    answer takes tells nobody which addresses exist. Raises TooMany when both slots stay taken.
    """
    if len(password.encode()) > MOST_BYTES:
        return False
    with _slot():
        try:
            return _HASHER.verify(kept or _nobodys_hash(), password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """True for a hash made with other parameters than today's."""
    return _HASHER.check_needs_rehash(kept)


@contextmanager
def _slot() -> Iterator[None]:
    if not _SLOTS.acquire(timeout=_WAIT_SECONDS):
        raise TooMany("Many people are signing in right now. Try again in a moment.", seconds=2)
    try:
        yield
    finally:
        _SLOTS.release()


@cache
def _nobodys_hash() -> str:
    return _HASHER.hash("the password of an account that does not exist")
