"""A manager picks people, reads the very mail, and sends it."""

from collections.abc import Collection, Sequence

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.assignments.actions import nudge
from literacy.assignments.forms import NudgeForm
from literacy.assignments.nudging import Candidate, values
from literacy.assignments.queries import nudge_candidates
from literacy.assignments.views.offers import course
from literacy.lib.mail import Letter, compose
from literacy.nudges.actions import TEMPLATE
from literacy.progress.wording import figures, listed
from literacy.teams.queries import ManagedTeam, team_of
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("nudges", __name__, url_prefix="/team/<slug>/nudge")


@blueprint.get("")
@requires(Permission.LEAD)
def pick(slug: str) -> str:
    here = team_of(reading(), viewer(), slug)
    found = nudge_candidates(reading(), here, course(), now=now())
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
    found = nudge_candidates(reading(), here, course(), now=now())
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
    found = nudge_candidates(reading(), here, course(), now=now())
    return _pick_page(here, _form(found), found)


@blueprint.post("")
@requires(Permission.LEAD)
def send(slug: str) -> AnyResponse:
    here = team_of(reading(), viewer(), slug)
    found = nudge_candidates(reading(), here, course(), now=now())
    form = _form(found)
    if not form.validate():
        return make_response(_pick_page(here, form, found), 422)
    with transaction() as saving:
        sent = nudge(
            saving,
            viewer(),
            team_of(saving, viewer(), slug),
            course(),
            people=form.picked(),
            words=form.words.data,
            settings=services().settings,
            now=now(),
        )
    missed = [name for name in form.names() if name not in sent]
    notify(_in_words(sent, missed), "good" if sent else "warn")
    return redirect(url_for("teams.team", slug=slug), 303)


def _in_words(sent: Sequence[str], missed: Sequence[str]) -> str:
    if not missed:
        return f"Nudged: {_who(sent)}. It shows on their home page, too."
    late = f"{_who(missed)} finished or had a nudge meanwhile."
    return f"Nudged: {_who(sent)}. {late}" if sent else f"Nobody was nudged. {late}"


def _who(names: Sequence[str]) -> str:
    return listed(names) if len(names) <= 3 else figures(len(names), "person", "people")


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
