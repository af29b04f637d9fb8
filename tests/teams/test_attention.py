"""Who is past a date and whose date is near."""

import pytest

from literacy.teams.attention import attention
from tests.progress.learning import passed
from tests.teams.company import COURSE, DONE, asked, grid


def test_who_is_late_stands_by_day_with_how_far_they_are() -> None:
    team = grid({"Ana": DONE, "Ben": passed("a"), "Cleo": ()}, asked(days=-2))

    (line,) = attention(team, COURSE).late

    assert (line.module.slug, line.day, line.when) == ("06-caching", "Nov 19", "2 days ago")
    assert [(each.member.name, each.so_far) for each in line.people] == [
        ("Ben", "1 of 2"),
        ("Cleo", "0 of 2"),
    ]


@pytest.mark.parametrize(("days", "is_soon"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_date_is_near_for_two_weeks(days: int, is_soon: bool) -> None:
    found = attention(grid({"Ana": ()}, asked(days=days)), COURSE)

    assert bool(found.soon) is is_soon


def test_somebody_late_in_two_modules_is_one_person() -> None:
    team = grid({"Ana": (), "Ben": ()}, asked(days=-2), asked("09-cookies", days=-1))

    found = attention(team, COURSE)

    assert (found.late_people, len(found.late)) == (2, 2)


def test_a_day_of_ones_own_has_a_line_of_its_own() -> None:
    team = grid({"Ana": (), "Ben": ()}, asked(days=9), own={"Ben": [asked(days=3)]})

    found = attention(team, COURSE)

    assert [[each.member.name for each in line.people] for line in found.soon] == [["Ben"], ["Ana"]]


def test_many_people_are_counted_after_the_first_five() -> None:
    (line,) = attention(grid({f"P{n}": () for n in range(8)}, asked(days=-1)), COURSE).late

    assert (len(line.people), line.count, line.others) == (5, 8, "3 others")


def test_who_has_passed_needs_nothing() -> None:
    found = attention(grid({"Ana": DONE}, asked(days=-2)), COURSE)

    assert (found.late, found.soon, found.late_people) == ((), (), 0)
