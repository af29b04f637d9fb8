"""Downloads: the team page as CSV or as a workbook, and deadlines as a calendar."""

from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.audit.actions import note
from literacy.lib.spreadsheets import csv_lines
from literacy.progress.outline import CourseOutline, course_outline
from literacy.reports.agenda import calendar
from literacy.reports.queries import own_entries, page_of, team_entries
from literacy.reports.rows import HEAD, report_rows
from literacy.reports.workbook import write_workbook
from literacy.teams.grid import TeamPage
from literacy.teams.lens import read_lens
from literacy.teams.queries import ManagedTeam, team_of
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("reports", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.post("/team/<slug>/export.csv")
@requires(Permission.LEAD)
def table(slug: str) -> AnyResponse:
    """What the lens of the address shows, line by line."""
    here, page = _exported(slug, "csv")
    lines = csv_lines([HEAD, *report_rows(here.name, page)])
    return _download((line.encode() for line in lines), f"{here.slug}.csv", "text/csv")


@blueprint.post("/team/<slug>/export.xlsx")
@requires(Permission.LEAD)
def workbook(slug: str) -> AnyResponse:
    here, page = _exported(slug, "xlsx")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_workbook(path, report_rows(here.name, page))
        return _download(path.read_bytes(), f"{here.slug}.xlsx", XLSX)


@blueprint.get("/team/<slug>/deadlines.ics")
@requires(Permission.LEAD)
def team_deadlines(slug: str) -> AnyResponse:
    here, origin = team_of(reading(), viewer(), slug), services().settings.origin
    entries = team_entries(reading(), _course(), here, origin=origin)
    made = calendar(f"Literacy: {here.name}", entries, now=now())
    return _download(made, f"{here.slug}.ics", "text/calendar")


@blueprint.get("/me/deadlines.ics")
@requires(Permission.LEARN)
def own_deadlines() -> AnyResponse:
    origin = services().settings.origin
    entries = own_entries(reading(), _course(), viewer().id, origin=origin, today=now().date())
    made = calendar("Literacy: my deadlines", entries, now=now())
    return _download(made, "deadlines.ics", "text/calendar")


def _exported(slug: str, form: str) -> tuple[ManagedTeam, TeamPage]:
    """The page as it is on the screen; that it left as a file is written down."""
    with transaction() as saving:
        here = team_of(saving, viewer(), slug)
        lens = read_lens(request.args, _course().modules)
        page = page_of(
            saving, _course(), here, viewer_id=viewer().id, lens=lens, today=now().date()
        )
        note(
            saving,
            "report.exported",
            actor_id=viewer().id,
            subject=f"team:{here.slug}",
            now=now(),
            format=form,
            people=len(page.people),
        )
    return here, page


def _course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def _download(body: object, name: str, kind: str) -> Response:
    response = Response(body, mimetype=kind)  # type: ignore[arg-type]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
