"""A manager's teams: who stands where, and the dates they go by."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.lib.errors import NotFound
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline, ModuleOutline, course_outline
from literacy.progress.queries import facts_of
from literacy.progress.wording import weekday
from literacy.teams import actions
from literacy.teams.forms import DateForm
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.lens import LABELS, Lens, read_lens
from literacy.teams.overview import overview_lead
from literacy.teams.queries import ManagedTeam, date_of, dates_of, members_of, team_of, teams_of
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction

blueprint = Blueprint("teams", __name__)


@blueprint.get("/team/")
@requires(Permission.LEAD)
def index() -> str | Response:
    """All teams at a glance; somebody who leads one goes there."""
    teams = teams_of(reading(), viewer())
    if len(teams) == 1:
        return redirect(url_for("teams.team", slug=teams[0].slug), 303)
    pages = _pages(teams)
    lead = overview_lead({each.name: pages[each.id] for each in teams})
    return render_template("teams/index.html", teams=teams, pages=pages, lead=lead)


@blueprint.get("/team/<slug>")
@requires(Permission.LEAD)
def team(slug: str) -> str:
    return _team_page(team_of(reading(), viewer(), slug), _form())


@blueprint.post("/team/<slug>/assignments")
@requires(Permission.LEAD)
def set_date(slug: str) -> tuple[str, int] | Response:
    here, form = team_of(reading(), viewer(), slug), _form()
    if not form.validate_on_submit():
        return _team_page(here, form), 422
    with transaction() as saving:
        before = actions.set_date(
            saving,
            viewer(),
            team_of(saving, viewer(), slug),
            module=form.module.data,
            due_on=form.due_on.data,
            why=form.why.data,
            now=now(),
        )
    name = _module(form.module.data).name
    verb = "Moved" if before and before != form.due_on.data else "Set"
    notify(f"{verb}: {name} by {weekday(form.due_on.data)}. The team sees it on its home page.")
    return redirect(url_for("teams.team", slug=slug, _anchor="dates"), 303)


@blueprint.get("/team/<slug>/assignments/<int(max=2147483647):number>/removal")
@requires(Permission.LEAD)
def removal(slug: str, number: int) -> str:
    here = team_of(reading(), viewer(), slug)
    asked = date_of(reading(), here, number).asked
    return render_template(
        "teams/removal.html",
        team=here,
        number=number,
        asked=asked,
        module=_module(asked.module),
        day=weekday(asked.due_on),
    )


@blueprint.post("/team/<slug>/assignments/<int(max=2147483647):number>/removal")
@requires(Permission.LEAD)
def remove_date(slug: str, number: int) -> Response:
    with transaction() as saving:
        here = team_of(saving, viewer(), slug)
        module = _module(date_of(saving, here, number).asked.module)
        actions.remove_date(saving, viewer(), here, number, now=now())
    notify(f"Removed: the date of {module.name}. What people have done is kept.")
    return redirect(url_for("teams.team", slug=slug, _anchor="dates"), 303)


def _course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def _module(slug: str) -> ModuleOutline:
    for module in _course().modules:
        if module.slug == slug:
            return module
    raise NotFound("This module is no longer part of the course.")


def _form() -> DateForm:
    return DateForm([each for each in _course().modules if each.written], today=now().date())


def _team_page(here: ManagedTeam, form: DateForm) -> str:
    lens = read_lens(request.args, _course().modules)
    page = _pages([here], lens)[here.id]
    return render_template("teams/team.html", team=here, page=page, labels=LABELS, form=form)


def _pages(teams: Sequence[ManagedTeam], lens: Lens | None = None) -> Mapping[int, TeamPage]:
    """Each team's page, in the same few queries for one team of five and ten of fifty."""
    session, course, today = reading(), _course(), now().date()
    members = members_of(session, teams)
    people = {member.id for found in members.values() for member in found}
    facts = facts_of(session, people)
    standings = {person: mastery(course, found) for person, found in facts.items()}
    dates = dates_of(session, teams, people)
    return {
        each.id: team_page(
            course,
            members[each.id],
            standings,
            dates.of_teams.get(each.id, ()),
            own_dates=dates.of_people,
            today=today,
            lens=lens,
        )
        for each in teams
    }
