"""Modules passed by week, and the line that is drawn of them."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest

from literacy.teams.chart import Chart, progress

SATURDAY = date(2026, 11, 21)


def days(*ago: int) -> list[date]:
    return [SATURDAY - timedelta(days=each) for each in ago]


def test_weeks_count_what_was_passed_in_them_and_before() -> None:
    weeks = progress(days(0, 5, 6, 13), today=SATURDAY).weeks

    assert [(week.day, week.new, week.total) for week in weeks[-3:]] == [
        ("Nov 2", 1, 1),
        ("Nov 9", 1, 2),
        ("Nov 16", 2, 4),
    ]


def test_a_module_counts_in_the_week_of_its_monday_to_sunday() -> None:
    monday, sunday = date(2026, 11, 9), date(2026, 11, 15)

    weeks = progress([monday, sunday], today=SATURDAY).weeks

    assert [week.new for week in weeks[-3:]] == [0, 2, 0]


@pytest.mark.parametrize(
    ("passed", "count", "first"), [([], 6, 0), (days(60), 10, 0), (days(400, 3), 12, 1)]
)
def test_the_line_has_six_to_twelve_weeks(passed: list[date], count: int, first: int) -> None:
    weeks = progress(passed, today=SATURDAY).weeks

    assert (len(weeks), weeks[0].total) == (count, first)


def test_the_last_week_holds_everything() -> None:
    passed = days(*range(0, 300, 7))

    assert progress(passed, today=SATURDAY).weeks[-1].total == len(passed)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 37, 700])
def test_levels_cover_the_line_and_are_few(count: int) -> None:
    chart = progress(days(*[1] * count), today=SATURDAY).wide

    levels = [int(each.text) for each in chart.levels]
    assert levels[0] == 0
    assert levels[-1] >= max(count, 1)
    assert 2 <= len(levels) <= 6


def inside(chart: Chart) -> bool:
    return all(0 <= x <= chart.width and 0 <= y <= chart.height for x, y in chart.dots)


def test_the_line_stays_inside_its_drawing() -> None:
    drawn = progress(days(*range(80)), today=SATURDAY)

    assert inside(drawn.wide) and inside(drawn.narrow)
    assert len(re.findall(r"[ML]", drawn.wide.line)) == len(drawn.weeks)


def test_days_that_are_named_do_not_touch() -> None:
    for chart in (
        progress(days(90), today=SATURDAY).wide,
        progress(days(90), today=SATURDAY).narrow,
    ):
        places = [each.at for each in chart.days]

        assert min(after - before for before, after in pairwise(places)) > 48


def test_the_drawing_is_told_in_words() -> None:
    assert progress(days(0, 1, 9), today=SATURDAY).summary == (
        "From 0 modules in the week of Oct 12 to 3 in the week of Nov 16"
    )
