"""One line of text as people mean it: no doubled spaces, no signs that nobody sees."""

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# Two invisible signs that Persian and Indian names are written with.
_JOINERS = frozenset({"\u200c", "\u200d"})


def one_line(typed: str | None) -> str:
    """Spaces folded, signs that nobody sees taken out."""
    signs = (" " if sign.isspace() else sign for sign in typed or "")
    seen = "".join(
        sign for sign in signs if sign in _JOINERS or unicodedata.category(sign) not in _INVISIBLE
    )
    return " ".join(unicodedata.normalize("NFC", seen).split())
