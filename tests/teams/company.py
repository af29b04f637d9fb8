"""Teams for tests of what a manager sees: people by what each did in a course of two modules."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from literacy.progress.deadlines import Asked
from literacy.progress.facts import Fact
from literacy.progress.mastery import mastery
from literacy.teams.cells import Grid, Member, team_grid
from tests.make import NOW
from tests.progress.learning import before, course, lesson, module, passed

TODAY = NOW.date()
COURSE = course(
    module(lesson("a"), lesson("b"), slug="06-caching"),
    module(lesson("c"), slug="09-cookies"),
)
DONE = (*passed("a", at=before(days=9)), *passed("b", at=before(days=4), attempt=2))


def asked(module: str = "06-caching", *, days: int) -> Asked:
    """Asked for by so many days from today."""
    return Asked(module, TODAY + timedelta(days=days), "The sale")


def grid(
    people: Mapping[str, Sequence[Fact]],
    *dates: Asked,
    jobs: Mapping[str, str] | None = None,
    own: Mapping[str, Sequence[Asked]] | None = None,
) -> Grid:
    """A team of these people, in this order, with these dates."""
    members = [
        Member(number, name, (jobs or {}).get(name, "")) for number, name in enumerate(people)
    ]
    return team_grid(
        members,
        {member.id: mastery(COURSE, people[member.name]) for member in members},
        {member.id: [*dates, *(own or {}).get(member.name, ())] for member in members},
        today=TODAY,
    )
