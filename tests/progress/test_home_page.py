"""Home as a value: deadlines, contents and counts in words that agree."""

from datetime import timedelta

import pytest

from literacy.progress.deadlines import Asked
from literacy.progress.facts import Fact
from literacy.progress.home import Home, home
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.progress.step import next_lesson, step
from tests.make import NOW
from tests.progress.learning import course, lesson, module, passed, stopped

COURSE = course(
    module(lesson("first"), lesson("second"), slug="01-one", part="What teams want"),
    module(lesson("third"), slug="02-two", part="How a page comes"),
    module(lesson("planned", written=False), slug="03-three", part="How a page comes"),
)
TODAY = NOW.date()


def page(*facts: Fact, of: CourseOutline = COURSE, asked: tuple[Asked, ...] = ()) -> Home:
    standing = mastery(of, facts)
    now_step = step(standing, next_lesson(standing), section="", now=NOW)
    return home(of, standing, asked, now_step, now=NOW)


def test_the_modules_stand_under_the_parts_of_the_course() -> None:
    parts = page().parts

    assert [(part.title, len(part.modules)) for part in parts] == [
        ("What teams want", 1),
        ("How a page comes", 2),
    ]


def test_each_module_says_its_state_in_words() -> None:
    shown = page(*passed("first"), *passed("third", attempt=2))
    rows = [row for part in shown.parts for row in part.modules]

    assert [row.words for row in rows] == [
        "1 of 2 passed, 8 min left",
        "Passed, Nov 21",
        "In preparation, 1 lesson",
    ]


def test_a_module_not_begun_shows_lessons_and_minutes() -> None:
    assert page().parts[0].modules[0].words == "2 lessons, 16 min"


def test_each_lesson_says_what_it_needs() -> None:
    row = page(stopped("first")).parts[0].modules[0].rows[0]

    assert (row.stop, row.note) == ("here", "4 of 8 min left")
    assert row.needs == "Reach the lab’s goal and pass the quiz: 4 of 5"


def test_the_module_that_is_continued_is_open() -> None:
    rows = [row for part in page(stopped("third")).parts for row in part.modules]

    assert [row.open for row in rows] == [False, True, False]


@pytest.mark.parametrize(
    ("days", "facts", "detail"),
    [
        (
            12,
            (),
            (
                "In 12 days. 16 minutes are left. At 10 minutes a day you finish on Sunday, November 22, "
                "in time. Set by Grace: “The winter sale.”"
            ),
        ),
        (
            0,
            (),
            (
                "Today. 16 minutes are left. At 10 minutes a day you finish on Sunday, November 22. "
                "Set by Grace: “The winter sale.”"
            ),
        ),
        (
            1,
            passed("first"),
            "Tomorrow. 8 minutes are left: one sitting. Set by Grace: “The winter sale.”",
        ),
    ],
    ids=["far", "today", "tomorrow"],
)
def test_a_deadline_says_how_far_who_and_why(
    days: int, facts: tuple[Fact, ...], detail: str
) -> None:
    asked = Asked("01-one", TODAY + timedelta(days=days), "The winter sale.", "Grace")

    (due,) = page(*facts, asked=(asked,)).dues

    assert due.detail == detail
    assert not due.late


def test_a_date_that_has_passed_is_late_and_kind() -> None:
    (due,) = page(asked=(Asked("02-two", TODAY - timedelta(days=1)),)).dues

    assert due.late
    assert due.detail == (
        "Due a day ago. 8 minutes are left: one sitting. Set by your team’s manager."
    )


def test_the_number_of_deadlines_agrees() -> None:
    asked = (Asked("01-one", TODAY), Asked("02-two", TODAY))

    assert page(asked=asked[:1]).dues_title == "One deadline"
    assert page(asked=asked).dues_title == "Two deadlines"


def test_the_summary_counts_what_is_passed() -> None:
    assert page().summary.startswith("3 modules, 4 lessons. Nothing is locked")
    assert page(*passed("first")).summary.startswith("3 modules, 4 lessons, 1 passed.")
