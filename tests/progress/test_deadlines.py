"""What is asked by when, and how that stands."""

from datetime import date, timedelta

import pytest

from literacy.progress.deadlines import Asked, Stand, cell, cells, deadlines, overall
from literacy.progress.facts import Fact
from literacy.progress.mastery import mastery
from tests.make import NOW
from tests.progress.learning import before, course, goal, lesson, module, passed, stopped

TODAY = NOW.date()
SOON, GONE = TODAY + timedelta(days=12), TODAY - timedelta(days=2)
ONE = course(module(lesson()))


@pytest.mark.parametrize(
    ("facts", "due_on", "stand"),
    [
        ((), None, Stand.NOT_ASKED),
        ((), SOON, Stand.NOT_STARTED),
        ((), TODAY, Stand.NOT_STARTED),
        ((), GONE, Stand.LATE),
        ((stopped(),), None, Stand.STARTED),
        ((goal(),), SOON, Stand.STARTED),
        ((goal(),), GONE, Stand.LATE),
        (passed(), GONE, Stand.DONE),
        (passed(), None, Stand.DONE),
    ],
    ids=[
        "nothing",
        "asked",
        "due today",
        "not begun and late",
        "begun unasked",
        "begun",
        "begun and late",
        "done after the date",
        "done unasked",
    ],
)
def test_a_module_stands_in_one_of_five_ways(
    facts: tuple[Fact, ...], due_on: date | None, stand: Stand
) -> None:
    standing = mastery(ONE, facts).modules[0]

    assert cell(standing, due_on, today=TODAY).stand is stand


def test_nobody_is_late_for_lessons_that_are_not_written() -> None:
    half = course(module(lesson("copies"), lesson("rules", written=False)))
    standing = mastery(half, passed("copies"))

    assert cell(standing.modules[0], GONE, today=TODAY).stand is Stand.STARTED
    assert deadlines(standing, [Asked("06-caching", GONE)], today=TODAY) == ()


def test_a_deadline_that_is_met_is_gone() -> None:
    standing = mastery(ONE, passed(at=before(days=1)))

    assert deadlines(standing, [Asked("06-caching", SOON)], today=TODAY) == ()


def test_the_earliest_date_comes_first() -> None:
    two = course(module(lesson("a")), module(lesson("b"), slug="08-spikes"))
    asked = [Asked("06-caching", SOON), Asked("08-spikes", TODAY)]

    found = deadlines(mastery(two, []), asked, today=TODAY)

    assert [each.module.slug for each in found] == ["08-spikes", "06-caching"]


def test_of_two_dates_for_one_module_the_earlier_counts() -> None:
    asked = [Asked("06-caching", SOON, set_by="Theo"), Asked("06-caching", TODAY, set_by="Grace")]

    (found,) = deadlines(mastery(ONE, []), asked, today=TODAY)

    assert found.asked.set_by == "Grace"


TWO_LESSONS = course(module(lesson("copies", essential=True), lesson("rules")))
ESSENTIALS = Asked("06-caching", SOON, path="The essentials", essential=True)


def test_the_essentials_are_done_before_the_module_is() -> None:
    standing = mastery(TWO_LESSONS, passed("copies"))

    (found,) = cells(standing, [ESSENTIALS], today=TODAY).values()

    assert (found.stand, found.passed, found.count) == (Stand.DONE, 1, 1)
    assert deadlines(standing, [ESSENTIALS], today=TODAY) == ()


def test_after_the_essentials_the_later_date_of_the_whole_module_counts() -> None:
    standing = mastery(TWO_LESSONS, passed("copies"))
    whole = Asked("06-caching", SOON + timedelta(days=30))

    (found,) = cells(standing, [ESSENTIALS, whole], today=TODAY).values()

    assert (found.stand, found.due_on, found.count) == (Stand.STARTED, whole.due_on, 2)


@pytest.mark.parametrize(
    ("facts", "due_on", "stand"),
    [
        ((), SOON, Stand.NOT_STARTED),
        (passed("a"), SOON, Stand.STARTED),
        (passed("a"), GONE, Stand.LATE),
        ((*passed("a"), *passed("b", attempt=2)), GONE, Stand.DONE),
    ],
    ids=["nothing", "half", "half and late", "all"],
)
def test_a_path_stands_as_its_modules_do_together(
    facts: tuple[Fact, ...], due_on: date, stand: Stand
) -> None:
    path = course(
        module(lesson("a")),
        module(lesson("b"), slug="07-speed"),
        module(lesson("c", written=False), slug="08-spikes"),
    )
    asked = [Asked(each.slug, due_on, path="The whole course") for each in path.modules]

    assert overall(mastery(path, facts), asked, today=TODAY) is stand


def test_a_module_that_left_the_course_has_no_deadline() -> None:
    assert deadlines(mastery(ONE, []), [Asked("99-gone", SOON)], today=TODAY) == ()
