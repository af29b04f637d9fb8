"""`literacy roster`: the company's list of people, in and out."""

from pathlib import Path

import click

from literacy.accounts.roster.actions import apply_roster
from literacy.accounts.roster.plan import plan
from literacy.accounts.roster.queries import everybody, slugs_by_name
from literacy.accounts.roster.report import counts, result_lines
from literacy.accounts.roster.row import Outcome, Plan
from literacy.accounts.roster.sheet import Sheet, read_sheet, written
from literacy.cli import SettingsLater
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, store_at
from literacy.lib.errors import Conflict, Invalid

MOST_ROWS = 100_000
_MOST_LISTED = 20
_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.group()
def roster() -> None:
    """Bring people, teams and managers in from a CSV file, and write the same file.

    The columns are id, email, name, job, role, team and manages; docs/OPERATING.md explains them.
    """


@roster.command("import", short_help="Bring a CSV file in; a dry run unless --apply.")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--apply", is_flag=True, help="Do it: all rows, or none if one is wrong.")
@click.option("--close-missing", is_flag=True, help="Close open accounts that are not in the file.")
@click.option("--no-invitations", is_flag=True, help="Mail nobody; new people get no link yet.")
@click.option("--results", type=_OUT, help="Write what becomes of each row into this CSV file.")
@click.pass_obj
def import_(
    settings: SettingsLater,
    file: Path,
    *,
    dry_run: bool,
    apply: bool,
    close_missing: bool,
    no_invitations: bool,
    results: Path | None,
) -> None:
    """Bring FILE in. Without --apply it is a dry run: it says what would change.

    People are found by their id, else by their address, so the same file twice changes nothing.
    """
    if apply and dry_run:
        raise click.UsageError("Choose --dry-run or --apply.")
    sheet = read_sheet(file.read_bytes(), most_rows=MOST_ROWS)
    with store_at(settings.get().database_url) as database:
        planned = _planned(database, sheet)
        if results:
            results.write_text("".join(result_lines(planned)), "utf-8", newline="")
        _say(planned, close_missing=close_missing)
        if planned.problems:
            raise Invalid("Nothing was changed. Mend these rows and bring the file in again.")
        if not apply:
            click.echo("This was a dry run: nothing was changed. Add --apply to do it.")
            return
        _apply(settings, database, sheet, close_missing=close_missing, invite=not no_invitations)
    click.echo("Done.")


@roster.command(short_help="Write everybody into a CSV file.")
@click.option("--output", type=_OUT, help="The file to write; without it, the terminal.")
@click.pass_obj
def export(settings: SettingsLater, output: Path | None) -> None:
    """Write every open account as the file that `roster import` reads."""
    with store_at(settings.get().database_url) as database, database.reading() as session:
        lines = list(written(person for person in everybody(session) if person.is_open))
    if output is None:
        click.echo("".join(lines), nl=False)
        return
    if output.exists():
        raise Conflict(f"{output} exists already. Choose another name or move it away.")
    output.write_text("".join(lines), "utf-8", newline="")
    count = len(lines) - 2
    click.echo(f"Wrote {count} {'person' if count == 1 else 'people'} to {output}.")


def _planned(database: Database, sheet: Sheet) -> Plan:
    with database.reading() as session:
        return plan(sheet, everybody(session), slugs_by_name(session))


def _apply(
    settings: SettingsLater, database: Database, sheet: Sheet, *, close_missing: bool, invite: bool
) -> None:
    with (
        click.progressbar(length=len(sheet.rows), label="Bringing in") as bar,
        database.transaction() as saving,
    ):
        apply_roster(
            saving,
            sheet,
            close_missing=close_missing,
            invite=invite,
            by=None,
            key=settings.get().secret_key,
            now=utc_now(),
            each=bar.update,
        )


def _say(planned: Plan, *, close_missing: bool) -> None:
    for remark in planned.remarks:
        click.echo(remark)
    click.echo(f"{len(planned.results)} rows: {counts(planned)}.")
    if planned.new_teams:
        click.echo(f"New teams: {', '.join(planned.new_teams)}.")
    wrong = [each for each in planned.results if each.outcome is Outcome.PROBLEM]
    for each in wrong[:_MOST_LISTED]:
        click.echo(f"  line {each.line}: {each.text}", err=True)
    if len(wrong) > _MOST_LISTED:
        click.echo(f"  and {len(wrong) - _MOST_LISTED} more; --results lists all.", err=True)
    if planned.leaving:
        _say_leaving(planned, close_missing=close_missing)


def _say_leaving(planned: Plan, *, close_missing: bool) -> None:
    verb = "are closed" if close_missing else "stay open; --close-missing closes them"
    click.echo(f"{len(planned.leaving)} with an open account are not in the file and {verb}:")
    for person in planned.leaving[:_MOST_LISTED]:
        click.echo(f"  {person.name} <{person.email}>")
    if len(planned.leaving) > _MOST_LISTED:
        click.echo(f"  and {len(planned.leaving) - _MOST_LISTED} more; --results lists all.")
