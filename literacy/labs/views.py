"""The cache lab: its pages, its buttons, and the files that it sends."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
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
from literacy.labs import actions, queries, sessions
from literacy.labs.cache import logbook, moves, page, plan
from literacy.labs.cache.events import Draft, Event
from literacy.labs.cache.state import LabState
from literacy.labs.forms import NoteForm
from literacy.labs.limits import COOKIE_LIFE, DELAYED_AT_ONCE, ORIGIN_DELAY
from literacy.labs.missions import MISSIONS
from literacy.labs.pace import Pace
from literacy.lib.errors import NotFound
from literacy.web.access import public, requires, viewer
from literacy.web.request import catalogue, now, reading, transaction, wants_json
from literacy.web.security import Ruleless
from literacy.web.services import services

blueprint = Blueprint("cache_lab", __name__, url_prefix="/labs/cache")

COOKIE = "lab"
# A file of the lab may be shown inside the lab, which no other page of the site may be.
_FILE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)

Move = Callable[[Sequence[Event], datetime], tuple[Draft, ...]]


@dataclass
class Floor:
    """What all lab sessions of this process share: the pace they keep and the delay they feel."""

    pace: Pace = field(default_factory=Pace)
    delay: timedelta = ORIGIN_DELAY
    delayed: threading.Semaphore = field(
        default_factory=lambda: threading.Semaphore(DELAYED_AT_ONCE)
    )


@blueprint.record_once
def _lay_floor(state) -> None:  # type: ignore[no-untyped-def]
    state.app.extensions["labs"] = Floor()


@blueprint.get("", strict_slashes=False)
@requires(Permission.LEARN)
def index() -> ResponseReturnValue:
    done = queries.completions_of(reading(), [viewer().id]).get(viewer().id, ())
    return render_template(
        "labs/cache/index.html",
        missions=MISSIONS["cache"],
        goals={name: mission.goal for name, mission in plan.MISSIONS.items()},
        done={each.mission for each in done if each.lab == "cache"},
    )


@blueprint.get("/<mission>")
@requires(Permission.LEARN)
def mission(mission: str) -> ResponseReturnValue:
    return render_template("labs/cache/mission.html", state=_state(mission), note_error="")


@blueprint.get("/log/<mission>")
@requires(Permission.LEARN)
def log(mission: str) -> ResponseReturnValue:
    state = _state(mission)
    events = queries.events_of(reading(), sessions.key_of(_path()))
    return render_template("labs/cache/log.html", state=state, lines=logbook.lines(events, mission))


@blueprint.get("/panel/<mission>")
@requires(Permission.LEARN)
def panel(mission: str) -> ResponseReturnValue:
    return _panel(_state(mission))


@blueprint.post("/load")
@requires(Permission.LEARN)
def load() -> ResponseReturnValue:
    mission, rule, path = _mission(), request.form.get("rule", ""), _path()
    return _act(mission, lambda events, _now: moves.load(events, mission, rule, path))


@blueprint.post("/report")
@requires(Permission.LEARN)
def report() -> ResponseReturnValue:
    mission = _mission()
    return _act(
        mission,
        lambda events, at: moves.report(
            events,
            mission,
            name=request.form.get("name", ""),
            ms=request.form.get("ms", type=int),
            size=request.form.get("bytes", type=int),
            now=at,
        ),
    )


@blueprint.post("/over")
@requires(Permission.LEARN)
def start_over() -> ResponseReturnValue:
    mission = _mission()
    return _act(mission, lambda events, _now: moves.start_over(events, mission))


@blueprint.post("/rule")
@requires(Permission.LEARN)
def rule() -> ResponseReturnValue:
    chosen = request.form.get("rule", "")
    return _act(plan.DEPLOY, lambda events, _now: moves.change_rule(events, chosen))


@blueprint.post("/deploy")
@requires(Permission.LEARN)
def deploy() -> ResponseReturnValue:
    mission = _mission()
    return _act(mission, lambda events, _now: moves.deploy(events, mission))


@blueprint.post("/rename")
@requires(Permission.LEARN)
def rename() -> ResponseReturnValue:
    return _act(plan.DEPLOY, lambda events, _now: moves.rename(events))


@blueprint.post("/purge")
@requires(Permission.LEARN)
def purge() -> ResponseReturnValue:
    return _act(plan.PURGE, lambda events, _now: moves.purge(events))


@blueprint.post("/visit")
@requires(Permission.LEARN)
def visit() -> ResponseReturnValue:
    mission, rule = _mission(), request.form.get("rule", "")
    return _act(mission, lambda events, at: moves.visit(events, mission, rule=rule, now=at))


@blueprint.post("/guess")
@requires(Permission.LEARN)
def guess() -> ResponseReturnValue:
    answer = request.form.get("answer", "")
    return _act(plan.WHERE, lambda events, _now: moves.guess(events, answer))


@blueprint.post("/check")
@requires(Permission.LEARN)
def check() -> ResponseReturnValue:
    return _act(_mission(), lambda _events, _now: ())


@blueprint.post("/note")
@requires(Permission.LEARN)
def note() -> ResponseReturnValue:
    mission, form = _mission(), NoteForm()
    if not form.validate_on_submit():
        refused = " ".join(form.text.errors)
        html = render_template("labs/cache/mission.html", state=_state(mission), note_error=refused)
        return make_response(html, 422)
    with transaction() as saving:
        actions.save_note(saving, viewer(), "cache", mission, text=form.text.data, now=now())
    return _answer(_state(mission))


@blueprint.post("/reset")
@requires(Permission.LEARN)
def reset() -> ResponseReturnValue:
    mission = _mission()
    with transaction() as saving:
        actions.reset(saving, sessions.key_of(_path()))
    g.lab_token, g.lab_token_is_new = sessions.new_token(), True
    response = make_response(_answer(_state(mission)))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@blueprint.get("/f/<session>/<rule>/<name>")
@public
def file(session: str, rule: str, name: str) -> ResponseReturnValue:
    """A file as the server sends it: true headers, a pause, one line in the record."""
    key, at, events = _opened(session)
    answer = moves.at_origin(events, rule, name, now=at)
    response = _file_response(answer, session)
    _note(key, answer, moves.hit_event(answer, status=response.status_code, size=_size(response)))
    _pause()
    return response


@blueprint.get("/edge/<session>/<rule>/<name>")
@public
def edge(session: str, rule: str, name: str) -> ResponseReturnValue:
    """The same through a shared cache: from its copy where it may, else from the server."""
    key, at, events = _opened(session)
    query = request.query_string.decode("ascii", "ignore")[:100]
    answer = moves.at_edge(events, rule, name, query=query, who="", now=at)
    response = _file_response(answer, session)
    response.headers["X-Lab-Edge"] = "hit" if answer.from_edge else "miss"
    if answer.from_edge:
        response.headers["Age"] = str(answer.age)
    status = response.status_code
    _note(key, answer, moves.edge_event(answer, who="", status=status, size=_size(response)))
    if not answer.from_edge:
        _pause()
    return response


@blueprint.after_request
def _hand_out_cookie(response: Response) -> Response:
    if g.get("lab_token_is_new"):
        response.set_cookie(
            COOKIE,
            g.lab_token,
            max_age=int(COOKIE_LIFE.total_seconds()),
            path="/labs",
            httponly=True,
            samesite="Lax",
            secure=services().settings.is_https,
        )
    return response


def _path() -> str:
    """This browser's lab session; a browser without one is handed a cookie."""
    if "lab_token" not in g:
        held = request.cookies.get(COOKIE, "")
        g.lab_token_is_new = not sessions.is_token(held)
        g.lab_token = sessions.new_token() if g.lab_token_is_new else held
    return sessions.path_of(g.lab_token, viewer().id)


def _mission() -> str:
    return _known(request.form.get("mission", ""))


def _known(mission: str) -> str:
    if mission not in MISSIONS["cache"]:
        raise NotFound("The cache lab has no such mission. Start from its list of five.")
    return mission


def _state(mission: str) -> LabState:
    return queries.lab_state(
        reading(),
        viewer(),
        _known(mission),
        now=now(),
        path=_path(),
        lesson=_lesson_of(mission),
    )


def _lesson_of(mission: str) -> str:
    """The slug of the lesson this mission belongs to."""
    lessons = catalogue().lessons.values()
    teaching = (each.slug for each in lessons if mission in [lab.mission for lab in each.labs])
    return next(teaching, "")


def _act(mission: str, move: Move) -> ResponseReturnValue:
    """Make one move, judge the record it leaves, and show it."""
    key, at = sessions.key_of(_path()), now()
    _floor().pace.count(key, now=at)
    with transaction() as saving:
        drafts = move(queries.events_of(saving, key), at)
        actions.append(saving, key, drafts, lab="cache", mission=mission, now=at)
        state = queries.lab_state(saving, viewer(), mission, now=at, path=_path())
        if state.verdict.done:
            actions.complete(saving, viewer(), "cache", mission, how="proved", now=at)
    return _answer(_state(mission))


def _answer(state: LabState) -> ResponseReturnValue:
    if wants_json():
        return _panel(state)
    return redirect(url_for("cache_lab.mission", mission=state.mission), 303)


def _panel(state: LabState) -> ResponseReturnValue:
    draw = get_template_attribute("labs/cache/_lab.html", "panel")
    return jsonify(panel=draw(state), files=state.files)


def _opened(session: str) -> tuple[str, datetime, Sequence[Event]]:
    """The record behind a file's address; an address that nobody opened is not there."""
    at = now()
    key = sessions.key_of(session)
    events = queries.events_of(reading(), key) if sessions.is_path(session) else ()
    if not events:
        raise NotFound("There is no such file in this lab. Load it from the lab itself.")
    _floor().pace.count(key, now=at)
    return key, at, events


def _note(key: str, answer: moves.Answer, draft: Draft) -> None:
    if request.method != "GET":
        return
    mission = answer.run.begun.mission
    with transaction() as saving:
        actions.append(saving, key, (draft,), lab="cache", mission=mission, now=now())


def _file_response(answer: moves.Answer, session: str) -> Response:
    sheet = current_app.jinja_env.globals["static_url"]
    assert callable(sheet), "web/static.py lends templates the addresses of style sheets"
    body = page.body(answer, session=session, sheet=sheet("css/labs/file.css"))
    response = Ruleless(body, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _FILE_POLICY
    if answer.rule.header:
        response.headers["Cache-Control"] = answer.rule.header
    response.set_etag(page.etag(answer))
    response.last_modified = answer.changed_at
    response.make_conditional(request)
    return response


def _size(response: Response) -> int:
    return 0 if response.status_code == 304 else len(response.get_data())


def _pause() -> None:
    floor = _floor()
    if floor.delay and floor.delayed.acquire(blocking=False):
        try:
            time.sleep(floor.delay.total_seconds())
        finally:
            floor.delayed.release()


def _floor() -> Floor:
    floor = current_app.extensions["labs"]
    assert isinstance(floor, Floor)
    return floor
