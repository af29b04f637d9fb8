"""The record holds everything about its person, nothing of others, and no secret."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.audit.models import AuditEntry
from literacy.lessons.models import Note, Reading
from literacy.lib.db import Database
from literacy.migrations.tables import METADATA
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.records.queries import SOURCES, record_of
from tests import make
from tests.browsing import words
from tests.counting import statements

NOW = make.NOW
# Rows about a person that are no part of what she takes along, each for a reason.
ELSEWHERE = {
    "question_report.replied_by": "who replied to somebody else's report",
    "assignment.set_by": "what she asked of others is theirs",
    "assignment.withdrawn_by": "what she asked of others is theirs",
    "help_call.helper_id": "somebody else's call for help",
    "term_request.settled_by": "whose request she settled is theirs",
    "nudge.sent_by": "what she sent to others is theirs",
}


def test_every_column_about_a_person_is_told_or_left_out_on_purpose() -> None:
    told = {source.model.__tablename__: source for source in SOURCES}
    for table in METADATA.sorted_tables:
        pointing = {column.name for column in table.columns for key in column.foreign_keys if key.target_fullname == "person.id"}  # fmt: skip
        owners = {name for name in pointing if f"{table.name}.{name}" not in ELSEWHERE}
        if not owners and table.name not in ("person", "quiz_answer"):
            continue
        assert table.name in told, f"{table.name} is in nobody's record"
        source = told[table.name]
        known = set(source.shape.columns) | set(source.left_out)
        missing = {column.name for column in table.columns} - known
        assert not missing, f"{table.name}: {missing} neither told nor left out"


def fill(database: Database, people: make.People) -> None:
    """A row with a marker for Maya and one for Eve."""
    with database.transaction() as saving:
        for person in (people.maya, people.eve):
            marker = f"marker-of-{person.name.split()[0]}"
            attempt = Attempt(
                key=f"k{person.id}", person_id=person.id, quiz="why-caching", kind="full", number=1,
                seed=1, bank_version="v", items=["x"], areas=["a"], right_needed=4, started_at=NOW,
            )  # fmt: skip
            saving.add_all(
                [
                    attempt,
                    Note(person_id=person.id, lesson="l", anchor="p", quote="", section="",
                         text=f"=HYPERLINK({marker})", created_at=NOW, updated_at=NOW),
                    Reading(person_id=person.id, lesson=marker, started_at=NOW, updated_at=NOW),
                ]
            )  # fmt: skip
            saving.flush()
            saving.add(
                QuizAnswer(
                    key=f"a{person.id}", attempt_id=attempt.id, item=marker, item_version=1,
                    try_number=1, answer={"x": [1, "ü"]}, score=1.0, correct=True, at=NOW,
                )
            )  # fmt: skip


@pytest.fixture
def maya(database: Database, people: make.People, signed_in):
    fill(database, people)
    return signed_in(people.maya)


def test_the_document_holds_mine_and_nothing_of_others(maya) -> None:
    answer = maya.post("/me/export/record.json")

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    text = answer.get_data(as_text=True)
    assert "marker-of-Eve" not in text
    record = json.loads(text)
    assert record["format"] == 1
    told = record["sections"]
    assert told["account"]["rows"][0]["email"] == "maya@example.com"
    assert told["answers"]["rows"][0]["item"] == "marker-of-Maya"
    assert told["answers"]["rows"][0]["answer"] == {"x": [1, "ü"]}
    assert told["attempts"]["rows"][0]["started_at"] == NOW.isoformat()
    assert told["answers"]["columns"]["correct"] == "whether it was right"


def test_secrets_are_not_in_it(maya) -> None:
    text = maya.post("/me/export/record.json").get_data(as_text=True)

    assert "hash" not in json.dumps(json.loads(text)["sections"]["browsers"]["rows"])
    assert maya.token not in text


def tables(maya) -> dict[str, str]:
    answer = maya.post("/me/export/record.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as folder:
        return {name: folder.read(name).decode("utf-8-sig") for name in folder.namelist()}


def test_tables_come_with_a_description_of_every_column(maya) -> None:
    found = tables(maya)

    assert set(found) == {"README.txt", *(f"{each.shape.name}.csv" for each in SOURCES)}
    assert all(
        f"    {name}: {meaning}" in found["README.txt"]
        for each in SOURCES
        for name, meaning in each.shape.columns.items()
    )


def test_no_cell_is_run_by_a_spreadsheet(maya) -> None:
    rows = list(csv.DictReader(io.StringIO(tables(maya)["notes.csv"])))

    assert rows[0]["text"] == "'=HYPERLINK(marker-of-Maya)"


def test_taking_it_is_logged_and_only_that_is_written(maya, database: Database) -> None:
    maya.post("/me/export/record.json")

    with database.reading() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.detail) == ("record.exported", {"kind": "json"})


def test_the_page_says_what_is_inside(maya) -> None:
    page = words(maya.get("/me/export"))

    assert "Places you kept, and your words beside them." in page
    assert maya.get("/me/export/record.json").status_code == 405


def test_ten_years_take_as_many_statements_as_a_day(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        for day in range(3000):
            attempt = Attempt(
                key=f"k{day}", person_id=people.maya.id, quiz=f"lesson-{day % 60}", kind="full",
                number=day, seed=1, bank_version="v", items=[], areas=[], right_needed=4,
                started_at=NOW - timedelta(days=day), finished_at=NOW - timedelta(days=day),
            ) if day else None  # fmt: skip
            if attempt:
                saving.add(attempt)

    with statements(database) as sent, database.reading() as session:
        record = record_of(session, make.viewer(people.maya))

    assert len([each for each in sent if each.startswith("SELECT")]) == len(SOURCES)
    assert sum(len(section.rows) for section in record) > 2999
