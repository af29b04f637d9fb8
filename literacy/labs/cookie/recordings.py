"""Recorded runs: what a real browser did in this lab, for where it can't be played for real."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.cookie.events import Draft, Event, Facts, Kind
from literacy.lib.errors import Invalid


@dataclass(frozen=True, slots=True)
class Recording:
    """One browser's run: for each place the badges it held before and those that came back, and
    the pixel's calls as (shop, badge, known or new)."""

    label: str
    grids: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    pixels: tuple[tuple[str, str, str], ...]


# Taken from the server's log of this lab, Chromium 156, 21 November 2026; the browser tests play
# the same runs again and compare.
ALLOWED, BLOCKED = "allowed", "blocked"
RECORDINGS: Mapping[str, Recording] = {
    ALLOWED: Recording(
        "Chromium 156, third-party cookies allowed",
        {
            "here": ((), ("none", "partitioned")),
            "own": (("none",), ("lax", "unset", "none", "partitioned")),
        },
        (("harbour", "gerj5", "new"), ("tumbleby", "gerj5", "known")),
    ),
    BLOCKED: Recording(
        "Chromium 156, third-party cookies blocked",
        {
            "here": ((), ("partitioned",)),
            "own": ((), ("lax", "unset", "none", "partitioned")),
        },
        (("harbour", "d3akc", "new"), ("tumbleby", "jktaa", "new")),
    ),
}

# The tags that called the partner, by the dot's rule and the visitor's answer.
CALLS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("template", ""): ("t2",),
    ("template", "no"): ("t2",),
    ("template", "yes"): ("t1", "t2"),
    ("hidden", ""): ("t2",),
    ("hidden", "no"): ("t2",),
    ("hidden", "yes"): ("t1", "t2"),
    ("necessary", ""): ("t2",),
    ("necessary", "no"): ("t2",),
    ("necessary", "yes"): ("t1", "t2"),
    ("ads", ""): (),
    ("ads", "no"): (),
    ("ads", "yes"): ("t1", "t2"),
}


def choose(name: str) -> tuple[Draft, ...]:
    """From now on this mission is played from a recording."""
    if name not in RECORDINGS:
        raise Invalid("Choose one of the recordings.")
    return (Draft(Kind.RECORDED, Facts(name=name)),)


def recording_in(events: Sequence[Event]) -> str | None:
    """The recording that the mission is played from, if it is not played for real."""
    chosen = [each.facts.name for each in events if each.kind is Kind.RECORDED]
    return chosen[-1] if chosen else None


def is_recorded(events: Sequence[Event]) -> bool:
    """Whether anything in this mission comes from a recording."""
    return any(each.facts.recorded for each in events)
