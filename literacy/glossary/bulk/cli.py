"""`literacy glossary`: terms in and out, many at once."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from literacy.accounts.addresses import kept_form
from literacy.accounts.permissions import Permission, Role, may
from literacy.accounts.queries import person_called
from literacy.accounts.viewer import Viewer
from literacy.cli import SettingsLater
from literacy.content.catalogue import Catalogue
from literacy.glossary.bulk.decoding import MOST_BYTES
from literacy.glossary.bulk.entries import written_entries
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.given import Batch
from literacy.glossary.bulk.report import counts, result_lines, what
from literacy.glossary.bulk.sheet import written_csv
from literacy.glossary.studio.actions.importing import intake, take_in
from literacy.glossary.studio.actions.judging import Intake, Judged, Outcome, Way, judge, settled
from literacy.glossary.studio.actions.revisions import in_force
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, store_at
from literacy.lib.errors import Conflict, Invalid
from literacy.settings import Settings

_MOST_LISTED = 20
_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)
_LEFT = (Outcome.REFUSED, Outcome.HELD)
_TAKEN = (Outcome.NEW, Outcome.CHANGED)

OpenCourse = Callable[[Settings], Catalogue]


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What was asked for on the command line."""

    file: Path
    apply: bool
    by: str
    approved: bool
    unfinished: bool
    results: Path | None


def glossary_command(open_course: OpenCourse) -> click.Group:
    """The commands; `open_course` reads the course's files, which a feature can't find alone."""

    @click.group()
    def glossary() -> None:
        """Bring terms in from a YAML or CSV file, and write the same file.

        Terms go through the same checks and the same review as in the browser; docs/AUTHORING.md
        explains the fields.
        """

    @glossary.command("import", short_help="Bring a file of terms in; a dry run unless --apply.")
    @click.argument("file", type=_FILE)
    @click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
    @click.option("--apply", is_flag=True, help="Do it; rows that must be mended are left out.")
    @click.option("--by", default="", metavar="EMAIL", help="The author who brings them in.")
    @click.option("--approved", is_flag=True, help="They were reviewed where they come from.")
    @click.option("--drafts", is_flag=True, help="Keep what isn't finished as drafts.")
    @click.option("--results", type=_OUT, help="Write what becomes of each row into this CSV file.")
    @click.pass_obj
    def import_(
        settings: SettingsLater,
        file: Path,
        *,
        dry_run: bool,
        apply: bool,
        by: str,
        approved: bool,
        drafts: bool,
        results: Path | None,
    ) -> None:
        """Bring FILE in. Without --apply it is a dry run: it says what would change.

        Where two approvals are asked for, terms go into review; --approved puts them in force at
        once. The same file twice changes nothing the second time.
        """
        if apply and dry_run:
            raise click.UsageError("Choose --dry-run or --apply.")
        if apply and not by:
            raise click.UsageError("Say who brings them in: --by EMAIL.")
        wishes = _Wishes(file, apply, by, approved, drafts, results)
        _bring_in(settings.get(), open_course(settings.get()), wishes)

    @glossary.command(short_help="Write every term into a YAML or CSV file.")
    @click.option("--output", type=_OUT, help="The file to write; without it, the terminal.")
    @click.option("--format", "form", type=click.Choice(["yaml", "csv"]), help="YAML, or CSV.")
    @click.pass_obj
    def export(settings: SettingsLater, output: Path | None, form: str | None) -> None:
        """Write every published or retired term as the file that `glossary import` reads."""
        _write(settings.get(), open_course(settings.get()), output, form)

    return glossary


def _bring_in(settings: Settings, base: Catalogue, wishes: _Wishes) -> None:
    batch = _read(wishes.file)
    with store_at(settings.database_url) as database:
        viewer = _author(database, wishes.by) if wishes.by else None
        with database.reading() as session:
            way = Way(wishes.approved or settings.term_approvals < 2, wishes.unfinished)
            at = intake(session, batch.rows, base=base, way=way, today=utc_now().date())
        found = _judged(at)
        _say(batch, found)
        if wishes.results:
            wishes.results.write_text("".join(result_lines(found)), "utf-8", newline="")
        if not wishes.apply or viewer is None:
            click.echo("This was a dry run: nothing was changed. Add --apply to do it.")
            return
        why = f"Brought in from {wishes.file.name}."
        with database.transaction() as saving:
            count = take_in(
                saving, viewer, found, at, base=base, settings=settings, why=why, now=utc_now()
            )
    click.echo(f"Done: {count} {'term' if count == 1 else 'terms'} brought in.")


def _read(file: Path) -> Batch:
    with file.open("rb") as opened:
        return read_file(file.name, opened.read(MOST_BYTES + 1))


def _judged(at: Intake) -> tuple[Judged, ...]:
    progress = click.progressbar(judge(at), length=len(at.rows), label="Checking", file=sys.stderr)
    with progress as rows:
        found = tuple(rows)
    return settled(found, at)


def _author(database: Database, typed: str) -> Viewer:
    """Who brings them in; raises Invalid when they may not write terms."""
    with database.reading() as session:
        person = person_called(session, kept_form(typed))
    if person.deactivated_at is not None or not may(Role(person.role), Permission.WRITE):
        raise Invalid(f"{person.name} is no author with an open account. Name one with --by.")
    return Viewer(
        id=person.id,
        name=person.name,
        email=person.email,
        role=Role(person.role),
        session_id=0,
        last_seen_at=utc_now(),
    )


def _say(batch: Batch, found: Sequence[Judged]) -> None:
    for remark in batch.remarks:
        click.echo(remark)
    click.echo(f"{len(found)} {'term' if len(found) == 1 else 'terms'}: {counts(found)}.")
    for outcomes, err in ((_TAKEN, False), (_LEFT, True)):
        rows = [each for each in found if each.outcome in outcomes]
        for each in rows[:_MOST_LISTED]:
            name = each.row.given.name or "no name"
            click.echo(f"  line {each.row.given.line}, {name}: {what(each)}", err=err)
        if len(rows) > _MOST_LISTED:
            click.echo(f"  and {len(rows) - _MOST_LISTED} more; --results lists all.", err=err)


def _write(settings: Settings, base: Catalogue, output: Path | None, form: str | None) -> None:
    with store_at(settings.database_url) as database, database.reading() as session:
        course = in_force(session, base)
    terms = sorted(course.terms.values(), key=lambda term: term.slug)
    is_csv = form == "csv" or (form is None and output is not None and output.suffix == ".csv")
    text = "".join(written_csv(terms) if is_csv else written_entries(terms))
    if output is None:
        click.echo(text, nl=False)
        return
    if output.exists():
        raise Conflict(f"{output} exists already. Choose another name or move it away.")
    output.write_text(text, "utf-8", newline="")
    click.echo(f"Wrote {len(terms)} {'term' if len(terms) == 1 else 'terms'} to {output}.")
