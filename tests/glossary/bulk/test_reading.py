"""Files as other programs write them: read with patience, or refused in a sentence."""

import pytest

from literacy.glossary.bulk.decoding import text_of
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.given import MOST_ROWS, Given
from literacy.lib.errors import Invalid

CSV = 'term,definition,also\nCache,A copy kept close by.,"store, larder"\n'


def only(name: str, raw: bytes | str) -> Given:
    (row,) = read_file(name, raw.encode() if isinstance(raw, str) else raw).rows
    return row


@pytest.mark.parametrize(
    "raw",
    [
        CSV.encode(),
        CSV.encode("utf-8-sig"),
        CSV.encode("utf-16"),
        CSV.replace(",", ";").replace("store;", "store,").encode(),
        CSV.replace(",", "\t").replace("store\t", "store,").encode(),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace("term,definition", " Term , DEFINITION").encode(),
    ],
    ids=["plain", "BOM", "UTF-16", "semicolons", "tabs", "Windows lines", "a careless head"],
)
def test_a_csv_file_is_read_whatever_program_wrote_it(raw: bytes) -> None:
    row = only("terms.csv", raw)

    assert row.values["term"] == "Cache"
    assert row.values["definition"] == "A copy kept close by."
    assert row.values["also"] == ("store", "larder")
    assert row.line == 2
    assert row.problems == ()


def test_a_column_that_is_not_there_is_no_field_of_the_row() -> None:
    assert set(only("terms.csv", CSV).values) == {"term", "definition", "also"}


def test_latin_1_is_read_and_said() -> None:
    batch = read_file("terms.csv", "term,say\nCafé,ka-FAY\n".encode("latin-1"))

    assert batch.rows[0].values["term"] == "Café"
    assert "read as Latin-1" in batch.remarks[0]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("t.csv", "term,definitionn\nCache,x\n", "Did you mean “definition”?"),
        ("t.csv", "trem,definition\nCache,x\n", "one of them “term” or “slug”"),
        ("t.csv", "term,,say\nCache,x,y\n", "A column has no name"),
        ("t.csv", "term,Term\nCache,x\n", "“term” is there twice"),
        ("t.csv", "term,say\n", "no terms below it"),
        ("t.csv", ",,,\n", "must name the columns"),
        ("t.csv", "   \n", "The file is empty"),
        ("t.csv", "", "The file is empty"),
        ("t.csv", "PK\x03\x04 and more", "This is a workbook"),
        ("t.csv", "term\0,x\nCache,x", "This is no text file"),
        ("t.yml", "term: Cache\n", "must be a list of entries"),
        ("t.yml", "# nothing yet\n", "must be a list of entries"),
        ("t.yml", "[{term: Cache", "isn't closed"),
        ("", "\n  \n", "The file is empty"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_terms_is_refused_in_a_sentence(
    name: str, text: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        read_file(name, text.encode())

    assert sentence in str(refused.value)


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    with pytest.raises(Invalid, match="larger than 32 MB"):
        text_of(b"a" * (32 * 1024 * 1024 + 1))


@pytest.mark.parametrize("line", ["Cache {n}: a copy", "- term: Cache {n}"])
def test_more_rows_than_can_be_taken_are_refused(line: str) -> None:
    text = "\n".join(line.format(n=number) for number in range(MOST_ROWS + 1))

    with pytest.raises(Invalid, match="Split the file"):
        read_file("t.yml" if line.startswith("-") else "", text.encode())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("term,say\nCache,kash,more\n", "has 3 cells and the first line has 2"),
        ("term,say\nCache\n", "has 1 cell and the first line has 2"),
        ('term,say\nCache,"kash\n', "A quotation mark opens here and is never closed"),
        ('term,say\nCache,"ka"sh"\n', "must be doubled"),
        (f"term,say\nCache,{'x' * 100_001}\n", "longer than 100,000 characters"),
        ("term,reviewed\nCache,2026-02-31\n", "needs a day such as 2026-11-21"),
        ("term,review_by\nCache,soon\n", "needs a day such as 2026-11-21"),
        ("term,status\nCache,publishedd\n", "Did you mean “published”?"),
    ],
)
def test_a_row_that_is_wrong_gets_a_sentence_and_keeps_no_other_out(
    text: str, sentence: str
) -> None:
    rows = read_file("t.csv", text.encode()).rows

    assert any(sentence in problem for problem in rows[0].problems), rows[0].problems


def test_a_broken_row_is_followed_by_the_next() -> None:
    rows = read_file("t.csv", b'term,say\nCache,"ka"sh"\nCookie,cook\n').rows

    assert [row.values.get("term") for row in rows] == [None, "Cookie"]
    assert [row.line for row in rows] == [2, 3]


def test_an_entry_of_yaml_is_whole_as_in_the_courses_files() -> None:
    row = only("t.yml", "- term: Cache\n  slug: cache\n  also: [store]\n  source: {title: RFC}\n")

    assert row.slug == "cache"
    assert row.values["also"] == ("store",)
    assert row.values["source_title"] == "RFC"
    assert row.values["say"] == ""
    assert "module" not in row.values
    assert "redirects" not in row.values


BOMB = "\n".join(
    f"  {name}: {value}"
    for name, value in [("also", "&a [x, x]"), ("related", "[*a, *a]"), ("facts", "[*a]")]
)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (f"- term: Cache\n{BOMB}", "names an anchor"),
        ("- term: !!python/object:os.system Cache", "is a tag"),
        (
            "- term: Cache\n  definitionn: x",
            "There is no key “definitionn”. Did you mean “definition”?",
        ),
        ("- term: [Cache]", "“term” must be text"),
        ("- term: true", "“term” must be text"),
        ("- term: Cache\n  also: {a: b}", "“also” must be a list"),
        ("- term: Cache\n  also: [[a]]", "“also” must be a list"),
        ("- term: Cache\n  source: {titlle: x}", "There is no key “source.titlle”"),
        ("- term: Cache\n  term: Cookie", "given twice"),
        ("- term: Why: a story", "Put quotes around a value with a colon"),
        ("- Cache", "An entry needs keys"),
        ("- ", "An entry needs keys"),
        (f"- term: Cache\n  say: {'[' * 30}", "more than 20 levels deep"),
        (f"- term: Cache\n  say: {'x' * 300_000}", "This entry is larger than 256 KB"),
    ],
)
def test_an_entry_that_is_wrong_gets_a_sentence_and_keeps_no_other_out(
    entry: str, sentence: str
) -> None:
    rows = read_file("t.yml", f"{entry}\n\n- term: Cookie\n".encode()).rows

    assert any(sentence in problem for problem in rows[0].problems), rows[0].problems
    assert [row.values.get("term") for row in rows[1:]] == ["Cookie"]
    assert rows[1].problems == ()


def test_lines_are_counted_over_the_whole_file() -> None:
    rows = read_file("t.yml", b"# Terms\n---\n- term: A\n  say: a\n\n- term: B\n- term: [C\n").rows

    assert [row.line for row in rows] == [3, 6, 7]
    assert rows[2].slug == "[C"


@pytest.mark.parametrize(
    ("line", "term", "meaning"),
    [
        ("Cache: a copy kept close by", "Cache", "a copy kept close by"),
        ("Cache:a copy", "Cache", "a copy"),
        ("Cache\ta copy: kept close by", "Cache", "a copy: kept close by"),
        ("  - Cache – a copy", "Cache", "a copy"),
        ("12. Two-way door: can be undone", "Two-way door", "can be undone"),
        ("http://x.example", None, None),
        ("Cache:", "Cache", ""),
        ("Cache", None, None),
    ],
)  # fmt: skip
def test_a_pasted_line_is_a_word_and_what_it_means(
    line: str, term: str | None, meaning: str | None
) -> None:
    row = only("", line)

    assert bool(row.problems) == (term is None)
    assert term is None or row.values == {"term": term, "definition": meaning}
    assert term is None or row.status == "draft"
