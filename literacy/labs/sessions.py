"""A lab session: the cookie's token, the unguessable path made from it, the key of its rows."""

import hashlib
import re
import secrets

_PATH = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


def is_token(text: str) -> bool:
    return len(text) == 22 and text.isascii() and text.replace("-", "a").replace("_", "a").isalnum()


def path_of(token: str, person_id: int) -> str:
    """The part of a file's address that only this session knows.

    The person is in it, so whoever signs in next at the same browser starts afresh.
    """
    return hashlib.sha256(f"lab path {person_id} {token}".encode()).hexdigest()[:32]


def is_path(text: str) -> bool:
    return _PATH.fullmatch(text) is not None


def key_of(path: str) -> str:
    """What the rows are kept under; the path can't be found from it."""
    return hashlib.sha256(f"lab record {path}".encode()).hexdigest()
