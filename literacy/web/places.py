"""Places in a page that is made for many readers, where each reader's own words will be put."""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from flask import g
from markupsafe import Markup

from literacy.accounts.permissions import Permission, Role, may

# Drawn at start, so that nothing a person writes can look like a place.
_SECRET = secrets.token_hex(16)
_PLACE = re.compile(rf"{_SECRET}-(\w+);")


def place(name: str) -> Markup:
    """What stands in the page until `filled` puts something there."""
    return Markup(f"{_SECRET}-{name};")  # noqa: S704


@dataclass(frozen=True, slots=True)
class AnyReader:
    """The reader of a shared page: a role and a theme, and no more than places for the rest."""

    role: Role
    theme: str
    name: Markup = place("name")
    initials: Markup = place("initials")

    def may(self, permission: Permission) -> bool:
        return may(self.role, permission)


@contextmanager
def for_any_reader(reader: AnyReader) -> Iterator[None]:
    """Inside, pages are made for nobody in particular, so no one's own words can reach them."""
    g.any_reader = reader
    try:
        yield
    finally:
        del g.any_reader


def any_reader() -> AnyReader | None:
    """Whom the page is being made for, if it is a shared one."""
    reader: AnyReader | None = g.get("any_reader")
    return reader


def parted(page: str) -> tuple[bytes | str, ...]:
    """The page as bytes between places, and the places' names."""
    texts = _PLACE.split(page)
    return tuple(text if number % 2 else text.encode() for number, text in enumerate(texts))


def filled(parts: tuple[bytes | str, ...], own: Mapping[str, str]) -> bytes:
    """The page with one reader's own words in its places; they must be HTML already."""
    return b"".join(part if isinstance(part, bytes) else own[part].encode() for part in parts)
