"""`literacy reports`: what managers see, as files for the whole company or for some teams."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from literacy.audit.actions import note
from literacy.cli import SettingsLater
from literacy.content.catalogue import Catalogue
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, store_at
from literacy.lib.errors import Conflict
from literacy.lib.spreadsheets import Cell, csv_lines
from literacy.progress.outline import course_outline
from literacy.reports.queries import Export, rows_of, teams_called
from literacy.reports.rows import OF_COMPANY, head
from literacy.reports.workbook import write_workbook
from literacy.settings import Settings
from literacy.teams.lens import Lens, Show
from literacy.teams.queries import ManagedTeam

_OUT = click.Path(dir_okay=False, path_type=Path)
_SHOWN = click.Choice([each.value for each in Show])


def reports_command(open_course: Callable[[Settings], Catalogue]) -> click.Group:
    """`literacy reports`; `open_course` gives the course that the settings point at."""

    @click.group()
    def reports() -> None:
        """Write what managers see into files. Each export is written to the audit log."""

    @reports.command(short_help="Write progress as CSV or as a workbook.")
    @click.argument("output", type=_OUT)
    @click.option("--team", multiple=True, metavar="SLUG", help="Only this team; repeat for more.")
    @click.option("--show", type=_SHOWN, default="everyone", help="Only people of this state.")
    @click.pass_obj
    def export(later: SettingsLater, output: Path, *, team: tuple[str, ...], show: str) -> None:
        """Write people by modules into OUTPUT: a workbook if it ends in .xlsx, else CSV.

        \b
        One row for each person and module. The columns:
          team, person, job, module, module_title, state, lessons_passed,
          lessons, passed_on, due_on
        What they mean stands in docs/OPERATING.md and in the workbook itself. People in two
        teams have rows in both. Who asked whom for help is in no file about the company.

        \b
        Examples:
          literacy reports export progress.xlsx
          literacy reports export late.csv --team campaigns --show late
        """
        if output.exists():
            raise Conflict(f"{output} exists already. Choose another name or move it away.")
        settings = later.get()
        with store_at(settings.database_url) as database:
            count = _export(database, open_course(settings), output, team, Lens(Show(show)))
        click.echo(f"Wrote {count:,} {'row' if count == 1 else 'rows'} to {output}.")

    return reports


def _export(
    database: Database, course: Catalogue, output: Path, slugs: Iterable[str], lens: Lens
) -> int:
    today = utc_now().date()
    outline = course_outline(course, today=today)
    with database.reading() as session:
        teams = teams_called(session, slugs)
        with click.progressbar(teams, label="Writing") as each_team:
            rows = (
                row
                for team in each_team
                for row in rows_of(session, Export(outline, team, today, lens))
            )
            count = _write(output, rows)
    _note(database, teams, count, output.suffix)
    return count


def _write(output: Path, rows: Iterator[tuple[Cell, ...]]) -> int:
    if output.suffix.casefold() == ".xlsx":
        return write_workbook(output, OF_COMPANY, rows)
    # Before the rows stand the mark that says UTF-8 and the names of the columns.
    written = -2
    with output.open("w", encoding="utf-8", newline="") as file:
        for line in csv_lines(_with_head(rows)):
            file.write(line)
            written += 1
    return written


def _with_head(rows: Iterator[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    yield head(OF_COMPANY)
    yield from rows


def _note(database: Database, teams: tuple[ManagedTeam, ...], count: int, form: str) -> None:
    with database.transaction() as saving:
        note(
            saving,
            "report.exported",
            actor_id=None,
            subject=f"team:{teams[0].slug}" if len(teams) == 1 else "everybody",
            now=utc_now(),
            format=form.strip(".") or "csv",
            teams=len(teams),
            rows=count,
        )
