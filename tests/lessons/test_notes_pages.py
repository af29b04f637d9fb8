"""Notes as a reader meets them: in the lesson, among all notes, without script."""

import re

import pytest
from sqlalchemy import select

from literacy.lessons.models import Note
from literacy.lib.db import Database
from tests import make
from tests.browsing import words

LESSON = "/lessons/why-caching"


def anchor_of(browser) -> str:
    """The first paragraph that can be kept."""
    page = browser.get(f"{LESSON}/notes").get_data(as_text=True)
    return re.findall(r'name="anchor" value="(p-[^"]+)"', page)[0]


def stored(database: Database) -> list[Note]:
    with database.reading() as session:
        return list(session.scalars(select(Note).order_by(Note.id)))


@pytest.fixture
def maya(people: make.People, signed_in):
    return signed_in(people.maya)


@pytest.fixture
def note(maya, database: Database) -> Note:
    maya.post(f"{LESSON}/notes", anchor=anchor_of(maya))
    (kept,) = stored(database)
    maya.post(f"/me/notes/{kept.id}", text="Ask Marek <today>")
    return stored(database)[0]


def test_a_place_is_kept_and_written_beside_without_script(maya, database: Database) -> None:
    kept = maya.post(f"{LESSON}/notes", anchor=anchor_of(maya))
    (note,) = stored(database)
    assert kept.location == f"{LESSON}#note-{note.id}"

    saved = maya.post(f"/me/notes/{note.id}", text="Line one\r\nLine two", follow=True)

    assert "Your note is saved." in words(saved)
    assert stored(database)[0].text == "Line one\nLine two"


def test_the_lesson_shows_the_note_to_its_reader_alone(
    note: Note, maya, people: make.People, signed_in
) -> None:
    assert "Ask Marek &lt;today&gt;" in maya.get(LESSON).get_data(as_text=True)
    assert "Marek <today>" not in words(signed_in(people.eve).get(LESSON))
    assert "Marek &lt;today" not in signed_in(people.rosa).get("/me/notes").get_data(as_text=True)


def test_a_page_that_saves_while_one_types_gets_no_page_back(note: Note, maya, database) -> None:
    answer = maya.client.post(
        f"/me/notes/{note.id}",
        data={"text": "More", "csrf_token": maya.form_token()},
        headers={"Accept": "application/json"},
    )

    assert (answer.status_code, answer.data) == (204, b"")
    assert stored(database)[0].text == "More"


def test_words_that_are_too_long_come_back_to_be_shortened(note: Note, maya, database) -> None:
    answer = maya.post(f"/me/notes/{note.id}", text="x" * 4001)

    assert answer.status_code == 422
    assert "x" * 4001 in answer.get_data(as_text=True)
    assert "Yours has 4,001" in words(answer)
    assert stored(database)[0].text == "Ask Marek <today>"


def test_too_long_for_the_saving_page_says_so_in_words(note: Note, maya) -> None:
    answer = maya.client.post(
        f"/me/notes/{note.id}",
        data={"text": "x" * 4001, "csrf_token": maya.form_token()},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 422
    assert "Yours has 4,001" in answer.json["error"]["text"]


@pytest.mark.parametrize("anchor", ["", "no-such-place", "p-00000000"])
def test_a_place_that_is_not_in_the_lesson_is_refused(maya, database, anchor: str) -> None:
    assert maya.post(f"{LESSON}/notes", anchor=anchor).status_code == 422
    assert stored(database) == []


def test_a_lesson_that_does_not_exist_has_no_places(maya) -> None:
    assert maya.get("/lessons/no-such/notes").status_code == 404
    assert maya.post("/lessons/no-such/notes", anchor="x").status_code == 404


def test_a_removed_note_can_be_brought_back_where_it_was_removed(note: Note, maya) -> None:
    there = f"/me/notes#note-{note.id}"
    removed = maya.post(f"/me/notes/{note.id}/removal", next=there)
    assert removed.location == there
    assert "Removed:" in words(maya.get("/me/notes"))

    maya.post(f"/me/notes/{note.id}/removal/undo", next=there)

    assert "Removed:" not in words(maya.get("/me/notes"))
    assert "Ask Marek <today>" in words(maya.get("/me/notes"))


def test_a_form_leads_to_no_other_site(note: Note, maya) -> None:
    answer = maya.post(f"/me/notes/{note.id}/removal", next="//evil.example")

    assert answer.location == f"{LESSON}#note-{note.id}"


def test_notes_are_searched(note: Note, maya) -> None:
    assert "Ask Marek" in words(maya.get("/me/notes?q=marek"))
    assert "Nothing found for “zebra”" in words(maya.get("/me/notes?q=zebra"))


def test_who_has_no_notes_is_told_how_to_begin(maya) -> None:
    assert "No notes yet" in words(maya.get("/me/notes"))


def test_a_note_outlives_its_paragraph_and_its_lesson(maya, database: Database, people) -> None:
    with database.transaction() as saving:
        for lesson in ("why-caching", "a-lesson-that-was"):
            saving.add(
                Note(
                    person_id=people.maya.id, lesson=lesson, anchor="p-gone", section="Old part",
                    quote="Zebras run.", text="Remember", created_at=make.NOW, updated_at=make.NOW,
                )
            )  # fmt: skip

    page = words(maya.get("/me/notes"))

    assert "This paragraph is gone. It stood in “Old part”" in page
    assert "a lesson that was, no longer in the course" in page
    assert "Zebras run." in words(maya.get(LESSON))


def test_notes_move_no_state(note: Note, maya) -> None:
    assert "Start, " in words(maya.get("/"))
