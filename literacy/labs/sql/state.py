"""Everything a page needs to show a mission: question, query, result, what is next."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from literacy.labs.sql import plan, schema
from literacy.labs.sql.judge import Verdict
from literacy.labs.sql.limits import (
    CELL_CHARACTERS_SHOWN,
    COLUMN_CHARACTERS_SHOWN,
    GAP_CHARACTERS,
    QUERY_CHARACTERS,
)
from literacy.labs.sql.mission import GAP, Mission
from literacy.labs.sql.room import Cell, Result

_LINES_AT_LEAST = 5
_WRAPS_AFTER = 40


@dataclass(frozen=True, slots=True)
class Gap:
    """A place to fill in; `after` are the words before it, for those who can't see them."""

    number: int
    value: str
    width: int
    after: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    text: str
    is_number: bool = False
    is_null: bool = False
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running a query came to; exactly one of `result` and `error` says something."""

    said: str = ""
    note: str = ""
    error: str = ""
    result: Result | None = None
    verdict: Verdict | None = None

    @property
    def count(self) -> str:
        """How many rows there are, and how many of them are shown."""
        if self.result is None:
            return ""
        shown, count = len(self.result.rows), self.result.count
        if count is None:
            return f"More than {shown:,} rows. The first {shown} are shown."
        if count > shown:
            return f"{count:,} rows. The first {shown} are shown."
        return "1 row" if count == 1 else f"{count:,} rows"

    @property
    def columns(self) -> Iterator[tuple[str, bool]]:
        """The name of each column, and whether it stands over numbers."""
        result = self.result
        for at, name in enumerate(result.columns if result else ()):
            values = [row[at] for row in result.rows] if result else []
            numbers = [isinstance(value, int | float) for value in values if value is not None]
            yield name[:COLUMN_CHARACTERS_SHOWN], bool(numbers) and all(numbers)

    @property
    def rows(self) -> Iterator[tuple[ShownCell, ...]]:
        numbers = [is_number for _name, is_number in self.columns]
        for row in self.result.rows if self.result else ():
            yield tuple(
                shown(value, among_numbers=among) for value, among in zip(row, numbers, strict=True)
            )


@dataclass(frozen=True, slots=True)
class Look:
    """A table that was opened: its first rows, or the one with the number that was asked for."""

    table: schema.Table
    number: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlState:
    mission: str
    set_up: Mission
    tables: tuple[schema.Table, ...]
    query: str
    pieces: tuple[str | Gap, ...]
    outcome: Outcome | None = None
    order: int = 0
    look: Look | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    ticked: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_right: bool = False
    completed: bool = False
    note: str = ""
    lesson: str = ""

    @property
    def is_known(self) -> bool:
        """False in a lesson, which shows everybody the same until their own state is asked for."""
        return self.order != 0

    @property
    def title(self) -> str:
        return self.set_up.title

    @property
    def name(self) -> str:
        """The title as it follows a colon."""
        return self.title[0].lower() + self.title[1:]

    @property
    def has_gaps(self) -> bool:
        return any(isinstance(piece, Gap) for piece in self.pieces)

    @property
    def is_own(self) -> bool:
        """True when the kept query doesn't fit into the gaps: it was written in the large field."""
        return bool(self.query and self.set_up.gaps) and _filled(self.set_up, self.query) is None

    @property
    def lines(self) -> range:
        """Line numbers beside the large field."""
        typed = (self.query or self.set_up.start).count("\n") + 1
        return range(1, max(typed, _LINES_AT_LEAST) + 1)

    @property
    def pairs(self) -> tuple[plan.Pair, ...]:
        return plan.PAIRS

    @property
    def reasons(self) -> Mapping[str, str]:
        return plan.REASONS

    @property
    def most_characters(self) -> int:
        return QUERY_CHARACTERS

    @property
    def verdict(self) -> Verdict | None:
        return self.outcome.verdict if self.outcome else None


def sql_state(mission: str, *, query: str = "", **more: object) -> SqlState:
    """The mission with the query this person ran last; `more` are further fields of the state."""
    set_up = plan.MISSIONS[mission]
    return SqlState(
        mission=mission,
        set_up=set_up,
        tables=tuple(schema.TABLES[name] for name in set_up.tables),
        query=query,
        pieces=tuple(_pieces(set_up, _filled(set_up, query) or [""] * len(set_up.gaps))),
        **more,  # type: ignore[arg-type]
    )


def untouched(mission: str, *, completed: bool, note: str) -> SqlState:
    """The mission as somebody new finds it; which order they are given is not known yet."""
    return sql_state(mission, completed=completed, note=note)


def _pieces(set_up: Mission, values: Sequence[str]) -> Iterator[str | Gap]:
    if not set_up.gaps:
        return
    texts = set_up.start.split(GAP)
    for number, (text, width, value) in enumerate(
        zip(texts, set_up.gaps, values, strict=False), start=1
    ):
        yield text
        yield Gap(number, value, width, " ".join(text.split())[-30:])
    yield texts[-1]


def with_gaps(mission: str, values: Sequence[str]) -> str:
    """The query with its gaps filled in; a gap that isn't there any more stays a gap."""
    texts = plan.MISSIONS[mission].start.split(GAP)
    given = [*values, *[GAP] * len(texts)]
    filled = [*given[: len(texts) - 1], ""]
    return "".join(text + value for text, value in zip(texts, filled, strict=True))


def empty_gaps(mission: str, values: Sequence[str]) -> tuple[int, ...]:
    count = len(plan.MISSIONS[mission].gaps)
    return tuple(
        number
        for number in range(1, count + 1)
        if number > len(values) or not values[number - 1].strip()
    )


def _filled(set_up: Mission, query: str) -> list[str] | None:
    """What stands in the gaps of a query that was made from them."""
    if not set_up.gaps or not query:
        return None
    gap = f"(.{{0,{GAP_CHARACTERS}}})"
    pattern = gap.join(map(re.escape, set_up.start.split(GAP)))
    found = re.fullmatch(pattern, query, re.DOTALL)
    return list(found.groups()) if found else None


def shown(value: Cell, *, among_numbers: bool = False) -> ShownCell:
    """A value as a reader sees it; NULL is a word of its own, and long text is cut."""
    if value is None:
        return ShownCell("NULL", is_number=among_numbers, is_null=True)
    if isinstance(value, str):
        cut = len(value) > CELL_CHARACTERS_SHOWN
        text = value[:CELL_CHARACTERS_SHOWN] + "…" if cut else value
        return ShownCell(text, is_long=len(text) > _WRAPS_AFTER)
    if isinstance(value, float):
        return ShownCell(_decimal(value), is_number=True)
    return ShownCell(str(value), is_number=True)


def _decimal(value: float) -> str:
    """Two decimals at least, as money has them; no more than the number itself has."""
    if value in (float("inf"), float("-inf")) or abs(value) >= 1e15:
        return str(value)
    return f"{value:.2f}" if round(value, 2) == value else f"{value:.6f}".rstrip("0")
