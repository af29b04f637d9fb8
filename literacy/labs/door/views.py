"""Whose lab session it is, at what pace, one move and its answer, the note and the reset."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from flask import (
    Response,
    current_app,
    g,
    get_template_attribute,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue

from literacy.labs import actions, queries, sessions
from literacy.labs.cache.verdict import Verdict
from literacy.labs.entries import Draft, Entry
from literacy.labs.forms import NoteForm
from literacy.labs.limits import COOKIE_LIFE, DELAYED_AT_ONCE, ORIGIN_DELAY
from literacy.labs.missions import MISSIONS
from literacy.labs.pace import Pace
from literacy.lib.errors import NotFound
from literacy.web.access import viewer
from literacy.web.request import catalogue, now, reading, transaction, wants_json
from literacy.web.services import services

COOKIE = "lab"


class Shown(Protocol):
    """What a lab's pages show of a mission; `files` are the addresses to open now."""

    @property
    def mission(self) -> str: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def files(self) -> tuple[str, ...]: ...


Event = TypeVar("Event")
Move = Callable[[Sequence[Event], datetime], Sequence[Draft]]


@dataclass(frozen=True, slots=True)
class Door(Generic[Event]):
    """A lab by its name, how its record is read, and how a mission looks after these events."""

    lab: str
    read: Callable[[Iterable[Entry]], Sequence[Event]]
    show: Callable[..., Shown]

    def index(self, goals: object) -> ResponseReturnValue:
        return render_template(
            f"labs/{self.lab}/index.html",
            missions=MISSIONS[self.lab],
            goals=goals,
            done=queries.reached(reading(), viewer(), self.lab),
        )

    def page(self, mission: str, *, note_error: str = "") -> str:
        state = self.state(mission)
        return render_template(f"labs/{self.lab}/mission.html", state=state, note_error=note_error)

    def log(self, mission: str, lines: Callable[[Sequence[Event], str], object]) -> str:
        state = self.state(mission)
        shown = lines(self.events(), mission)
        return render_template(f"labs/{self.lab}/log.html", state=state, lines=shown)

    def panel(self, mission: str) -> ResponseReturnValue:
        """The parts of the instrument that a move renews, and the files to open."""
        state = self.state(mission)
        draw = get_template_attribute(f"labs/{self.lab}/_lab.html", "panel")
        return jsonify(panel=draw(state), files=state.files)

    def act(self, mission: str, move: Move[Event]) -> ResponseReturnValue:
        """Make one move, judge the record it leaves, and show it."""
        key, at = self.key_of(session_path()), now()
        keep_pace(key, at)
        with transaction() as saving:
            drafts = move(self.read(queries.entries_of(saving, key, self.lab)), at)
            actions.append(saving, key, drafts, lab=self.lab, mission=mission, now=at)
        self.complete_if_done(mission)
        return self.answer(mission)

    def complete_if_done(self, mission: str) -> None:
        if not self.state(mission).verdict.done:
            return
        with transaction() as saving:
            actions.complete(saving, viewer(), self.lab, mission, how="proved", now=now())

    def answer(self, mission: str) -> ResponseReturnValue:
        if wants_json():
            return self.panel(mission)
        return redirect(f"/labs/{self.lab}/{self.known(mission)}", 303)

    def note(self) -> ResponseReturnValue:
        mission, form = self.posted_mission(), NoteForm()
        if not form.validate_on_submit():
            return make_response(self.page(mission, note_error=" ".join(form.text.errors)), 422)
        with transaction() as saving:
            actions.save_note(saving, viewer(), self.lab, mission, text=form.text.data, now=now())
        return self.answer(mission)

    def reset(self) -> ResponseReturnValue:
        """Forget what was done in this lab; other labs of the session keep their record."""
        mission = self.posted_mission()
        self.forget()
        return self.answer(mission)

    def forget(self) -> None:
        with transaction() as saving:
            actions.reset(saving, self.key_of(session_path()))

    def key_of(self, path: str) -> str:
        """Each lab has a record of its own, so that one can be full or reset without the others."""
        return sessions.key_of(f"{self.lab} {path}")

    def posted_mission(self) -> str:
        return self.known(request.form.get("mission", ""))

    def known(self, mission: str) -> str:
        if mission not in MISSIONS[self.lab]:
            raise NotFound("This lab has no such mission. Start from its list.")
        return mission

    def events(self) -> Sequence[Event]:
        return self.recorded(self.key_of(session_path()))

    def recorded(self, key: str) -> Sequence[Event]:
        return self.read(queries.entries_of(reading(), key, self.lab))

    def opened(self, session: str) -> tuple[str, Sequence[Event]]:
        """The record behind an address that anybody may open who knows it."""
        key = self.key_of(session)
        events = self.recorded(key) if sessions.is_path(session) else ()
        if not events:
            raise NotFound("There is no such file in this lab. Open it from the lab itself.")
        return key, events

    def append(self, key: str, drafts: Sequence[Draft], *, mission: str, at: datetime) -> None:
        """Note what a request did; asking only for the headers does nothing."""
        if request.method != "GET":
            return
        with transaction() as saving:
            actions.append(saving, key, drafts, lab=self.lab, mission=mission, now=at)

    def state(self, mission: str) -> Any:
        path, name = session_path(), self.known(mission)
        return self.show(
            name,
            self.recorded(self.key_of(path)),
            path=path,
            completed=queries.completed(reading(), viewer(), self.lab, name),
            note=queries.note_of(reading(), viewer(), self.lab, name),
            lesson=lesson_of(self.lab, name),
        )


def lesson_of(lab: str, mission: str) -> str:
    """The slug of the lesson this mission belongs to."""
    for lesson in catalogue().lessons.values():
        if (lab, mission) in [(each.lab, each.mission) for each in lesson.labs]:
            return lesson.slug
    return ""


def session_path() -> str:
    """This browser's lab session; a browser without one is handed a cookie."""
    if "lab_token" not in g:
        held = request.cookies.get(COOKIE, "")
        g.lab_token_is_new = not sessions.is_token(held)
        g.lab_token = sessions.new_token() if g.lab_token_is_new else held
    return sessions.path_of(g.lab_token, viewer().id)


def begin_session() -> None:
    """From here on this browser has another lab session; the records of the old one end."""
    g.lab_token, g.lab_token_is_new = sessions.new_token(), True


def hand_out_cookie(response: Response) -> Response:
    """For a lab's blueprint to call after each of its requests."""
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


def keep_pace(key: str, at: datetime) -> None:
    """Count one request of a lab session; raises TooMany when it is one more than allowed."""
    the_floor().pace.count(key, now=at)


@dataclass
class Floor:
    """What all lab sessions of this process share: the pace they keep and the delay they feel."""

    pace: Pace = field(default_factory=Pace)
    delay: timedelta = ORIGIN_DELAY
    delayed: threading.Semaphore = field(
        default_factory=lambda: threading.Semaphore(DELAYED_AT_ONCE)
    )


def lay_floor(state) -> None:  # type: ignore[no-untyped-def]
    state.app.extensions["labs"] = Floor()


def the_floor() -> Floor:
    floor = current_app.extensions["labs"]
    assert isinstance(floor, Floor)
    return floor
