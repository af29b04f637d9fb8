"""Moving day, SIMULATED: five helpers whose copies of a DNS record run out by their own clocks.

Times are minutes from Monday 00:00. A helper asks when its copy has run out and a visitor comes,
and visitors come each minute. It keeps the answer for as long as the record says at that moment
(RFC 1035, 3.2.1). A copy that runs out at 09:00 is not late: at 09:00 it is no longer used.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DAY = 24 * 60


def _at(day: int, hour: int, minute: int = 0) -> int:
    return day * DAY + hour * 60 + minute


DEADLINE = _at(2, 9)
OPENS = _at(2, 8)
ENDS = _at(2, 18)
OLD_TTL = DAY


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: str
    minutes: int


def _listed(*options: Option) -> Mapping[str, Option]:
    return {option.id: option for option in options}


TTLS = _listed(
    Option("86400", "86,400 seconds, one day, as it is", DAY),
    Option("3600", "3,600 seconds, one hour", 60),
    Option("300", "300 seconds, five minutes", 5),
)
LOWERED = _listed(
    Option("mon-1000", "Monday 10:00", _at(0, 10)),
    Option("tue-1200", "Tuesday 12:00", _at(1, 12)),
    Option("wed-0755", "Wednesday 07:55", _at(2, 7, 55)),
)
SWITCHES = _listed(
    Option("tue-1800", "Tuesday 18:00", _at(1, 18)),
    Option("wed-0800", "Wednesday 08:00", _at(2, 8)),
    Option("wed-0830", "Wednesday 08:30", _at(2, 8, 30)),
    Option("wed-0855", "Wednesday 08:55", _at(2, 8, 55)),
    Option("wed-0900", "Wednesday 09:00", _at(2, 9)),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The record's new TTL, from when it is in force, and when the record is switched."""

    ttl: Option
    lowered: Option
    switch: Option


FIRST = Plan(TTLS["300"], LOWERED["wed-0755"], SWITCHES["wed-0855"])


@dataclass(frozen=True, slots=True)
class Helper:
    """A resolver; `asks_at` is when it asked on Sunday, in minutes of that day."""

    name: str
    asks_at: int
    visitors_a_minute: int


HELPERS = (
    Helper("An office", 9 * 60 + 59, 12),
    Helper("An internet provider", 8 * 60 + 20, 30),
    Helper("A phone network", 17 * 60 + 35, 25),
    Helper("A hotel", 12 * 60 + 40, 4),
    Helper("A café", 21 * 60 + 5, 2),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one helper comes through: its last old copy, and the visitors it misled."""

    helper: Helper
    taken_at: int
    runs_out: int
    late: int
    early: int


def outcomes(plan: Plan) -> tuple[Outcome, ...]:
    return tuple(_outcome(helper, plan) for helper in HELPERS)


def _outcome(helper: Helper, plan: Plan) -> Outcome:
    asked = helper.asks_at - DAY
    while (after := asked + _kept(asked, plan)) < plan.switch.minutes:
        asked = after
    # `after` is the first question that gets the new answer.
    late = max(0, after - DEADLINE) * helper.visitors_a_minute
    early = max(0, OPENS - after) * helper.visitors_a_minute
    return Outcome(helper=helper, taken_at=asked, runs_out=after, late=late, early=early)


def _kept(asked: int, plan: Plan) -> int:
    return plan.ttl.minutes if asked >= plan.lowered.minutes else OLD_TTL


def late_visitors(plan: Plan) -> int:
    return sum(outcome.late for outcome in outcomes(plan))


def early_visitors(plan: Plan) -> int:
    return sum(outcome.early for outcome in outcomes(plan))


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def in_words(minutes: int) -> str:
    """A time as people say it, such as “Tuesday 09:59”; before Monday it is Sunday."""
    day, rest = divmod(minutes, DAY)
    name = _DAYS[day] if day >= 0 else "Sunday"
    return f"{name} {rest // 60:02}:{rest % 60:02}"
