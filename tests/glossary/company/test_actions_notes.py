"""A company's own note: kept in versions, safe from two writers, and found after a rename."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.audit.models import AuditEntry
from literacy.glossary.company import actions, queries
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.company.notes import About, Subject, placed, subject
from literacy.lib.errors import Conflict, Invalid, NotFound
from tests import make
from tests.lessons.pages import course, lesson, term

BARE = replace(course(lesson("x")), terms={})
CDN = Subject(About.TERM, "cdn", "CDN", ("cdn",))


def write(db: Session, people: make.People, text: str, on: Subject = CDN, **given: object) -> None:
    settings = {"based_on": 0, "now": make.NOW, **given}
    actions.write_note(db, make.viewer(people.ivan), on, text=text, **settings)


def test_a_note_is_kept_with_its_writer_and_told_in_the_log(
    people: make.People, db: Session
) -> None:
    write(db, people, "Ours is **Quickly**. Ask #web-ops.")

    held = queries.note_on(db, CDN)
    entry = db.scalars(select(AuditEntry)).one()

    assert (held.text, held.number, held.by) == (
        "Ours is **Quickly**. Ask #web-ops.",
        1,
        "Ivan Petrov",
    )
    assert (entry.action, entry.subject) == ("company_note.written", "term:cdn")


def test_every_version_is_kept(people: make.People, db: Session) -> None:
    for number, text in enumerate(("one", "two", "")):
        write(db, people, text, based_on=number, now=make.NOW + timedelta(hours=number))

    assert [each.text for each in queries.history(db, CDN)] == ["", "two", "one"]
    assert placed(course(lesson("x")), queries.all_notes(db)) == []


def test_the_second_of_two_writers_is_told_and_nothing_is_lost(
    people: make.People, db: Session
) -> None:
    write(db, people, "first")

    with pytest.raises(Conflict):
        write(db, people, "second", based_on=0)

    assert queries.note_on(db, CDN).text == "first"


def test_saying_the_same_twice_adds_one_version(people: make.People, db: Session) -> None:
    write(db, people, "same")
    write(db, people, "same")

    assert len(queries.history(db, CDN)) == 1


def test_a_note_that_is_a_lesson_is_refused(people: make.People, db: Session) -> None:
    with pytest.raises(Invalid, match="2000"):
        write(db, people, "x" * 2001)


def test_an_older_version_is_written_once_more(people: make.People, db: Session) -> None:
    write(db, people, "one")
    write(db, people, "two", based_on=1, now=make.NOW + timedelta(hours=1))

    actions.restore_note(db, make.viewer(people.ivan), CDN, 1, now=make.NOW + timedelta(hours=2))

    assert queries.note_on(db, CDN).text == "one"
    assert queries.note_on(db, CDN).number == 3


def test_a_version_that_never_was_is_not_restored(people: make.People, db: Session) -> None:
    write(db, people, "one")

    with pytest.raises(NotFound):
        actions.restore_note(db, make.viewer(people.ivan), CDN, 7, now=make.NOW)


def test_a_note_follows_a_renamed_term(people: make.People, db: Session) -> None:
    write(db, people, "ours")
    catalogue = replace(
        course(lesson("x")),
        terms={"delivery": term("Delivery network", slug="delivery", redirects=("cdn",))},
        moved_terms={"cdn": "delivery"},
    )
    renamed = subject(catalogue, About.TERM, "cdn")

    assert renamed.slug == "delivery"
    assert queries.note_on(db, renamed).text == "ours"
    write(db, people, "newer", renamed, based_on=1, now=make.NOW + timedelta(hours=1))
    assert [note.text for note, _on in placed(catalogue, queries.all_notes(db))] == ["newer"]


def test_a_note_without_its_term_is_kept_and_shown_to_authors(
    people: make.People, db: Session
) -> None:
    write(db, people, "ours")

    assert [(note.text, on) for note, on in placed(BARE, queries.all_notes(db))] == [("ours", None)]


def test_a_note_on_a_lesson_follows_its_permanent_id(people: make.People, db: Session) -> None:
    catalogue = course(lesson("x"))
    on = subject(catalogue, About.LESSON, next(iter(catalogue.lessons)))

    write(db, people, "ours", on)

    assert on.refs == (catalogue.lessons[on.slug].id,)
    assert db.scalars(select(CompanyNote.ref)).one() == on.refs[0]
