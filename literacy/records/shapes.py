"""What a record is made of: sections with named columns, each with its meaning."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from literacy.lib.spreadsheets import Cell

FORMAT = 1
"""Raised when a name or a meaning changes; a new column does not raise it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A section: its name, what it holds, and its columns with their meanings."""

    name: str
    about: str
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filled:
    """A section of one person's record."""

    shape: Shape
    rows: tuple[Mapping[str, Any], ...]


def as_json(sections: list[Filled], *, at: datetime) -> dict[str, Any]:
    """The record as one document; moments are ISO 8601 in UTC."""
    return {
        "format": FORMAT,
        "written_at": at.isoformat(),
        "sections": {
            each.shape.name: {
                "about": each.shape.about,
                "columns": dict(each.shape.columns),
                "rows": [{name: _json(value) for name, value in row.items()} for row in each.rows],
            }
            for each in sections
        },
    }


def as_table(section: Filled) -> Iterator[list[Cell]]:
    """The section as rows for a spreadsheet, the names of the columns first."""
    yield list(section.shape.columns)
    for row in section.rows:
        yield [_cell(value) for value in row.values()]


def readme(sections: list[Filled], *, at: datetime) -> str:
    """What each file of the folder holds, in plain text."""
    lines = [f"Your record, written {at:%Y-%m-%d %H:%M} UTC.", ""]
    for each in sections:
        lines += [f"{each.shape.name}.csv: {each.shape.about}"]
        lines += [f"    {name}: {meaning}" for name, meaning in each.shape.columns.items()]
        lines += [""]
    lines += [
        "Times are UTC. A cell that a spreadsheet might run begins with an apostrophe.",
        "",
    ]
    return "\n".join(lines)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any) -> Cell:
    """Lists and answers as short text."""
    if value is None or isinstance(value, str | int | float | date | bool):
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return str(value)
