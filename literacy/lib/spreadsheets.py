"""Cells as spreadsheets should take them: as text, never as something to run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

Cell = str | int | float | date | bool | None
BOM = "\ufeff"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
_GUARD = "'"


def guarded(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would run it (OWASP, CSV injection).

    A text that begins with an apostrophe gets one too, so that `unguarded` gives every text back.
    """
    return f"{_GUARD}{text}" if _is_guarded(text) else text


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith(_GUARD) and _is_guarded(cell[1:]) else cell


def _is_guarded(text: str) -> bool:
    return text.startswith((*_RUNS, _GUARD)) or text.lstrip().startswith(_RUNS)


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Rows as lines of a CSV file, one at a time; every text in quotes, numbers without."""
    held = io.StringIO()
    writer = csv.writer(held, quoting=csv.QUOTE_NONNUMERIC)
    yield BOM
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
        yield held.getvalue()
        held.seek(0)
        held.truncate()


def _plain(cell: Cell) -> str | int | float:
    """ISO dates, yes and no, nothing for nothing; numbers stay numbers."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | float():
            return cell
        case date():
            return cell.isoformat()
        case str():
            return guarded(cell)
