"""Has the goal been reached? Worked out from the server's own record, and from nothing else."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from literacy.labs.cache import (
    deploy_day,
    hello_anna,
    plan,
    purge_the_edge,
    second_load,
    where_is_it,
)
from literacy.labs.cache.events import Event
from literacy.labs.cache.record import Run, runs
from literacy.labs.cache.verdict import Verdict


def judge(mission: str, events: Sequence[Event], *, path: str, now: datetime) -> Verdict:
    """`path` settles the order of the rounds; `now` only how much longer a copy may be used."""
    of_mission = runs(events, mission)
    if mission == plan.WHERE:
        return where_is_it.verdict(of_mission, path)
    if mission == plan.DEPLOY:
        return deploy_day.verdict(of_mission, now)
    return _TIMELESS[mission](of_mission)


_TIMELESS: Mapping[str, Callable[[Sequence[Run]], Verdict]] = {
    plan.SECOND: second_load.verdict,
    plan.PURGE: purge_the_edge.verdict,
    plan.HELLO: hello_anna.verdict,
}
