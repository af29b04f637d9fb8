"""Downloads: the team page as CSV or as a workbook, and deadlines as a calendar."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from tempfile import TemporaryFile
from typing import BinaryIO

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.audit.actions import note
from literacy.lib.db import Database
from literacy.lib.spreadsheets import csv_lines
from literacy.progress.outline import CourseOutline, course_outline
from literacy.reports.agenda import calendar
from literacy.reports.queries import Export, own_entries, rows_of, team_entries
from literacy.reports.rows import head
from literacy.reports.workbook import write_workbook
from literacy.teams.lens import read_lens
from literacy.teams.queries import member_ids, team_of
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("reports", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.post("/team/<slug>/export.csv")
@requires(Permission.LEAD)
def table(slug: str) -> AnyResponse:
    """What the lens of the address shows, line by line."""
    export = _exported(slug, "csv")
    lines = _lines(services().database, export)
    return _download(lines, f"{export.team.slug}.csv", "text/csv")


@blueprint.post("/team/<slug>/export.xlsx")
@requires(Permission.LEAD)
def workbook(slug: str) -> AnyResponse:
    """The same; the whole file is made first, so that an error is a page and no broken file."""
    export = _exported(slug, "xlsx")
    with ExitStack() as held:
        file = held.enter_context(TemporaryFile())
        write_workbook(file, export.columns, rows_of(reading(), export))
        response = _download(_parts(file), f"{export.team.slug}.xlsx", XLSX)
        response.call_on_close(held.pop_all().close)
    return response


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


def _exported(slug: str, form: str) -> Export:
    """What the address asks for; that it leaves as a file is written down before it does."""
    with transaction() as saving:
        here = team_of(saving, viewer(), slug)
        lens = read_lens(request.args, _course().modules)
        note(
            saving,
            "report.exported",
            actor_id=viewer().id,
            subject=f"team:{here.slug}",
            now=now(),
            format=form,
            people=len(member_ids(saving, here)),
            narrowed=lens.narrows,
        )
    return Export(_course(), here, now().date(), lens, viewer().id)


def _lines(database: Database, export: Export) -> Iterator[bytes]:
    """Made while they are sent, when the request is over: from a session of their own."""
    with database.reading() as session:
        rows = rows_of(session, export)
        for line in csv_lines(chain([head(export.columns)], rows)):
            yield line.encode()


def _parts(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while part := file.read(64 * 1024):
        yield part


def _course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def _download(body: object, name: str, kind: str) -> Response:
    response = Response(body, mimetype=kind)  # type: ignore[arg-type]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
