"""Secrets of 256 bits for sessions and links; the store keeps their hashes only."""

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits as 43 letters that fit in an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def derived_token(key: str, seed: str) -> str:
    """The token that belongs to a seed: who reads the seed in the store lacks the key.

    A mail waits with its seed and not with its link, so a copy of the store opens no door.
    """
    digest = hmac.new(key.encode(), b"link " + seed.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def signed(key: str, text: str) -> str:
    """`text` with a mark that only this site can make; for addresses that must work signed out."""
    return f"{text}.{_mark(key, text)}"


def unsigned(key: str, marked: str) -> str | None:
    """The text that `signed` marked; None when it was changed or marked by somebody else."""
    text, _, mark = marked.rpartition(".")
    return text if hmac.compare_digest(mark.encode(), _mark(key, text).encode()) else None


def _mark(key: str, text: str) -> str:
    digest = hmac.new(key.encode(), b"mark " + text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def fingerprint(key: str, text: str) -> str:
    """A name for `text` that can be compared but not read back without the key."""
    return hmac.new(key.encode(), b"name " + text.encode(), hashlib.sha256).hexdigest()
