"""By when and why something is asked, and of whom, as a form says it and an action takes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from literacy.progress.asking import JOINER_DAYS

LONGEST_WHY = 200
MOST_DAYS = 730


@dataclass(frozen=True, slots=True)
class Terms:
    """Without a day, `joiner_days` count for everybody; with one, for who joins later."""

    due_on: date | None = None
    joiner_days: int = JOINER_DAYS
    why: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """A module or a path, by its slug; exactly one of the two is set."""

    module: str = ""
    path: str = ""

    def __str__(self) -> str:
        return f"module:{self.module}" if self.module else f"path:{self.path}"


@dataclass(frozen=True, slots=True)
class Audience:
    """Everybody, a team, a person, or a person inside a team."""

    team_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything one sending of the form asks."""

    things: tuple[Thing, ...]
    audiences: tuple[Audience, ...]
    terms: Terms


def read_thing(written: str) -> Thing:
    """module:06-caching or path:essentials"""
    kind, _, slug = written.partition(":")
    return Thing(module=slug) if kind == "module" else Thing(path=slug)


def several(names: Sequence[str]) -> str:
    """The names of what was asked, or how much where they would fill the line."""
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1]
