"""Out and in again is the same, whatever a term holds; and no cell is one a spreadsheet runs."""

import csv
import io
import string
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from literacy.content.catalogue import Term
from literacy.glossary.bulk.entries import written_entries
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.given import folded
from literacy.glossary.bulk.sheet import joined, parted, written_csv
from literacy.glossary.studio.wording import EMPTY, KEYS, Wording, of_term, term_of
from literacy.lib.spreadsheets import _RUNS

# What a store can hold: any sign but half ones, nothing and those that end a text file.
signs = some.characters(exclude_categories=["Cs", "Cc"]) | some.sampled_from(
    "=+-@＝＋－＠'\"\\,;:|#&*!?[]{}<>\t\n\r\x85\u2028\ufeff é"
)
texts = some.text(signs, max_size=30)
lists = some.lists(texts, max_size=4).map(tuple)
days = some.dates(date(2000, 1, 1), date(2100, 1, 1)).map(date.isoformat)
slugs = some.text(string.ascii_lowercase + string.digits, min_size=1, max_size=12)
LISTS = ("also", "related", "lessons", "facts", "redirects")


@some.composite
def terms(draw: some.DrawFn) -> Term:
    fields = {key: draw(lists if key in LISTS else texts) for key in KEYS}
    fields |= {"reviewed": draw(days), "review_by": draw(days), "module": draw(slugs)}
    if not fields["source_title"].strip():
        fields |= {"source_part": "", "source_url": ""}
    status = draw(some.sampled_from(["published", "revising", "retired"]))
    return term_of(draw(slugs), Wording(**fields), status=status, module="")


def back(name: str, text: str) -> list[tuple[str, str, Wording]]:
    rows = read_file(name, text.encode()).rows
    assert [row.problems for row in rows] == [()] * len(rows)
    return [(row.slug, row.status, Wording(**row.values)) for row in rows]


def expected(held: list[Term]) -> list[tuple[str, str, Wording]]:
    return [(term.slug, term.status, folded(of_term(term))) for term in held]


@given(some.lists(terms(), min_size=1, max_size=3))
def test_a_csv_file_gives_back_every_field(held: list[Term]) -> None:
    assert back("t.csv", "".join(written_csv(held))) == expected(held)


@given(some.lists(terms(), min_size=1, max_size=3))
def test_a_yaml_file_gives_back_every_field(held: list[Term]) -> None:
    assert back("t.yml", "".join(written_entries(held))) == expected(held)


@given(some.lists(terms(), min_size=1, max_size=3))
def test_no_cell_begins_with_what_a_spreadsheet_runs(held: list[Term]) -> None:
    text = "".join(written_csv(held)).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert [cell for cell in cells if cell.lstrip().startswith(_RUNS)] == []


@given(lists)
def test_a_list_in_a_cell_comes_apart_as_it_was(parts: tuple[str, ...]) -> None:
    tidy = folded(Wording(also=parts)).also

    assert parted(joined(tidy)) == tidy


def test_a_file_that_says_nothing_of_a_field_is_no_empty_field() -> None:
    assert folded(EMPTY) == EMPTY
