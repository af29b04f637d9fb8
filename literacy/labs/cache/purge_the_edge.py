"""Purge the edge: new visitors get the new price, and your own copy stays."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from literacy.labs.cache import plan
from literacy.labs.cache.events import Kind
from literacy.labs.cache.record import Load, Run
from literacy.labs.cache.rules import RULES
from literacy.labs.cache.verdict import Goal, Verdict


def verdict(of_mission: Sequence[Run]) -> Verdict:
    best = max(map(_reached, of_mission), key=sum, default=(False, False))
    goals = (
        Goal("After your purge, a new visitor gets €39.", best[0]),
        Goal("Your own fresh copy still says €49.", best[1]),
    )
    return Verdict(goals, _next(of_mission[-1] if of_mission else None))


def _reached(run: Run) -> tuple[bool, bool]:
    purged = _purged_after_publishing(run)
    copied = any(one.facts.shown == plan.OLD_PRICE for one in run.yours)
    if purged is None or not copied:
        return False, False
    visited = any(
        one.facts.who and one.facts.shown == plan.NEW_PRICE and one.at >= purged for one in run.edge
    )
    return visited, visited and any(_is_own_old_copy(run, load, purged) for load in run.loads)


def _purged_after_publishing(run: Run) -> datetime | None:
    deployed = run.deployed_at
    after = [each.at for each in run.of(Kind.PURGE) if deployed and each.at >= deployed]
    return after[0] if after else None


def _is_own_old_copy(run: Run, load: Load, purged: datetime) -> bool:
    """A load after the purge that reached nobody, while the copy with the old price was fresh."""
    fetched = [one for one in run.yours if one.at <= load.event.at]
    if load.event.at < purged or load.arrivals or not fetched:
        return False
    last = fetched[-1]
    # The seconds a copy has spent in the edge count (RFC 9111, 4.2.3).
    window = timedelta(seconds=(RULES[run.rule].browser_seconds or 0) - last.facts.age)
    return last.facts.shown == plan.OLD_PRICE and load.event.at - last.at < window


def _next(run: Run | None) -> str:
    if run is None or not run.yours:
        return "Load the page. Your browser and the edge will each keep a copy that says €49."
    if run.deployed_at is None:
        return "Your browser and the edge both hold €49. Let IT publish the new price."
    if not any(one.facts.shown == plan.OLD_PRICE for one in run.yours):
        return "You hold no copy with the old price. Start over, and load before IT publishes."
    visitor, own = _reached(run)
    return _after_visit(run, own=own) if visitor else _before_visit(run)


def _after_visit(run: Run, *, own: bool) -> str:
    if own:
        return "The purge reached the edge, not your browser: your copy says €49 until it runs out."
    if run.yours[-1].facts.shown == plan.NEW_PRICE:
        return "Your copy had run out, so your browser asked and got €39. Start over."
    return "The new visitor got €39. Follow your own link now: which price do you see?"


def _before_visit(run: Run) -> str:
    if _purged_after_publishing(run) is not None:
        return "The edge is empty. Send a new visitor."
    if run.of(Kind.PURGE):
        return "The edge may have filled with €49 again before IT published. Purge once more."
    if any(one.facts.who for one in run.edge):
        return "The server says €39, yet a new visitor got €49: the edge still holds its copy."
    return "The server says €39. Copies that say €49 are still out. Which of them can you reach?"
