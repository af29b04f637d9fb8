"""Has the goal been reached? Worked out from the server's own record, and from nothing else."""

from collections.abc import Sequence

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.link import building, chain, moving, plan
from literacy.labs.link.events import Event, Kind, newest, of_mission

# The part of each piece, in the order in which the pieces are shown.
_RIGHT = tuple(tuple(plan.PARTS)[at] for at in plan.SHOWN)


def judge(mission: str, events: Sequence[Event]) -> Verdict:
    here = of_mission(events, mission)
    if mission == plan.LABEL:
        return _labelled(here)
    return _kept(here) if mission == plan.KEEP else _moved(here)


def _labelled(events: Sequence[Event]) -> Verdict:
    tried = [each.facts.labels for each in events if each.kind is Kind.LABELS]
    built = [each for each in events if each.kind is Kind.BUILT]
    goals = (
        Goal("Label the five parts.", _RIGHT in tried),
        Goal(
            "Build a link that brings three tags to the server.",
            any(building.is_right(events, each) for each in built),
        ),
    )
    return Verdict(goals, _next_label(events, goals))


def _next_label(events: Sequence[Event], goals: tuple[Goal, ...]) -> str:
    labelled, brought = (goal.reached for goal in goals)
    if not events:
        return "Give each of the five pieces a part."
    last = next(each for each in reversed(events) if each.kind is not Kind.LAND)
    if last.kind is Kind.LABELS and not labelled:
        return _mislabelled(last.facts.labels)
    if last.kind is Kind.BUILT and not brought:
        return _about_link(events, last)
    if labelled and brought:
        return "Both are right: every part has its name, and every tag reached the server."
    if labelled:
        return "All five are right. Now mend the agency’s link and send it."
    return "Your link brings its tags. Now label the five parts above it."


def _mislabelled(given: Sequence[str]) -> str:
    pairs = list(zip(given, _RIGHT, strict=True))
    missed = next(right for label, right in pairs if label != right)
    count = sum(label == right for label, right in pairs)
    name = plan.PARTS[missed].lower()
    return f"{count} of 5 are right. Look again for the {name}: {_HINTS[missed]}"


_HINTS = {
    "scheme": "it says how to ask and stands in front of ://.",
    "host": "it says whom to ask and ends at the first single slash.",
    "path": "it says which page, from the first single slash to the question mark.",
    "query": "it holds details, from the question mark to the # sign.",
    "fragment": "it names a place in the page and stands behind the # sign.",
}


def _about_link(events: Sequence[Event], built: Event) -> str:
    landing = building.landing_of(events, built.facts.run)
    if landing is None:
        return "Your link is ready. Open it, and see what reaches the server."
    return building.fault(built.facts.tail, landing.facts.query)


def _kept(events: Sequence[Event]) -> Verdict:
    runs = [each for each in events if each.kind is Kind.RULES]
    ways = [way for run in runs for way in chain.ways(events, run.facts.run)]
    kept = [run for run in runs if chain.changed(run.facts.rules) == 1 and _keeps(events, run)]
    goals = (
        Goal("Follow the link through all three hops.", any(way.landing for way in ways)),
        Goal("Change one rule, so that all three tags reach the page.", bool(kept)),
    )
    return Verdict(goals, _next_way(events, runs))


def _keeps(events: Sequence[Event], run: Event) -> bool:
    return any(way.kept_all for way in chain.ways(events, run.facts.run))


def _next_way(events: Sequence[Event], runs: Sequence[Event]) -> str:
    if not runs:
        return "Follow the link as you found it, and watch what each hop hands on."
    ways = chain.ways(events, runs[-1].facts.run)
    if not ways or ways[-1].landing is None:
        return "The hops are set. Open the link and follow it to the page."
    brought = len(carried(ways[-1].landing))
    changes = chain.changed(runs[-1].facts.rules)
    if ways[-1].kept_all and changes == 1:
        return "All three tags arrived, and one rule was enough."
    if ways[-1].kept_all:
        return f"All three tags arrived, but you changed {changes} rules. One is enough: which?"
    return f"{_COUNTS[brought]} of the three tags arrived. {_where_lost(ways[-1])}"


def carried(landing: Event) -> tuple[plan.Tag, ...]:
    """Which of the printed link's tags reached the page."""
    return tuple(tag for tag in chain.tags_in(landing.facts.query) if tag in plan.CARRIED)


_COUNTS = ("None", "One", "Two", "All")


def _where_lost(way: chain.Way) -> str:
    """Which hop was the first to hand on less than it got."""
    for each in way.hops:
        if chain.tags_in(each.facts.query) != chain.tags_in(each.facts.location.partition("?")[2]):
            return f"Compare what hop {each.facts.hop} got with what it handed on."
    return "Compare what each hop got with what it handed on."


def _moved(events: Sequence[Event]) -> Verdict:
    plans = [plan_of(each) for each in events if each.kind is Kind.PLAN]
    good = [each for each in plans if _is_in_time(each) and _is_not_early(each)]
    shown = good[-1] if good else plans[-1] if plans else None
    goals = (
        Goal(
            "No visitor reaches the old server after Wednesday 09:00.",
            shown is not None and _is_in_time(shown),
        ),
        Goal(
            "Nobody sees the new page before Wednesday 08:00.",
            shown is not None and _is_not_early(shown),
        ),
    )
    return Verdict(goals, _next_plan(plans[-1] if plans else None))


def plan_of(event: Event) -> moving.Plan:
    facts = event.facts
    return moving.Plan(
        moving.TTLS[facts.ttl], moving.LOWERED[facts.lowered], moving.SWITCHES[facts.switch]
    )


def newest_plan(events: Sequence[Event]) -> moving.Plan | None:
    made = newest(of_mission(events, plan.MOVE), Kind.PLAN)
    return plan_of(made) if made is not None else None


def _is_in_time(made: moving.Plan) -> bool:
    return moving.late_visitors(made) == 0


def _is_not_early(made: moving.Plan) -> bool:
    return moving.early_visitors(made) == 0


def _next_plan(made: moving.Plan | None) -> str:
    if made is None:
        return "Choose, then run the plan and watch five helpers’ copies run out."
    late, early = moving.late_visitors(made), moving.early_visitors(made)
    if late:
        return f"{late:,} visitors reached the old server after 09:00. {_why_late(made)}"
    if early:
        return f"Nobody is late, but {early:,} visitors saw the new page before it opened."
    return "Nobody reached the old server after 09:00, and nobody saw the new page too soon."


def _why_late(made: moving.Plan) -> str:
    old_copy_ends = min(made.lowered.minutes, made.switch.minutes) + moving.OLD_TTL
    if made.ttl.minutes == moving.OLD_TTL:
        return "Helpers that asked shortly before the switch keep the old answer for a day."
    if old_copy_ends > moving.DEADLINE:
        return "Copies taken before you lowered the TTL still last a whole day."
    return "Copies taken shortly before the switch last past 09:00."
