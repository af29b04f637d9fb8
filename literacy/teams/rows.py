"""A person's row in words: what a manager is told of each module, and of nothing else.

Only these values reach a manager's page: asked or not, in progress, passed with its date, late, and
whether this very manager was asked for help. No score, no attempt, no answer, no minutes, no time
somebody was last seen (privacy plan, 6).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.progress.deadlines import Cell, Stand
from literacy.progress.outline import ModuleOutline
from literacy.progress.wording import short_day
from literacy.teams.cells import Grid, Member


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell in words: `sign` names the picture, `word` stands beside it, `detail` below.

    `passed` of `count` lessons are drawn as stops where there is room. Of the two dates it holds
    the one that `detail` tells.
    """

    sign: str
    word: str
    detail: str
    stand: Stand
    passed: int
    count: int
    passed_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`told` are the cells with something in them, for phones, where `late` and `summary` count."""

    id: int
    name: str
    job: str
    cells: tuple[GridCell, ...]
    told: tuple[tuple[ModuleOutline, GridCell], ...]
    late: int
    summary: str
    asks: bool


def person_row(member: Member, grid: Grid, modules: Sequence[ModuleOutline]) -> PersonRow:
    cells = tuple(
        in_words(grid.cells[member.id][module.slug], asks=grid.asks_in(member, module.slug))
        for module in modules
    )
    pairs = zip(modules, cells, strict=True)
    told = tuple(pair for pair in pairs if pair[1].sign)
    counts = Counter(each.stand for each in cells)
    return PersonRow(
        id=member.id,
        name=member.name,
        job=member.job,
        cells=cells,
        told=told,
        late=counts[Stand.LATE],
        summary=_summary(counts),
        asks=member.id in grid.calls,
    )


def _summary(counts: Mapping[Stand, int]) -> str:
    """2 not started, 1 started, 4 done"""
    stands = (Stand.NOT_STARTED, Stand.STARTED, Stand.DONE)
    told = ", ".join(f"{counts[each]} {each.value}" for each in stands if counts[each])
    return told or ("" if counts[Stand.LATE] else "Nothing asked, nothing begun")


def in_words(cell: Cell, *, asks: bool = False) -> GridCell:
    """The cell of a module; a call for help comes before what else could be said."""
    sign, word, detail = _words(cell)
    if asks:
        rest = ", ".join(part for part in (word, detail) if part and sign)
        sign, word, detail = "help", "Asks for help", rest
    done = cell.stand is Stand.DONE
    return GridCell(
        sign=sign,
        word=word,
        detail=detail,
        stand=cell.stand,
        passed=cell.passed,
        count=cell.count,
        passed_on=cell.passed_on if done else None,
        due_on=None if done else cell.due_on,
    )


def _words(cell: Cell) -> tuple[str, str, str]:
    due = f"by {short_day(cell.due_on)}" if cell.due_on else ""
    so_far = f"{cell.passed} of {cell.count}"
    match cell.stand:
        case Stand.DONE:
            assert cell.passed_on, "a passed module has its date"
            word = "Tested out" if cell.tested_out else "Done"
            return "done", word, short_day(cell.passed_on)
        case Stand.LATE:
            assert cell.due_on, "late is later than a date"
            return "late", "Late", f"{so_far}, {short_day(cell.due_on)}"
        case Stand.STARTED:
            return "part", so_far if cell.passed else "Started", due
        case Stand.NOT_STARTED:
            return "none", "Not started", due
        case Stand.NOT_ASKED:
            return "", "–", ""
