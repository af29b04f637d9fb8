"""How long a certificate says something: twelve months, and twelve more after each renewal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

RENEW_FROM = timedelta(days=60)
"""So long before the end it can be renewed."""


class State(StrEnum):
    VALID = "valid"
    RENEWED = "renewed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Validity:
    """`until` is the last day; `renewed_on` the day of the latest renewal that counts."""

    state: State
    until: date
    renewed_on: date | None = None
    can_renew: bool = False


def validity(earned_at: datetime, renewals: Iterable[datetime], *, today: date) -> Validity:
    """By the plan, 3.5: after 12 months facts have moved, and ten questions renew it.

    A renewal counts from the day it was passed, also when the certificate had run out before.
    """
    earned_on = earned_at.date()
    renewed_on = max((each.date() for each in renewals if each > earned_at), default=None)
    until = a_year_after(renewed_on or earned_on)
    return Validity(
        state=_state(renewed_on, until, today),
        until=until,
        renewed_on=renewed_on,
        can_renew=today > until - RENEW_FROM,
    )


def _state(renewed_on: date | None, until: date, today: date) -> State:
    if today > until:
        return State.EXPIRED
    return State.RENEWED if renewed_on else State.VALID


def a_year_after(day: date) -> date:
    """The same day of the next year; after February 29 the last day of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
