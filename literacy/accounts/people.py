"""People, teams and sessions as pages show them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from literacy.accounts.permissions import Role

PAGE_SIZE = 50


class State(StrEnum):
    ACTIVE = "active"
    INVITED = "invited"
    CLOSED = "closed"


def state_of(password_hash: str | None, deactivated_at: datetime | None) -> State:
    if deactivated_at is not None:
        return State.CLOSED
    return State.ACTIVE if password_hash is not None else State.INVITED


@dataclass(frozen=True, slots=True)
class TeamSeen:
    id: int
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the list of teams, with how many belong to it and who leads it."""

    slug: str
    name: str
    members: int
    managers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A person as her manager sees her in a list."""

    id: int
    name: str
    job: str
    email: str


@dataclass(frozen=True, slots=True)
class MailState:
    """What became of an invitation's mail; `problem` says why it waits."""

    sent_at: datetime | None
    problem: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in the administrators' list."""

    id: int
    name: str
    email: str
    job: str
    role: Role
    state: State
    teams: tuple[str, ...]
    manages: tuple[str, ...]
    mail: MailState | None


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """A person as an administrator sees her: the account, never her answers."""

    id: int
    name: str
    email: str
    job: str
    role: Role
    state: State
    created_at: datetime
    password_changed_at: datetime | None
    deactivated_at: datetime | None
    member_of: tuple[TeamSeen, ...]
    manages: tuple[TeamSeen, ...]
    sessions: int
    mail: MailState | None

    @property
    def teams_stamp(self) -> str:
        return teams_stamp([team.id for team in self.member_of], [team.id for team in self.manages])


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """A browser that is signed in, as its owner sees it."""

    id: int
    device: str
    since: datetime
    last_seen_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What a person's own page tells her about herself."""

    name: str
    email: str
    job: str
    role: Role
    theme: str
    zone: str
    created_at: datetime
    teams: tuple[str, ...]
    managers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list, and how many people the filter finds in all."""

    people: tuple[PersonLine, ...]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which people to list; empty parts ask for everybody."""

    search: str = ""
    team: str = ""
    role: Role | None = None
    state: State | None = None


def teams_stamp(member_of: Collection[int], manages: Collection[int]) -> str:
    """Two sets of teams as a word that a form carries, to notice what changed meanwhile."""
    return "/".join(",".join(map(str, sorted(each))) for each in (member_of, manages))
