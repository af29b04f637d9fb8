"""The roster page: upload, dry run, carry out; and the command that does the same."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from literacy.accounts.models import Person
from literacy.accounts.roster.forms import packed
from literacy.cli import literacy
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.settings import Settings
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]
FILE = b"email,name,team,manages\nmaya@example.com,Maya Okafor,Campaigns,\nnew@example.com,New Hire,Events,\n"


def upload(browser: Browser, raw: bytes, name: str = "roster.csv") -> TestResponse:
    return browser.post("/admin/roster", file=(io.BytesIO(raw), name))


def count(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    response = upload(signed_in(people.rosa), FILE)
    page = words(response)

    assert response.status_code == 200
    assert "Nothing was changed yet" in page
    assert "2 rows: 1 new, 1 as it is." in page
    assert "New team: Events." in page
    assert "New Hire new@example.com 3 New Gets an account as learner. Joins Events." in page
    assert "Not in the file" in page and "Eve Sato" in page
    assert count(database) == 5


def test_what_was_seen_is_brought_in(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    rosa = signed_in(people.rosa)

    done = rosa.post("/admin/roster/application", sheet=packed(FILE), invite="y", follow=True)

    assert "The roster is in: 1 new, 1 as it is." in words(done)
    assert count(database) == 6
    again = words(upload(rosa, FILE.replace(b"new@", b"NEW@")))
    assert "2 rows: 2 as they are." in again


def test_closing_happens_only_when_asked(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    rosa = signed_in(people.rosa)
    rosa.post("/admin/roster/application", sheet=packed(FILE))
    with database.reading() as session:
        assert session.get_one(Person, people.eve.id).deactivated_at is None

    done = rosa.post(
        "/admin/roster/application", sheet=packed(FILE), close_missing="y", follow=True
    )

    assert "3 closed." in words(done)
    with database.reading() as session:
        assert session.get_one(Person, people.eve.id).deactivated_at is not None


def test_rows_that_are_wrong_are_shown_first_and_nothing_can_be_brought_in(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    rosa = signed_in(people.rosa)
    raw = FILE + b"nobody,<b>X</b>,,\n"

    page = upload(rosa, raw)
    refused = rosa.post("/admin/roster/application", sheet=packed(raw))

    assert "Some rows need another look" in words(page)
    assert "“nobody” is no email address." in words(page)
    assert "Bring it in" not in words(page)
    assert "<b>X</b>" not in page.text
    assert refused.status_code == 422
    assert "1 of 3 rows can’t be taken. Nothing was changed." in words(refused)
    assert count(database) == 5


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The first line must name the columns"),
        (b"name\nMaya\n", "one of them “email”"),
        (b"PK\x03\x04", "This is a workbook."),
        (b"email\n" + b"a@b.cc\n" * 5001, "5,000 can be taken at once."),
    ],
    ids=["nothing", "no email", "workbook", "many"],
)
def test_what_is_no_roster_is_refused_on_the_page(
    raw: bytes, sentence: str, people: make.People, signed_in: SignIn
) -> None:
    response = upload(signed_in(people.rosa), raw)

    assert response.status_code == 422
    assert sentence in words(response)


def test_no_file_is_asked_for(people: make.People, signed_in: SignIn) -> None:
    response = signed_in(people.rosa).post("/admin/roster")

    assert response.status_code == 422
    assert "Choose a CSV file." in words(response)


@pytest.mark.parametrize(
    "sheet", ["", "!!!", "AAAA", packed(b"")], ids=["none", "no base64", "no zip", "empty"]
)
def test_a_file_that_was_lost_on_the_way_is_asked_for_again(
    sheet: str, people: make.People, signed_in: SignIn, database: Database
) -> None:
    response = signed_in(people.rosa).post("/admin/roster/application", sheet=sheet)

    assert response.status_code == 422
    assert "The file was lost on the way. Choose it again." in words(response)


def test_a_file_that_unpacks_too_large_is_refused(people: make.People, signed_in: SignIn) -> None:
    bomb = packed(b"email\n" + b"a" * 3_000_000)

    response = signed_in(people.rosa).post("/admin/roster/application", sheet=bomb)

    assert response.status_code == 422
    assert "larger than 1 MB" in words(response)


def test_the_results_and_the_export_are_files(people: make.People, signed_in: SignIn) -> None:
    rosa = signed_in(people.rosa)

    results = rosa.post("/admin/roster/results", sheet=packed(FILE))
    export = rosa.get("/admin/roster/export")

    assert results.mimetype == export.mimetype == "text/csv"
    assert '3,"new@example.com","New Hire","new","Gets an account as learner.' in results.text
    assert '"eve@example.com","Eve Sato","leaving"' in results.text
    assert '"","maya@example.com","Maya Okafor","","learner","Campaigns",""' in export.text
    assert export.headers["Content-Disposition"] == 'attachment; filename="roster.csv"'


def run(settings: Settings, *words: str) -> tuple[int, str]:
    environment = {"LITERACY_DATA": str(settings.data), "LITERACY_DATABASE_URL": ""}
    result = CliRunner().invoke(literacy, ["roster", *words], env=environment)
    said = result.output + (str(result.exception) if result.exception else "")
    return result.exit_code, said


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> Path:
    database = Database(settings.database_url)
    state.upgrade(database.engine)
    with database.transaction() as saving:
        make.people(saving)
    database.dispose()
    (tmp_path / "in.csv").write_bytes(FILE)
    return tmp_path


def test_the_command_is_a_dry_run_unless_told_otherwise(store: Path, settings: Settings) -> None:
    status, said = run(settings, "import", str(store / "in.csv"))
    applied, then = run(settings, "import", str(store / "in.csv"), "--apply")
    again, at_last = run(settings, "import", str(store / "in.csv"), "--apply")

    assert (status, applied, again) == (0, 0, 0)
    assert "2 rows: 1 new, 1 as it is." in said
    assert "This was a dry run: nothing was changed." in said
    assert "Done." in then
    assert "2 rows: 2 as they are." in at_last


def test_the_command_writes_results_and_refuses_wrong_rows(store: Path, settings: Settings) -> None:
    (store / "bad.csv").write_bytes(FILE + b"nobody,X,,\n")

    status, said = run(
        settings, "import", str(store / "bad.csv"), "--apply", "--results", str(store / "out.csv")
    )

    assert status == 1
    assert "line 4: “nobody” is no email address." in said
    assert "Nothing was changed." in said
    assert '"problem"' in (store / "out.csv").read_text("utf-8-sig")


def test_both_wishes_at_once_are_a_mistake_in_the_command(store: Path, settings: Settings) -> None:
    status, said = run(settings, "import", str(store / "in.csv"), "--apply", "--dry-run")

    assert status == 2
    assert "Choose --dry-run or --apply." in said


def test_what_the_command_exports_changes_nothing_when_it_comes_back(
    store: Path, settings: Settings
) -> None:
    status, said = run(settings, "export", "--output", str(store / "all.csv"))
    twice, refused = run(settings, "export", "--output", str(store / "all.csv"))
    _back, then = run(settings, "import", str(store / "all.csv"), "--apply")

    assert (status, said) == (0, f"Wrote 5 people to {store / 'all.csv'}.\n")
    assert twice == 1 and "exists already" in refused
    assert "5 rows: 5 as they are." in then


def test_five_thousand_rows_come_in_at_once(
    people: make.People, signed_in: SignIn, database: Database
) -> None:
    lines = [f"p{n}@example.com,Person {n},Team {n % 99}," for n in range(5000)]
    raw = b"email,name,team,manages\n" + "\n".join(lines).encode()

    done = signed_in(people.rosa).post("/admin/roster/application", sheet=packed(raw), invite="y")

    assert done.status_code == 303
    assert count(database) == 5005
