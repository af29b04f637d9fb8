"""Standings of many people: looked up again, and never older than the facts."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from literacy.content.shelf import Shelf
from literacy.labs.models import LabCompletion
from literacy.lessons.models import Reading
from literacy.lib.db import Database
from literacy.progress.mastery import Standing, mastery
from literacy.progress.memory import recalled
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.queries import facts_of, standings_of
from literacy.progress.remembered import Remembered
from literacy.quizzes.models import Attempt
from literacy.review.models import ReviewCard
from literacy.review.queries import cards_of
from tests import make
from tests.counting import statements


@pytest.fixture
def course(shelf: Shelf) -> CourseOutline:
    return course_outline(shelf.catalogue, today=make.NOW.date())


def looked_up(database: Database, course: CourseOutline, *people: int) -> dict[int, Standing]:
    with database.reading() as session:
        return dict(standings_of(session, course, people))


def worked_out(database: Database, course: CourseOutline, *people: int) -> dict[int, Standing]:
    with database.reading() as session:
        facts = facts_of(session, people)
        return {
            each: mastery(course, (*facts[each], *recalled(cards_of(session, each))))
            for each in people
        }


def attempt(person: int, number: int, **given: object) -> Attempt:
    return Attempt(
        key=f"key-{person}-{number}", person_id=person, quiz="cache-rules", number=number, seed=1,
        bank_version="1", items=[], areas=[], right_needed=4, started_at=make.NOW, **given,
    )  # fmt: skip


def read(session, person: int) -> None:
    session.add(
        Reading(
            person_id=person,
            lesson="cache-rules",
            share=0.3,
            started_at=make.NOW,
            updated_at=make.NOW,
        )
    )


def read_on(session, person: int) -> None:
    session.get_one(Reading, (person, "cache-rules")).share = 0.9


def sit(session, person: int) -> None:
    session.add(attempt(person, 1))


def pass_it(session, person: int) -> None:
    row = session.query(Attempt).filter_by(person_id=person, number=1).one()
    row.finished_at, row.passed, row.right_count = make.NOW, True, 5


def reach(session, person: int) -> None:
    session.add(
        LabCompletion(
            person_id=person, lab="cache", mission="second-load", how="proved", at=make.NOW
        )
    )


def remember(session, person: int) -> None:
    day = make.NOW.date()
    session.add(
        ReviewCard(
            person_id=person, subject="area/cache-rules/a", turns=1, first_on=day, stability=3.0,
            difficulty=5.0, last_on=day, due_on=day, rating=3,
        )
    )  # fmt: skip


def review(session, person: int) -> None:
    card = session.get_one(ReviewCard, (person, "area/cache-rules/a"))
    card.turns, card.stability = 2, 9.0
    card.due_on += timedelta(days=9)


def test_every_fact_shows_at_once(
    database: Database, course: CourseOutline, people: make.People
) -> None:
    maya, seen = people.maya.id, []
    for deed in (read, read_on, sit, pass_it, reach, remember, review):
        with database.transaction() as saving:
            deed(saving, maya)

        found = looked_up(database, course, maya)

        assert found == worked_out(database, course, maya), deed.__name__
        assert found[maya] not in seen, f"{deed.__name__} changes where she stands"
        seen.append(found[maya])


def test_who_did_nothing_new_is_not_worked_out_again(
    database: Database, course: CourseOutline, people: make.People
) -> None:
    looked_up(database, course, people.maya.id, people.eve.id)
    first = asked_by(database, lambda: looked_up(database, course, people.maya.id, people.eve.id))
    with database.transaction() as saving:
        read(saving, people.eve.id)

    second = asked_by(database, lambda: looked_up(database, course, people.maya.id, people.eve.id))

    assert len(first) == 4
    assert len(second) == 8


def asked_by(database: Database, act: Callable[[], object]) -> list[str]:
    with statements(database) as sent:
        act()
    return [each for each in sent if each.startswith("SELECT")]


def test_one_store_tells_nothing_of_another(
    database: Database, course: CourseOutline, people: make.People, tmp_path
) -> None:
    with database.transaction() as saving:
        read(saving, people.maya.id)
    here = looked_up(database, course, people.maya.id)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    from literacy.migrations.tables import METADATA

    METADATA.create_all(other.engine)

    there = looked_up(other, course, people.maya.id)

    assert here != there
    other.dispose()


def test_the_memory_has_an_end_and_another_course_empties_it(course: CourseOutline) -> None:
    remembered, standing = Remembered(most=2), mastery(course, ())
    remembered.known(course, {})
    for person in range(5):
        remembered.keep(course, {person: (1,)}, {person: standing})
    stamps = dict.fromkeys(range(5), (1,))

    assert set(remembered.known(course, stamps)) == {3, 4}
    assert remembered.known(course, {4: (2,)}) == {}

    other = CourseOutline(course.modules[:1], course.final, course.placement)
    assert remembered.known(other, stamps) == {}
    remembered.keep(course, stamps, {4: standing})
    assert remembered.known(other, stamps) == {}
