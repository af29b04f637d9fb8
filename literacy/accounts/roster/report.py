"""What a roster does, in a few words and as a file with a line for each row."""

from collections.abc import Iterator

from literacy.accounts.roster.row import Outcome, Plan
from literacy.lib.spreadsheets import csv_lines

HEAD = ("line", "email", "name", "result", "what")
_WORDS = {
    Outcome.NEW: ("new", "new"),
    Outcome.CHANGED: ("changed", "changed"),
    Outcome.BACK: ("comes back", "come back"),
    Outcome.SAME: ("as it is", "as they are"),
    Outcome.PROBLEM: ("can’t be taken", "can’t be taken"),
}


def counts(plan: Plan) -> str:
    """12 new, 3 changed, 85 as they are"""
    told = [
        f"{count} {_WORDS[outcome][count != 1]}"
        for outcome in Outcome
        if (count := plan.count(outcome))
    ]
    return ", ".join(told)


def result_lines(plan: Plan) -> Iterator[str]:
    """The result file: each row of the roster, then who is not in it."""
    yield from csv_lines(_rows(plan))


def _rows(plan: Plan) -> Iterator[tuple[str | int, ...]]:
    yield HEAD
    for each in plan.results:
        yield each.line, each.email, each.name, each.outcome.value, each.text
    for person in plan.leaving:
        yield "", person.email, person.name, "leaving", "Not in the file. Closed only when asked."
