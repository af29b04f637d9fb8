"""Addresses made of words."""

import re
import unicodedata

_APART = re.compile(r"[^a-z0-9]+")


def slugify(text: str) -> str:
    """Lower-case ASCII words joined by hyphens: “Café & Co.” gives `cafe-co`."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "")).encode("ascii", "ignore").decode()
    return _APART.sub("-", plain.lower().replace("'", "")).strip("-")
