"""A year with a steady, a forgetful and an absent learner: how much is asked, and what is kept.

Each takes two lessons a week until the course is done, with six new words in each lesson.
"""

from datetime import date, timedelta
from statistics import fmean

import pytest

from literacy.review.queue import A_DAY
from literacy.review.subjects import Kind
from tests.review.simulating import FIRST, LESSONS, YEAR, Learner, full_days, workdays

END = FIRST + timedelta(days=YEAR)
LEFT, CAME_BACK = 120, 210


def away(number: int) -> bool:
    """On each workday but for three months in summer."""
    return workdays(number) and not LEFT <= number < CAME_BACK


@pytest.fixture(scope="module")
def steady() -> Learner:
    return Learner("steady", workdays).live()


@pytest.fixture(scope="module")
def forgetful() -> Learner:
    """She forgets twice as fast as the schedule believes."""
    return Learner("forgetful", workdays, fading=2).live()


@pytest.fixture(scope="module")
def absent() -> Learner:
    return Learner("absent", away).live()


@pytest.fixture(scope="module")
def without() -> Learner:
    """The steady learner, had she never opened the review."""
    return Learner("without", workdays, reviews=False).live()


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def test_a_year_is_the_same_each_time_it_is_lived(steady: Learner) -> None:
    again = Learner("steady", workdays).live()

    assert again.asked == steady.asked
    assert again.cards == steady.cards


@pytest.mark.parametrize("name", ["steady", "forgetful", "absent"])
def test_no_day_asks_more_than_eight(name: str, request: pytest.FixtureRequest) -> None:
    learner = request.getfixturevalue(name)

    assert max(learner.asked) == A_DAY
    assert max(learner.waiting) == A_DAY


def test_the_whole_course_fits_into_three_minutes_a_workday(steady: Learner) -> None:
    areas = [each for each in steady.cards if each.kind is Kind.AREA]

    assert len(areas) == 2 * LESSONS
    assert 6 < sum(steady.asked) / (YEAR * 5 / 7) <= A_DAY


def test_reviews_keep_twice_of_what_would_be_left_without(
    steady: Learner, without: Learner
) -> None:
    assert steady.kept(END) > 0.9
    assert without.kept(END) < 0.5


def test_who_forgets_fast_is_asked_more_and_keeps_nearly_as_much(
    steady: Learner, forgetful: Learner
) -> None:
    assert full_days(forgetful) > full_days(steady)
    assert fmean(forgetful.right) < fmean(steady.right)
    assert forgetful.kept(END) > 0.85


def test_most_answers_are_right_so_that_a_review_is_no_ordeal(
    steady: Learner, forgetful: Learner, absent: Learner
) -> None:
    assert fmean(steady.right) > 0.85
    assert fmean(forgetful.right) > 0.75
    assert fmean(absent.right) > 0.85


def test_no_pile_grows_while_the_course_goes_on(steady: Learner, forgetful: Learner) -> None:
    assert steady.due(END) < 5 * A_DAY
    assert forgetful.due(END) < 5 * A_DAY


def test_three_months_away_leave_a_pile_that_is_never_shown() -> None:
    learner = Learner("absent", away).live(CAME_BACK)

    assert learner.due(day(CAME_BACK)) > 10 * A_DAY
    assert learner.waiting[-1] == A_DAY


def test_after_three_months_away_the_pile_is_gone_in_six_weeks() -> None:
    learner = Learner("absent", away).live(CAME_BACK + 42)
    since = [count for count in learner.asked[CAME_BACK:] if count]

    assert sum(since) <= 30 * A_DAY
    assert min(since) < A_DAY


def test_after_two_weeks_back_areas_are_as_well_known_as_before() -> None:
    before = Learner("absent", away).live(LEFT)
    back = Learner("absent", away).live(CAME_BACK + 14)

    assert back.kept(day(CAME_BACK + 14)) > before.kept(day(LEFT)) - 0.02


def test_words_come_in_no_faster_than_they_can_be_kept(steady: Learner) -> None:
    words = [each for each in steady.cards if each.kind is Kind.TERM]
    known = [steady.chance(steady.cards[each].memory, END) for each in words]

    assert 100 < len(words) < 6 * LESSONS
    assert fmean(known) > 0.85
