"""Keeping, writing, removing and finding notes: one's own, and once each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.lessons.jobs import tidy
from literacy.lessons.models import Note
from literacy.lessons.notes import actions, queries
from literacy.lessons.notes.bounds import LONGEST_TEXT, UNDO_FOR
from literacy.lessons.notes.passages import Passage
from literacy.lib import db as store_module
from literacy.lib.db import Database
from literacy.lib.errors import Invalid, NotFound
from tests import make
from tests.counting import statements

NOW = make.NOW
PLACE = Passage("p-1", "Copies", "A copy is kept near the reader.")


@pytest.fixture
def db(people: make.People, db: Session) -> Session:
    """The session, opened once the people are in."""
    return db


@pytest.fixture
def maya(people: make.People):
    return make.viewer(people.maya)


@pytest.fixture
def eve(people: make.People):
    return make.viewer(people.eve)


def keep(db: Session, viewer, anchor: str = "p-1", lesson: str = "why-caching", at=NOW) -> Note:
    return actions.keep(db, viewer, lesson, Passage(anchor, "Copies", PLACE.quote), now=at)


def found(db: Session, viewer, search: str = "", number: int = 1, now=NOW) -> list[int]:
    return [
        note.id for note in queries.page_of(db, viewer, search=search, number=number, now=now).notes
    ]


def test_a_place_is_kept_once(db: Session, maya) -> None:
    first = keep(db, maya)
    actions.write(db, maya, first.id, "Mine", now=NOW)

    again = keep(db, maya)

    assert (again.id, again.text) == (first.id, "Mine")


def test_words_are_kept_as_they_were_typed(db: Session, maya) -> None:
    note = keep(db, maya)
    typed = "  Ask Marek:\n\n<b>which</b> copies?\t= now \n"

    actions.write(db, maya, note.id, typed, now=NOW)

    assert note.text == typed


def test_a_note_that_is_too_long_is_refused(db: Session, maya) -> None:
    note = keep(db, maya)
    actions.write(db, maya, note.id, "é" * LONGEST_TEXT, now=NOW)

    with pytest.raises(Invalid, match=r"4,000 letters\. Yours has 4,001"):
        actions.write(db, maya, note.id, "x" * (LONGEST_TEXT + 1), now=NOW)


def test_another_persons_note_is_not_there(db: Session, maya, eve) -> None:
    note = keep(db, maya)

    with pytest.raises(NotFound):
        actions.write(db, eve, note.id, "Hers", now=NOW)
    with pytest.raises(NotFound):
        actions.remove(db, eve, note.id, now=NOW)
    with pytest.raises(NotFound):
        actions.bring_back(db, eve, note.id)
    assert found(db, eve) == []


def test_a_removed_note_comes_back_whole(db: Session, maya) -> None:
    note = keep(db, maya)
    actions.write(db, maya, note.id, "Mine", now=NOW)

    actions.remove(db, maya, note.id, now=NOW)
    actions.remove(db, maya, note.id, now=NOW + timedelta(minutes=1))
    assert note.removed_at == NOW
    actions.bring_back(db, maya, note.id)
    actions.bring_back(db, maya, note.id)

    assert (note.removed_at, note.text) == (None, "Mine")


def test_after_a_while_it_is_gone_for_good(db: Session, maya) -> None:
    note = keep(db, maya)
    actions.remove(db, maya, note.id, now=NOW)
    assert found(db, maya, now=NOW + UNDO_FOR - timedelta(seconds=1)) == [note.id]
    assert found(db, maya, now=NOW + UNDO_FOR) == []

    tidy(db, now=NOW + UNDO_FOR)

    assert db.scalar(select(func.count()).select_from(Note)) == 0


def test_keeping_a_removed_place_again_begins_afresh(db: Session, maya) -> None:
    note = keep(db, maya)
    actions.write(db, maya, note.id, "Old", now=NOW)
    actions.remove(db, maya, note.id, now=NOW)

    again = keep(db, maya)

    assert (again.id, again.text, again.removed_at) == (note.id, "", None)


def test_a_lesson_holds_two_hundred_places(db: Session, maya) -> None:
    for number in range(actions.MOST_IN_A_LESSON):
        keep(db, maya, f"p-{number}")

    with pytest.raises(Invalid, match="200 places"):
        keep(db, maya, "p-one-more")


@pytest.mark.parametrize(
    "search", ["marek", "MAREK", "Größe", "größe", "ГОРОД", "near the reader", "copies"]
)
def test_notes_are_found_by_their_words_and_by_where_they_stand(
    db: Session, maya, search: str
) -> None:
    note = keep(db, maya)
    actions.write(db, maya, note.id, "Ask Marek: Größe, город?", now=NOW)

    assert found(db, maya, search) == [note.id]


@pytest.mark.parametrize("search", ["%", "_", "Tomasz", "\\"])
def test_signs_are_searched_for_as_they_are(db: Session, maya, search: str) -> None:
    actions.write(db, maya, keep(db, maya).id, "Ask Marek", now=NOW)

    assert found(db, maya, search) == []


def test_the_newest_words_come_first_page_by_page(db: Session, maya) -> None:
    ids = [keep(db, maya, f"p-{n}", at=NOW + timedelta(minutes=n)).id for n in range(35)]

    first, second = found(db, maya), found(db, maya, number=2)

    assert first + second == ids[::-1]
    assert found(db, maya, number=99) == second


def test_ten_years_of_notes_take_two_statements(
    database: Database, people: make.People, maya
) -> None:
    with database.transaction() as saving:
        for lesson in range(60):
            for number in range(50):
                saving.add(
                    Note(
                        person_id=maya.id, lesson=f"lesson-{lesson}", anchor=f"p-{number}",
                        quote="q", text="t", created_at=NOW, updated_at=NOW,
                    )
                )  # fmt: skip

    with statements(database) as sent, database.reading() as session:
        page = queries.page_of(session, maya, search="t", number=3, now=NOW)

    assert (page.total, len(page.notes)) == (3000, queries.PAGE_SIZE)
    assert len([each for each in sent if each.startswith("SELECT")]) == 2


def test_two_tabs_at_once_keep_a_place_once(
    database: Database, people: make.People, maya, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "GATE_SECONDS", 30.0)

    def one(_number: int) -> int:
        with database.transaction() as saving:
            return actions.keep(saving, maya, "why-caching", PLACE, now=NOW).id

    with ThreadPoolExecutor(8) as threads:
        ids = set(threads.map(one, range(16)))

    assert len(ids) == 1
