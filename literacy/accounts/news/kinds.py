"""News by mail: its kinds, what became of it, and when a person is left alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.accounts.permissions import Permission
from literacy.accounts.viewer import Viewer
from literacy.lib.zones import hour_in, next_hour


class NewsKind(StrEnum):
    """What a person can stop and start by itself; mails about the account can't be stopped."""

    REMINDER = "reminder"
    REVIEW = "review"
    DEADLINE = "deadline"
    DIGEST = "digest"
    TEAMS = "teams"
    REQUEST = "request"

    @property
    def asks_first(self) -> bool:
        """Nobody gets it without having said yes; the others come until they are stopped."""
        return self is NewsKind.TEAMS

    @property
    def label(self) -> str:
        return _WORDS[self][0]

    @property
    def about(self) -> str:
        return _WORDS[self][1]


_WORDS = {
    NewsKind.REMINDER: ("Reminders", "You stopped half-way, or your manager gives you a nudge."),
    NewsKind.REVIEW: ("Reviews", "What you learned is about to fade. Three minutes bring it back."),
    NewsKind.DEADLINE: ("Dates", "A module was assigned to you, or its date is near."),
    NewsKind.DIGEST: ("Glossary digest", "Once a week, which terms need their keepers."),
    NewsKind.TEAMS: (
        "Your teams on Monday",
        "Three sentences and three names at most. It comes only if you ask for it.",
    ),
    NewsKind.REQUEST: ("Your requests", "IT answered a word, a problem or a brief of yours."),
}


_FOR = {NewsKind.DIGEST: Permission.WRITE, NewsKind.TEAMS: Permission.LEAD}


class Fate(StrEnum):
    """What became of a piece of news."""

    LEAVES = "leaves"
    KNOWN = "known"
    CLOSED = "closed"
    STOPPED = "stopped"
    QUIET = "quiet"
    TOO_MANY = "too many"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of a person's day without news; the same hour twice means that there are none."""

    begin: int = 18
    end: int = 8

    def holds(self, moment: datetime, zone: str) -> bool:
        hour = hour_in(moment, zone)
        if self.begin <= self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end

    def over_at(self, moment: datetime, zone: str) -> datetime:
        """`moment` itself, or the end of the quiet hours it falls in."""
        return next_hour(moment, zone, hour=self.end) if self.holds(moment, zone) else moment


@dataclass(frozen=True, slots=True)
class NewsChoices:
    """Which news a person gets and when."""

    offered: tuple[NewsKind, ...]
    wanted: tuple[NewsKind, ...]
    quiet: Quiet
    zone: str


def kinds_for(viewer: Viewer) -> tuple[NewsKind, ...]:
    """The kinds that this person can ever get."""
    return tuple(kind for kind in NewsKind if viewer.may(_FOR.get(kind, Permission.LEARN)))


def stop_name(person_id: int, kind: NewsKind) -> str:
    """Whose mail of which kind, as an unsubscribe address carries it."""
    return f"{person_id}.{kind.value}"


def stopped_by(name: str) -> tuple[int, NewsKind]:
    """What `stop_name` wrote."""
    person_id, _, kind = name.partition(".")
    return int(person_id), NewsKind(kind)
