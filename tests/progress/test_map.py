"""The course map: its lines are the prerequisites, all of them and no others."""

import re

from literacy.content.shelf import Shelf
from literacy.progress.contents import ModuleRow, module_rows
from literacy.progress.facts import Fact
from literacy.progress.map import Map, direct, narrow_map, reached, wide_map
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.step import next_lesson, step
from tests.make import NOW
from tests.progress.learning import course, lesson, module, passed, stopped

SMALL = course(
    module(lesson("a"), slug="01-a"),
    module(lesson("b"), slug="02-b", requires=("01-a",)),
    module(lesson("c"), slug="03-c", requires=("01-a", "02-b")),
)


def rows(of: CourseOutline, *facts: Fact) -> tuple[ModuleRow, ...]:
    standing = mastery(of, facts)
    now_step = step(standing, next_lesson(standing), section="", now=NOW)
    return module_rows(standing, now_step, on=NOW.date())


def real(shelf: Shelf) -> CourseOutline:
    return course_outline(shelf.catalogue, today=NOW.date())


def along_the_lines(drawn: Map) -> dict[str, frozenset[str]]:
    before: dict[str, tuple[str, ...]] = {stop.row.module.slug: () for stop in drawn.stops}
    for line in drawn.lines:
        before[line.edge[1]] = (*before[line.edge[1]], line.edge[0])
    return {slug: reached(before, slug) for slug in before}


def test_what_follows_from_other_lines_is_not_drawn_twice() -> None:
    assert direct({"a": (), "b": ("a",), "c": ("a", "b")}) == (("a", "b"), ("b", "c"))


def test_each_line_is_a_prerequisite_of_the_course(shelf: Shelf) -> None:
    requires = {each.slug: each.requires for each in shelf.catalogue.modules.values()}

    for drawn in (wide_map(rows(real(shelf))), narrow_map(rows(real(shelf)))):
        assert all(line.edge[0] in requires[line.edge[1]] for line in drawn.lines)


def test_each_prerequisite_of_the_course_can_be_followed_along_the_lines(shelf: Shelf) -> None:
    requires = {each.slug: each.requires for each in shelf.catalogue.modules.values()}
    whole = {slug: reached(requires, slug) for slug in requires}

    assert along_the_lines(wide_map(rows(real(shelf)))) == whole
    assert along_the_lines(narrow_map(rows(real(shelf)))) == whole


def test_a_line_begins_and_ends_at_its_stops(shelf: Shelf) -> None:
    for drawn in (wide_map(rows(real(shelf))), narrow_map(rows(real(shelf)))):
        places = {stop.row.module.slug: (stop.x, stop.y) for stop in drawn.stops}
        for line in drawn.lines:
            assert ends(line.path) == (places[line.edge[0]], places[line.edge[1]])


def ends(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where an SVG path of M, H, V and l begins and ends."""
    steps = re.findall(r"([MHVl])([-\d. ]+)", path)
    x = y = 0.0
    start = (0.0, 0.0)
    for letter, numbers in steps:
        given = [float(number) for number in numbers.split()]
        if letter == "M":
            x, y = given
            start = (x, y)
        elif letter == "H":
            x = given[0]
        elif letter == "V":
            y = given[0]
        else:
            x, y = x + given[0], y + given[1]
    return start, (round(x, 3), round(y, 3))


def test_no_two_modules_stand_in_one_place(shelf: Shelf) -> None:
    for drawn in (wide_map(rows(real(shelf))), narrow_map(rows(real(shelf)))):
        assert len({(stop.x, stop.y) for stop in drawn.stops}) == len(drawn.stops) == 14


def test_every_stop_is_inside_the_drawing(shelf: Shelf) -> None:
    for drawn in (wide_map(rows(real(shelf))), narrow_map(rows(real(shelf)))):
        assert all(0 < stop.x < drawn.width and 0 < stop.y < drawn.height for stop in drawn.stops)


def test_a_module_stands_after_what_helps_to_know_first() -> None:
    wide = {stop.row.module.slug: stop.x for stop in wide_map(rows(SMALL)).stops}
    narrow = {stop.row.module.slug: stop.y for stop in narrow_map(rows(SMALL)).stops}

    assert wide["01-a"] < wide["02-b"] < wide["03-c"]
    assert narrow["01-a"] < narrow["02-b"] < narrow["03-c"]


def test_ink_marks_the_way_between_modules_that_are_begun() -> None:
    drawn = wide_map(rows(SMALL, *passed("a"), stopped("b")))

    assert {line.edge: line.travelled for line in drawn.lines} == {
        ("01-a", "02-b"): True,
        ("02-b", "03-c"): False,
    }
    assert drawn.lines[-1].travelled, "ink lies on top"
