"""Terms as a CSV file: read with patience, written so that no spreadsheet runs a cell."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from literacy.content.catalogue import Term
from literacy.glossary.bulk.decoding import Text
from literacy.glossary.bulk.given import COLUMNS, Batch, Given, batch, given, unknown
from literacy.glossary.studio.wording import LISTS, FieldValue, of_term
from literacy.lib.errors import Invalid
from literacy.lib.spreadsheets import csv_lines, unguarded

_DELIMITERS = ",;\t"
_MOST_IN_A_CELL = 100_000
# A comma ends a part of a list, unless a backslash stands before it.
_PART = re.compile(r"((?:\\.|[^\\,\n])*)(?:[,\n]|\\?\Z)", re.DOTALL)


def read_csv(file: Text) -> Batch:
    """The rows of a CSV file; raises Invalid when its first line doesn't name columns of ours."""
    csv.field_size_limit(_MOST_IN_A_CELL)
    lines = csv.reader(
        io.StringIO(file.text, newline=""), delimiter=_delimiter(file.text), strict=True
    )
    try:
        head = next((cells for cells in lines if any(map(str.strip, cells))), [])
    except csv.Error as broken:
        raise Invalid(f"Line 1 can’t be read: {_said(broken)}") from None
    names = _names(head)
    empty = "The file has a first line and no terms below it."
    return batch(_rows(lines, names), file.remark, empty=empty)


def written_csv(terms: Iterable[Term]) -> Iterator[str]:
    """Terms as lines of the file that `read_csv` reads."""
    yield from csv_lines([COLUMNS, *(_cells(term) for term in terms)])


def joined(parts: Iterable[str]) -> str:
    """A list in one cell; `parted` is the way back, whatever commas are in its parts."""
    tidy = (" ".join(part.split()) for part in parts)
    return ", ".join(re.sub(r"([\\,])", r"\\\1", part) for part in tidy)


def parted(cell: str) -> tuple[str, ...]:
    """The parts of a cell: at commas and new lines, each once."""
    parts = (re.sub(r"\\(.)", r"\1", part) for part in _PART.findall(cell))
    tidy = (" ".join(part.split()) for part in parts)
    return tuple(dict.fromkeys(part for part in tidy if part))


def _cells(term: Term) -> tuple[str, ...]:
    wording = of_term(term)
    texts = (getattr(wording, key) for key in COLUMNS[1:-1])
    fields = (text if isinstance(text, str) else joined(text) for text in texts)
    return (term.slug, *fields, term.status)


def _delimiter(text: str) -> str:
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=head.count)


def _names(head: Sequence[str]) -> list[str]:
    """The columns in their order; raises Invalid for one that is not ours, or there twice."""
    names = [_name(cell) for cell in head]
    while names and not names[-1]:
        names.pop()
    if not {"term", "slug"} & set(names):
        raise Invalid(
            "The first line must name the columns, and one of them “term” or “slug”."
            + _found(names)
        )
    wrong = [_unknown(name) for name in names if name not in COLUMNS]
    twice = {name for name in names if names.count(name) > 1 and name in COLUMNS}
    wrong += [f"The column “{name}” is there twice. Keep one of them." for name in sorted(twice)]
    if wrong:
        raise Invalid(" ".join([*wrong[:5], "Nothing was read."]))
    return names


def _unknown(name: str) -> str:
    return unknown("column", name) if name else "A column has no name in the first line."


def _name(cell: str) -> str:
    return unguarded(cell.strip().strip("\ufeff")).strip().lower().replace(" ", "_")


def _found(names: Sequence[str]) -> str:
    near = [unknown("column", name) for name in names if name and name not in COLUMNS]
    return f" {near[0]}" if near else ""


def _rows(lines: Iterator[list[str]], names: Sequence[str]) -> Iterator[Given]:
    while True:
        begins = lines.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as broken:
            yield Given(begins, {}, problems=(_said(broken),))
            continue
        if any(map(str.strip, cells)):
            yield _row(begins, cells, names)


def _row(line: int, cells: Sequence[str], names: Sequence[str]) -> Given:
    texts = {name: _value(name, cell) for name, cell in zip(names, cells, strict=False)}
    extra = any(map(str.strip, cells[len(names) :]))
    missing = len(cells) < len(names)
    return given(line, texts, problems=(_uneven(cells, names),) if extra or missing else ())


def _value(name: str, cell: str) -> FieldValue:
    text = unguarded(cell)
    return parted(text) if name in LISTS else text


def _uneven(cells: Sequence[str], names: Sequence[str]) -> str:
    count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    return (
        f"This row has {count} and the first line has {len(names)}. "
        "Put quotes around a cell that has a comma in it."
    )


def _said(broken: csv.Error) -> str:
    words = str(broken)
    if "unexpected end" in words:
        return "A quotation mark opens here and is never closed; what follows was not read."
    if "field larger" in words:
        return f"A cell is longer than {_MOST_IN_A_CELL:,} characters."
    return 'A quotation mark inside a cell must be doubled, as in "the ""cloud""".'
