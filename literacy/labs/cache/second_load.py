"""The second load: one run that asks nobody, one that asks and downloads nothing."""

from collections.abc import Sequence
from datetime import timedelta

from literacy.labs.cache.record import Load, Run
from literacy.labs.cache.rules import RULES
from literacy.labs.cache.verdict import Goal, Verdict


def verdict(of_mission: Sequence[Run]) -> Verdict:
    goals = (
        Goal("Make the second load cost no request.", any(map(_cost_nothing, of_mission))),
        Goal("Make it cost a request, but no download.", any(map(_cost_a_question, of_mission))),
    )
    return Verdict(goals, _next(of_mission, goals))


def _statuses(run: Run) -> list[int]:
    return [hit.facts.status for hit in run.hits]


def _cost_nothing(run: Run) -> bool:
    """Two reported loads and exactly one full answer, under a rule that lets a copy be used."""
    return len(run.loads) >= 2 and _statuses(run) == [200] and _may_reuse(run, run.loads[1])


def _may_reuse(run: Run, load: Load) -> bool:
    rule = RULES[run.rule]
    if not rule.browser_keeps or not run.loads[0].arrivals:
        return False
    seconds = rule.browser_seconds
    return seconds is None or load.event.at - run.hits[0].at < timedelta(seconds=seconds)


def _cost_a_question(run: Run) -> bool:
    return len(run.loads) >= 2 and _statuses(run)[:2] == [200, 304]


def _next(of_mission: Sequence[Run], goals: tuple[Goal, ...]) -> str:
    run = of_mission[-1] if of_mission else None
    if run is None or not (run.loads or run.unreported):
        return "Choose a rule and load the file."
    if len(run.loads) < 2:
        return (
            "One load to go. Your browser may hold a copy now. "
            "Load the file again and watch the server’s side."
        )
    return _what_happened(run) + _what_is_left(goals)


def _what_happened(run: Run) -> str:
    label = RULES[run.rule].label
    if _cost_nothing(run):
        return "Nothing crossed the network: your browser used its own copy and asked nobody."
    if _cost_a_question(run):
        return "A short question and a short answer crossed the network, and no file."
    if len(run.hits) < 2:
        return (
            f"Your browser reports two loads, but with {label} the second has to reach the "
            "server, and it never came. That can’t be counted."
        )
    if not RULES[run.rule].browser_keeps:
        return "The whole file came twice: this rule lets nobody keep a copy."
    return (
        f"With {label} your browser could have used its copy, yet it fetched the file again. "
        "Perhaps “Disable cache” is on in its developer tools."
    )


def _what_is_left(goals: tuple[Goal, ...]) -> str:
    nothing, question = (goal.reached for goal in goals)
    if nothing and question:
        return " Both goals are reached."
    if nothing:
        return " Now find a rule that costs a request, but no download."
    return " Now find a rule that costs no request." if question else " Try another rule."
