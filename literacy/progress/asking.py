"""What somebody asked of whom: who is bound by it, and the one place that says by when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from literacy.progress.deadlines import Asked
from literacy.progress.outline import CourseOutline
from literacy.progress.paths import paths

JOINER_DAYS = 30
"""What somebody who joins later is given, unless the asker says otherwise."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A module or a path asked of a person, a team or everybody, as it is stored.

    Of a person inside a team it was asked by a manager, and binds while the person is in the team.
    Without `due_on` the days count from joining, or from the asking for who was there already.
    """

    id: int
    module: str
    path: str
    due_on: date | None
    joiner_days: int
    set_on: date
    why: str = ""
    set_by: str = ""
    team_id: int | None = None
    person_id: int | None = None
    team: str = ""
    person: str = ""

    @property
    def thing(self) -> str:
        """module:06-caching or path:essentials"""
        return f"module:{self.module}" if self.module else f"path:{self.path}"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A person's days of joining: the company, and each team by its id."""

    person_id: int
    company_on: date
    teams: Mapping[int, date]


def binds(ask: Ask, who: Belonging) -> bool:
    """Asked of everybody, of a team the person is in, or of this very person."""
    return ask.person_id in (None, who.person_id) and (
        ask.team_id is None or ask.team_id in who.teams
    )


def due_day(ask: Ask, joined_on: date) -> date:
    """The day this ask is due for who joined its audience on `joined_on`.

    Nobody is late by a date from before they came: who joins after the asking gets the days of a
    joiner, or the date if that is later.
    """
    allowed = timedelta(days=ask.joiner_days)
    if ask.due_on is None:
        return max(joined_on, ask.set_on) + allowed
    if joined_on <= ask.set_on:
        return ask.due_on
    return max(ask.due_on, joined_on + allowed)


def asked_of_one(course: CourseOutline, asks: Iterable[Ask], who: Belonging) -> tuple[Asked, ...]:
    """All that this person is asked, module by module."""
    return tuple(each for ask in asks if binds(ask, who) for each in _spelled_out(course, ask, who))


def name_of(course: CourseOutline, ask: Ask) -> str:
    """06 Caching, The essentials; what left the course is named by its address."""
    names = {module.slug: module.name for module in course.modules}
    titles = {slug: path.title for slug, path in paths(course).items()}
    return names.get(ask.module) or titles.get(ask.path) or ask.module or ask.path


def _spelled_out(course: CourseOutline, ask: Ask, who: Belonging) -> Iterator[Asked]:
    due_on = due_day(ask, _joined_on(ask, who))
    if ask.module:
        yield Asked(ask.module, due_on, ask.why, ask.set_by, ask=ask.id)
        return
    path = paths(course).get(ask.path)
    for module in path.modules if path else ():
        yield Asked(
            module.slug,
            due_on,
            ask.why,
            ask.set_by,
            ask=ask.id,
            path=path.title if path else "",
            essential=bool(path and path.essential),
        )


def _joined_on(ask: Ask, who: Belonging) -> date:
    if ask.person_id is not None:
        return ask.set_on
    return who.company_on if ask.team_id is None else who.teams[ask.team_id]
