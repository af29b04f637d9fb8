"""The database lab: its pages, and what its buttons ask for."""

from collections.abc import Callable
from functools import partial

from flask import (
    Blueprint,
    Response,
    current_app,
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
from literacy.labs import actions, queries
from literacy.labs.door.views import lesson_of
from literacy.labs.forms import NoteForm
from literacy.labs.missions import MISSIONS
from literacy.labs.pace import Pace
from literacy.labs.sql import asking, plan, schema
from literacy.labs.sql.limits import ANSWER_CHARACTERS, GAP_CHARACTERS, QUERY_CHARACTERS
from literacy.labs.sql.maker import databases
from literacy.labs.sql.room import Refusal, Result, Rooms
from literacy.labs.sql.state import Outcome, SqlState, empty_gaps, sql_state, with_gaps
from literacy.lib.errors import NotFound
from literacy.web.access import requires, viewer
from literacy.web.request import now, reading, transaction, wants_json

blueprint = Blueprint("sql_lab", __name__, url_prefix="/labs/sql")
# What somebody typed last is kept beside their notes, under a name of its own.
LAB, KEPT = "sql", "sql query"

# One for all apps of this process: workers are dear, and hold nothing of anybody's.
rooms = Rooms(databases)


@blueprint.record_once
def _open_desk(state) -> None:  # type: ignore[no-untyped-def]
    state.app.extensions["sql_lab"] = Pace()


@blueprint.get("", strict_slashes=False)
@requires(Permission.LEARN)
def index() -> ResponseReturnValue:
    return render_template(
        "labs/sql/index.html",
        missions=plan.MISSIONS,
        done=queries.reached(reading(), viewer(), LAB),
    )


@blueprint.get("/tables")
@requires(Permission.LEARN)
def tables() -> ResponseReturnValue:
    """Every table with its columns and first rows."""
    _keep_pace()
    looks = [asking.look(table, "", _ask) for table in schema.TABLES.values()]
    return render_template("labs/sql/tables.html", looks=looks)


@blueprint.get("/<mission>")
@requires(Permission.LEARN)
def mission(mission: str) -> ResponseReturnValue:
    return _page(_shown(_known(mission)))


@blueprint.get("/panel/<mission>")
@requires(Permission.LEARN)
def panel(mission: str) -> ResponseReturnValue:
    return _panel(_shown(_known(mission)))


@blueprint.post("/run")
@requires(Permission.LEARN)
def run() -> ResponseReturnValue:
    """Keep the query, run it, judge what it returns."""
    mission, sql, refused = _typed_query()
    _keep_pace()
    if refused:
        return _answer(_state(mission, query=sql, outcome=Outcome(error=refused)), 422)
    _keep(mission, sql)
    state = _ran(mission, sql)
    _complete_if(state)
    return _answer(state)


@blueprint.post("/check")
@requires(Permission.LEARN)
def check() -> ResponseReturnValue:
    """The answers of the two missions that ask for more than a query."""
    mission = _mission()
    _keep_pace()
    answer: Callable[[], SqlState] | None = {
        plan.LOOK: _followed,
        plan.REPORTS: _reasoned,
    }.get(mission)
    if answer is None:
        raise NotFound("This mission is answered by its query alone.")
    state = answer()
    _complete_if(state)
    return _answer(state, 200 if state.verdict and state.verdict.reached else 422)


@blueprint.post("/note")
@requires(Permission.LEARN)
def note() -> ResponseReturnValue:
    mission, form = _mission(), NoteForm()
    if not form.validate_on_submit():
        html = render_template(
            "labs/sql/mission.html", state=_state(mission), note_error=" ".join(form.text.errors)
        )
        return make_response(html, 422)
    with transaction() as saving:
        actions.save_note(saving, viewer(), LAB, mission, text=form.text.data, now=now())
    return _answer(_state(mission))


@blueprint.post("/reset")
@requires(Permission.LEARN)
def reset() -> ResponseReturnValue:
    """Forget the query of this mission; what was reached stays reached."""
    mission = _mission()
    _keep(mission, "")
    return _answer(_state(mission))


def _known(mission: str) -> str:
    if mission not in MISSIONS[LAB]:
        raise NotFound("The database lab has no such mission. Start from its list of eleven.")
    return mission


def _mission() -> str:
    return _known(request.form.get("mission", ""))


def _typed_query() -> tuple[str, str, str]:
    """The mission, the query as a whole, and what is wrong before it is even read."""
    mission = _mission()
    if "sql" in request.form:
        sql = request.form["sql"].replace("\r\n", "\n")
        return mission, sql[: QUERY_CHARACTERS + 1], _without_query(mission)
    values = [value[: GAP_CHARACTERS + 1] for value in request.form.getlist("gap")]
    return (
        mission,
        with_gaps(mission, values),
        _without_query(mission) or _gap_fault(mission, values),
    )


def _without_query(mission: str) -> str:
    return "This mission asks for no query." if mission == plan.LOOK else ""


def _gap_fault(mission: str, values: list[str]) -> str:
    if any(len(value) > GAP_CHARACTERS for value in values):
        return f"Keep each gap to {GAP_CHARACTERS} characters."
    empty = empty_gaps(mission, values)
    if not empty:
        return ""
    return f"Fill in gap {empty[0]} first." if len(values) > 1 else "Fill in the gap first."


def _keep_pace() -> None:
    pace = current_app.extensions["sql_lab"]
    assert isinstance(pace, Pace)
    pace.count(f"person {viewer().id}", now=now())


def _keep(mission: str, sql: str) -> None:
    text = sql.encode("utf-8", "replace").decode().replace("\0", "")
    with transaction() as saving:
        actions.save_note(saving, viewer(), KEPT, mission, text=text, now=now())


def _ask(database: str, sql: str) -> Result | Refusal:
    return rooms.ask(viewer().id, database, sql)


def _ran(mission: str, sql: str) -> SqlState:
    done = queries.completed(reading(), viewer(), LAB, mission)
    asked = asking.outcome(mission, sql, _ask, has_reasons=done)
    right = mission == plan.REPORTS and asking.has_right_numbers(asked)
    return _state(mission, query=sql, outcome=asked, is_right=right)


def _shown(mission: str) -> SqlState:
    """The mission with what the address asks to see: a table, or the kept query run again."""
    state = _state(mission)
    table = schema.TABLES.get(request.args.get("table", ""))
    if mission == plan.LOOK and table is not None:
        _keep_pace()
        return _state(mission, look=asking.look(table, request.args.get("number", ""), _ask))
    if "run" in request.args and state.query:
        _keep_pace()
        return _ran(mission, state.query)
    return state


def _followed() -> SqlState:
    names = ("column", "first_name", "product")
    typed = {name: request.form.get(name, "")[:ANSWER_CHARACTERS] for name in names}
    verdict = asking.found_by_keys(plan.order_of(viewer().id), typed, _ask)
    return _state(plan.LOOK, answers=typed, outcome=Outcome(verdict=verdict))


def _reasoned() -> SqlState:
    """The ticks count once the kept query is right, so it is asked again."""
    state = _ran(plan.REPORTS, _state(plan.REPORTS).query)
    if not state.is_right or state.outcome is None:
        return state
    ticked = {pair.name: request.form.getlist(pair.name)[:9] for pair in plan.PAIRS}
    asked = asking.with_reasons(state.outcome, plan.wrong_reasons(ticked))
    return _state(plan.REPORTS, outcome=asked, is_right=True, ticked=ticked)


def _complete_if(state: SqlState) -> None:
    if state.verdict and state.verdict.reached:
        with transaction() as saving:
            actions.complete(saving, viewer(), LAB, state.mission, how="proved", now=now())


def _state(mission: str, *, query: str | None = None, **more: object) -> SqlState:
    who = partial(queries.note_of, reading(), viewer())
    return sql_state(
        mission,
        order=plan.order_of(viewer().id),
        query=who(KEPT, mission) if query is None else query,
        note=who(LAB, mission),
        completed=queries.completed(reading(), viewer(), LAB, mission),
        lesson=lesson_of(LAB, mission),
        **more,
    )


def _answer(state: SqlState, status: int = 200) -> ResponseReturnValue:
    """In place for the element; without script, back to the page, which runs the query again."""
    if wants_json():
        return _panel(state)
    if status != 200:
        return make_response(_page(state), status)
    if state.outcome and state.query:
        return redirect(_address(state, run="again", _anchor=f"result-{state.mission}"), 303)
    return redirect(_address(state), 303)


def _address(state: SqlState, **more: str) -> str:
    return url_for("sql_lab.mission", mission=state.mission, **more)  # type: ignore[arg-type]


def _page(state: SqlState) -> str:
    return render_template("labs/sql/mission.html", state=state, note_error="")


def _panel(state: SqlState) -> Response:
    draw = get_template_attribute("labs/sql/_lab.html", "panel")
    return jsonify(panel=draw(state))
