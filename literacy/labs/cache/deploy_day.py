"""Deploy day: the old price must be gone from every copy when the new one is promised."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from literacy.labs.cache import plan
from literacy.labs.cache.events import Kind
from literacy.labs.cache.record import Run
from literacy.labs.cache.rules import RULES
from literacy.labs.cache.verdict import Goal, Verdict

_NONE = timedelta(0)


def longest_left(run: Run, at: datetime) -> timedelta:
    """How long after `at` a copy with the old price may still be used under the current link.

    Visitors come all the time, so every rule is taken to have been handed out until the last
    moment it was in force. A name that is newer than the new price has no old copies.
    """
    renamed = run.of(Kind.RENAME)
    since = renamed[-1].at if renamed else None
    until = min(at, run.deployed_at or at)
    if since is not None and since >= until:
        return _NONE
    left = [
        end + timedelta(seconds=RULES[rule].browser_seconds or 0) - at
        for rule, end in _in_force(run, until)
        if since is None or end > since
    ]
    return max(_NONE, *left)


def _in_force(run: Run, until: datetime) -> list[tuple[str, datetime]]:
    """Each rule with the last moment it was handed out, up to `until`."""
    changes = [run.begun, *(each for each in run.of(Kind.RULE) if each.at < until)]
    ends = [each.at for each in changes[1:]] + [until]
    return [(each.facts.rule, end) for each, end in zip(changes, ends, strict=True)]


def verdict(of_mission: Sequence[Run], now: datetime) -> Verdict:
    best = max(map(_reached, of_mission), key=_in_order, default=(False, False, False))
    texts = (
        "A visitor has opened the page and holds a copy that says €49.",
        "IT has published €39, and no old copy may be used more than 5 seconds longer.",
        "The returning visitor’s ordinary link shows €39.",
    )
    goals = tuple(Goal(*each) for each in zip(texts, best, strict=True))
    return Verdict(goals, _next(of_mission[-1], now) if of_mission else _OPEN_FIRST)


def _in_order(reached: tuple[bool, bool, bool]) -> tuple[bool, ...]:
    return (all(reached), *reached)


def _reached(run: Run) -> tuple[bool, bool, bool]:
    opened = any(hit.facts.shown == plan.OLD_PRICE for hit in run.hits)
    deployed = run.deployed_at
    if deployed is None:
        return opened, False, False
    in_time = longest_left(run, deployed) <= plan.GRACE
    arrived = any(
        hit.facts.shown == plan.NEW_PRICE and hit.facts.name == run.link for hit in run.hits
    )
    return opened, in_time, opened and in_time and arrived


def _next(run: Run, now: datetime) -> str:
    opened, in_time, arrived = _reached(run)
    deployed = run.deployed_at
    if not opened:
        return _NOBODY_RETURNS if deployed else _OPEN_FIRST
    if deployed is None:
        return _before_publishing(longest_left(run, now))
    if not in_time:
        return _too_soon(longest_left(run, deployed))
    return _SHOWN if arrived else _follow_the_link(run, deployed)


_OPEN_FIRST = "Open the page as the visitor. It says €49, and the visitor’s browser keeps a copy."
_NOBODY_RETURNS = (
    "€39 is out, but nobody had opened the page before, so nobody returns. Start over."
)
_SHOWN = "The returning visitor reads €39, and nobody touched the visitor’s browser."


def _before_publishing(left: timedelta) -> str:
    if left > plan.GRACE:
        return (
            "Prepare the moment to publish. Right now, copies that say €49 could be used for "
            "longer than 5 seconds after it."
        )
    return "A good moment to publish: the last copy that says €49 would run out within 5 seconds."


def _too_soon(left: timedelta) -> str:
    return (
        f"When IT published, copies that say €49 could be used for up to {_seconds(left)} more, "
        "and nobody can call them back. Choose a new name now, or start over and act ahead."
    )


def _follow_the_link(run: Run, deployed: datetime) -> str:
    if run.loads and run.loads[-1].event.at > deployed and run.link == run.name:
        return "The visitor’s copy was still fresh. Give it 5 seconds, then follow the link again."
    return "€39 is out. Now let the returning visitor follow the link."


def _seconds(left: timedelta) -> str:
    count = -(-left // timedelta(seconds=1))
    return f"{count} second{'' if count == 1 else 's'}"
