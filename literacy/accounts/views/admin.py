"""Administration: people, their roles and teams, teams, and the log of who did what."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts import queries
from literacy.accounts.actions import doors
from literacy.accounts.actions import people as actions
from literacy.accounts.deeds import LogLine, deed_in_words, log_line, person_id_of
from literacy.accounts.forms import InviteForm, RoleForm, TeamForm, TeamsForm
from literacy.accounts.people import Filter, PersonSeen, State
from literacy.accounts.permissions import Permission, Role
from literacy.audit.models import AuditEntry
from literacy.audit.queries import actions_noted, log_page
from literacy.lib.errors import Conflict, Invalid
from literacy.lib.lines import one_line
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("admin", __name__, url_prefix="/admin")

Choice = TypeVar("Choice", bound=StrEnum)

_PERSON = "/people/<int(max=2147483647):person_id>"


@blueprint.get("/")
@requires(Permission.ADMINISTER)
def people() -> str:
    wanted = Filter(
        search=one_line(request.args.get("q"))[:120],
        team=one_line(request.args.get("team"))[:80],
        role=_one_of(Role, request.args.get("role")),
        state=_one_of(State, request.args.get("state")),
    )
    return render_template(
        "admin/people.html",
        page=queries.people_page(reading(), wanted, number=_number(request.args.get("page"))),
        wanted=wanted,
        teams=queries.all_teams(reading()),
        roles=Role,
        states=State,
    )


@blueprint.get("/people/new")
@requires(Permission.ADMINISTER)
def new() -> str:
    form = InviteForm()
    form.offer(queries.all_teams(reading()))
    return render_template("admin/new.html", form=form)


@blueprint.post("/people/new")
@requires(Permission.ADMINISTER)
def invite() -> AnyResponse:
    form = InviteForm()
    form.offer(queries.all_teams(reading()))
    if form.validate() and _invited(form):
        notify(f"{form.name.data} is invited. The mail to {form.email.data} leaves now.")
        return redirect(url_for("admin.people"), 303)
    return make_response(render_template("admin/new.html", form=form), 422)


def _invited(form: InviteForm) -> bool:
    try:
        with transaction() as saving:
            actions.invite(
                saving,
                email=form.email.data,
                name=form.name.data,
                role=Role(form.role.data),
                teams=form.member_of.data,
                manages=form.manages.data,
                by=viewer().id,
                key=services().settings.secret_key,
                now=now(),
            )
    except Conflict as taken:
        form.email.errors = [str(taken)]
        return False
    return True


@blueprint.get(_PERSON)
@requires(Permission.ADMINISTER)
def person(person_id: int) -> str:
    return render_template("admin/person.html", person=_seen(person_id))


@blueprint.get(f"{_PERSON}/role")
@requires(Permission.ADMINISTER)
def role(person_id: int) -> str:
    seen = _seen(person_id)
    form = RoleForm(data={"role": seen.role.value, "seen": seen.role.value})
    return render_template("admin/role.html", form=form, person=seen)


@blueprint.post(f"{_PERSON}/role")
@requires(Permission.ADMINISTER)
def change_role(person_id: int) -> AnyResponse:
    form = RoleForm()
    if not form.validate():
        return _again("admin/role.html", form, person_id)
    try:
        with transaction() as saving:
            changed = actions.change_role(
                saving, person_id, form.chosen(), seen=form.was(), by=viewer().id, now=now()
            )
    except Conflict as refused:
        return _again("admin/role.html", form, person_id, problem=str(refused))
    notify(f"{changed.name} has the role {changed.role} now.")
    return _to_person(person_id)


@blueprint.get(f"{_PERSON}/teams")
@requires(Permission.ADMINISTER)
def teams_of(person_id: int) -> str:
    seen = _seen(person_id)
    form = TeamsForm(
        data={
            "member_of": [team.id for team in seen.member_of],
            "manages": [team.id for team in seen.manages],
            "seen": seen.teams_stamp,
        }
    )
    form.offer(queries.all_teams(reading()))
    return render_template("admin/teams_of.html", form=form, person=seen)


@blueprint.post(f"{_PERSON}/teams")
@requires(Permission.ADMINISTER)
def change_teams(person_id: int) -> AnyResponse:
    form = TeamsForm()
    form.offer(queries.all_teams(reading()))
    if not form.validate():
        return _again("admin/teams_of.html", form, person_id)
    try:
        with transaction() as saving:
            changed = actions.change_teams(
                saving,
                person_id,
                member_of=form.member_of.data,
                manages=form.manages.data,
                seen=form.seen.data,
                by=viewer().id,
                now=now(),
            )
    except Conflict as refused:
        return _again("admin/teams_of.html", form, person_id, problem=str(refused))
    notify(f"The teams of {changed.name} are saved.")
    return _to_person(person_id)


@blueprint.get(f"{_PERSON}/deactivation")
@requires(Permission.ADMINISTER)
def deactivation(person_id: int) -> str:
    return render_template("admin/deactivation.html", person=_seen(person_id), problem="")


@blueprint.post(f"{_PERSON}/deactivation")
@requires(Permission.ADMINISTER)
def deactivate(person_id: int) -> AnyResponse:
    try:
        with transaction() as saving:
            closed = actions.deactivate(saving, person_id, by=viewer().id, now=now())
    except Conflict as refused:
        page = render_template(
            "admin/deactivation.html", person=_seen(person_id), problem=str(refused)
        )
        return make_response(page, 409)
    notify(f"The account of {closed.name} is closed.")
    return _to_person(person_id)


@blueprint.post(f"{_PERSON}/reactivation")
@requires(Permission.ADMINISTER)
def reactivate(person_id: int) -> AnyResponse:
    with transaction() as saving:
        opened = actions.reactivate(saving, person_id, by=viewer().id, now=now())
    notify(f"The account of {opened.name} is open again.")
    return _to_person(person_id)


@blueprint.get(f"{_PERSON}/sessions/end")
@requires(Permission.ADMINISTER)
def sessions(person_id: int) -> str:
    return render_template("admin/sessions.html", person=_seen(person_id))


@blueprint.post(f"{_PERSON}/sessions/end")
@requires(Permission.ADMINISTER)
def end_sessions(person_id: int) -> AnyResponse:
    seen = _seen(person_id)
    with transaction() as saving:
        doors.end_sessions(saving, person_id, by=viewer().id, now=now())
    notify(f"{seen.name} is signed out everywhere.")
    return _to_person(person_id)


@blueprint.post(f"{_PERSON}/invitation")
@requires(Permission.ADMINISTER)
def invite_again(person_id: int) -> AnyResponse:
    with transaction() as saving:
        invited = actions.invite_again(
            saving, person_id, by=viewer().id, key=services().settings.secret_key, now=now()
        )
    notify(f"A new invitation to {invited.email} leaves now. The older link is dead.")
    return _to_person(person_id)


@blueprint.get("/teams")
@requires(Permission.ADMINISTER)
def teams() -> str:
    return _teams_page(TeamForm())


@blueprint.post("/teams")
@requires(Permission.ADMINISTER)
def create_team() -> AnyResponse:
    form = TeamForm()
    if not form.validate():
        return make_response(_teams_page(form), 422)
    try:
        with transaction() as saving:
            made = actions.create_team(saving, form.name.data, by=viewer().id, now=now())
    except (Conflict, Invalid) as refused:
        form.name.errors = [str(refused)]
        return make_response(_teams_page(form), 422)
    notify(f"The team {made.name} is made. Give it people next.")
    return redirect(url_for("admin.teams"), 303)


@blueprint.get("/teams/<slug>")
@requires(Permission.ADMINISTER)
def team(slug: str) -> str:
    line = queries.team_line(reading(), slug)
    return render_template("admin/team.html", form=TeamForm(data={"name": line.name}), team=line)


@blueprint.post("/teams/<slug>")
@requires(Permission.ADMINISTER)
def rename_team(slug: str) -> AnyResponse:
    line, form = queries.team_line(reading(), slug), TeamForm()
    if not form.validate():
        return make_response(render_template("admin/team.html", form=form, team=line), 422)
    try:
        with transaction() as saving:
            actions.rename_team(saving, slug, form.name.data, by=viewer().id, now=now())
    except Conflict as refused:
        form.name.errors = [str(refused)]
        return make_response(render_template("admin/team.html", form=form, team=line), 422)
    notify(f"The team is called {form.name.data} now.")
    return redirect(url_for("admin.teams"), 303)


@blueprint.get("/audit")
@requires(Permission.ADMINISTER)
def audit() -> str:
    action = one_line(request.args.get("action"))[:60]
    person_id = _number(request.args.get("person"), otherwise=0) or None
    page = log_page(
        reading(),
        action=action,
        person_id=person_id,
        number=_number(request.args.get("page")),
    )
    return render_template(
        "admin/audit.html",
        page=page,
        lines=_lines(page.entries),
        about=queries.names_of(reading(), [person_id]).get(person_id) if person_id else None,
        action=action,
        person_id=person_id,
        actions=[(each, deed_in_words(each)) for each in actions_noted(reading())],
    )


def _seen(person_id: int) -> PersonSeen:
    return queries.person_seen(reading(), person_id, now=now())


def _lines(entries: Sequence[AuditEntry]) -> list[LogLine]:
    """The log with the names of people in it."""
    ids = {id for each in entries for id in (each.actor_id, person_id_of(each.subject)) if id}
    names = queries.names_of(reading(), ids)
    return [
        log_line(each.at, each.action, each.actor_id, each.subject, each.detail, names=names)
        for each in entries
    ]


def _again(
    template: str, form: RoleForm | TeamsForm, person_id: int, problem: str = ""
) -> AnyResponse:
    """The same page once more: 422 for the form, 409 when things stand otherwise by now."""
    page = render_template(template, form=form, person=_seen(person_id), problem=problem)
    return make_response(page, 409 if problem else 422)


def _to_person(person_id: int) -> AnyResponse:
    return redirect(url_for("admin.person", person_id=person_id), 303)


def _teams_page(form: TeamForm) -> str:
    return render_template("admin/teams.html", form=form, teams=queries.team_lines(reading()))


def _one_of(choices: type[Choice], text: str | None) -> Choice | None:
    """The choice of this name; anything else asks for all."""
    return next((each for each in choices if each.value == text), None)


def _number(text: str | None, otherwise: int = 1) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise
