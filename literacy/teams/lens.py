"""Which people a manager's page shows, and in which order, as its address asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from literacy.progress.deadlines import Cell, Stand
from literacy.progress.outline import ModuleOutline
from literacy.teams.cells import Grid, Member

LONGEST_NAME = 80
BY_NAME, BY_JOB = "name", "job"


class Show(StrEnum):
    """Whom to show, by what a cell of theirs says."""

    EVERYONE = "everyone"
    LATE = "late"
    DUE = "due"
    HELP = "help"
    NOT_STARTED = "not-started"
    STARTED = "started"
    DONE = "done"


LABELS: Mapping[Show, str] = {
    Show.EVERYONE: "Everyone",
    Show.LATE: "Past the date",
    Show.DUE: "Due in two weeks",
    Show.HELP: "Asked you for help",
    Show.NOT_STARTED: "Asked, not started",
    Show.STARTED: "Begun",
    Show.DONE: "Passed",
}
_STANDS = {
    Show.LATE: Stand.LATE,
    Show.NOT_STARTED: Stand.NOT_STARTED,
    Show.STARTED: Stand.STARTED,
    Show.DONE: Stand.DONE,
}
# Who may need something comes first; there is no order of merit.
_ORDER = (Stand.LATE, Stand.NOT_STARTED, Stand.STARTED, Stand.DONE, Stand.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class Lens:
    """What the address asks for; `module` is a slug or empty, `sort` is name, job or a module."""

    show: Show = Show.EVERYONE
    module: str = ""
    sort: str = BY_NAME
    name: str = ""

    @property
    def narrows(self) -> bool:
        """Somebody or something of the team is left out."""
        return bool(self.module or self.name) or self.show is not Show.EVERYONE

    def address(self, **changed: str) -> str:
        """The query of this lens with some of it changed; what is usual is left out."""
        asked = {"show": self.show.value, "module": self.module, "sort": self.sort, "q": self.name}
        usual = {"show": Show.EVERYONE.value, "module": "", "sort": BY_NAME, "q": ""}
        wanted = {key: text for key, text in {**asked, **changed}.items() if text != usual[key]}
        return f"?{urlencode(wanted)}" if wanted else "?"


def read_lens(given: Mapping[str, str], modules: Sequence[ModuleOutline]) -> Lens:
    """The lens of an address; what it asks for and does not exist is as if not asked."""
    known = {module.slug for module in modules}
    show, module, sort = (given.get(key, "") for key in ("show", "module", "sort"))
    return Lens(
        show=Show(show) if show in set(Show) else Show.EVERYONE,
        module=module if module in known else "",
        sort=sort if sort in {BY_JOB, *known} else BY_NAME,
        name=" ".join(given.get("q", "")[:LONGEST_NAME].split()),
    )


def seen_modules(lens: Lens, modules: Sequence[ModuleOutline]) -> tuple[ModuleOutline, ...]:
    return tuple(each for each in modules if lens.module in ("", each.slug))


def seen_members(lens: Lens, grid: Grid, modules: Sequence[ModuleOutline]) -> tuple[Member, ...]:
    """The people the lens lets through, in its order; names decide between equals."""
    found = [member for member in grid.members if _is_shown(lens, grid, member, modules)]
    return tuple(sorted(found, key=lambda member: sort_key(lens, grid, member)))


def sort_key(lens: Lens, grid: Grid, member: Member) -> tuple[int | str, ...]:
    """Where this person stands in the lens's order; equal for those whom the name decides."""
    match lens.sort:
        case "name":
            return ()
        case "job":
            return (not member.job, member.job.casefold())
        case module:
            return _needs_first(grid.cells[member.id][module])


def _is_shown(lens: Lens, grid: Grid, member: Member, modules: Sequence[ModuleOutline]) -> bool:
    if lens.name.casefold() not in f"{member.name} {member.job}".casefold():
        return False
    if lens.show is Show.EVERYONE:
        return True
    cells = (grid.cells[member.id][module.slug] for module in modules)
    if lens.show is Show.HELP:
        return _asks(lens, grid, member)
    if lens.show is Show.DUE:
        return any(map(grid.is_soon, cells))
    return any(each.stand is _STANDS[lens.show] for each in cells)


def _asks(lens: Lens, grid: Grid, member: Member) -> bool:
    if lens.module:
        return grid.asks_in(member, lens.module)
    return member.id in grid.calls


def _needs_first(cell: Cell) -> tuple[int, int]:
    return _ORDER.index(cell.stand), cell.passed
