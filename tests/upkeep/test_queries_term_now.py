"""Where a reader stands with a term, from facts of every kind in one statement."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.readers import actions as readers
from literacy.lessons.models import Reading
from literacy.quizzes.models import Attempt
from literacy.review.models import ReviewCard
from literacy.upkeep.queries import term_now
from literacy.upkeep.standing import TermNow, ago, ahead
from tests import make

DAYS = timedelta(days=1)


def now(db: Session, shelf: Shelf, person: Person) -> TermNow:
    course = shelf.catalogue
    taught = [course.lessons["cache-rules"], course.lessons["why-caching"]]
    return term_now(db, make.viewer(person), course.terms["cache"], taught, today=make.NOW.date())


def passed(db: Session, person: Person, quiz: str, *, days: int, **given: object) -> None:
    fields = {"kind": "full", "passed": True, "number": 1, **given}
    db.add(
        Attempt(
            key=f"{person.id}{quiz}{days}".ljust(32, "x"), person_id=person.id, quiz=quiz, seed=1,
            bank_version="1", items=["a"], areas=["a"], right_needed=1, right_count=1,
            started_at=make.NOW - days * DAYS, finished_at=make.NOW - days * DAYS, **fields,
        )
    )  # fmt: skip
    db.flush()


def read(db: Session, shelf: Shelf, person: Person, lesson: str, share: float) -> None:
    id_ = shelf.catalogue.lessons[lesson].id
    at = make.NOW - 3 * DAYS
    db.add(Reading(person_id=person.id, lesson=id_, share=share, started_at=at, updated_at=at))
    db.flush()


def test_a_passed_quiz_says_where_and_when_it_was_learned(
    people: make.People, db: Session, shelf: Shelf
) -> None:
    passed(db, people.maya, "cache-rules", days=12)
    passed(db, people.maya, "cache-rules", days=2, number=2)
    read(db, shelf, people.maya, "why-caching", 1.0)

    found = now(db, shelf, people.maya)

    assert (found.met.slug, found.met.passed, found.when) == ("cache-rules", True, "12 days ago")


def test_reading_to_the_end_is_said_to_be_reading(
    people: make.People, db: Session, shelf: Shelf
) -> None:
    read(db, shelf, people.maya, "why-caching", 1.0)
    read(db, shelf, people.maya, "cache-rules", 0.5)

    found = now(db, shelf, people.maya)

    assert (found.met.slug, found.met.passed, found.when) == ("why-caching", False, "3 days ago")


@pytest.mark.parametrize(
    "given", [{"passed": False}, {"kind": "missed"}], ids=["failed", "practice"]
)
def test_what_counts_for_nothing_teaches_nothing(
    people: make.People, db: Session, shelf: Shelf, given: dict[str, object]
) -> None:
    passed(db, people.maya, "cache-rules", days=1, **given)

    assert now(db, shelf, people.maya).met is None


def test_somebody_else_s_facts_are_nobody_s_business(
    people: make.People, db: Session, shelf: Shelf
) -> None:
    passed(db, people.eve, "cache-rules", days=1)
    read(db, shelf, people.eve, "why-caching", 1.0)
    readers.vote_not_clear(db, make.viewer(people.eve), "cache", now=make.NOW)

    found = now(db, shelf, people.maya)

    assert (found.met, found.voted, found.due_on) == (None, False, None)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-1, "It is due in your reviews."),
        (1, "It comes back tomorrow."),
        (7, "It comes back in 7 days."),
    ],
)
def test_the_term_s_own_card_says_when_it_comes_back(
    people: make.People, db: Session, shelf: Shelf, days: int, said: str
) -> None:
    db.add(
        ReviewCard(
            person_id=people.maya.id, subject="term/cache", turns=1, first_on=make.NOW.date(),
            stability=1.0, difficulty=5.0, last_on=make.NOW.date(),
            due_on=make.NOW.date() + days * DAYS, rating=3,
        )
    )  # fmt: skip
    db.flush()

    assert now(db, shelf, people.maya).review == said


def test_the_page_is_told_of_note_vote_and_opening_in_one_statement(
    people: make.People, db: Session, shelf: Shelf
) -> None:
    for number, text in ((1, "old"), (2, "ours")):
        db.add(
            CompanyNote(
                about="term", ref="cache", number=number, text=text,
                at=make.NOW + number * DAYS, person_id=people.ivan.id,
            )
        )  # fmt: skip
    readers.vote_not_clear(db, make.viewer(people.maya), "cache", now=make.NOW)
    readers.note_opening(db, "cache", now=make.NOW)
    statements: list[str] = []
    event.listen(db.get_bind(), "before_cursor_execute", lambda *given: statements.append(given[2]))

    found = now(db, shelf, people.maya)

    assert (found.company_text, found.voted, found.opened_today) == ("ours", True, True)
    assert len(statements) == 1


def test_a_note_that_was_taken_away_is_not_shown(
    people: make.People, db: Session, shelf: Shelf
) -> None:
    for number, text in ((1, "ours"), (2, "")):
        db.add(CompanyNote(about="term", ref="cache", number=number, text=text, at=make.NOW))
    db.flush()

    assert now(db, shelf, people.maya).company_note is None


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (12, "12 days ago"),
        (59, "59 days ago"),
        (75, "2 months ago"),
    ],
)
def test_times_are_told_in_words(days: int, said: str) -> None:
    assert ago(days) == said


def test_times_to_come_are_told_in_words() -> None:
    assert [ahead(days) for days in (1, 5, 90)] == ["tomorrow", "in 5 days", "in 3 months"]
