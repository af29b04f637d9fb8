"""A manager's teams: who stands where, and the dates they go by."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.progress.mastery import mastery
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.queries import facts_of
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.lens import LABELS, Lens, read_lens
from literacy.teams.overview import overview_lead
from literacy.teams.queries import ManagedTeam, dates_of, members_of, team_of, teams_of
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading

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
    here = team_of(reading(), viewer(), slug)
    lens = read_lens(request.args, _course().modules)
    page = _pages([here], lens)[here.id]
    return render_template("teams/team.html", team=here, page=page, labels=LABELS)


def _course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def _pages(teams: Sequence[ManagedTeam], lens: Lens | None = None) -> Mapping[int, TeamPage]:
    """Each team's page, in the same few queries for one team of five and ten of fifty."""
    session, course, today = reading(), _course(), now().date()
    members = members_of(session, teams)
    people = {member.id for found in members.values() for member in found}
    facts = facts_of(session, people)
    standings = {person: mastery(course, found) for person, found in facts.items()}
    dates = dates_of(session, course, teams)
    return {
        each.id: team_page(
            course,
            members[each.id],
            standings,
            dates[each.id].lines,
            asked=dates[each.id].of_people,
            today=today,
            lens=lens,
        )
        for each in teams
    }
