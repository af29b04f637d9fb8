"""Typed words compared by what they say: case, accents, spaces and hyphens do not count."""

import re
import unicodedata

_JOINERS = re.compile(r"[\s\u00ad\u200b\u2060\-\u2010-\u2015\u2212]+")
_WRAPPING = "`'\"“”‘’«».,;:!?()"


def normalized(text: str) -> str:
    """The comparable form of a word or a short name."""
    bare = text.strip().strip(_WRAPPING)
    letters = unicodedata.normalize("NFKD", bare).casefold()
    unmarked = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _JOINERS.sub("", unmarked)
