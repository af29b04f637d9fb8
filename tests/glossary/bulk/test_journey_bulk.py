"""Bringing terms in and taking them out, in a browser: look first, then all that can be."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literacy.accounts.models import Person
from literacy.glossary.bulk.forms import packed
from literacy.glossary.studio.models import TermRevision
from literacy.lib.db import Database
from tests import make
from tests.browsing import Browser, words
from tests.glossary.bulk.counter import row, sheet

SignIn = Callable[[Person], Browser]
FILE = sheet(row(), row(term="Lamp funnel", also=(), why="")).encode()


def upload(browser: Browser, raw: bytes, name: str = "terms.csv", **more: str) -> TestResponse:
    return browser.post("/author/import", file=(io.BytesIO(raw), name), **more)


def sent_whole(browser: Browser, raw: bytes) -> TestResponse:
    """A large upload, made by hand: the test client would leave a file of its own open."""
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    parts = (
        head.format("csrf_token", "").encode() + browser.form_token().encode(),
        head.format("file", '; filename="t.csv"').encode() + raw,
    )
    body = b"".join(b"--part\r\n" + each + b"\r\n" for each in parts) + b"--part--\r\n"
    kind = "multipart/form-data; boundary=part"
    return browser.client.post("/author/import", data=body, content_type=kind)


def revisions(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(TermRevision)) or 0


def test_a_check_says_what_each_row_would_do_and_changes_nothing(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    response = upload(signed_in(people.ivan), FILE)
    page = words(response)

    assert response.status_code == 200
    assert "Nothing has changed yet" in page
    assert "2 terms: 1 new, 1 to mend." in page
    assert "New Dark funnel Goes into review. Line 2" in page
    assert "Mend this Lamp funnel “Why a marketer should care” has no value. Line 3" in page
    assert revisions(database) == 0


def test_what_was_seen_is_brought_in_and_the_second_time_is_nothing(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    ivan = signed_in(people.ivan)

    done = ivan.post("/author/import/application", kept=packed(FILE), name="terms.csv", follow=True)

    assert "Brought in: 1 new, 1 to mend." in words(done)
    assert revisions(database) == 1
    again = words(upload(ivan, FILE))
    assert "There is nothing to bring in" in again
    assert "1 as in the glossary" in again


def test_unfinished_rows_can_be_kept_as_drafts(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    ivan = signed_in(people.ivan)

    page = words(upload(ivan, FILE, unfinished="y"))
    ivan.post("/author/import/application", kept=packed(FILE), name="terms.csv", unfinished="y")

    assert "2 new" in page
    assert "Kept as a draft. Still empty: Why a marketer should care." in page
    assert revisions(database) == 2


def test_a_pasted_list_becomes_drafts_and_stays_to_be_changed(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    ivan = signed_in(people.ivan)
    text = "Hydration: when a page wakes up\nno colon here"

    response = ivan.post("/author/import", text=text)
    ivan.post("/author/import/application", kept=packed(text.encode()), name="")

    page = words(response)
    assert "New Hydration Kept as a draft." in page
    assert "Put a colon between the word and its meaning" in page
    assert "Hydration: when a page wakes up no colon here" in page
    assert revisions(database) == 1


def test_a_list_that_is_no_utf_8_is_shown_all_the_same(
    people: make.People, signed_in: SignIn
) -> None:
    response = signed_in(people.ivan).post(
        "/author/import", kept=packed("Café: a place".encode("latin-1")), name=""
    )

    assert response.status_code == 200
    assert "New Café Kept as a draft." in words(response)


def test_the_results_are_a_file_that_runs_nothing(people: make.People, signed_in: SignIn) -> None:
    raw = sheet(row(term="=cmd|' /C calc'!A0", slug="calc")).encode()

    response = signed_in(people.ivan).post(
        "/author/import/results", kept=packed(raw), name="terms.csv"
    )

    lines = response.get_data(as_text=True).splitlines()
    assert response.headers["Content-Disposition"] == 'attachment; filename="glossary-results.csv"'
    assert lines[0] == '\ufeff"line","term","slug","result","what"'
    assert lines[1].startswith('2,"\'=cmd|\' /C calc\'!A0","calc","new"')


@pytest.mark.parametrize("name", ["glossary.csv", "glossary.yml"])
def test_what_is_taken_out_says_what_the_glossary_says(
    people: make.People, signed_in: SignIn, name: str
) -> None:
    ivan = signed_in(people.ivan)

    out = ivan.get(f"/author/export/{name}")
    page = words(upload(ivan, out.get_data(), name))

    assert out.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "There is nothing to bring in" in page


def test_there_is_no_third_kind_of_export(people: make.People, signed_in: SignIn) -> None:
    assert signed_in(people.ivan).get("/author/export/glossary.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": (io.BytesIO(b""), "terms.csv")}, "The file is empty."),
        ({"file": (io.BytesIO(b"PK\x03\x04"), "terms.xlsx")}, "This is a workbook."),
        ({"text": ""}, "Write a line first."),
        ({}, "Choose a file first."),
        ({"kept": "no base 64"}, "lost on the way"),
        ({"kept": "eJw="}, "The file is empty."),
    ],
    ids=["empty file", "workbook", "empty list", "nothing", "broken", "cut short"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["", "/application", "/results"])
def test_what_holds_no_terms_is_refused_on_the_same_page(
    people: make.People, signed_in: SignIn, path: str, fields: dict[str, object], sentence: str
) -> None:
    if "file" in fields:
        fields["file"][0].seek(0)
        fields = {"file": (io.BytesIO(fields["file"][0].read()), fields["file"][1])}

    response = signed_in(people.ivan).post(f"/author/import{path}", **fields)

    assert response.status_code == 422
    assert sentence in words(response)


def test_what_was_pasted_in_vain_is_still_there(people: make.People, signed_in: SignIn) -> None:
    text = "one long thought\n" * 40_000

    response = signed_in(people.ivan).post("/author/import", text=text[:400_000])

    assert "one long thought" in response.get_data(as_text=True)


def test_a_field_that_unfolds_to_gigabytes_is_opened_a_megabyte_wide(
    people: make.People, signed_in: SignIn
) -> None:
    bomb = packed(b"\n" * 50_000_000)

    response = signed_in(people.ivan).post("/author/import", kept=bomb, name="terms.csv")

    assert response.status_code == 422
    assert "more than 15 MB" in words(response)


def test_a_file_of_many_megabytes_is_taken_and_no_other_page_takes_so_much(
    people: make.People, signed_in: SignIn, app: Flask
) -> None:
    ivan = signed_in(people.ivan)
    raw = ("slug,term\n" + "cookie,Cookie\n" * 150_000).encode()

    assert "More than 20,000 terms" in words(sent_whole(ivan, raw))
    app.testing = False
    too_much = sent_whole(ivan, b"x" * 17 * 1024**2)
    assert (too_much.status_code, "up to 16 MB" in words(too_much)) == (413, True)
    elsewhere = ivan.post("/author/terms/new", term="x" * 1_100_000)
    assert (elsewhere.status_code, "up to 1 MB" in words(elsewhere)) == (413, True)


def test_what_an_import_did_stays_row_by_row(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    ivan = signed_in(people.ivan)
    evil = "<img src=x onerror=alert(1)>"
    raw = sheet(
        row(), row(term="Lamp funnel", also=(), why=""), row(term=evil, slug="evil")
    ).encode()

    done = ivan.post("/author/import/application", kept=packed(raw), name="t.csv")
    page = signed_in(people.ivan).get(done.location)
    file = ivan.get(f"{done.location}/results.csv").get_data(as_text=True)

    told = words(page)
    assert "1 term came in 2 rows stayed out" in told
    assert "New Dark funnel Goes into review." in told
    assert "Mend this Lamp funnel “Why a marketer should care” has no value. Line 3" in told
    assert evil not in page.get_data(as_text=True)
    assert 'href="/author/terms/dark-funnel/review"' in page.get_data(as_text=True)
    assert [line.split(",")[2:4] for line in file.splitlines()[1:]] == [
        ['"dark-funnel"', '"new"'],
        ['"lamp-funnel"', '"refused"'],
        ['"evil"', '"refused"'],
    ]
    assert done.location in ivan.get("/author/import").get_data(as_text=True)


def test_nothing_that_came_in_is_no_import(people: make.People, signed_in: SignIn) -> None:
    ivan = signed_in(people.ivan)
    raw = sheet(row(why="")).encode()

    done = ivan.post("/author/import/application", kept=packed(raw), name="t.csv")

    assert done.location == "/author/import"
    assert ivan.get("/author/imports/1").status_code == 404
    assert ivan.get("/author/imports/1/results.csv").status_code == 404


def test_an_import_is_for_authors_to_read(people: make.People, signed_in: SignIn) -> None:
    done = signed_in(people.ivan).post(
        "/author/import/application", kept=packed(FILE), name="terms.csv"
    )

    assert signed_in(people.maya).get(done.location).status_code == 403
    assert signed_in(people.rosa).get(f"{done.location}/results.csv").status_code == 403


def test_hostile_cells_and_file_names_are_only_text(people: make.People, signed_in: SignIn) -> None:
    evil = "<img src=x onerror=alert(1)>"
    raw = sheet(row(term=evil, slug="evil", also=(evil,), related=(evil, "cookie"))).encode()

    page = upload(signed_in(people.ivan), raw, name=f"{evil}.csv").get_data(as_text=True)

    assert evil not in page
    assert "&lt;img src=x" in page


def test_somebody_who_writes_meanwhile_is_not_written_over(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    ivan = signed_in(people.ivan)
    upload(ivan, FILE)
    ivan.post("/author/import/application", kept=packed(b"Dark funnel: mine"), name="")

    done = ivan.post("/author/import/application", kept=packed(FILE), name="t.csv", follow=True)

    assert "1 held by an open draft" in words(done)
    assert revisions(database) == 1


@pytest.mark.parametrize("who", ["maya", "grace", "rosa"])
def test_only_authors_bring_terms_in_and_take_them_out(
    people: make.People, signed_in: SignIn, database: Database, who: str
) -> None:
    browser = signed_in(getattr(people, who))

    assert browser.get("/author/import").status_code == 403
    assert browser.get("/author/export/glossary.csv").status_code == 403
    assert upload(browser, FILE).status_code == 403
    assert browser.post("/author/import/application", kept=packed(FILE)).status_code == 403
    assert revisions(database) == 0
