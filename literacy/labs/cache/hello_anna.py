"""Hello, Anna: a greeting must not be kept where somebody else can get it."""

from collections.abc import Sequence

from literacy.labs.cache import plan
from literacy.labs.cache.events import Event
from literacy.labs.cache.record import Run
from literacy.labs.cache.verdict import Goal, Verdict


def verdict(of_mission: Sequence[Run]) -> Verdict:
    reached = any(map(_kept_apart, of_mission))
    goals = (Goal("Ben opens the page after Anna and is greeted as Ben.", reached),)
    return Verdict(goals, _next(of_mission[-1] if of_mission else None))


def _kept_apart(run: Run) -> bool:
    """Ben came after Anna, read his own name, and the edge kept no greeting for others."""
    anna = [one.at for one in run.yours if one.facts.shown == plan.HELLO_ANNA]
    ben = [one for one in run.edge if one.facts.who and one.facts.shown == plan.HELLO_BEN]
    return bool(anna) and any(one.at > anna[0] for one in ben) and not _is_leaky(run)


def _is_leaky(run: Run) -> bool:
    return any(one.facts.stored and _is_greeting(one) for one in run.edge)


def _is_greeting(one: Event) -> bool:
    return one.facts.shown in (plan.HELLO_ANNA, plan.HELLO_BEN)


def _next(run: Run | None) -> str:
    if run is None or not (run.edge or run.loads):
        return "Choose a rule and open the page as Anna."
    if _is_leaky(run):
        return _leak(run)
    if not any(one.facts.shown == plan.HELLO_ANNA for one in run.yours):
        return "Now open the page as Anna, and then as Ben."
    if not _kept_apart(run):
        return "Anna has been greeted. Now Ben opens the same address."
    if run.rule == plan.APART:
        return "The edge shares the big page, and each greeting stays with its owner."
    return "Ben reads his own name. The price: the server builds every page itself."


def _leak(run: Run) -> str:
    if any(one.facts.who and one.facts.shown == plan.HELLO_ANNA for one in run.edge):
        return "Ben reads “Hello Anna”: the edge kept her page for everybody. Try another rule."
    if any(one.facts.shown == plan.HELLO_BEN for one in run.yours):
        return "You are Anna and read “Hello Ben”: the edge kept his page. Try another rule."
    return "The edge has kept a page with a name in it. Who gets it next?"
