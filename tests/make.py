"""Builds what tests need; each test overrides only what it is about."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, SignInSession, Team
from literacy.accounts.permissions import Role
from literacy.accounts.viewer import Viewer
from literacy.web.sessions import new_token, token_hash

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PASSWORD = "harbour lamp 49 euro"


def person(session: Session, name: str, *, role: Role = Role.LEARNER, **given: object) -> Person:
    """A person called `name`, with the address name@example.com."""
    made = Person(
        **{
            "email": f"{name.lower().replace(' ', '.')}@example.com",
            "name": name,
            "job": "",
            "role": role.value,
            "password_hash": None,
            "created_at": NOW - timedelta(days=60),
            **given,
        }
    )
    session.add(made)
    session.flush()
    return made


def team(session: Session, name: str, members: list[Person], manager: Person | None = None) -> Team:
    made = Team(slug=name.lower().replace(" ", "-"), name=name, created_at=NOW)
    session.add(made)
    session.flush()
    for member in members:
        session.add(Membership(team_id=made.id, person_id=member.id, since=NOW))
    if manager is not None:
        session.add(Management(team_id=made.id, person_id=manager.id, since=NOW))
    session.flush()
    return made


def session_token(session: Session, of: Person, *, at: datetime = NOW) -> str:
    """A signed-in browser's cookie for this person."""
    token = new_token()
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            person_id=of.id,
            device="Test browser",
            created_at=at,
            last_seen_at=at,
            expires_at=at + timedelta(days=14),
        )
    )
    session.flush()
    return token


def viewer(of: Person) -> Viewer:
    return Viewer(
        id=of.id,
        name=of.name,
        email=of.email,
        role=Role(of.role),
        session_id=0,
        last_seen_at=NOW,
    )


@dataclass(frozen=True, slots=True)
class People:
    """maya learns in grace's team, ivan writes, grace manages, rosa administers; eve is elsewhere."""

    maya: Person
    ivan: Person
    grace: Person
    rosa: Person
    eve: Person
    campaigns: Team
    elsewhere: Team


def people(session: Session) -> People:
    maya = person(session, "Maya Okafor", email="maya@example.com")
    ivan = person(session, "Ivan Petrov", role=Role.AUTHOR, email="ivan@example.com")
    grace = person(session, "Grace Lindqvist", role=Role.MANAGER, email="grace@example.com")
    rosa = person(session, "Rosa Marin", role=Role.ADMIN, email="rosa@example.com")
    eve = person(session, "Eve Sato", email="eve@example.com")
    return People(
        maya=maya,
        ivan=ivan,
        grace=grace,
        rosa=rosa,
        eve=eve,
        campaigns=team(session, "Campaigns", [maya], grace),
        elsewhere=team(session, "Elsewhere", [eve]),
    )
