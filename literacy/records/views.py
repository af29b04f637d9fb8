"""Taking one's own record along, as JSON or as tables."""

import io
import json
import zipfile
from datetime import datetime

from flask import Blueprint, Response, make_response, render_template

from literacy.accounts.permissions import Permission
from literacy.audit.actions import note
from literacy.lib.spreadsheets import csv_lines
from literacy.records.queries import SOURCES, record_of
from literacy.records.shapes import Filled, as_json, as_table, readme
from literacy.web.access import requires, viewer
from literacy.web.request import now, transaction

blueprint = Blueprint("records", __name__)


@blueprint.get("/me/export")
@requires(Permission.LEARN)
def export() -> str:
    return render_template("records/export.html", shapes=[each.shape for each in SOURCES])


@blueprint.post("/me/export/record.json")
@requires(Permission.LEARN)
def as_document() -> Response:
    at = now()
    text = json.dumps(as_json(_record("json", at=at), at=at), ensure_ascii=False, indent=1)
    return _download(text.encode(), "application/json", f"literacy-record-{at:%Y-%m-%d}.json")


@blueprint.post("/me/export/record.zip")
@requires(Permission.LEARN)
def as_tables() -> Response:
    at = now()
    folder = _folder(_record("csv", at=at), at=at)
    return _download(folder, "application/zip", f"literacy-record-{at:%Y-%m-%d}.zip")


def _record(kind: str, *, at: datetime) -> list[Filled]:
    """The viewer's record; that it was taken is logged in the same transaction."""
    who = viewer()
    with transaction() as saving:
        note(
            saving,
            "record.exported",
            actor_id=who.id,
            subject=f"person:{who.id}",
            now=at,
            kind=kind,
        )
        return record_of(saving, who)


def _folder(record: list[Filled], *, at: datetime) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("README.txt", readme(record, at=at))
        for section in record:
            folder.writestr(f"{section.shape.name}.csv", "".join(csv_lines(as_table(section))))
    return held.getvalue()


def _download(content: bytes, kind: str, name: str) -> Response:
    response = make_response(content)
    response.content_type = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
