"""An administrator asks everybody, whole teams, or one person."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.accounts.queries import all_teams
from literacy.assignments import actions, queries
from literacy.assignments.forms import PERSON, CompanyAskForm
from literacy.assignments.lines import company_lines
from literacy.assignments.queries import company_desk
from literacy.assignments.terms import Draft
from literacy.assignments.views.offers import (
    asked_notice,
    course,
    offer,
    row_name,
    terms_form,
)
from literacy.lib.errors import NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction

blueprint = Blueprint("company_assignments", __name__, url_prefix="/admin/assignments")

_ONE = "/<int(max=2147483647):number>"


@blueprint.get("")
@requires(Permission.ADMINISTER)
def company() -> str:
    desk, today = company_desk(viewer()), now().date()
    page = queries.company_asks(reading(), desk, number=request.args.get("page", 1, type=int))
    taken_back = queries.taken_back(reading(), desk, now=now())
    return render_template(
        "assignments/company.html",
        page=page,
        lines=company_lines(course(), page.asks, today=today),
        taken_back=company_lines(course(), taken_back, today=today),
    )


@blueprint.get("/new")
@requires(Permission.ADMINISTER)
def new() -> str:
    return render_template("assignments/company_new.html", form=_form())


@blueprint.post("/new")
@requires(Permission.ADMINISTER)
def ask() -> AnyResponse:
    form = _form()
    if form.validate() and (draft := _draft(form)):
        with transaction() as saving:
            actions.ask(saving, company_desk(viewer()), draft, now=now())
        notify(asked_notice(draft))
        return redirect(url_for("company_assignments.company"), 303)
    return make_response(render_template("assignments/company_new.html", form=form), 422)


def _form() -> CompanyAskForm:
    form = CompanyAskForm(today=now().date())
    offer(form)
    form.name_teams(all_teams(reading()))
    return form


def _draft(form: CompanyAskForm) -> Draft | None:
    """None, with the reason beside the address, when nobody has it."""
    if form.who.data != PERSON:
        return form.draft(None)
    try:
        return form.draft(queries.person_with(reading(), form.email.data))
    except NotFound as unknown:
        form.email.errors = [str(unknown)]
        return None


@blueprint.get(_ONE)
@requires(Permission.ADMINISTER)
def change(number: int) -> str:
    form, held = terms_form(company_desk(viewer()), number)
    return render_template(
        "assignments/change.html",
        form=form,
        line=company_lines(course(), [held], today=now().date())[0],
        back=url_for("company_assignments.company"),
        where="Assignments",
        section="admin",
    )


@blueprint.post(_ONE)
@requires(Permission.ADMINISTER)
def save_change(number: int) -> AnyResponse:
    form, held = terms_form(company_desk(viewer()), number)
    if not form.validate():
        page = render_template(
            "assignments/change.html",
            form=form,
            line=company_lines(course(), [held], today=now().date())[0],
            back=url_for("company_assignments.company"),
            where="Assignments",
            section="admin",
        )
        return make_response(page, 422)
    with transaction() as saving:
        changed = actions.change(saving, company_desk(viewer()), number, form.terms(), now=now())
    notify(f"Changed: {row_name(changed)}. The home pages say so from now on.")
    return redirect(url_for("company_assignments.company"), 303)


@blueprint.post(f"{_ONE}/withdrawal")
@requires(Permission.ADMINISTER)
def take_back(number: int) -> AnyResponse:
    with transaction() as saving:
        row = actions.take_back(saving, company_desk(viewer()), number, now=now())
    notify(f"Taken back: {row_name(row)}. You can put it back below for 30 days.")
    return redirect(url_for("company_assignments.company"), 303)


@blueprint.post(f"{_ONE}/return")
@requires(Permission.ADMINISTER)
def put_back(number: int) -> AnyResponse:
    with transaction() as saving:
        row = actions.put_back(saving, company_desk(viewer()), number, now=now())
    notify(f"Put back: {row_name(row)}, with the day and the reason it had.")
    return redirect(url_for("company_assignments.company"), 303)
