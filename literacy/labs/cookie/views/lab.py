"""The cookie jar: its pages and its buttons."""

from collections.abc import Callable, Mapping, Sequence

from flask import (
    Blueprint,
    Response,
    get_template_attribute,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from literacy.accounts.permissions import Permission
from literacy.labs import actions, sessions
from literacy.labs.cookie import consent, four_badges, jar, logbook, pixel, plan, the_badge
from literacy.labs.cookie.actions import forget
from literacy.labs.cookie.events import Draft, Event
from literacy.labs.cookie.queries import LAB, events_of, mission_state
from literacy.labs.cookie.recordings import choose, is_recorded
from literacy.labs.cookie.state import CookieState, judge, of_mission
from literacy.labs.cookie.views.desk import (
    PATH,
    Desk,
    desk,
    put,
    received,
    sites,
)
from literacy.labs.door.views import hand_out_cookie, lesson_of, session_path
from literacy.labs.forms import NoteForm
from literacy.labs.missions import MISSIONS
from literacy.labs.queries import reached
from literacy.lib.errors import NotFound
from literacy.web.access import requires, viewer
from literacy.web.request import now, reading, transaction, wants_json
from literacy.web.security import lab_origins, policy_with
from literacy.web.services import services

blueprint = Blueprint("cookie_lab", __name__, url_prefix=PATH)
blueprint.after_request(hand_out_cookie)

Move = Callable[[Sequence[Event]], tuple[Draft, ...]]


@blueprint.record_once
def _open_desk(state) -> None:  # type: ignore[no-untyped-def]
    state.app.extensions["cookie_lab"] = Desk()


@blueprint.get("", strict_slashes=False)
@requires(Permission.LEARN)
def index() -> ResponseReturnValue:
    return render_template(
        "labs/cookie/index.html",
        missions=MISSIONS[LAB],
        goals=plan.GOALS,
        done=reached(reading(), viewer(), LAB),
        lacking={name: sites().lacking(name) for name in MISSIONS[LAB]},
    )


@blueprint.get("/<mission>")
@requires(Permission.LEARN)
def mission(mission: str) -> ResponseReturnValue:
    return render_template("labs/cookie/mission.html", state=_state(mission), note_error="")


@blueprint.get("/log/<mission>")
@requires(Permission.LEARN)
def log(mission: str) -> ResponseReturnValue:
    state, path = _state(mission), session_path()
    here = of_mission(events_of(reading(), sessions.key_of(path)), mission)
    return render_template("labs/cookie/log.html", state=state, lines=logbook.lines(here, path))


@blueprint.get("/panel/<mission>")
@requires(Permission.LEARN)
def panel(mission: str) -> ResponseReturnValue:
    return _panel(_state(mission))


@blueprint.post("/begin")
@requires(Permission.LEARN)
def begin() -> ResponseReturnValue:
    return _act(_mission(plan.DIARY, plan.NO), plan.begin)


@blueprint.post("/deed")
@requires(Permission.LEARN)
def deed() -> ResponseReturnValue:
    """The visitor fills the basket, chooses a language or signs in."""
    role, value = request.form.get("role", ""), request.form.get("value", "")
    came, path = received(), session_path()
    return _act(
        plan.BADGE,
        lambda events: the_badge.deed(events, path, came, role=role, value=value),
    )


@blueprint.post("/visit")
@requires(Permission.LEARN)
def visit() -> ResponseReturnValue:
    came, path = received(), session_path()
    return _act(plan.BADGE, lambda events: the_badge.visit(events, path, came))


@blueprint.post("/delete")
@requires(Permission.LEARN)
def delete() -> ResponseReturnValue:
    name, came, path = request.form.get("badge", ""), received(), session_path()
    return _act(plan.BADGE, lambda events: the_badge.delete(events, path, came, name=name))


@blueprint.post("/name")
@requires(Permission.LEARN)
def name() -> ResponseReturnValue:
    path = session_path()
    said = {role: request.form.get(role, "") for role in jar.NAMED}
    return _act(plan.BADGE, lambda _events: the_badge.name_them(path, said))


@blueprint.post("/predict")
@requires(Permission.LEARN)
def predict() -> ResponseReturnValue:
    place = request.form.get("place", "")
    said = {badge: request.form.get(badge, "") for badge in four_badges.BADGES}
    return _act(plan.FOUR, lambda events: four_badges.predict(events, place=place, said=said))


@blueprint.post("/mark")
@requires(Permission.LEARN)
def mark() -> ResponseReturnValue:
    mission, key = _mission(plan.DIARY, plan.NO), request.form.get("line", "")
    marks = pixel.mark if mission == plan.DIARY else consent.mark
    return _act(mission, lambda events: marks(events, key))


@blueprint.post("/rule")
@requires(Permission.LEARN)
def rule() -> ResponseReturnValue:
    chosen = request.form.get("rule", "")
    return _act(plan.NO, lambda events: consent.change_rule(events, chosen))


@blueprint.post("/recorded")
@requires(Permission.LEARN)
def recorded() -> ResponseReturnValue:
    """From here on the mission is played from a recording."""
    mission = _mission(plan.FOUR, plan.DIARY, plan.NO)
    chosen = request.form.get("recording", "")
    return _act(mission, lambda events: _played(mission, events, chosen))


@blueprint.post("/check")
@requires(Permission.LEARN)
def check() -> ResponseReturnValue:
    return _act(_mission(*MISSIONS[LAB]), lambda _events: ())


@blueprint.post("/note")
@requires(Permission.LEARN)
def note() -> ResponseReturnValue:
    mission, form = _mission(*MISSIONS[LAB]), NoteForm()
    if not form.validate_on_submit():
        refused = " ".join(form.text.errors)
        html = render_template(
            "labs/cookie/mission.html", state=_state(mission), note_error=refused
        )
        return make_response(html, 422)
    with transaction() as saving:
        actions.save_note(saving, viewer(), LAB, mission, text=form.text.data, now=now())
    return _answer(mission)


@blueprint.post("/reset")
@requires(Permission.LEARN)
def reset() -> ResponseReturnValue:
    """Forget the record of this lab and take its cookies of this site away."""
    mission = _mission(*MISSIONS[LAB])
    with transaction() as saving:
        forget(saving, sessions.key_of(session_path()))
    ours = (*jar.names_of(session_path()).values(), consent.COOKIE)
    return _answer(mission, dict.fromkeys(ours, ""))


@blueprint.get("/page/<name>")
@requires(Permission.LEARN)
def page(name: str) -> ResponseReturnValue:
    """A page of the shop with the banner; what it holds depends on the answer and the rule."""
    key, at = sessions.key_of(session_path()), now()
    desk().pace.count(key, now=at)
    answer = consent.known_answer(received().get(consent.COOKIE, ""))
    with transaction() as saving:
        here = of_mission(events_of(saving, key), plan.NO)
        if not here:
            raise NotFound("There is no such page in this lab. Open the shop from the lab itself.")
        drafts = consent.view(here, page=name, answer=answer)
        actions.append(saving, key, drafts, lab=LAB, mission=plan.NO, now=at)
    seen = drafts[0].facts
    response = make_response(
        render_template(
            "labs/cookie/page.html",
            page=consent.PAGES[name],
            pages=consent.PAGES.values(),
            answer=answer,
            hides=seen.rule == "hidden" and answer == consent.NO,
            tags=consent.tags(seen.rule, answer) if len(drafts) == 1 and sites().partner else (),
            calls=f"{sites().partner}{PATH}/call/{session_path()}/{seen.run}",
        )
    )
    response.headers["Content-Security-Policy"] = _frame_policy()
    return response


@blueprint.post("/consent")
@requires(Permission.LEARN)
def answer_banner() -> ResponseReturnValue:
    """A button of the banner: the answer is a cookie, and the page is shown again."""
    said, name = request.form.get("answer", ""), request.form.get("page", "")
    if name not in consent.PAGES:
        raise NotFound("This shop has no such page.")
    key, at = sessions.key_of(session_path()), now()
    desk().pace.count(key, now=at)
    with transaction() as saving:
        drafts = consent.answer(said)
        actions.append(saving, key, drafts, lab=LAB, mission=plan.NO, now=at)
    response = make_response(redirect(url_for("cookie_lab.page", name=name), 303))
    put(response, {consent.COOKIE: said})
    return response


def _frame_policy() -> str:
    """The shop's page may be shown inside the lab, which no other page of the site may be."""
    policy = policy_with(*lab_origins(services().settings))
    return policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def _mission(*allowed: str) -> str:
    mission = request.form.get("mission", "")
    if mission not in allowed:
        raise NotFound("The cookie jar has no such mission. Start from its list of four.")
    return mission


def _state(mission: str, changes: Mapping[str, str] | None = None) -> CookieState:
    """`changes` are the badges that the answer to this request hands out or deletes."""
    if mission not in MISSIONS[LAB]:
        raise NotFound("The cookie jar has no such mission. Start from its list of four.")
    return mission_state(
        reading(),
        viewer(),
        mission,
        path=session_path(),
        sites=sites(),
        received={**received(), **(changes or {})},
        now=now(),
        lesson=lesson_of(LAB, mission),
    )


def _played(mission: str, events: Sequence[Event], recording: str) -> tuple[Draft, ...]:
    chosen = choose(recording)
    so_far = (*events, *(Event(now(), mission, each.kind, each.facts) for each in chosen))
    match mission:
        case plan.FOUR:
            return (*chosen, *four_badges.play(so_far))
        case plan.DIARY:
            return (*chosen, *pixel.play(so_far))
        case _:
            return chosen


def _act(mission: str, move: Move) -> ResponseReturnValue:
    """Make one move, judge the record it leaves, and show it."""
    path, at = session_path(), now()
    key = sessions.key_of(path)
    desk().pace.count(key, now=at)
    with transaction() as saving:
        drafts = move(of_mission(events_of(saving, key), mission))
        actions.append(saving, key, drafts, lab=LAB, mission=mission, now=at)
        events = events_of(saving, key)
        if judge(mission, events, path=path, now=at).done:
            how = "reported" if is_recorded(of_mission(events, mission)) else "proved"
            actions.complete(saving, viewer(), LAB, mission, how=how, now=at)
    return _answer(mission, jar.changes(drafts, path))


def _answer(mission: str, changes: Mapping[str, str] | None = None) -> Response:
    if wants_json():
        response = make_response(_panel(_state(mission, changes)))
    else:
        response = make_response(redirect(url_for("cookie_lab.mission", mission=mission), 303))
    put(response, changes or {})
    return response


def _panel(state: CookieState) -> ResponseReturnValue:
    draw = get_template_attribute("labs/cookie/_lab.html", "panel")
    return jsonify(panel=draw(state))
