"""Twelve months, and twelve more with each renewal; only what mastery says is earned."""

from datetime import date, datetime, timedelta

import pytest

from literacy.certificates.earning import earned
from literacy.certificates.validity import State, a_year_after, validity
from literacy.progress.facts import Examined
from literacy.progress.mastery import FINAL, mastery
from tests.make import NOW
from tests.progress import learning
from tests.progress.learning import before

EARNED = NOW - timedelta(days=300)
UNTIL = date(2027, 1, 25)


def renewed(days_after: int) -> datetime:
    return EARNED + timedelta(days=days_after)


@pytest.mark.parametrize(
    ("today", "renewals", "state", "until", "can_renew"),
    [
        (date(2026, 11, 21), (), State.VALID, UNTIL, False),
        (date(2026, 11, 27), (), State.VALID, UNTIL, True),
        (UNTIL, (), State.VALID, UNTIL, True),
        (date(2027, 1, 26), (), State.EXPIRED, UNTIL, True),
        (date(2027, 1, 26), (renewed(340),), State.RENEWED, date(2027, 12, 31), False),
        (date(2030, 1, 1), (renewed(340),), State.EXPIRED, date(2027, 12, 31), True),
        (date(2030, 1, 1), (renewed(340), renewed(1400)), State.RENEWED, date(2030, 11, 25), False),
        (date(2026, 11, 21), (renewed(-5),), State.VALID, UNTIL, False),
    ],
    ids=[
        "valid", "soon to be renewed", "its last day", "run out", "renewed", "run out again",
        "renewed after it ran out", "a renewal before it was earned",
    ],
)  # fmt: skip
def test_a_certificate_is_good_for_twelve_months_and_twelve_more(
    today: date, renewals: tuple[datetime, ...], state: State, until: date, can_renew: bool
) -> None:
    found = validity(EARNED, renewals, today=today)

    assert (found.state, found.until, found.can_renew) == (state, until, can_renew)


def test_a_year_after_a_leap_day_is_the_end_of_february() -> None:
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


COURSE = learning.course(
    learning.module(learning.lesson("copies"), learning.lesson("rules"), slug="06-caching"),
    learning.module(learning.lesson("keys"), slug="05-databases"),
)


def of(*facts: object) -> list[tuple[str, datetime, str]]:
    standing = mastery(COURSE, facts)
    return [(each.of, each.at, each.how) for each in earned(standing, course_title="The course")]


BOTH = (
    *learning.passed("copies", at=before(days=5)),
    *learning.passed("rules", at=before(days=4), attempt=2),
    Examined("05-databases", 3, before(days=3), before(days=3), passed=True),
)


def test_a_module_that_is_passed_or_tested_out_earns_one() -> None:
    assert of(*BOTH) == [
        ("06-caching", before(days=4), "Passed every lesson of the module"),
        ("05-databases", before(days=3), "Passed the exam of the module"),
    ]


def test_half_a_module_earns_nothing() -> None:
    assert of(*learning.passed("copies")) == []


def test_the_course_asks_for_every_module_and_the_final() -> None:
    final = Examined(FINAL, 9, before(days=6), before(days=6), passed=True)

    assert of(*BOTH, final)[-1] == (
        "course",
        before(days=3),
        "Passed every module and the final assessment",
    )
    assert [name for name, _at, _how in of(final)] == []
    assert "course" not in [name for name, _at, _how in of(*BOTH)]
