"""A query taken apart at its large words: SELECT, FROM, WHERE and those that follow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.sql.tokens import Kind, Token

SELECT, FROM, WHERE, GROUP, HAVING, ORDER, LIMIT = (
    *("SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT"),
)
_LARGE = (SELECT, FROM, WHERE, GROUP, HAVING, ORDER, LIMIT)
_COMBINE = {"INTERSECT", "EXCEPT"}
_JOIN = {"JOIN", ",", "LEFT", "INNER", "CROSS", "NATURAL", "OUTER", "RIGHT", "FULL"}
_NOT_AN_ALIAS = {*_JOIN, "ON", "USING", "WHERE", "AS"}

Words = Sequence[Token]


@dataclass(frozen=True, slots=True)
class Source:
    """A table of FROM: how it is called in the query, and how it was joined to those before it."""

    table: str
    alias: str
    keeps_all: bool = False
    on: tuple[Token, ...] = ()


def selects(words: Words) -> list[Words]:
    """The queries that UNION puts below each other."""
    parts: list[list[Token]] = [[]]
    for depth, token in by_depth(words):
        if depth == 0 and token.key == "UNION":
            parts.append([])
        elif not (token.key == "ALL" and not parts[-1]):
            parts[-1].append(token)
    return [part for part in parts if part]


def clauses(words: Words) -> Mapping[str, Words] | None:
    """Each large word with what follows it; None where the query is more than one SELECT."""
    if not words or words[0].key != SELECT:
        return None
    parts: dict[str, list[Token]] = {}
    current: list[Token] = []
    for depth, token in by_depth(words):
        if depth == 0 and (token.key in _COMBINE or token.key in parts):
            return None
        if depth == 0 and token.key in _LARGE:
            current = parts.setdefault(token.key, [])
        elif not (token.key == "BY" and not current):
            current.append(token)
    return parts if all(parts.values()) else None


def by_depth(words: Words) -> Iterator[tuple[int, Token]]:
    """Each word with the number of brackets that are open around it."""
    depth = 0
    for token in words:
        depth -= token.key == ")"
        yield depth, token
        depth += token.key == "("


def split(words: Words, at: str = ",") -> list[Words]:
    """The parts between commas that stand outside brackets."""
    parts: list[list[Token]] = [[]]
    for depth, token in by_depth(words):
        if depth == 0 and token.key == at:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def sources(words: Words) -> tuple[Source, ...] | None:
    """The tables of a FROM; None where one of them is a query itself."""
    found: list[Source] = []
    for part, keeps_all in _joined(words):
        source = _source(part, keeps_all)
        if source is None:
            return None
        found.append(source)
    return tuple(found)


def _joined(words: Words) -> Iterator[tuple[Words, bool]]:
    part: list[Token] = []
    keeps_all = False
    for depth, token in by_depth(words):
        if depth == 0 and token.key in _JOIN:
            if part:
                yield part, keeps_all
                part, keeps_all = [], False
            keeps_all = keeps_all or token.key == "LEFT"
        else:
            part.append(token)
    if part:
        yield part, keeps_all


def _source(part: Words, keeps_all: bool) -> Source | None:
    if part[0].kind not in (Kind.WORD, Kind.NAME):
        return None
    table, rest = part[0].text, [token for token in part[1:] if token.key != "AS"]
    alias = table
    if rest and rest[0].kind in (Kind.WORD, Kind.NAME) and rest[0].key not in _NOT_AN_ALIAS:
        alias, rest = rest[0].text, rest[1:]
    if rest and rest[0].key != "ON":
        return None
    return Source(table, alias, keeps_all, tuple(rest[1:]))
