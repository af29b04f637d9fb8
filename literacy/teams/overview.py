"""All teams of a manager on one page, opened by one sentence."""

from collections.abc import Mapping

from literacy.progress.wording import counted, first_up, listed, number
from literacy.teams.grid import TeamPage


def overview_lead(pages: Mapping[str, TeamPage]) -> str:
    """Two teams. Four people are past a date in Brand and Content. (`pages` by name of team)"""
    teams = first_up(counted(len(pages), "team"))
    late = {name: page.attention.late_people for name, page in pages.items()}
    told = [_late(count, name) for name, count in late.items() if count]
    return f"{teams}. {first_up(listed(told))}." if told else f"{teams}. Nobody is past a date."


def _late(count: int, team: str) -> str:
    return f"{number(count)} {'person is' if count == 1 else 'people are'} past a date in {team}"
