"""What to do next: one lesson, one sentence, one button."""

from datetime import timedelta

import pytest

from literacy.progress.facts import Fact, Sat, Stopped
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.progress.step import Kind, Step, next_lesson, step
from tests.make import NOW
from tests.progress.learning import (
    before,
    course,
    goal,
    lesson,
    module,
    opened,
    passed,
    sat,
    stopped,
)

COURSE = course(
    module(lesson("first"), lesson("second", essential=True), slug="01-one"),
    module(lesson("third"), slug="02-two"),
    module(lesson("planned", written=False), slug="03-three"),
)


def next_step(
    *facts: Fact, of: CourseOutline = COURSE, section: str = "", wanted: tuple[str, ...] = ()
) -> Step:
    standing = mastery(of, facts)
    return step(standing, next_lesson(standing, wanted=wanted), section=section, now=NOW)


def test_on_the_first_day_the_first_essential_lesson_is_offered() -> None:
    first = next_step()

    assert (first.kind, first.title) == (Kind.FIRST, "Second")
    assert first.lead == "After this you can explain second."
    assert (first.go.text, first.go.href) == ("Start, 8 min", "/lessons/second")


def test_a_module_with_a_date_comes_before_the_essentials() -> None:
    assert next_step(wanted=("02-two",)).title == "Third"


def test_what_was_opened_last_is_continued() -> None:
    facts = (stopped("first", at=before(hours=2)), stopped("third", at=before(hours=9)))

    assert next_step(*facts).title == "First"


def test_after_a_pass_the_next_lesson_of_the_module_follows() -> None:
    after = next_step(*passed("first"))

    assert (after.kind, after.title) == (Kind.NEXT, "Second")


def test_the_place_is_named_with_its_section_device_and_time() -> None:
    here = next_step(
        Stopped("first", "p-1", 0.4, "phone", NOW - timedelta(hours=4)), section="Fresh or not"
    )

    assert here.lead == (
        "You stopped at “Fresh or not” on your phone, 4 hours ago. "
        "Five minutes of this lesson are left."
    )
    assert here.go.text == "Continue, 5 min"


def test_one_minute_is_said_as_one() -> None:
    facts = (sat("first"), Stopped("first", "p", 0.95, "", before(days=1)))
    short = course(module(lesson("first", goals=())))

    left = next_step(*facts[1:], of=short)

    assert left.lead == "You stopped a day ago. Three minutes of this lesson are left."


@pytest.mark.parametrize(
    ("facts", "lead", "button", "href"),
    [
        (
            (stopped("first", share=1.0),),
            (
                "You read to the end on your phone, a moment ago. "
                "What is left: reach the lab’s goal and pass the quiz: 4 of 5."
            ),
            "Go to the lab",
            "/lessons/first",
        ),
        (
            (goal("first"),),
            "What is left: pass the quiz: 4 of 5.",
            "Take the quiz, 3 min",
            "/quizzes/first",
        ),
        (
            (goal("first"), opened("first", attempt=17, at=before(hours=3))),
            "You began its quiz 3 hours ago. Every answer you gave is kept.",
            "Go on with the quiz",
            "/attempts/17",
        ),
        (
            (
                goal("first"),
                sat("first", attempt=1, passed=False, at=before(minutes=9)),
                sat("first", attempt=2, passed=False, at=before(minutes=4)),
            ),
            "Two misses in a row ask for a short pause. New questions in six minutes.",
            "Read the lesson again",
            "/lessons/first",
        ),
    ],
    ids=["text read", "quiz left", "quiz open", "pause"],
)
def test_the_button_leads_to_what_is_left(
    facts: tuple[Fact, ...], lead: str, button: str, href: str
) -> None:
    here = next_step(*facts)

    assert (here.lead, here.go.text, here.go.href) == (lead, button, href)


def test_with_all_that_is_written_passed_the_rest_is_named() -> None:
    rest = next_step(*passed("first"), *passed("second", attempt=2), *passed("third", attempt=3))

    assert (rest.kind, rest.title) == (Kind.ALL_DONE, "You are up to date")
    assert rest.lead == (
        "You have passed three lessons, all that can be passed so far. One other is in preparation."
    )
    assert rest.go.href == "/glossary/"


def test_with_the_whole_course_passed_that_is_said() -> None:
    whole = course(module(lesson("only")))

    assert next_step(*passed("only"), of=whole).title == "You have passed the whole course"


def test_before_the_first_lesson_is_written_the_glossary_is_offered() -> None:
    empty = next_step(of=course(module(lesson("planned", written=False))))

    assert (empty.kind, empty.go.href) == (Kind.NOTHING_WRITTEN, "/glossary/")


def test_a_lesson_without_a_quiz_is_read_once_and_then_left() -> None:
    unready = course(module(lesson("first", quiz=None, goals=()), lesson("second")))

    assert next_step(of=unready).title == "First"
    assert next_step(Stopped("first", "p", 1.0, "", NOW), of=unready).title == "Second"


def test_a_finished_row_closes_the_attempt_it_belongs_to() -> None:
    facts = (opened("first", attempt=4), Sat("first", 4, NOW, NOW, passed=False), goal("first"))

    assert next_step(*facts).go.text == "Take the quiz, 3 min"
