"""A lesson is printed once for a version of the course and a day, and never for the wrong one."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from literacy.content.catalogue import Catalogue
from literacy.lessons.press import Press
from literacy.lessons.rendering import RenderedLesson
from tests.lessons.pages import TODAY, course, html_of, lesson


def course_that_says(text: str) -> Catalogue:
    return replace(course(lesson(text)), version=text)


def printed(press: Press, of: Catalogue, days: int = 0) -> RenderedLesson:
    return press.printed(of.lessons["cache-rules"], of, today=TODAY + timedelta(days=days))


def test_a_lesson_is_printed_once() -> None:
    press, here = Press(), course_that_says("A text.")

    assert printed(press, here) is printed(press, here)


def test_a_new_day_prints_it_anew() -> None:
    press, here = Press(), course_that_says("A text.")

    assert printed(press, here) is not printed(press, here, days=1)


@pytest.fixture
def impatient() -> Iterator[None]:
    """Threads take turns a thousand times more often than they do in the field."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(0.000_005)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_readers_who_come_while_the_course_changes_get_the_one_they_asked_for() -> None:
    press = Press()
    courses = [course_that_says(f"Text {number}.") for number in range(3)]

    with ThreadPoolExecutor(6) as threads:
        asked = [courses[number % 3] for number in range(600)]
        got = threads.map(lambda each: html_of(printed(press, each)), asked)
        wrong = [html for each, html in zip(asked, got, strict=True) if each.version not in html]

    assert wrong == []
