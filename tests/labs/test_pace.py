"""How often a lab session may ask."""

from datetime import timedelta

import pytest

from literacy.labs.limits import REQUESTS_PER_HOUR, REQUESTS_PER_SECOND
from literacy.labs.pace import Pace
from literacy.lib.errors import TooMany
from tests import make


def ask(pace: Pace, times: int, *, key: str = "maya", gap: float = 0, after: float = 0) -> None:
    for number in range(times):
        pace.count(key, now=make.NOW + timedelta(seconds=after + number * gap))


def test_ten_requests_in_a_second_are_answered_and_the_eleventh_waits():
    pace = Pace()
    ask(pace, REQUESTS_PER_SECOND)

    with pytest.raises(TooMany) as refused:
        ask(pace, 1)

    assert refused.value.seconds == 1


def test_a_second_later_there_is_room_again():
    pace = Pace()
    ask(pace, REQUESTS_PER_SECOND)

    ask(pace, REQUESTS_PER_SECOND, after=1)


def test_the_hour_has_a_limit_of_its_own():
    pace = Pace()
    ask(pace, REQUESTS_PER_HOUR, gap=1)

    with pytest.raises(TooMany, match="an hour") as refused:
        ask(pace, 1, after=REQUESTS_PER_HOUR)

    assert refused.value.seconds == 3600 - REQUESTS_PER_HOUR + 1


def test_one_session_keeps_nobody_else_waiting():
    pace = Pace()
    ask(pace, REQUESTS_PER_SECOND)

    ask(pace, 1, key="eve")


def test_memory_stays_bounded():
    pace = Pace()

    for number in range(2_500):
        ask(pace, 1, key=f"session {number}")

    assert len(pace._asked) <= 2_001
