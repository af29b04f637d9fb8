"""Has the goal been reached? Worked out from the server's own record, and from nothing else."""

from collections.abc import Callable, Mapping, Sequence

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.visit import plan
from literacy.labs.visit.record import Visit


def judge(mission: str, of_mission: Sequence[Visit]) -> Verdict:
    goals = _GOALS[mission](of_mission)
    return Verdict(goals, _next(mission, of_mission))


def named_right(visit: Visit) -> bool:
    """Whether the visit's first answer, or any answer where it may be mended, was right."""
    wanted = right_answer(visit)
    tried = visit.answers if visit.mission == plan.WHOSE else visit.answers[:1]
    return any(set(answer) == wanted for answer in tried)


def right_answer(visit: Visit) -> set[str]:
    begun = visit.begun
    if visit.mission == plan.HELD:
        return {begun.late}
    if visit.mission == plan.WHOSE:
        return set(begun.others)
    fault = begun.late or begun.failing
    return {plan.OTHER if fault in begun.others else plan.OWN}


def first_visit(of_mission: Sequence[Visit]) -> Visit | None:
    """The visit that later ones are compared with."""
    return next((visit for visit in of_mission if _may_count(visit, plan.AS_IT_IS)), None)


def is_soon_enough(visit: Visit, first: Visit) -> bool:
    return visit.span <= plan.SHARE_LEFT * first.span


def _may_count(visit: Visit, change: plan.Change | None = None) -> bool:
    is_asked_for = change is None or visit.change == change
    return visit.is_complete and not visit.was_hurried and is_asked_for


def _held(of_mission: Sequence[Visit]) -> tuple[Goal, ...]:
    return (
        _loaded(of_mission),
        Goal("Name the file that held the page up.", any(map(named_right, of_mission))),
    )


def _whose(of_mission: Sequence[Visit]) -> tuple[Goal, ...]:
    text = "Mark each file from another company’s server, and no other."
    return (_loaded(of_mission), Goal(text, any(map(named_right, of_mission))))


def _loaded(of_mission: Sequence[Visit]) -> Goal:
    is_loaded = any(visit.is_complete for visit in of_mission)
    return Goal("Visit the page and let all nine files arrive.", is_loaded)


def _server(of_mission: Sequence[Visit]) -> tuple[Goal, ...]:
    right = _right_in_a_row(of_mission)
    return tuple(
        Goal(f"Name whose server it was: {words}.", right >= number)
        for number, words in enumerate(_ROUNDS, start=1)
    )


_ROUNDS = ("first visit", "second in a row", "third in a row")


def _right_in_a_row(of_mission: Sequence[Visit]) -> int:
    """How many of the newest answers are right; enough once is enough for good."""
    row = 0
    for visit in (each for each in of_mission if each.answers):
        row = row + 1 if named_right(visit) else 0
        if row == len(_ROUNDS):
            break
    return row


def _sooner(of_mission: Sequence[Visit]) -> tuple[Goal, ...]:
    first = first_visit(of_mission)
    changed = [v for v in of_mission if _may_count(v) and v.change != plan.AS_IT_IS]
    is_sooner = first is not None and any(is_soon_enough(visit, first) for visit in changed)
    return (
        Goal("Visit the page as it is.", first is not None),
        Goal("Change one thing, so that a visit ends at least 40% sooner.", is_sooner),
    )


_GOALS: Mapping[str, Callable[[Sequence[Visit]], tuple[Goal, ...]]] = {
    plan.HELD: _held,
    plan.WHOSE: _whose,
    plan.SERVER: _server,
    plan.SOONER: _sooner,
}


def _next(mission: str, of_mission: Sequence[Visit]) -> str:
    visit = of_mission[-1] if of_mission else None
    if visit is None:
        return _BEGIN[mission]
    if not visit.is_open:
        return "The page waits in the frame. Open it there, and the record begins."
    if visit.missing:
        return _still_missing(visit)
    if visit.was_hurried:
        return (
            "Many people visited the page in the same second, so the server could not make its "
            "late file late. Visit the page again."
        )
    if mission == plan.SOONER:
        return _compared(visit, first_visit(of_mission))
    return _after_answer(visit, of_mission) if visit.answers else _QUESTIONS[mission]


def _still_missing(visit: Visit) -> str:
    missing = visit.missing
    arrived = f"{len(visit.expected) - len(missing)} of {len(visit.expected)} files have come."
    if set(missing) <= set(visit.begun.others):
        return (
            f"{arrived} Missing: {', '.join(missing)}, from the other company. Wait a moment and "
            "look again. If it stays away, an add-on in your browser or your network may block "
            "such files: then visit with a second path instead."
        )
    return f"{arrived} Not yet: {', '.join(missing)}. Wait a moment, then look again."


def _compared(visit: Visit, first: Visit | None) -> str:
    if first is None or visit is first:
        return f"The first visit took {visit.span:,} ms. Now choose one change and visit again."
    took = f"With this change the visit took {visit.span:,} ms, the first one {first.span:,} ms"
    percent = round(100 * (first.span - visit.span) / first.span)
    if is_soon_enough(visit, first) and visit.change != plan.AS_IT_IS:
        return f"{took}: {percent}% sooner. That is enough."
    how = f"{percent}% sooner" if percent > 0 else "no sooner"
    return f"{took}: {how}. What did the rest wait for? Try another change."


def _after_answer(visit: Visit, of_mission: Sequence[Visit]) -> str:
    if visit.mission == plan.WHOSE:
        return _marked(visit)
    begun, fault = visit.begun, visit.begun.late or visit.begun.failing
    name = visit.called(fault)
    truth = _FAULTS[bool(begun.late), fault in begun.others].format(name=name)
    if visit.mission == plan.HELD:
        truth = f"{name} came almost a second late, and the page could not show before it."
    if not named_right(visit):
        return f"Not quite. {truth} Visit again: something else will be wrong."
    is_last = visit.mission == plan.HELD or _right_in_a_row(of_mission) == len(_ROUNDS)
    return f"Right. {truth}" + ("" if is_last else " Now the next visit.")


_FAULTS = {
    (True, True): "{name} came almost a second late, from the other company’s server.",
    (True, False): "{name} came almost a second late, from your own server.",
    (False, True): "The other company’s server refused {name} with a status of 503.",
    (False, False): "Your own server failed on {name} with a status of 500.",
}


def _marked(visit: Visit) -> str:
    marked, others = set(visit.answers[-1]), set(visit.begun.others)
    if marked == others:
        return "Right. These requests went past the shop, straight to the other company."
    missed, extra = len(others - marked), len(marked - others)
    told = [f"{missed} not marked yet"] * bool(missed) + [f"{extra} marked too many"] * bool(extra)
    return f"Not quite: {' and '.join(told)}. Compare each file’s site with the page’s own."


_BEGIN = {
    plan.HELD: "Visit the sale page.",
    plan.WHOSE: "Visit the sale page.",
    plan.SERVER: "Visit the sale page.",
    plan.SOONER: "Visit the sale page as it is, to have a time to compare with.",
}
_QUESTIONS = {
    plan.HELD: "Read both columns. Which file did the page wait for?",
    plan.WHOSE: "Read both columns. Which files came from another site than the page?",
    plan.SERVER: "Read both columns. Which file went wrong, and whose server was it?",
}
