"""The link lab: its pages, its buttons, the three hops of its chain and the page they lead to."""

from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from literacy.accounts.permissions import Permission
from literacy.labs.door.views import Door, hand_out_cookie, keep_pace, session_path
from literacy.labs.link import logbook, moves, plan
from literacy.labs.link.events import Event, read
from literacy.labs.link.state import link_state
from literacy.lib.errors import NotFound
from literacy.web.access import requires
from literacy.web.request import now

blueprint = Blueprint("link_lab", __name__, url_prefix="/labs/link")
blueprint.after_request(hand_out_cookie)
door: Door[Event] = Door("link", read=read, show=link_state)


@blueprint.get("", strict_slashes=False)
@requires(Permission.LEARN)
def index() -> ResponseReturnValue:
    return door.index(plan.GOALS)


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


@blueprint.post("/labels")
@requires(Permission.LEARN)
def labels() -> ResponseReturnValue:
    given = request.form.getlist("label")
    return door.act(plan.LABEL, lambda _events, _now: moves.label(given))


@blueprint.post("/build")
@requires(Permission.LEARN)
def build() -> ResponseReturnValue:
    tail = request.form.get("tail", "")
    return door.act(plan.LABEL, lambda events, _now: moves.build(events, tail))


@blueprint.post("/hops")
@requires(Permission.LEARN)
def hops() -> ResponseReturnValue:
    rules, statuses = request.form.getlist("rule"), request.form.getlist("status")
    return door.act(plan.KEEP, lambda events, _now: moves.set_hops(events, rules, statuses))


@blueprint.post("/plan")
@requires(Permission.LEARN)
def make_plan() -> ResponseReturnValue:
    chosen = request.form.to_dict()
    return door.act(plan.MOVE, lambda events, _now: moves.make_plan(events, chosen))


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
    return door.reset()


@blueprint.get("/r/<session>/<int:number>/<name>")
@requires(Permission.LEARN)
def hop(session: str, number: int, name: str) -> ResponseReturnValue:
    """A redirect to one of the lab's own addresses; nothing of the request is copied into it."""
    key, events, at = _opened(session)
    drafts = moves.hop(events, session, number, name, _query())
    door.append(key, drafts, mission=plan.KEEP, at=at)
    facts = drafts[0].facts
    return Response(status=facts.status, headers={"Location": facts.location})


@blueprint.get("/land/<session>/<int:number>")
@requires(Permission.LEARN)
def land(session: str, number: int) -> ResponseReturnValue:
    """The page at the end of a link: it shows what reached the server."""
    key, events, at = _opened(session)
    mission, drafts = moves.land(events, number, _query())
    door.append(key, drafts, mission=mission, at=at)
    door.complete_if_done(mission)
    state = door.state(mission)
    return render_template("labs/link/land.html", state=state, query=drafts[0].facts.query)


def _opened(session: str) -> tuple[str, Sequence[Event], datetime]:
    """The record behind an address of this browser's own session; anybody else's is not there."""
    if session != session_path():
        raise NotFound("There is no such link in this lab. Open it from the lab itself.")
    key, events = door.opened(session)
    at = now()
    keep_pace(key, at)
    return key, events, at


def _query() -> str:
    return request.query_string.decode("ascii", "ignore")
