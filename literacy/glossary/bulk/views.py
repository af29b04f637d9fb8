"""Bringing terms in: a file or a paste, what it would change, then all that can be; and out."""

from dataclasses import dataclass

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.glossary.bulk import queries
from literacy.glossary.bulk.entries import written_entries
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.forms import MOST_BYTES, MOST_POSTED, BringForm, packed
from literacy.glossary.bulk.given import Batch
from literacy.glossary.bulk.report import (
    HEAD,
    MOST_LEFT,
    became,
    counts,
    left_out,
    result_lines,
    what,
)
from literacy.glossary.bulk.sheet import written_csv
from literacy.glossary.studio.actions import importing
from literacy.glossary.studio.actions.judging import Intake, Judged, Outcome, Way, judge, settled
from literacy.glossary.studio.workflow import LIVE
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.lib.spreadsheets import csv_lines
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.security import takes_up_to
from literacy.web.services import services

blueprint = Blueprint("bulk", __name__, url_prefix="/author")

_SHOWN = 200
_IMPORT = "/imports/<int(max=2147483647):import_id>"
_FORMS = {
    "glossary.csv": ("text/csv", written_csv),
    "glossary.yml": ("text/plain", written_entries),
}


@dataclass(frozen=True, slots=True)
class _Look:
    """What was given, and what becomes of it as things stand."""

    raw: bytes
    batch: Batch
    at: Intake
    found: tuple[Judged, ...]


@blueprint.get("/import")
@requires(Permission.WRITE)
def choose() -> str:
    return _choose_page(BringForm(formdata=None))


@blueprint.post("/import")
@requires(Permission.WRITE)
@takes_up_to(MOST_POSTED)
def dry_run() -> str | tuple[str, int]:
    form = BringForm()
    try:
        return _dry_run_page(form, _look(form))
    except Invalid as refused:
        return _choose_page(form, str(refused)), 422


@blueprint.post("/import/application")
@requires(Permission.WRITE)
@takes_up_to(MOST_POSTED)
def take_in() -> AnyResponse | tuple[str, int]:
    form, at = BringForm(), now()
    try:
        look = _look(form)
        with transaction() as saving:
            importing.take_in(
                *(saving, viewer(), look.found, look.at),
                base=services().shelf.catalogue, settings=services().settings,
                why=_why(form), now=at, left=left_out(look.found),
            )  # fmt: skip
            done = queries.newest_of(saving, viewer(), at)
    except (Invalid, Conflict) as refused:
        return _choose_page(form, str(refused)), 422
    notify(f"Brought in: {counts(look.found)}.")
    return redirect(url_for("bulk.brought_in", import_id=done) if done else "/author/import", 303)


@blueprint.get(_IMPORT)
@requires(Permission.WRITE)
def brought_in(import_id: int) -> str:
    """What an import did, row by row; it stays."""
    done = _import(import_id)
    taken = queries.taken_by(reading(), done)
    return render_template(
        "author/brought_in.html",
        done=done,
        taken=taken[:_SHOWN],
        unlisted=max(0, len(taken) - _SHOWN),
        became=became,
        most_left=MOST_LEFT,
        is_live=lambda each: each.state in LIVE,
    )


@blueprint.get(f"{_IMPORT}/results.csv")
@requires(Permission.WRITE)
def brought_in_file(import_id: int) -> AnyResponse:
    """The same as a file, with every row."""
    done = _import(import_id)
    taken = [
        ("", each.name, each.slug, _outcome(each).value, became(each.state))
        for each in queries.taken_by(reading(), done)
    ]
    left = [(each.line, each.name, each.slug, each.outcome, each.what) for each in done.left]
    return _file("import-results.csv", "text/csv", "".join(csv_lines([HEAD, *taken, *left])))


@blueprint.post("/import/results")
@requires(Permission.WRITE)
@takes_up_to(MOST_POSTED)
def results() -> AnyResponse | tuple[str, int]:
    """What becomes of each row, as a file."""
    form = BringForm()
    try:
        lines = result_lines(_look(form).found)
    except Invalid as refused:
        return _choose_page(form, str(refused)), 422
    return _file("glossary-results.csv", "text/csv", "".join(lines))


@blueprint.get("/export/<name>")
@requires(Permission.WRITE)
def export(name: str) -> AnyResponse:
    """Every term that is published or retired."""
    if name not in _FORMS:
        raise NotFound("The glossary is exported as glossary.csv or glossary.yml.")
    kind, written = _FORMS[name]
    terms = sorted(catalogue().terms.values(), key=lambda term: term.slug)
    return _file(name, kind, "".join(written(terms)))


def _look(form: BringForm) -> _Look:
    raw = form.raw()
    if len(raw) > MOST_BYTES:
        raise Invalid(
            f"This is more than {MOST_BYTES // 1024**2} MB. Split it, or bring it in with "
            "`literacy glossary import`."
        )
    batch = read_file(form.source, raw)
    settings = services().settings
    way = Way(at_once=settings.term_approvals < 2, unfinished=bool(form.unfinished.data))
    base = services().shelf.catalogue
    at = importing.intake(reading(), batch.rows, base=base, way=way, today=now().date())
    return _Look(raw, batch, at, settled(tuple(judge(at)), at))


def _import(import_id: int) -> queries.Import:
    found = queries.import_numbered(reading(), import_id)
    if found is None:
        raise NotFound("There was no such import.")
    return found


def _outcome(each: queries.Taken) -> Outcome:
    return Outcome.NEW if each.is_new else Outcome.CHANGED


def _why(form: BringForm) -> str:
    return f"Brought in from {form.source}." if form.source else "Pasted with others."


def _choose_page(form: BringForm, refused: str = "") -> str:
    return render_template(
        "author/import.html",
        form=form,
        refused=refused,
        about_text=bool(refused) and form.is_list and not form.source,
        count=len(catalogue().terms),
        imports=queries.imports(reading()),
        one_approval=services().settings.term_approvals < 2,
    )


def _dry_run_page(form: BringForm, look: _Look) -> str:
    """What needs a hand comes first, then what changes; what stays as it is isn't listed."""
    left = [each for each in look.found if each.outcome in (Outcome.REFUSED, Outcome.HELD)]
    taken = [each for each in look.found if each.outcome in (Outcome.NEW, Outcome.CHANGED)]
    return render_template(
        "author/import_dry_run.html",
        form=form,
        kept=packed(look.raw),
        source=form.source,
        remarks=look.batch.remarks,
        total=len(look.found),
        counts=counts(look.found),
        left=left[:_SHOWN],
        taken=taken[:_SHOWN],
        unlisted=(max(0, len(left) - _SHOWN), max(0, len(taken) - _SHOWN)),
        count=len(taken),
        what=what,
        refused=any(each.outcome is Outcome.REFUSED for each in look.found),
        text="" if form.source else look.raw.decode("utf-8", "replace"),
    )


def _file(name: str, kind: str, text: str) -> Response:
    response = make_response(text)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
