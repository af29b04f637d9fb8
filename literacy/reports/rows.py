"""A team's page as rows, one for each person and module on it, and what each column means."""

from collections.abc import Iterator
from dataclasses import dataclass

from literacy.lib.spreadsheets import Cell
from literacy.teams.grid import TeamPage


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the export; names never change, new ones come last."""

    name: str
    kind: str
    meaning: str


COLUMNS = (
    Column("team", "text", "The team's name"),
    Column("person", "text", "The person's name"),
    Column("job", "text", "What the person does, empty where it is not said"),
    Column("module", "text", "The module's address, such as 06-caching; it never changes"),
    Column("module_title", "text", "The module's number and short title"),
    Column("state", "text", "not asked, not started, started, late or done"),
    Column("lessons_passed", "number", "Lessons passed, of those that are asked"),
    Column("lessons", "number", "Lessons of the module, or its essential ones if those are asked"),
    Column("passed_on", "date", "The day the last of them was passed; empty unless done"),
    Column("due_on", "date", "The day it is due; empty when done or without a day"),
    Column("asks_for_help", "yes or no", "The person asked you for help in this module"),
)
HEAD = tuple(column.name for column in COLUMNS)


def report_rows(team: str, page: TeamPage) -> Iterator[tuple[Cell, ...]]:
    """The rows of the grid in its order, as its lens shows them."""
    for person in page.people:
        for module, cell in zip(page.columns, person.cells, strict=True):
            yield (
                team,
                person.name,
                person.job,
                module.slug,
                module.name,
                cell.stand.value,
                cell.passed,
                cell.count,
                cell.passed_on,
                cell.due_on,
                cell.sign == "help",
            )
