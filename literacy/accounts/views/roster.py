"""The roster page: a file in, what it would change, then all of it or nothing; and the file out."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.accounts.roster.actions import apply_roster
from literacy.accounts.roster.forms import RosterFileForm, RosterForm, packed
from literacy.accounts.roster.plan import plan
from literacy.accounts.roster.queries import everybody, slugs_by_name
from literacy.accounts.roster.report import counts, result_lines
from literacy.accounts.roster.row import Outcome, Plan
from literacy.accounts.roster.sheet import MOST_BYTES, Sheet, read_sheet, written
from literacy.lib.errors import Invalid
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("roster", __name__, url_prefix="/admin/roster")

MOST_ROWS = 5_000
_SHOWN = 200


@blueprint.get("")
@requires(Permission.ADMINISTER)
def upload() -> str:
    return render_template("roster/upload.html", form=RosterFileForm())


@blueprint.post("")
@requires(Permission.ADMINISTER)
def dry_run() -> AnyResponse:
    form = RosterFileForm()
    if form.validate():
        raw = form.raw()
        try:
            return make_response(_dry_run_page(raw, _planned(_sheet(raw))))
        except Invalid as refused:
            form.file.errors = [str(refused)]
    return make_response(render_template("roster/upload.html", form=form), 422)


@blueprint.post("/application")
@requires(Permission.ADMINISTER)
def apply() -> AnyResponse:
    form = RosterForm()
    try:
        raw = form.raw()
        with transaction() as saving:
            done = apply_roster(
                saving,
                _sheet(raw),
                close_missing=form.close_missing.data,
                invite=form.invite.data,
                by=viewer().id,
                key=services().settings.secret_key,
                now=now(),
            )
    except Invalid as refused:
        again = RosterFileForm()
        again.file.errors = [str(refused)]
        return make_response(render_template("roster/upload.html", form=again), 422)
    closed = f", {len(done.leaving)} closed" if form.close_missing.data else ""
    notify(f"The roster is in: {counts(done)}{closed}.")
    return redirect(url_for("admin.people"), 303)


@blueprint.post("/results")
@requires(Permission.ADMINISTER)
def results() -> AnyResponse:
    """What becomes of each row, as a file."""
    return _file("roster-results.csv", "".join(result_lines(_planned(_sheet(RosterForm().raw())))))


@blueprint.get("/export")
@requires(Permission.ADMINISTER)
def export() -> AnyResponse:
    people = (person for person in everybody(reading()) if person.is_open)
    return _file("roster.csv", "".join(written(people)))


def _sheet(raw: bytes) -> Sheet:
    if len(raw) > MOST_BYTES:
        raise Invalid("The file is larger than 1 MB. Bring it in with `literacy roster import`.")
    return read_sheet(raw, most_rows=MOST_ROWS)


def _planned(sheet: Sheet) -> Plan:
    return plan(sheet, everybody(reading()), slugs_by_name(reading()))


def _dry_run_page(raw: bytes, planned: Plan) -> str:
    """What is wrong comes first, then what changes; rows that stay as they are aren't listed."""
    wrong = [each for each in planned.results if each.outcome is Outcome.PROBLEM]
    quiet = (Outcome.PROBLEM, Outcome.SAME)
    listed = [*wrong, *(each for each in planned.results if each.outcome not in quiet)]
    return render_template(
        "roster/dry_run.html",
        plan=planned,
        counts=counts(planned),
        listed=listed[:_SHOWN],
        unlisted=max(0, len(listed) - _SHOWN),
        leaving=planned.leaving[:_SHOWN],
        form=RosterForm(formdata=None, data={"sheet": packed(raw), "invite": True}),
    )


def _file(name: str, text: str) -> Response:
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
