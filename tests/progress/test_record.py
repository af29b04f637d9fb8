"""The record of progress: dates, what is remembered, what is open, and history by year."""

from datetime import timedelta

from literacy.lib.db import Database
from literacy.progress.facts import Examined, Recalled
from literacy.progress.mastery import FINAL, mastery
from literacy.progress.record import record
from literacy.review.scheduling import Memory
from tests import make
from tests.browsing import words
from tests.counting import statements
from tests.progress import learning
from tests.progress.learning import NOW, before

COURSE = learning.course(
    learning.module(learning.lesson("copies"), learning.lesson("rules"), slug="06-caching"),
    learning.module(learning.lesson("keys"), slug="05-databases"),
)
TODAY = NOW.date()


def told(*facts: object):
    return record(mastery(COURSE, facts), on=TODAY)


def test_nothing_done_is_an_empty_record() -> None:
    page = told()

    assert (page.passed, page.open, page.history, page.remembered) == ((), (), (), "")
    assert (page.lessons, page.modules) == ("0 of 3 lessons", "0 of 2 modules")


def test_a_passed_lesson_has_its_date_and_what_is_left_of_it() -> None:
    memory = Memory(9.0, 5.0, TODAY - timedelta(days=2), TODAY + timedelta(days=7))
    page = told(*learning.passed("copies", at=before(days=3)), Recalled("copies", "a", memory))

    (lesson,) = page.passed[0].lessons
    assert (lesson.at, lesson.kept) == (before(days=3), "Remembered now")
    assert lesson.asked_on == TODAY + timedelta(days=7)
    assert page.remembered == "1 of 1"


def test_a_module_tested_out_is_told_apart_from_one_passed() -> None:
    page = told(
        Examined("06-caching", 5, before(days=1), before(days=1), passed=True),
        *learning.passed("keys", at=before(days=2)),
    )

    assert [(each.number, each.state) for each in page.passed] == [
        ("06", "Tested out"),
        ("05", "Passed"),
    ]


def test_what_is_open_comes_latest_first_with_what_is_left() -> None:
    page = told(
        learning.stopped("copies", at=before(days=2)),
        learning.stopped("rules", at=before(days=1)),
        Examined("05-databases", 8, before(hours=2)),
        Examined(FINAL, 9, before(hours=1)),
    )

    assert [each.href for each in page.open] == [
        "/quizzes/course/final",
        "/quizzes/05-databases/exam",
        "/lessons/rules",
        "/lessons/copies",
    ]


def test_history_goes_back_year_by_year() -> None:
    page = told(
        *learning.passed("copies", at=before(days=400)),
        *learning.passed("keys", at=before(days=3)),
        Examined(FINAL, 9, before(days=2), before(days=1), passed=True),
    )

    assert [(year, len(events)) for year, events in page.history] == [(2026, 3), (2025, 1)]
    assert page.history[0][1][0].title == "Final assessment"


def test_the_page_shows_ones_own_record_only(
    database: Database, people: make.People, signed_in
) -> None:
    with database.transaction() as saving:
        learning.pass_lessons(saving, people.maya, ["why-caching"], at=before(days=2))

    assert "Why keep copies at all? November 19, 2026" in words(
        signed_in(people.maya).get("/me/progress")
    )
    assert "What you pass will stand here" in words(signed_in(people.eve).get("/me/progress"))


def test_ten_years_take_as_many_statements_as_a_day(
    database: Database, people: make.People, signed_in
) -> None:
    with database.transaction() as saving:
        for number in range(1, 2000):
            learning.add_attempt(
                saving, people.maya, "cache-rules", at=before(days=number), number=number,
                passed=number % 3 == 0,
            )  # fmt: skip
    browser = signed_in(people.maya)

    with statements(database) as sent:
        assert browser.get("/me/progress").status_code == 200

    assert len([each for each in sent if each.startswith("SELECT")]) <= 6
