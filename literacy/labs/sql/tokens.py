"""A query cut into its words, as SQLite cuts it; comments are left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    WORD = "word"  # SELECT, country
    NAME = "name"  # "e-mail", [order], `x`
    TEXT = "text"  # 'DE'
    NUMBER = "number"
    SIGN = "sign"  # = <> ( , .
    STRANGE = "strange"  # what SQL does not know, such as ’ or an open quote


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is without its quotes, `raw` as it was typed; `line` counts from 1."""

    kind: Kind
    text: str
    raw: str
    start: int
    line: int

    @property
    def key(self) -> str:
        """How words and signs are compared: names in quotes are never a word of SQL."""
        return self.text.upper() if self.kind in (Kind.WORD, Kind.SIGN) else ""


_PATTERN = re.compile(
    r"(?P<comment>--[^\n]*+|/\*.*?(?:\*/|\Z))"
    r"|(?P<word>[^\W\d]\w*+)"
    r"|(?P<number>(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?)"
    r"|(?P<text>'(?:[^']|'')*+')"
    r"|(?P<name>\"(?:[^\"]|\"\")*+\"|`[^`]*+`|\[[^\]]*+\])"
    r"|(?P<sign><=|>=|<>|!=|==|\|\||<<|>>|[-+*/%=<>(),.;&|~])"
    r"|(?P<space>\s++)"
    r"|(?P<strange>.)",
    re.DOTALL,
)
_QUOTES = {"'": "'", '"': '"', "`": "`", "[": "]"}


def tokens(sql: str) -> tuple[Token, ...]:
    found: list[Token] = []
    line, counted = 1, 0
    for match in _PATTERN.finditer(sql):
        if match.lastgroup in ("comment", "space"):
            continue
        line += sql.count("\n", counted, match.start())
        counted = match.start()
        kind = Kind(match.lastgroup or "strange")
        found.append(Token(kind, _bare(kind, match[0]), match[0], match.start(), line))
    return tuple(found)


def _bare(kind: Kind, text: str) -> str:
    if kind not in (Kind.TEXT, Kind.NAME):
        return text
    closing = _QUOTES[text[0]]
    return text[1:-1].replace(closing * 2, closing)


def as_written(words: Sequence[Token]) -> str:
    """The words as they were typed, on one line."""
    pieces = [
        (" " if before and token.start > before.start + len(before.raw) else "") + token.raw
        for before, token in zip((None, *words), words, strict=False)
    ]
    return "".join(pieces)
