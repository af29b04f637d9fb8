"""A manager picks people, reads the very mail, and sends it."""

from collections.abc import Collection, Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.assignments.forms import NudgeForm
from literacy.assignments.nudging import Candidate, candidates, values
from literacy.assignments.views.offers import course
from literacy.lib.mail import Letter, compose
from literacy.nudges.actions import TEMPLATE, send_nudge
from literacy.nudges.queries import nudged_this_week
from literacy.progress.mastery import mastery
from literacy.progress.queries import asked_in, facts_of
from literacy.progress.wording import figures, listed
from literacy.teams.queries import ManagedTeam, members_of, team_of
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("nudges", __name__, url_prefix="/team/<slug>/nudge")


@blueprint.get("")
@requires(Permission.LEAD)
def pick(slug: str) -> str:
    here = team_of(reading(), viewer(), slug)
    found = _candidates(reading(), here)
    form = _form(found)
    wanted = request.args.get("person", type=int)
    form.people.data = [
        str(each.id) for each in found if (each.id == wanted if wanted else each.late)
    ]
    return _pick_page(here, form, found)


@blueprint.post("/preview")
@requires(Permission.LEAD)
def preview(slug: str) -> AnyResponse:
    """The mail as each person will get it; nothing is sent or kept yet."""
    here = team_of(reading(), viewer(), slug)
    found = _candidates(reading(), here)
    form = _form(found)
    if not form.validate():
        return make_response(_pick_page(here, form, found), 422)
    chosen = _chosen(found, form.picked())
    letters = [(each, _letter(each, form.words.data)) for each in chosen]
    page = render_template("nudges/preview.html", team=here, form=form, letters=letters)
    return make_response(page)


@blueprint.post("/words")
@requires(Permission.LEAD)
def revise(slug: str) -> str:
    """Back from the letter to the form, with what was chosen and written."""
    here = team_of(reading(), viewer(), slug)
    found = _candidates(reading(), here)
    return _pick_page(here, _form(found), found)


@blueprint.post("")
@requires(Permission.LEAD)
def send(slug: str) -> AnyResponse:
    here = team_of(reading(), viewer(), slug)
    found = _candidates(reading(), here)
    form = _form(found)
    if not form.validate():
        return make_response(_pick_page(here, form, found), 422)
    with transaction() as saving:
        sent, missed = _send(saving, slug, form)
    notify(_in_words(sent, missed), "good" if sent else "warn")
    return redirect(url_for("teams.team", slug=slug), 303)


def _send(saving: Session, slug: str, form: NudgeForm) -> tuple[list[str], list[str]]:
    """Who is finished or had a nudge is found out again, with the store held."""
    here = team_of(saving, viewer(), slug)
    sent: list[str] = []
    for each in _chosen(_candidates(saving, here), form.picked()):
        reached = send_nudge(
            saving,
            viewer(),
            each.id,
            team_id=here.id,
            values=values(each, manager=viewer().name, words=form.words.data),
            words=form.words.data,
            settings=services().settings,
            now=now(),
        )
        sent += [each.name] if reached else []
    return sent, [name for name in form.names() if name not in sent]


def _in_words(sent: Sequence[str], missed: Sequence[str]) -> str:
    if not missed:
        return f"Nudged: {_who(sent)}. It shows on their home page, too."
    late = f"{_who(missed)} finished or had a nudge meanwhile."
    return f"Nudged: {_who(sent)}. {late}" if sent else f"Nobody was nudged. {late}"


def _who(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 3 else figures(len(names), "person", "people")


def _candidates(session: Session, here: ManagedTeam) -> tuple[Candidate, ...]:
    members = members_of(session, [here])[here.id]
    people = [member.id for member in members]
    facts = facts_of(session, people)
    return candidates(
        members,
        {person: mastery(course(), found) for person, found in facts.items()},
        asked_in(session, course(), [here.id])[here.id].of_people,
        nudged=nudged_this_week(session, people, now=now()),
        today=now().date(),
    )


def _chosen(found: Sequence[Candidate], picked: Collection[int]) -> list[Candidate]:
    return [each for each in found if each.id in picked and not each.hindrance]


def _form(found: Sequence[Candidate]) -> NudgeForm:
    form = NudgeForm()
    form.offer({each.id: each.name for each in found if not each.hindrance})
    return form


def _letter(candidate: Candidate, words: str) -> Letter:
    """As the outbox writes it; the address that stops such mail is the reader's own secret."""
    settings = services().settings
    return compose(
        TEMPLATE,
        to=candidate.name,
        values={
            **values(candidate, manager=viewer().name, words=words),
            "name": candidate.name,
            "company": settings.company,
            "origin": settings.origin,
            "link": f"{settings.origin}/",
            "stop": "(an address that only this person gets)",
        },
    )


def _pick_page(here: ManagedTeam, form: NudgeForm, found: Sequence[Candidate]) -> str:
    return render_template("nudges/pick.html", team=here, form=form, candidates=found)
