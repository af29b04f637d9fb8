"""Who is bound by what was asked, and by when: from facts alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.progress.asking import Ask, Belonging, asked_of_one, binds, due_day, name_of
from literacy.progress.paths import paths
from tests.make import NOW
from tests.progress.learning import course, lesson, module

TODAY = NOW.date()
COURSE = course(
    module(lesson("a", essential=True), lesson("b"), slug="06-caching"),
    module(lesson("c"), slug="07-speed", part="Another part"),
)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def ask(**given: object) -> Ask:
    return Ask(
        **{
            "id": 1,
            "module": "06-caching",
            "path": "",
            "due_on": TODAY + timedelta(days=12),
            "joiner_days": 30,
            "set_on": TODAY,
            **given,
        }
    )


def somebody(*, joined: date = TODAY, teams: tuple[int, ...] = (3,)) -> Belonging:
    return Belonging(7, TODAY - timedelta(days=400), dict.fromkeys(teams, joined))


@pytest.mark.parametrize(
    ("asked", "bound"),
    [
        (ask(), True),
        (ask(team_id=3), True),
        (ask(team_id=4), False),
        (ask(person_id=7), True),
        (ask(person_id=8), False),
        (ask(person_id=7, team_id=3), True),
        (ask(person_id=7, team_id=4), False),
    ],
    ids=[
        "everybody",
        "own team",
        "another team",
        "herself",
        "somebody else",
        "herself in her team",
        "herself in a team she left",
    ],
)
def test_who_is_bound_follows_from_where_somebody_is_now(asked: Ask, bound: bool) -> None:
    assert binds(asked, somebody()) is bound


@pytest.mark.parametrize(
    ("due", "joined", "expected"),
    [
        (12, -5, 12),
        (12, 0, 12),
        (12, 5, 35),
        (60, 5, 60),
        (-2, 1, 31),
        (None, -50, 30),
        (None, 10, 40),
    ],
    ids=[
        "was there before",
        "joined that day",
        "joined later, near the day",
        "joined later, the day is far",
        "joined after the day",
        "relative, was there before",
        "relative, joined later",
    ],
)
def test_by_when_is_computed_in_one_place(due: int | None, joined: int, expected: int) -> None:
    asked = ask(due_on=None if due is None else TODAY + timedelta(days=due))

    assert due_day(asked, TODAY + timedelta(days=joined)) == TODAY + timedelta(days=expected)


@given(due=DAYS | st.none(), set_on=DAYS, joined=DAYS, days=st.integers(1, 730))
def test_nobody_who_joins_later_gets_less_than_the_days_of_a_joiner(
    due: date | None, set_on: date, joined: date, days: int
) -> None:
    found = due_day(ask(due_on=due, set_on=set_on, joiner_days=days), joined)

    assert joined <= set_on or found >= joined + timedelta(days=days)
    assert due is None or found >= due


def test_a_path_is_asked_module_by_module() -> None:
    found = asked_of_one(COURSE, [ask(module="", path="essentials")], somebody())

    assert [(each.module, each.path, each.essential) for each in found] == [
        ("06-caching", "The essentials", True)
    ]
    assert len(asked_of_one(COURSE, [ask(module="", path="course")], somebody())) == 2


def test_a_path_that_left_the_course_asks_for_nothing() -> None:
    gone = ask(module="", path="gone")

    assert asked_of_one(COURSE, [gone], somebody()) == ()
    assert name_of(COURSE, gone) == "gone"


def test_the_paths_are_the_essentials_each_part_and_everything() -> None:
    found = paths(COURSE)

    assert list(found) == ["essentials", "one-part", "another-part", "course"]
    assert [found[slug].size for slug in ("essentials", "course")] == [
        "1 lesson, 8 min",
        "3 lessons, 24 min",
    ]
