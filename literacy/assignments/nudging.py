"""Whom a nudge can reach and what it says, from nothing but what a manager's page shows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.progress.deadlines import Asked, Deadline, Stand, deadlines
from literacy.progress.mastery import Standing
from literacy.progress.wording import days_away, figures, full_day
from literacy.teams.cells import Member

MOST_THINGS = 3
"""A mail that lists more is not read."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the team; `hindrance` says why a nudge can't reach her, and is empty if it can.

    `things` are what is open, each in one line.
    """

    id: int
    name: str
    late: bool
    things: tuple[str, ...]
    first: str = ""
    hindrance: str = ""


def candidates(
    members: Sequence[Member],
    standings: Mapping[int, Standing],
    asked: Mapping[int, Sequence[Asked]],
    *,
    nudged: Collection[int],
    today: date,
) -> tuple[Candidate, ...]:
    """Everybody in order of name, also those who can't be nudged."""
    return tuple(
        _candidate(
            member,
            deadlines(standings[member.id], asked.get(member.id, ()), today=today),
            nothing_asked=not asked.get(member.id),
            nudged=member.id in nudged,
        )
        for member in members
    )


def values(candidate: Candidate, *, manager: str, words: str) -> dict[str, str | int]:
    """What the letter's template is filled with."""
    return {
        "manager": manager,
        "first": candidate.first,
        "things": "\n".join(candidate.things),
        "words": words,
    }


def _candidate(
    member: Member, still_open: Sequence[Deadline], *, nothing_asked: bool, nudged: bool
) -> Candidate:
    lines = tuple(_lines(still_open))
    hindrance = (
        "Nothing is assigned"
        if nothing_asked
        else "Done with all that is assigned"
        if not still_open
        else "Had a nudge this week"
        if nudged
        else ""
    )
    return Candidate(
        id=member.id,
        name=member.name,
        late=any(each.stand is Stand.LATE for each in still_open),
        things=lines,
        first=still_open[0].module.outline.short if still_open else "",
        hindrance=hindrance,
    )


def _lines(still_open: Sequence[Deadline]) -> Iterator[str]:
    for each in still_open[:MOST_THINGS]:
        module = each.module
        passed = f"{module.count_passed} of {figures(module.count, 'lesson')} passed"
        due = f"due {days_away(each.days)}, on {full_day(each.asked.due_on)}"
        yield f"{module.outline.name}: {due}. {passed}."
    if len(still_open) > MOST_THINGS:
        yield f"And {figures(len(still_open) - MOST_THINGS, 'module')} more."
