"""A team's page as rows, one for each person and module on it, and what each column means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from literacy.lib.spreadsheets import Cell
from literacy.progress.outline import ModuleOutline
from literacy.teams.rows import PersonRow


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
OF_COMPANY = tuple(column for column in COLUMNS if column.name != "asks_for_help")
"""A call for help is between a person and whom she asked: a file about everybody has none."""


def head(columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(column.name for column in columns)


def person_rows(
    team: str, person: PersonRow, modules: Sequence[ModuleOutline], columns: Sequence[Column]
) -> Iterator[tuple[Cell, ...]]:
    """A person's row of the grid, one line for each module of it."""
    for module, cell in zip(modules, person.cells, strict=True):
        told: dict[str, Cell] = {
            "team": team,
            "person": person.name,
            "job": person.job,
            "module": module.slug,
            "module_title": module.name,
            "state": cell.stand.value,
            "lessons_passed": cell.passed,
            "lessons": cell.count,
            "passed_on": cell.passed_on,
            "due_on": cell.due_on,
            "asks_for_help": cell.sign == "help",
        }
        yield tuple(told[column.name] for column in columns)
