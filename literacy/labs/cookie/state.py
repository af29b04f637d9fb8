"""Everything a page needs to show a mission: goals, controls, what happened, what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from literacy.labs.cache.verdict import Verdict
from literacy.labs.cookie import board, consent, four_badges, pixel, plan, the_badge
from literacy.labs.cookie.events import Event
from literacy.labs.cookie.plan import Sites
from literacy.labs.cookie.recordings import RECORDINGS, recording_in
from literacy.labs.missions import MISSIONS

_BEFORE_ANYTHING = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CookieState:
    """`known` is false on a lesson page, which can't see which lab session a browser has.

    `lacking` are the settings without which the mission runs from a recording; `recording` is the
    one that is being played. One of the four boards is there: the mission's own.
    """

    mission: str
    title: str
    goal: str
    verdict: Verdict
    known: bool
    lacking: tuple[str, ...]
    recordings: Mapping[str, str]
    recording: str
    wipe: str
    jar: board.JarBoard | None = None
    grid: board.GridBoard | None = None
    diary: board.DiaryBoard | None = None
    shop: board.ConsentBoard | None = None
    completed: bool = False
    note: str = ""
    lesson: str = ""

    @property
    def may_play(self) -> bool:
        """Whether this browser is expected to call the partner, and a recording could instead."""
        waits = (
            (self.grid is not None and bool(self.grid.waits))
            or (self.diary is not None and bool(self.diary.shops))
            or (self.shop is not None and self.shop.begun)
        )
        return waits and self.known and not self.lacking and not self.recording

    @property
    def name(self) -> str:
        """The title as it follows a colon."""
        return self.title[0].lower() + self.title[1:]


def cookie_state(
    mission: str,
    events: Sequence[Event],
    *,
    path: str,
    sites: Sites,
    received: Mapping[str, str],
    now: datetime,
    completed: bool = False,
    note: str = "",
    lesson: str = "",
) -> CookieState:
    """The mission as this record leaves it; `received` are the cookies that the browser shows."""
    here = of_mission(events, mission)
    chosen = recording_in(here)
    state = CookieState(
        mission=mission,
        title=MISSIONS["cookie"][mission],
        goal=plan.GOALS[mission],
        verdict=judge(mission, events, path=path, now=now),
        known=bool(path),
        lacking=sites.lacking(mission) if path else (),
        recordings=_recordings(mission),
        recording=RECORDINGS[chosen].label if chosen else "",
        wipe=_wipe(mission, path, sites, played=bool(here)),
        completed=completed,
        note=note,
        lesson=lesson,
    )
    match mission:
        case plan.BADGE:
            return replace(state, jar=board.jar_board(here, path, received))
        case plan.FOUR:
            return replace(state, grid=board.grid_board(here, path, sites))
        case plan.DIARY:
            return replace(state, diary=board.diary_board(here, path, sites))
        case _:
            return replace(state, shop=board.consent_board(here, now))


def untouched(mission: str, *, completed: bool, note: str) -> CookieState:
    """The mission before anything has happened, so at no time in particular."""
    return cookie_state(
        mission,
        (),
        path="",
        sites=Sites(),
        received={},
        now=_BEFORE_ANYTHING,
        completed=completed,
        note=note,
    )


def of_mission(events: Sequence[Event], mission: str) -> tuple[Event, ...]:
    return tuple(each for each in events if each.mission == mission)


def judge(mission: str, events: Sequence[Event], *, path: str, now: datetime) -> Verdict:
    """Has the goal been reached? Worked out from the server's own record, and from nothing else."""
    here = of_mission(events, mission)
    match mission:
        case plan.BADGE:
            return the_badge.verdict(here, path)
        case plan.FOUR:
            return four_badges.verdict(here)
        case plan.DIARY:
            return pixel.verdict(here)
        case _:
            return consent.verdict(here, now)


def _recordings(mission: str) -> Mapping[str, str]:
    """What can be played instead of this browser, by id."""
    labels = {name: each.label for name, each in RECORDINGS.items()}
    if mission == plan.NO:
        return {"allowed": labels["allowed"]}
    return {} if mission == plan.BADGE else labels


def _wipe(mission: str, path: str, sites: Sites, *, played: bool) -> str:
    """Where the partner's cookies are deleted, once it may have handed some out."""
    if mission not in (plan.FOUR, plan.DIARY) or not (path and played and sites.partner):
        return ""
    return f"{sites.partner}/labs/cookie/wipe/{path}"
