"""A roster file as it comes from other programs: read with patience, and written back."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from literacy.accounts.roster.row import Known, Row
from literacy.lib.decoding import decoded
from literacy.lib.errors import Invalid
from literacy.lib.spreadsheets import csv_lines, unguarded

COLUMNS = ("id", "email", "name", "job", "role", "team", "manages")
MOST_BYTES = 1024 * 1024
_ALSO = {
    "e-mail": "email",
    "mail": "email",
    "email address": "email",
    "employee id": "id",
    "external id": "id",
    "personnel number": "id",
    "full name": "name",
    "job title": "job",
    "title": "job",
    "teams": "team",
    "leads": "manages",
}
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`remarks` tell how the file was read; `columns` are those it has of ours."""

    rows: tuple[Row, ...]
    columns: frozenset[str]
    remarks: tuple[str, ...]


def read_sheet(raw: bytes, *, most_rows: int) -> Sheet:
    """The rows of a CSV file; raises Invalid with a sentence when it can't be one."""
    text, encoding = decoded(raw)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        head = next((cells for cells in lines if any(map(str.strip, cells))), [])
        names = _names(head)
        rows = tuple(_rows(lines, names))
    except csv.Error as broken:
        raise Invalid(f"Line {lines.line_num} can't be read as CSV ({broken}).") from None
    if len(rows) > most_rows:
        raise Invalid(f"The file has {len(rows):,} rows; {most_rows:,} can be taken at once.")
    if not rows:
        raise Invalid("The file has a head and no rows.")
    return Sheet(rows, frozenset(names) & set(COLUMNS), tuple(_remarks(head, names, encoding)))


def written(people: Iterable[Known]) -> Iterator[str]:
    """Everybody as lines of the file that `read_sheet` reads."""
    yield from csv_lines([COLUMNS])
    for person in people:
        # The mark that says UTF-8 stands once, at the head of the file.
        _mark, line = csv_lines([_cells(person)])
        yield line


def _cells(person: Known) -> tuple[str, ...]:
    return (
        person.external_id,
        person.email,
        person.name,
        person.job,
        person.role,
        joined(person.member_of),
        joined(person.manages),
    )


def joined(names: Iterable[str]) -> str:
    """Names of teams in one cell, in order; a bar or a backslash in a name is marked."""
    marked = (name.replace("\\", "\\\\").replace("|", "\\|") for name in names)
    return " | ".join(sorted(marked))


def parted(cell: str) -> tuple[str, ...]:
    """The names that `joined` joined."""
    names, held, signs = [], "", iter(cell)
    for sign in signs:
        if sign == "\\":
            held += next(signs, "\\")
        elif sign == "|":
            names.append(held)
            held = ""
        else:
            held += sign
    return tuple(dict.fromkeys(name.strip() for name in [*names, held] if name.strip()))


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=head.count)


def _names(head: list[str]) -> list[str]:
    """What each column is called here; raises Invalid when people could not be told apart."""
    plain = [" ".join(cell.replace("_", " ").casefold().split()) for cell in head]
    names = [_ALSO.get(name, name) for name in plain]
    twice = next((name for name in names if name in COLUMNS and names.count(name) > 1), "")
    if twice:
        raise Invalid(f"The column “{twice}” is there twice. Keep one of them.")
    if "email" not in names:
        found = ", ".join(f"“{cell.strip()}”" for cell in head if cell.strip()) or "nothing"
        raise Invalid(
            f"The first line must name the columns, and one of them “email”. Found: {found[:200]}."
        )
    return names


def _rows(lines: Iterator[list[str]], names: list[str]) -> Iterator[Row]:
    for cells in lines:
        if not any(map(str.strip, cells)):
            continue
        line = lines.line_num  # type: ignore[attr-defined]
        values = dict(zip(names, (unguarded(cell) for cell in cells), strict=False))
        yield Row(
            line=line,
            values={name: values[name] for name in COLUMNS if name in values},
            problem=_too_many(cells, names),
        )


def _too_many(cells: list[str], names: list[str]) -> str:
    if len(cells) <= len(names):
        return ""
    return (
        f"This row has {len(cells)} cells and the head has {len(names)}. "
        "Put quotes around a cell that has a comma in it."
    )


def _remarks(head: list[str], names: list[str], encoding: str) -> Iterator[str]:
    if encoding:
        yield f"The file is not UTF-8; it was read as {encoding}. Check names with accents."
    unused = [cell.strip() for cell, name in zip(head, names, strict=True) if name not in COLUMNS]
    if any(name.casefold().startswith("manager") for name in unused):
        yield "Who leads a team is told in the column “manages” of that person’s own row."
    if named := ", ".join(f"“{name[:40]}”" for name in unused if name):
        yield f"These columns are not used: {named}."
