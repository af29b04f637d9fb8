"""The team page as a file: the rows of the screen, as data, and nothing a spreadsheet runs."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import openpyxl
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from literacy.accounts.models import Membership, Person
from literacy.assignments.terms import Audience, Terms
from literacy.audit.models import AuditEntry
from literacy.cli import literacy
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.progress.outline import course_outline
from literacy.reports.queries import Export, rows_of
from literacy.reports.rows import COLUMNS, OF_COMPANY, head
from literacy.settings import Settings
from literacy.teams.lens import Lens
from literacy.teams.queries import team_of
from tests import make
from tests.assignments.asking_things import CACHING, SOON, asked, graces_desk
from tests.browsing import Browser, words
from tests.make import NOW
from tests.progress.learning import LESSONS, pass_lessons

SignIn = Callable[[Person], Browser]
HERE = "/team/campaigns"
OPERATING = Path("docs/OPERATING.md").read_text("utf-8")


@pytest.fixture
def world(database: Database, people: make.People) -> make.People:
    """Maya is half-way in what is due; somebody with a name like a formula is done."""
    with database.transaction() as saving:
        asked(saving, graces_desk(saving, people), Audience(people.campaigns.id))
        pass_lessons(saving, people.maya, LESSONS[:2])
        sly = make.person(saving, "=HYPERLINK(1)", email="sly@example.com", job="-2+3")
        saving.add(Membership(team_id=people.campaigns.id, person_id=sly.id, since=NOW))
        pass_lessons(saving, sly, LESSONS)
    return people


def table(browser: Browser, query: str = "") -> list[dict[str, str]]:
    with browser.post(f"{HERE}/export.csv{query}") as response:
        assert response.status_code == 200
        return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"))))


def sheet(browser: Browser, query: str = "") -> openpyxl.Workbook:
    with browser.post(f"{HERE}/export.xlsx{query}") as response:
        return openpyxl.load_workbook(io.BytesIO(response.data))


def test_a_row_for_each_person_and_module_with_plain_data(
    world: make.People, signed_in: SignIn
) -> None:
    rows = table(signed_in(world.grace))

    (maya,) = [r for r in rows if r["person"] == "Maya Okafor" and r["module"] == "06-caching"]
    assert maya == {
        "team": "Campaigns", "person": "Maya Okafor", "job": "", "module": "06-caching",
        "module_title": "06 Caching", "state": "started", "lessons_passed": "2", "lessons": "4",
        "passed_on": "", "due_on": SOON.isoformat(), "asks_for_help": "no",
    }  # fmt: skip


def test_no_cell_of_the_csv_is_run(world: make.People, signed_in: SignIn) -> None:
    rows = table(signed_in(world.grace))

    assert {row["person"] for row in rows} == {"'=HYPERLINK(1)", "Maya Okafor"}
    assert {row["job"] for row in rows} == {"'-2+3", ""}


def test_the_workbook_has_text_numbers_and_dates(world: make.People, signed_in: SignIn) -> None:
    book = sheet(signed_in(world.grace))
    progress = book["Progress"]
    rows = list(progress.iter_rows(min_row=2))

    assert tuple(cell.value for cell in progress[1]) == head(COLUMNS)
    (sly,) = [r for r in rows if r[1].value == "=HYPERLINK(1)" and r[3].value == "06-caching"]
    assert [cell.data_type for cell in sly] == list("ssssssnndns")
    assert (sly[5].value, sly[6].value, sly[7].value) == ("done", 4, 4)
    assert isinstance(sly[8].value, datetime)
    assert "f" not in {cell.data_type for row in rows for cell in row}
    assert [row[0].value for row in book["Columns"].iter_rows(min_row=2)] == list(head(COLUMNS))


def test_both_files_hold_what_is_on_the_screen(
    world: make.People, signed_in: SignIn, database: Database, shelf: Shelf
) -> None:
    grace = signed_in(world.grace)
    query = "?show=done&module=06-caching"

    rows, book = table(grace, query), sheet(grace, query)

    assert [(row["person"], row["module"]) for row in rows] == [("'=HYPERLINK(1)", "06-caching")]
    assert book["Progress"].max_row == 2
    course = course_outline(shelf.catalogue, today=NOW.date())
    with database.reading() as session:
        team = team_of(session, make.viewer(world.grace), "campaigns")
        export = Export(course, team, NOW.date(), Lens(), world.grace.id)
        found = list(rows_of(session, export))
    shown = words(grace.get(HERE))
    assert all(str(row[1]) in shown for row in found)
    assert len(table(grace)) == len(found) == 2 * len({row[3] for row in found})


def test_answers_scores_and_addresses_are_in_no_file(world: make.People, signed_in: SignIn) -> None:
    text = signed_in(world.grace).post(f"{HERE}/export.csv").text

    for private in ("example.com", "score", "attempt", "minute", "stopped"):
        assert private not in text.lower()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_is_written_down(
    form: str, world: make.People, signed_in: SignIn, database: Database
) -> None:
    signed_in(world.grace).post(f"{HERE}/export.{form}?show=done").close()

    with database.reading() as session:
        (entry,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "report.exported"))
    assert (entry.actor_id, entry.subject) == (world.grace.id, "team:campaigns")
    assert entry.detail == {"format": form, "people": 2, "narrowed": True}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_another_team_is_not_exported(form: str, world: make.People, signed_in: SignIn) -> None:
    assert signed_in(world.grace).post(f"/team/elsewhere/export.{form}").status_code == 404


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_is_explained_in_the_handbook(column: object) -> None:
    assert f"| `{column.name}` | {column.kind} | {column.meaning} |" in OPERATING


def test_maya_takes_her_deadlines_into_a_calendar(world: make.People, signed_in: SignIn) -> None:
    response = signed_in(world.maya).get("/me/deadlines.ics")

    made = icalendar.Calendar.from_ical(response.data)
    (event,) = made.walk("VEVENT")
    assert response.mimetype == "text/calendar"
    assert event["SUMMARY"] == "06 Caching is due"
    assert event.decoded("DTSTART") == SOON
    assert "Set by Grace Lindqvist" in event["DESCRIPTION"]


def test_who_is_done_has_an_empty_calendar(people: make.People, signed_in: SignIn) -> None:
    made = icalendar.Calendar.from_ical(signed_in(people.eve).get("/me/deadlines.ics").data)

    assert made.walk("VEVENT") == []


def test_graces_calendar_names_no_progress(
    world: make.People, signed_in: SignIn, database: Database
) -> None:
    with database.transaction() as saving:
        one = Audience(world.campaigns.id, world.maya.id)
        asked(saving, graces_desk(saving, world), one, terms=Terms(SOON))
        asked(
            saving, graces_desk(saving, world), Audience(world.campaigns.id), CACHING,
            terms=Terms(SOON + timedelta(days=1)),
        )  # fmt: skip

    made = icalendar.Calendar.from_ical(signed_in(world.grace).get(f"{HERE}/deadlines.ics").data)

    events = made.walk("VEVENT")
    assert [(str(each["SUMMARY"]), each.decoded("DTSTART")) for each in events] == [
        ("06 Caching is due: Campaigns", SOON + timedelta(days=1)),
        ("06 Caching is due: Maya Okafor", SOON),
    ]
    assert len({str(each["UID"]) for each in events}) == 2


@pytest.fixture
def store(settings: Settings) -> Settings:
    database = Database(settings.database_url)
    state.upgrade(database.engine)
    with database.transaction() as saving:
        make.people(saving)
    database.dispose()
    return settings


def run(settings: Settings, *given: str) -> tuple[int, str]:
    environment = {"LITERACY_DATA": str(settings.data), "LITERACY_DATABASE_URL": ""}
    result = CliRunner().invoke(literacy, ["reports", "export", *given], env=environment)
    return result.exit_code, result.output + str(result.exception or "")


def test_the_command_writes_csv_and_workbook(store: Settings, tmp_path: Path) -> None:
    status, said = run(store, str(tmp_path / "all.csv"))
    run(store, str(tmp_path / "all.xlsx"), "--team", "campaigns")

    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    assert status == 0
    assert f"Wrote {len(rows)} rows to" in said
    assert {row["team"] for row in rows} == {"Campaigns", "Elsewhere"}
    assert tuple(rows[0]) == head(OF_COMPANY)
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert {row[0].value for row in book["Progress"].iter_rows(min_row=2)} == {"Campaigns"}
    assert "asks_for_help" not in {row[0].value for row in book["Columns"].iter_rows()}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [(["--team", "no-such"], "There is no team with the slug no-such."), ([], "exists already")],
    ids=["unknown team", "file is there"],
)
def test_the_command_refuses_in_words(
    given: list[str], sentence: str, store: Settings, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    if not given:
        out.write_text("precious")

    status, said = run(store, str(out), *given)

    assert status == 1
    assert sentence in said


def test_help_says_what_the_columns_are() -> None:
    said = CliRunner().invoke(literacy, ["reports", "export", "--help"]).output

    assert all(name in said for name in head(OF_COMPANY))
    assert "asks_for_help" not in said
