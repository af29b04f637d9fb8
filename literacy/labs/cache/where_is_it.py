"""Where is it? Name who answered a load: the browser, the edge or the origin server."""

from collections.abc import Sequence

from literacy.labs.cache import plan
from literacy.labs.cache.events import Kind
from literacy.labs.cache.record import Run
from literacy.labs.cache.verdict import Goal, Verdict


def answered_by(run: Run) -> str | None:
    """Who answered the load of this run; no line anywhere means the browser's own copy."""
    if not run.loads:
        return None
    arrivals = run.loads[-1].arrivals
    if not arrivals:
        return "browser"
    return "edge" if arrivals[-1].facts.answer == "hit" else "origin"


def named_right(run: Run) -> bool:
    guesses = run.of(Kind.GUESS)
    return bool(guesses) and guesses[0].facts.answer == answered_by(run)


def next_round(of_mission: Sequence[Run], path: str) -> plan.Round | None:
    """The first round that has not been named right yet."""
    right = {run.round for run in of_mission if named_right(run)}
    return next((each for each in plan.rounds_of(path) if each.id not in right), None)


def verdict(of_mission: Sequence[Run], path: str) -> Verdict:
    right = {run.round for run in of_mission if named_right(run)}
    goals = tuple(
        Goal(f"Name who answered round {number}.", each.id in right)
        for number, each in enumerate(plan.rounds_of(path), start=1)
    )
    return Verdict(goals, _next(of_mission, path))


def _next(of_mission: Sequence[Run], path: str) -> str:
    current = of_mission[-1] if of_mission else None
    if current is None or not (current.loads or current.unreported):
        return "Read the situation, then load the piece."
    if not current.of(Kind.GUESS):
        return "Read the two logs. Who answered this load?"
    what = _TRACES[answered_by(current) or "browser"]
    if not named_right(current):
        return f"Not quite. {what} This round comes once more."
    return f"Right. {what}" + (" Load the next piece." if next_round(of_mission, path) else "")


_TRACES = {
    "browser": "No log has a line, because nobody was asked: your browser used its own copy.",
    "edge": "The edge noted a hit, and the origin server has no line: the edge used its copy.",
    "origin": "The edge noted a miss and passed the question on: the origin server answered.",
}
