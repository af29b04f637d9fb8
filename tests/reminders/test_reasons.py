"""What a person is reminded of: near dates, fading memory, a stop half-way; in this order."""

from datetime import timedelta

import pytest

from literacy.accounts.news.kinds import NewsKind
from literacy.progress.deadlines import Asked
from literacy.progress.facts import Fact, GoalReached, Sat, Stopped
from literacy.progress.mastery import mastery
from literacy.reminders.reasons import Reminder, reminders
from literacy.review.queue import Entry, Today
from literacy.review.subjects import area
from tests.make import NOW
from tests.progress import learning

TODAY = NOW.date()
COURSE = learning.course(
    learning.module(learning.lesson("copies"), learning.lesson("rules"), slug="06-caching"),
    learning.module(learning.lesson("keys"), slug="05-databases"),
)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def stopped(lesson: str, ago: float, share: float = 0.5) -> Stopped:
    return Stopped(lesson, "h1", share, "phone", NOW - days(ago))


def passed(lesson: str, ago: float = 1) -> tuple[Fact, ...]:
    at = NOW - days(ago)
    return (
        GoalReached("cache", f"{lesson}-goal", at),
        Sat(lesson, hash(lesson) % 1000, at, at, passed=True),
    )


def due(count: int, answered: int = 0) -> Today:
    entries = tuple(Entry(area("copies", letter), 1) for letter in "abcdefgh"[:count])
    return Today(entries, answered, None, has_cards=True)


def told(
    *facts: Fact, asked: tuple[Asked, ...] = (), review: Today | None = None
) -> list[Reminder]:
    standing = mastery(COURSE, facts)
    return list(reminders(standing, asked, review or due(0), today=TODAY, now=NOW))


def asked(in_days: int, module: str = "06-caching", **given: str) -> Asked:
    return Asked(module, TODAY + days(in_days), **given)


@pytest.mark.parametrize(
    ("ago", "count"),
    [(0.5, 0), (2.99, 0), (3, 1), (13.99, 1), (14, 0), (400, 0)],
    ids=["today", "not yet a pause", "a pause", "a long pause", "gone", "long gone"],
)
def test_who_stopped_half_way_is_asked_after_a_pause(ago: float, count: int) -> None:
    assert len(told(stopped("copies", ago))) == count


def test_a_stop_leads_back_to_the_lesson() -> None:
    (reminder,) = told(stopped("copies", 4))

    assert reminder.kind is NewsKind.REMINDER
    assert reminder.path == "/lessons/copies"
    assert reminder.values["left"] == "four minutes"


def test_a_stop_in_a_quiz_leads_back_to_the_attempt() -> None:
    (reminder,) = told(stopped("copies", 6, share=1), Sat("copies", 17, NOW - days(5)))

    assert reminder.path == "/attempts/17"
    assert reminder.values["what"] == "the quiz of"


def test_who_went_on_elsewhere_did_not_stop() -> None:
    assert told(stopped("copies", 5), stopped("keys", 1)) == []


def test_a_passed_lesson_is_not_half_way() -> None:
    assert told(stopped("copies", 9), *passed("copies", 5)) == []


def test_a_new_stop_is_a_new_reason() -> None:
    first, second = told(stopped("copies", 9)), told(stopped("copies", 4))

    assert first[0].key != second[0].key


@pytest.mark.parametrize(
    ("in_days", "near"),
    [(8, None), (7, 7), (2, 7), (1, 1), (0, 1), (-1, None)],
    ids=["far", "a week", "two days", "a day", "today", "late"],
)
def test_a_date_is_told_a_week_and_a_day_ahead(in_days: int, near: int | None) -> None:
    keys = [each.key.rsplit("-", 1)[1] for each in told(asked=(asked(in_days),))]

    assert keys == ([] if near is None else [str(near)])


def test_a_date_says_what_is_left_and_who_asks_why() -> None:
    (reminder,) = told(*passed("copies"), asked=(asked(1, set_by="Grace", why="The relaunch"),))

    assert reminder.values["when"] == "tomorrow"
    assert reminder.values["left"] == "1 of 2 lessons passed, about 8 minutes left"
    assert reminder.values["asked"] == "Grace asks for it: The relaunch"


def test_a_module_that_is_passed_has_no_date() -> None:
    assert told(*passed("keys"), asked=(asked(1, "05-databases"),)) == []


@pytest.mark.parametrize(
    ("review", "count"),
    [(due(2), 0), (due(3), 1), (due(8), 1), (due(5, answered=3), 0)],
    ids=["too few", "some", "a day's worth", "reviewed today"],
)
def test_a_review_is_told_when_it_is_worth_a_mail(review: Today, count: int) -> None:
    assert len(told(review=review)) == count


def test_the_most_pressing_comes_first() -> None:
    kinds = [each.kind for each in told(stopped("copies", 4), asked=(asked(5),), review=due(8))]

    assert kinds == [NewsKind.DEADLINE, NewsKind.REVIEW, NewsKind.REMINDER]


def test_the_nearest_date_comes_before_the_next() -> None:
    two = told(asked=(asked(6), asked(1, "05-databases")))

    assert [each.values["when"] for each in two] == ["tomorrow", "in 6 days"]


def test_who_passed_the_whole_course_is_left_alone() -> None:
    everything = (*passed("copies"), *passed("rules"), *passed("keys"))

    assert told(*everything, asked=(asked(1),), review=due(8)) == []


def test_who_never_began_and_has_no_date_is_left_alone() -> None:
    assert told() == []
