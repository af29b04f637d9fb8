"""A mission as somebody new finds it, by the name of its lab: what a lesson page shows."""

from typing import Protocol

from literacy.labs.cache.state import untouched as cache
from literacy.labs.cookie.state import untouched as cookie
from literacy.labs.link.state import untouched as link
from literacy.labs.sql.state import untouched as sql
from literacy.labs.visit.state import untouched as visit


class LabState(Protocol):
    """What every lab's template can count on."""

    @property
    def mission(self) -> str: ...
    @property
    def completed(self) -> bool: ...
    @property
    def note(self) -> str: ...


class Untouched(Protocol):
    def __call__(self, mission: str, *, completed: bool, note: str) -> LabState: ...


UNTOUCHED: dict[str, Untouched] = {
    "cache": cache,
    "sql": sql,
    "visit": visit,
    "link": link,
    "cookie": cookie,
}


def untouched(lab: str, mission: str, *, completed: bool, note: str) -> LabState:
    """The mission before anything was done in it, with what this learner reached and wrote."""
    return UNTOUCHED[lab](mission, completed=completed, note=note)
