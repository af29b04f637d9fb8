"""The cache lab: its pages, its buttons, and the files that it sends."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from literacy.accounts.permissions import Permission
from literacy.labs.cache import logbook, moves, page, plan
from literacy.labs.cache.events import Draft, Event, read
from literacy.labs.cache.state import LabState, lab_state
from literacy.labs.door.views import (
    Door,
    begin_session,
    hand_out_cookie,
    keep_pace,
    lay_floor,
    session_path,
    the_floor,
)
from literacy.web.access import public, requires
from literacy.web.request import now
from literacy.web.security import Ruleless

# A file of the lab may be shown inside the lab, which no other page of the site may be.
_FILE_POLICY = (
    "default-src 'none'; style-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)


def _shown(mission: str, events: Sequence[Event], **kept: Any) -> LabState:
    return lab_state(mission, events, now=now(), **kept)


blueprint = Blueprint("cache_lab", __name__, url_prefix="/labs/cache")
blueprint.record_once(lay_floor)
blueprint.after_request(hand_out_cookie)
door: Door[Event] = Door("cache", read=read, show=_shown)


@blueprint.get("", strict_slashes=False)
@requires(Permission.LEARN)
def index() -> ResponseReturnValue:
    return door.index({name: mission.goal for name, mission in plan.MISSIONS.items()})


@blueprint.get("/<mission>")
@requires(Permission.LEARN)
def mission(mission: str) -> ResponseReturnValue:
    return door.page(mission)


@blueprint.get("/log/<mission>")
@requires(Permission.LEARN)
def log(mission: str) -> ResponseReturnValue:
    return door.log(mission, logbook.lines)


@blueprint.get("/panel/<mission>")
@requires(Permission.LEARN)
def panel(mission: str) -> ResponseReturnValue:
    return door.panel(mission)


@blueprint.post("/load")
@requires(Permission.LEARN)
def load() -> ResponseReturnValue:
    mission, rule, path = door.posted_mission(), request.form.get("rule", ""), session_path()
    return door.act(mission, lambda events, _now: moves.load(events, mission, rule, path))


@blueprint.post("/report")
@requires(Permission.LEARN)
def report() -> ResponseReturnValue:
    mission = door.posted_mission()
    return door.act(
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
    mission = door.posted_mission()
    return door.act(mission, lambda events, _now: moves.start_over(events, mission))


@blueprint.post("/rule")
@requires(Permission.LEARN)
def rule() -> ResponseReturnValue:
    chosen = request.form.get("rule", "")
    return door.act(plan.DEPLOY, lambda events, _now: moves.change_rule(events, chosen))


@blueprint.post("/deploy")
@requires(Permission.LEARN)
def deploy() -> ResponseReturnValue:
    mission = door.posted_mission()
    return door.act(mission, lambda events, _now: moves.deploy(events, mission))


@blueprint.post("/rename")
@requires(Permission.LEARN)
def rename() -> ResponseReturnValue:
    return door.act(plan.DEPLOY, lambda events, _now: moves.rename(events))


@blueprint.post("/purge")
@requires(Permission.LEARN)
def purge() -> ResponseReturnValue:
    return door.act(plan.PURGE, lambda events, _now: moves.purge(events))


@blueprint.post("/visit")
@requires(Permission.LEARN)
def visit() -> ResponseReturnValue:
    mission, rule = door.posted_mission(), request.form.get("rule", "")
    return door.act(mission, lambda events, at: moves.visit(events, mission, rule=rule, now=at))


@blueprint.post("/guess")
@requires(Permission.LEARN)
def guess() -> ResponseReturnValue:
    answer = request.form.get("answer", "")
    return door.act(plan.WHERE, lambda events, _now: moves.guess(events, answer))


@blueprint.post("/check")
@requires(Permission.LEARN)
def check() -> ResponseReturnValue:
    return door.act(door.posted_mission(), lambda _events, _now: ())


@blueprint.post("/note")
@requires(Permission.LEARN)
def note() -> ResponseReturnValue:
    return door.note()


@blueprint.post("/reset")
@requires(Permission.LEARN)
def reset() -> ResponseReturnValue:
    """Begin a new session as well: its files have addresses that no browser has a copy of."""
    mission = door.posted_mission()
    door.forget()
    begin_session()
    response = make_response(door.answer(mission))
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


def _opened(session: str) -> tuple[str, datetime, Sequence[Event]]:
    """The record behind a file's address; an address that nobody opened is not there."""
    key, events = door.opened(session)
    at = now()
    keep_pace(key, at)
    return key, at, events


def _note(key: str, answer: moves.Answer, draft: Draft) -> None:
    door.append(key, (draft,), mission=answer.run.begun.mission, at=now())


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
    floor = the_floor()
    if floor.delay and floor.delayed.acquire(blocking=False):
        try:
            time.sleep(floor.delay.total_seconds())
        finally:
            floor.delayed.release()
