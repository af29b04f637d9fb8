"""The visit inspector: its pages, its buttons, and the nine files that it sends."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Blueprint, Response, current_app, make_response, request
from flask.typing import ResponseReturnValue

from literacy.accounts.permissions import Permission
from literacy.labs.door.views import COOKIE, Door, hand_out_cookie, session_path
from literacy.labs.limits import LATE_AT_ONCE, LATE_BY
from literacy.labs.visit import asker, board, moves, page, plan
from literacy.labs.visit.events import Event, read
from literacy.labs.visit.state import visit_state
from literacy.web.access import public, requires
from literacy.web.request import now
from literacy.web.services import services

blueprint = Blueprint("visit_lab", __name__, url_prefix="/labs/visit")
blueprint.after_request(hand_out_cookie)
door: Door[Event] = Door("visit", read=read, show=visit_state)

# Only these two are this site's own; a value is never read.
_COOKIES = {"__Host-session": "sign-in", "session": "sign-in", COOKIE: "lab"}


@dataclass
class Stage:
    """How a late file is late; tests set a clock forward instead of sleeping."""

    sleep: Callable[[float], None] = time.sleep
    late: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(LATE_AT_ONCE))

    def wait(self) -> bool:
        """Be late, and say whether that was possible: each wait holds a thread of the server."""
        if not self.late.acquire(blocking=False):
            return False
        try:
            self.sleep(LATE_BY.total_seconds())
        finally:
            self.late.release()
        return True


@blueprint.record_once
def _set_stage(state) -> None:  # type: ignore[no-untyped-def]
    state.app.extensions["visit_lab"] = Stage()


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
    return door.log(mission, board.logged)


@blueprint.get("/panel/<mission>")
@requires(Permission.LEARN)
def panel(mission: str) -> ResponseReturnValue:
    return door.panel(mission)


@blueprint.post("/visit")
@requires(Permission.LEARN)
def visit() -> ResponseReturnValue:
    """Begin a visit; its nine files then have addresses."""
    mission, change = door.posted_mission(), request.form.get("change", plan.AS_IT_IS.id)
    partner = "" if "second_path" in request.form else services().settings.lab_partner_origin
    path = session_path()
    return door.act(
        mission,
        lambda events, _now: moves.begin(
            events, mission, path=path, change=change, partner=partner
        ),
    )


@blueprint.post("/measured")
@requires(Permission.LEARN)
def measured() -> ResponseReturnValue:
    mission, report = door.posted_mission(), request.form.get("report", "")
    return door.act(mission, lambda events, _now: moves.measured(events, mission, report))


@blueprint.post("/answer")
@requires(Permission.LEARN)
def answer() -> ResponseReturnValue:
    mission, given = door.posted_mission(), request.form.getlist("answer")[: len(plan.FILES)]
    return door.act(mission, lambda events, _now: moves.answer(events, mission, given))


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


@blueprint.get("/page/<session>/<int:number>")
@public
def sale_page(session: str, number: int) -> ResponseReturnValue:
    """The page itself: constant but for the addresses of its files."""
    response = _sent(session, number, plan.PAGE, at_partner=False)
    # What browsers send by default, so that the other company sees what it mostly sees.
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


@blueprint.get("/asset/<session>/<int:number>/<name>")
@public
def asset(session: str, number: int, name: str) -> ResponseReturnValue:
    """A file of the shop's own server."""
    return _sent(session, number, name, at_partner=False)


@blueprint.get("/partner/<session>/<int:number>/<name>")
@public
def partner(session: str, number: int, name: str) -> ResponseReturnValue:
    """A file of the other company's server, for a page of another site to use and to time."""
    response = _sent(session, number, name, at_partner=True)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Timing-Allow-Origin"] = "*"
    return response


def _sent(session: str, number: int, name: str, *, at_partner: bool) -> Response:
    """The answer to one request, a pause where it is late, and one line in the record."""
    arrived = now()
    key, events = door.opened(session)
    asked = moves.asked(events, number, name, at_partner=at_partner)
    # Only a file that is sent and noted may keep a thread waiting.
    hurried = asked.is_late and request.method == "GET" and not _stage().wait()
    response = _answered(asked, session)
    took = round((now() - arrived).total_seconds() * 1000)
    drafts = moves.hit(
        asked, status=response.status_code, took=took, hurried=hurried, **_told(name)
    )
    door.append(key, drafts, mission=asked.visit.mission, at=arrived)
    return response


def _answered(asked: moves.Asked, session: str) -> Response:
    visit, file = asked.visit, asked.file
    if asked.is_failing:
        status = 503 if asked.name in visit.begun.others else 500
        response = make_response(page.refusal(visit, asked.name), status)
        response.mimetype = "text/plain"
        return response
    response = make_response(page.body(visit, session, file.name))
    response.content_type = file.type + "; charset=utf-8" * file.is_text
    if file.name == plan.PAGE:
        response.headers["Content-Security-Policy"] = page.policy(visit.begun.partner)
    return response


def _told(name: str) -> dict[str, str]:
    """What this request gave away; the long line of the browser is kept once for each visit."""
    agent = request.headers.get("User-Agent", "")
    first = {"agent": asker.printed(agent, asker.AGENT_CHARACTERS)} if name == plan.PAGE else {}
    return first | {
        "host": asker.printed(request.host),
        "address": asker.short_address(request.remote_addr or ""),
        "device": asker.device(agent),
        "language": asker.printed(request.headers.get("Accept-Language", "")),
        "referrer": _referrer(),
        "cookies": asker.cookies(request.cookies, _COOKIES),
    }


def _referrer() -> str:
    """As it was sent, without the part that only this session may know."""
    sent = asker.printed(request.headers.get("Referer", ""), 200)
    return sent.partition("/labs/visit/")[0] + "/labs/visit/…" if "/labs/visit/" in sent else sent


def _stage() -> Stage:
    stage = current_app.extensions["visit_lab"]
    assert isinstance(stage, Stage)
    return stage
