"""Rows as an Excel workbook: text as text, numbers as numbers, dates as dates, row by row."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import xlsxwriter

from literacy.lib.spreadsheets import Cell
from literacy.reports.rows import Column, head

_WIDTHS = (22, 24, 22, 22, 22, 13, 9, 9, 12, 12, 9)
# A finished row leaves memory. Text is never taken for a formula, an address or a number, whatever
# it looks like.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_workbook(
    target: Path | BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]
) -> int:
    """Write the sheet Progress and the sheet Columns; gives the number of rows."""
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Progress")
        for place, (width, _column) in enumerate(zip(_WIDTHS, columns, strict=False)):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 2)
        sheet.write_row(0, 0, head(columns), bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(sheet, count, place, cell, day)
        sheet.autofilter(0, 0, count, len(columns) - 1)
        _write_columns(book, columns, bold)
    return count


def _write(sheet: Any, row: int, place: int, cell: Cell, day: Any) -> None:
    match cell:
        case None | "":
            return
        case bool():
            sheet.write_string(row, place, "yes" if cell else "no")
        case int() | float():
            sheet.write_number(row, place, cell)
        case date():
            sheet.write_datetime(row, place, cell, day)
        case str():
            sheet.write_string(row, place, cell)


def _write_columns(book: Any, columns: Sequence[Column], bold: Any) -> None:
    sheet = book.add_worksheet("Columns")
    sheet.set_column(0, 1, 18)
    sheet.set_column(2, 2, 70)
    sheet.write_row(0, 0, ("column", "holds", "meaning"), bold)
    for row, column in enumerate(columns, start=1):
        for place, text in enumerate((column.name, column.kind, column.meaning)):
            sheet.write_string(row, place, text)
