"""A manager's teams: who stands where, what to talk about, and one person at a time."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.news.kinds import NewsKind
from literacy.accounts.news.queries import answer_about
from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Lesson
from literacy.help.queries import calls_to
from literacy.lib.errors import NotFound
from literacy.progress.mastery import Standing, mastery
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.queries import facts_of, standings_of
from literacy.teams.actions import note_look
from literacy.teams.cells import Member
from literacy.teams.crowd import is_crowd
from literacy.teams.grid import TeamPage, team_page
from literacy.teams.kept import Kept, kept
from literacy.teams.lens import LABELS, Lens, read_lens
from literacy.teams.mixups import MixUp, mixups, telling_items
from literacy.teams.overview import overview_lead
from literacy.teams.queries import (
    ManagedTeam,
    dates_of,
    first_tries,
    has_looked,
    leads_of,
    looks_at,
    member_of,
    members_of,
    misses_of,
    named,
    person_seen,
    team_of,
    teams_of,
)
from literacy.teams.signal import READ_FOR, Sign, signs
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("teams", __name__)


@blueprint.get("/team/")
@requires(Permission.LEAD)
def index() -> str | Response:
    """All teams at a glance; somebody who leads one goes there."""
    teams = teams_of(reading(), viewer())
    if len(teams) == 1:
        return redirect(url_for("teams.team", slug=teams[0].slug), 303)
    members = members_of(reading(), teams)
    pages = _pages(teams, members)
    return render_template(
        "teams/index.html",
        teams=teams,
        pages=pages,
        talks=_talks(teams, members),
        lead=overview_lead({each.name: pages[each.id] for each in teams}),
        offers_mail=_offers_mail(),
    )


@blueprint.get("/team/<slug>")
@requires(Permission.LEAD)
def team(slug: str) -> str:
    teams = teams_of(reading(), viewer())
    here, members = named(teams, slug), members_of(reading(), teams)
    standings = _standings(members[here.id])
    lens = read_lens(request.args, _course().modules)
    return render_template(
        "teams/team.html",
        team=here,
        page=_pages([here], members, standings, lens)[here.id],
        labels=LABELS,
        lessons=_lessons(),
        talks=_talks([here], members)[here.id],
        kept=_kept(here, members, standings),
        is_crowd=_is_crowd(here, members),
        signal_on=services().settings.help_signal == "on",
        offers_mail=_offers_mail(),
    )


@blueprint.get("/team/<slug>/conversations/<name>")
@requires(Permission.LEAD)
def conversation(slug: str, name: str) -> str:
    """Ten minutes for the team, to be printed; only while enough people share the mistake."""
    teams = teams_of(reading(), viewer())
    here, members = named(teams, slug), members_of(reading(), teams)
    found = [each for each in _talks([here], members)[here.id] if each.talk.id == name]
    if not found:
        raise NotFound("This team has no such conversation now.")
    return render_template(
        "teams/conversation.html", team=here, mixup=found[0], lessons=catalogue().lessons
    )


@blueprint.get("/team/<slug>/<int(max=2147483647):person_id>")
@requires(Permission.LEAD)
def person(slug: str, person_id: int) -> str:
    here = team_of(reading(), viewer(), slug)
    member = member_of(reading(), here, person_id)
    page = person_seen(
        reading(), _course(), here, member, manager_id=viewer().id, today=now().date()
    )
    return render_template("teams/person.html", team=here, page=page, lessons=_lessons())


@blueprint.get("/team/<slug>/signal")
@requires(Permission.LEAD)
def signal(slug: str) -> str:
    """Who may need help, to a manager whose look was written down a moment ago."""
    here = _with_signal(slug)
    since = now() - READ_FOR
    found = _signs(here) if has_looked(reading(), viewer(), here, since=since) else None
    return render_template("teams/signal.html", team=here, signs=found)


@blueprint.post("/team/<slug>/signal")
@requires(Permission.LEAD)
def look(slug: str) -> Response:
    here = _with_signal(slug)
    with transaction() as saving:
        note_look(saving, viewer(), here, now=now())
    return redirect(url_for("teams.signal", slug=slug), 303)


@blueprint.get("/me/manager")
@requires(Permission.LEARN)
def seen() -> str:
    """What those who lead the viewer's teams see of her: the very same pages."""
    me = viewer().id
    pages = [
        (
            lead,
            person_seen(
                reading(),
                _course(),
                lead.team,
                member_of(reading(), lead.team, me),
                manager_id=lead.manager_id,
                today=now().date(),
            ),
        )
        for lead in leads_of(reading(), viewer())
    ]
    is_on = services().settings.help_signal == "on"
    return render_template(
        "teams/seen.html",
        pages=pages,
        lessons=_lessons(),
        signal_on=is_on,
        signs=_signs_of([Member(me, viewer().name, "")]) if is_on and pages else (),
        looks=looks_at(reading(), viewer()),
    )


def _with_signal(slug: str) -> ManagedTeam:
    """The viewer's team, where the company has switched the signal on."""
    here = team_of(reading(), viewer(), slug)
    if services().settings.help_signal != "on":
        raise NotFound("The needs-help signal is switched off at your company.")
    return here


def _signs(here: ManagedTeam) -> tuple[Sign, ...]:
    return _signs_of(members_of(reading(), [here])[here.id])


def _signs_of(members: Sequence[Member]) -> tuple[Sign, ...]:
    """One function for the manager's list and for what a learner reads about herself."""
    people = [member.id for member in members]
    facts = facts_of(reading(), people)
    misses = misses_of(reading(), catalogue(), people)
    return tuple(
        sign
        for member in members
        for sign in signs(
            member, mastery(_course(), facts[member.id]), misses[member.id], now=now()
        )
    )


def _offers_mail() -> bool:
    """She has not been asked yet whether she wants the letter on Monday."""
    return answer_about(reading(), viewer().id, NewsKind.TEAMS) is None


def _course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def _lessons() -> Mapping[str, Lesson]:
    """Lessons by their id, which is what facts hold."""
    return {lesson.id: lesson for lesson in catalogue().lessons.values()}


def _standings(members: Sequence[Member]) -> Mapping[int, Standing]:
    """Where these people stand, and what is left of what they learned."""
    return standings_of(reading(), _course(), {member.id for member in members})


def _pages(
    teams: Sequence[ManagedTeam],
    members: Mapping[int, Sequence[Member]],
    standings: Mapping[int, Standing] | None = None,
    lens: Lens | None = None,
) -> Mapping[int, TeamPage]:
    """Each team's page, in the same few queries for one team of five and ten of fifty."""
    people = [member for each in teams for member in members[each.id]]
    standings = _standings(people) if standings is None else standings
    dates = dates_of(reading(), _course(), teams)
    calls = calls_to(reading(), viewer().id, {member.id for member in people})
    return {
        each.id: team_page(
            _course(),
            members[each.id],
            standings,
            asked=dates[each.id],
            calls=calls,
            today=now().date(),
            lens=lens,
        )
        for each in teams
    }


def _is_crowd(here: ManagedTeam, members: Mapping[int, Sequence[Member]]) -> bool:
    """A number about this team tells of nobody, beside those about the viewer's other teams."""
    people = {team: {member.id for member in found} for team, found in members.items()}
    others = [found for team, found in people.items() if team != here.id]
    return is_crowd(people[here.id], others)


def _talks(
    teams: Sequence[ManagedTeam], members: Mapping[int, Sequence[Member]]
) -> Mapping[int, tuple[MixUp, ...]]:
    """What each of these teams mixes up, in one query; nothing where it is no crowd."""
    crowds = [each.id for each in teams if _is_crowd(each, members)]
    people = {team: {member.id for member in members[team]} for team in crowds}
    tries = first_tries(reading(), set().union(*people.values()), telling_items(catalogue()))
    return {
        each.id: mixups(
            catalogue(), [one for one in tries if one.person in people.get(each.id, ())]
        )
        for each in teams
    }


def _kept(
    here: ManagedTeam,
    members: Mapping[int, Sequence[Member]],
    standings: Mapping[int, Standing],
) -> tuple[Kept, ...]:
    if not _is_crowd(here, members):
        return ()
    people = [member.id for member in members[here.id]]
    return kept(_course(), standings, people, on=now().date())
