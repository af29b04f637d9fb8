"""A team as its manager sees it: names, states, dates, and nothing else."""

import dataclasses
from datetime import timedelta

import pytest

from literacy.progress.deadlines import Asked, Cell, cell
from literacy.progress.facts import Fact
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline
from literacy.teams.cells import Member
from literacy.teams.grid import TeamPage, team_page
from tests.make import NOW
from tests.progress.learning import before, course, goal, lesson, module, passed, sat, stopped

TODAY = NOW.date()
COURSE = course(
    module(lesson("a"), lesson("b"), slug="06-caching"),
    module(lesson("c", written=False), slug="07-speed"),
)
DONE = (*passed("a", at=before(days=9)), *passed("b", at=before(days=4), attempt=2))


def page(
    *people: tuple[Fact, ...],
    of: CourseOutline = COURSE,
    due: int | None = None,
    own: dict[int, list[Asked]] | None = None,
) -> TeamPage:
    members = [Member(number, f"Person {number}", "Ads") for number, _ in enumerate(people)]
    asked = [] if due is None else [Asked("06-caching", TODAY + timedelta(days=due), "The sale")]
    return team_page(
        of,
        members,
        {number: mastery(of, facts) for number, facts in enumerate(people)},
        asked={number: [*asked, *(own or {}).get(number, ())] for number, _ in enumerate(people)},
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("facts", "due", "words"),
    [
        (DONE, 12, ("Done", "Nov 17")),
        (passed("a"), 12, ("1 of 2", "by Dec 3")),
        (passed("a"), None, ("1 of 2", "")),
        ((stopped("a"),), None, ("Started", "")),
        (passed("a"), -2, ("Late", "1 of 2, Nov 19")),
        ((), 12, ("Not started", "by Dec 3")),
        ((), None, ("–", "")),
    ],
    ids=["done", "asked", "unasked", "reading", "late", "not started", "not asked"],
)
def test_a_cell_says_one_of_five_things(
    facts: tuple[Fact, ...], due: int | None, words: tuple[str, str]
) -> None:
    (each,) = page(facts, due=due).people[0].cells

    assert (each.word, each.detail) == words


@pytest.mark.parametrize(
    ("people", "due", "lead"),
    [
        ((), None, "Nobody is in this team yet."),
        (((),), None, "One person. No date is set yet."),
        ((DONE, ()), 12, "Two people. Nobody is past a date."),
        ((DONE, ()), -2, "Two people. One is past the date on 06 Caching."),
        (((), ()), -2, "Two people. Two are past the date on 06 Caching."),
    ],
    ids=["empty", "no date", "in time", "one late", "two late"],
)
def test_the_page_opens_with_who_is_late(
    people: tuple[tuple[Fact, ...], ...], due: int | None, lead: str
) -> None:
    assert page(*people, due=due).lead == lead


def test_modules_that_can_be_learned_have_a_column() -> None:
    shown = page(())

    assert [each.slug for each in shown.modules] == ["06-caching"]
    assert shown.left_out == "One module is in preparation and not shown."


def test_what_nobody_can_begin_is_asked_of_nobody_until_it_is_written() -> None:
    early = Asked("07-speed", TODAY + timedelta(days=3))
    shown = page((), own={0: [early]})

    assert [each.slug for each in shown.columns] == ["06-caching"]
    assert shown.attention.soon_people == 0
    assert shown.left_out == (
        "One module is in preparation and not shown. What is asked of it counts once it is written."
    )


def test_a_date_names_who_is_late_and_counts_who_is_done() -> None:
    (late,) = page(DONE, (), passed("a"), due=-2).dates
    (open_,) = page(DONE, (), due=12).dates
    (met,) = page(DONE, DONE, due=12).dates

    assert (late.late, late.detail) == (2, "Person 1 and Person 2")
    assert (open_.late, open_.detail, open_.when) == (0, "One of two has passed it", "In 12 days")
    assert met.detail == "Everybody has passed it"


def test_a_date_of_nearly_everyone_names_who_is_left_out() -> None:
    own = {number: [Asked("06-caching", TODAY, ask=3)] for number in range(5)}

    (line,) = page(*[()] * 6, own=own).dates

    assert line.who == "Everyone but Person 5"
    assert line.detail == "Nobody has passed it yet"


def test_many_late_people_are_counted_after_five_names() -> None:
    (line,) = page(*[()] * 8, due=-1).dates

    assert line.detail.endswith("Person 4 and 3 others")


def test_a_date_of_ones_own_makes_late_without_touching_the_teams_date() -> None:
    own = {0: [Asked("06-caching", TODAY - timedelta(days=1))]}

    shown = page((), (), due=12, own=own)

    assert [row.cells[0].word for row in shown.people] == ["Late", "Not started"]
    assert [(line.who, line.late, line.detail) for line in shown.dates] == [
        ("Person 0", 1, "Not passed yet"),
        ("Everyone", 0, "Nobody has passed it yet"),
    ]


def test_people_with_one_day_share_a_line_and_a_path_has_its_own_name() -> None:
    day = TODAY + timedelta(days=20)
    more_time = [Asked("06-caching", day, "You joined later", ask=3)]
    path = [Asked("06-caching", day, ask=4, path="The essentials")]

    shown = page(DONE, (), (), of=COURSE, own={0: [*more_time, *path], 1: more_time})

    assert [(line.name, line.who, line.why, line.detail) for line in shown.dates] == [
        ("06 Caching", "Person 0 and Person 1", "You joined later", "One of two has passed it"),
        ("The essentials", "Person 0", "", "Passed"),
    ]


def test_the_phone_list_leaves_out_what_is_neither_asked_nor_begun() -> None:
    shown = page((), passed("a"))

    assert [len(row.told) for row in shown.people] == [0, 1]


def test_the_phone_list_counts_what_it_folds_away() -> None:
    shown = page((), passed("a"), DONE)

    assert [row.summary for row in shown.people] == [
        "Nothing asked, nothing begun",
        "1 started",
        "1 done",
    ]
    assert [(row.late, row.summary) for row in page((), due=-1).people] == [(1, "")]


def test_a_manager_is_told_these_fields_and_no_others() -> None:
    assert [field.name for field in dataclasses.fields(Cell)] == [
        "stand",
        "passed",
        "count",
        "passed_on",
        "due_on",
        "tested_out",
    ]
    assert [field.name for field in dataclasses.fields(Member)] == ["id", "name", "job"]


def test_how_often_somebody_tried_changes_nothing_on_the_page() -> None:
    tries = tuple(
        sat("a", attempt=number, passed=False, at=before(days=number)) for number in range(3, 30)
    )

    assert page((*passed("a"), *tries)) == page(passed("a"))
    assert page((*passed("a"), *passed("a", at=NOW + timedelta(days=3), attempt=9))) == page(
        passed("a")
    )


def test_where_and_when_somebody_reads_changes_nothing_on_the_page() -> None:
    early, late = stopped("a", share=0.1, at=before(days=30)), stopped("a", share=0.9)

    assert page((early,)) == page((late,))


def test_the_teams_page_and_the_learners_home_use_one_measure() -> None:
    facts = (goal("a"), *passed("b"))
    standing = mastery(COURSE, facts).modules[0]
    (shown,) = page(facts).people[0].cells

    assert shown.word == f"{standing.count_passed} of {standing.count}"
    assert shown.stand is cell(standing, None, today=TODAY).stand
