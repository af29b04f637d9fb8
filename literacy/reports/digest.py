"""The weekly digest: three sentences and three names at most, from what the team pages show."""

from collections.abc import Mapping
from datetime import date, timedelta

from literacy.progress.wording import counted, first_up, listed, number
from literacy.teams.grid import TeamPage

MOST_NAMES = 3
WEEK = timedelta(days=7)


def sentences(pages: Mapping[str, TeamPage], *, today: date) -> tuple[str, ...]:
    """Who is late, whose date is near, what was passed; `pages` by the name of the team."""
    people = {row.id: row for page in pages.values() for row in page.people}
    late = [row.name for row in people.values() if row.late]
    soon = sum(page.attention.soon_people for page in pages.values())
    passed = {
        (row.id, place)
        for page in pages.values()
        for row in page.people
        for place, cell in enumerate(row.cells)
        if cell.passed_on and cell.passed_on > today - WEEK
    }
    return _late(late, len(people), len(pages)), _soon(soon), _passed(len(passed))


def _late(names: list[str], people: int, teams: int) -> str:
    of = f"Of {counted(people, 'person', 'people')} in {counted(teams, 'team')}"
    if not names:
        return f"{of} nobody is past a date."
    told = sorted(names)[:MOST_NAMES]
    rest = len(names) - len(told)
    who = listed([*told, counted(rest, "other")] if rest else told)
    return f"{of} {number(len(names))} {'is' if len(names) == 1 else 'are'} past a date: {who}."


def _soon(count: int) -> str:
    if not count:
        return "No date is near."
    return f"{first_up(number(count))} {'has' if count == 1 else 'have'} a date within two weeks."


def _passed(count: int) -> str:
    return f"{first_up(counted(count, 'module'))} passed in the last seven days."
