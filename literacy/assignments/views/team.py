"""A manager asks her team, or some people in it."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.assignments import actions, queries
from literacy.assignments.forms import PEOPLE, TeamAskForm
from literacy.assignments.lines import company_lines, team_lines
from literacy.assignments.queries import Desk, team_desk
from literacy.assignments.views.offers import (
    asked_notice,
    course,
    offer,
    row_name,
    terms_form,
)
from literacy.progress.mastery import mastery
from literacy.progress.queries import asked_in, facts_of
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction

blueprint = Blueprint("assignments", __name__, url_prefix="/team/<slug>/assignments")

_ONE = "/<int(max=2147483647):number>"


@blueprint.get("")
@requires(Permission.LEAD)
def team(slug: str) -> str:
    desk = team_desk(reading(), viewer(), slug)
    assert desk.team, "a team's desk has its team"
    here, today = course(), now().date()
    asked = asked_in(reading(), here, [desk.team.id])[desk.team.id]
    facts = facts_of(reading(), queries.people_of(reading(), desk))
    standings = {person: mastery(here, found) for person, found in facts.items()}
    return render_template(
        "assignments/team.html",
        team=desk.team,
        lines=team_lines(here, asked.asks, asked.of_people, standings, today=today),
        taken_back=company_lines(here, queries.taken_back(reading(), desk, now=now()), today=today),
    )


@blueprint.get("/new")
@requires(Permission.LEAD)
def new(slug: str) -> str:
    desk = team_desk(reading(), viewer(), slug)
    form = _form(desk)
    person = request.args.get("person", type=int)
    if person in queries.people_of(reading(), desk):
        form.who.data, form.people.data = PEOPLE, [str(person)]
    return _new_page(desk, form)


@blueprint.post("/new")
@requires(Permission.LEAD)
def ask(slug: str) -> AnyResponse:
    desk = team_desk(reading(), viewer(), slug)
    form = _form(desk)
    if not form.validate():
        return make_response(_new_page(desk, form), 422)
    assert desk.team, "a team's desk has its team"
    draft = form.draft(desk.team.id)
    with transaction() as saving:
        actions.ask(saving, team_desk(saving, viewer(), slug), draft, now=now())
    notify(asked_notice(draft))
    return _to_team(slug)


@blueprint.get(_ONE)
@requires(Permission.LEAD)
def change(slug: str, number: int) -> str:
    desk = team_desk(reading(), viewer(), slug)
    form, held = terms_form(desk, number)
    return render_template(
        "assignments/change.html",
        form=form,
        line=company_lines(course(), [held], today=now().date())[0],
        back=url_for("assignments.team", slug=slug),
        where=desk.team.name if desk.team else "",
        section="team",
    )


@blueprint.post(_ONE)
@requires(Permission.LEAD)
def save_change(slug: str, number: int) -> AnyResponse:
    desk = team_desk(reading(), viewer(), slug)
    form, held = terms_form(desk, number)
    if not form.validate():
        page = render_template(
            "assignments/change.html",
            form=form,
            line=company_lines(course(), [held], today=now().date())[0],
            back=url_for("assignments.team", slug=slug),
            where=desk.team.name if desk.team else "",
            section="team",
        )
        return make_response(page, 422)
    with transaction() as saving:
        desk = team_desk(saving, viewer(), slug)
        changed = actions.change(saving, desk, number, form.terms(), now=now())
    notify(f"Changed: {row_name(changed)}. The home pages say so from now on.")
    return _to_team(slug)


@blueprint.post(f"{_ONE}/withdrawal")
@requires(Permission.LEAD)
def take_back(slug: str, number: int) -> AnyResponse:
    with transaction() as saving:
        desk = team_desk(saving, viewer(), slug)
        row = actions.take_back(saving, desk, number, now=now())
    notify(f"Taken back: {row_name(row)}. You can put it back below for 30 days.")
    return _to_team(slug)


@blueprint.post(f"{_ONE}/return")
@requires(Permission.LEAD)
def put_back(slug: str, number: int) -> AnyResponse:
    with transaction() as saving:
        desk = team_desk(saving, viewer(), slug)
        row = actions.put_back(saving, desk, number, now=now())
    notify(f"Put back: {row_name(row)}, with the day and the reason it had.")
    return _to_team(slug)


def _form(desk: Desk) -> TeamAskForm:
    form = TeamAskForm(today=now().date())
    offer(form)
    form.name_people(desk.team.name if desk.team else "", queries.people_of(reading(), desk))
    return form


def _new_page(desk: Desk, form: TeamAskForm) -> str:
    return render_template("assignments/new.html", team=desk.team, form=form)


def _to_team(slug: str) -> AnyResponse:
    return redirect(url_for("assignments.team", slug=slug), 303)
