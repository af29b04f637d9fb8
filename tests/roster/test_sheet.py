"""Files as other programs write them, and the sentences for what can't be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.accounts.roster.row import Known
from literacy.accounts.roster.sheet import joined, parted, read_sheet, written
from literacy.lib.errors import Invalid
from literacy.lib.spreadsheets import csv_lines, guarded, unguarded

HEAD = "id,email,name,job,role,team,manages\n"
ROW = "7,maya@example.com,Maya Okafor,Ads,learner,Campaigns,\n"
VALUES = {"id": "7", "email": "maya@example.com", "name": "Maya Okafor"}


def values(raw: bytes) -> dict[str, str]:
    (row,) = read_sheet(raw, most_rows=10).rows
    return dict(row.values)


@pytest.mark.parametrize(
    "raw",
    [
        (HEAD + ROW).encode(),
        ("\ufeff" + HEAD + ROW).encode(),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        ("\n \n" + HEAD + ",,,,,,\n\n" + ROW + "\n\n").encode(),
        (HEAD + ROW).encode("utf-16"),
        (HEAD.upper() + ROW).encode(),
        ("Employee ID,E-Mail,Full name,Job_title,role,Teams,leads\n" + ROW).encode(),
    ],
    ids=["plain", "BOM", "semicolons", "tabs", "CRLF", "blank", "UTF-16", "capitals", "aliases"],
)
def test_the_same_row_comes_from_every_program(raw: bytes) -> None:
    found = values(raw)

    assert {key: found[key] for key in VALUES} == VALUES
    assert found["team"] == "Campaigns"


def test_latin_letters_of_old_programs_are_read_and_said() -> None:
    sheet = read_sheet("email,name\nx@y.zz,Zoë Müller\n".encode("cp1252"), most_rows=5)

    assert sheet.rows[0].values["name"] == "Zoë Müller"
    assert sheet.remarks == (
        "The file is not UTF-8; it was read as Windows-1252 (Latin 1). Check names with accents.",
    )


def test_columns_that_are_not_ours_are_named() -> None:
    sheet = read_sheet(b"email,phone,manager\na@b.cc,1,x@y.zz\n", most_rows=5)

    assert sheet.remarks == (
        "Who leads a team is told in the column “manages” of that person’s own row.",
        "These columns are not used: “phone”, “manager”.",
    )


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The first line must name the columns"),
        (b"\n\n \n", "The first line must name the columns"),
        (b"name,job\nMaya,Ads\n", "one of them “email”. Found: “name”, “job”."),
        (b"email\n", "The file has a head and no rows."),
        (b"email,email\na@b.cc,a@b.cc\n", "The column “email” is there twice."),
        (b"PK\x03\x04rest", "This is a workbook."),
        (b"email\na\0b\n", "This is no text file"),
        (b"email\n" + b"a@b.cc\n" * 11, "The file has 11 rows; 10 can be taken at once."),
        (b'email\n"' + b"x" * 140_000 + b'"\n', "can't be read as CSV"),
    ],
    ids=["nothing", "blank", "no email", "no rows", "twice", "workbook", "NUL", "many", "huge"],
)
def test_what_is_no_roster_is_refused_in_words(raw: bytes, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_sheet(raw, most_rows=10)

    assert sentence in str(refused.value)


def test_a_row_with_too_many_cells_says_so() -> None:
    (row,) = read_sheet(b"email,name\na@b.cc,Okafor, Maya\n", most_rows=5).rows

    assert row.problem.startswith("This row has 3 cells and the head has 2.")


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1",
        "+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "'=1",
        "'Ali",
        "=HYPERLINK(1)",
    ],
)
def test_no_cell_is_run_and_every_cell_comes_back(payload: str) -> None:
    assert guarded(payload).startswith("'")
    assert unguarded(guarded(payload)) == payload


@given(st.text())
def test_guarding_is_undone_for_every_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_an_apostrophe_that_somebody_wrote_stays() -> None:
    assert unguarded("'Ali") == "'Ali"


TEAM = st.text("abc |\\é", min_size=1).map(str.strip).filter(bool)


@given(st.frozensets(TEAM))
def test_names_of_teams_come_back_from_one_cell(names: frozenset[str]) -> None:
    assert frozenset(parted(joined(names))) == names


LINE = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))


@given(
    st.builds(
        Known,
        id=st.just(0),
        external_id=LINE,
        email=st.just("maya@example.com"),
        name=LINE,
        job=LINE,
        role=st.sampled_from(["learner", "author", "manager", "admin"]),
        member_of=st.frozensets(TEAM),
        manages=st.frozensets(TEAM),
    )
)
def test_what_is_written_is_read_back(person: Known) -> None:
    (row,) = read_sheet("".join(written([person])).encode(), most_rows=5).rows

    assert row.values == {
        "id": person.external_id,
        "email": person.email,
        "name": person.name,
        "job": person.job,
        "role": person.role,
        "team": joined(person.member_of),
        "manages": joined(person.manages),
    }


def test_numbers_and_dates_are_no_text() -> None:
    lines = list(csv_lines([("n", 3, 2.5, True, None, "=1")]))

    assert lines == ["\ufeff", '"n",3,2.5,"yes","","\'=1"\r\n']
