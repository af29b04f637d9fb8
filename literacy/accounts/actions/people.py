"""What administrators do: invite people, give roles and teams, close and open accounts."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.actions.doors import end_sessions
from literacy.accounts.actions.links import mail_link, make_link, retire_links
from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.news.actions import withdraw_news
from literacy.accounts.people import teams_stamp
from literacy.accounts.permissions import Role
from literacy.accounts.purpose import Purpose
from literacy.audit.actions import note
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.lib.slugs import slugify
from literacy.lib.tokens import new_token

LAST_ADMIN = (
    "This is the only administrator who can sign in. Make somebody else an administrator first."
)
CHANGED_MEANWHILE = "Somebody changed this while the page was open. Look again, then decide."


def invite(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    by: int | None,
    key: str,
    now: datetime,
    teams: Collection[int] = (),
    manages: Collection[int] = (),
) -> tuple[Person, str]:
    """Make an account without a password and mail its link; returns both, the link as a token.

    Raises Conflict when the address has an account.
    """
    if session.scalar(select(Person.id).where(Person.email == email)):
        raise Conflict(f"There is an account for {email} already.")
    person = Person(email=email, name=name, role=role.value, created_at=now)
    session.add(person)
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(f"There is an account for {email} already.") from None
    note(
        session,
        "person.invited",
        actor_id=by,
        subject=f"person:{person.id}",
        now=now,
        role=role.value,
    )
    _put_in_teams(session, person, teams, now=now)
    _give_charge(session, person, manages, now=now)
    return person, mail_link(session, Purpose.INVITE, person, key=key, now=now)


def invite_again(
    session: Session, person_id: int, *, by: int | None, key: str, now: datetime
) -> Person:
    """Mail a new link to somebody who has not come yet; the older link dies."""
    person = _person(session, person_id)
    if person.password_hash is not None:
        raise Conflict(f"{person.name} has accepted the invitation already.")
    if person.deactivated_at is not None:
        raise Conflict("This account is closed. Open it first.")
    mail_link(session, Purpose.INVITE, person, key=key, now=now)
    note(session, "person.invited_again", actor_id=by, subject=f"person:{person.id}", now=now)
    return person


def reset_link(session: Session, person: Person, *, by: int | None, now: datetime) -> str:
    """The token of a link to hand over in person, without mail."""
    if person.deactivated_at is not None:
        raise Conflict("This account is closed. Open it first.")
    token = new_token()
    make_link(session, Purpose.RESET, person, token=token, now=now)
    note(session, "reset.link_made", actor_id=by, subject=f"person:{person.id}", now=now)
    return token


def change_role(
    session: Session,
    person_id: int,
    role: Role,
    *,
    seen: Role | None = None,
    by: int | None,
    now: datetime,
) -> Person:
    """Give a role, in force from the person's next request.

    `seen` is the role the administrator was looking at: raises Conflict when it is not so any
    more, and when the last administrator would go.
    """
    person = _person(session, person_id)
    before = Role(person.role)
    if before is role:
        return person
    if seen is not None and before is not seen:
        raise Conflict(CHANGED_MEANWHILE)
    if before is Role.ADMIN:
        _keep_an_admin(session, person)
    person.role = role.value
    note(
        session,
        "person.role_changed",
        actor_id=by,
        subject=f"person:{person.id}",
        now=now,
        before=before.value,
        after=role.value,
    )
    return person


def change_teams(
    session: Session,
    person_id: int,
    *,
    member_of: Collection[int],
    manages: Collection[int],
    seen: str | None = None,
    by: int | None,
    now: datetime,
) -> Person:
    """Make these the person's teams; `seen` as in `change_role`, written by `teams_stamp`."""
    person = _person(session, person_id)
    held, charge = _team_ids(session, Membership, person), _team_ids(session, Management, person)
    if (held, charge) == (set(member_of), set(manages)):
        return person
    if seen is not None and seen != teams_stamp(held, charge):
        raise Conflict(CHANGED_MEANWHILE)
    _leave(session, Membership, person, held - set(member_of))
    _leave(session, Management, person, charge - set(manages))
    _put_in_teams(session, person, set(member_of) - held, now=now)
    _give_charge(session, person, set(manages) - charge, now=now)
    note(
        session,
        "person.teams_changed",
        actor_id=by,
        subject=f"person:{person.id}",
        now=now,
        member_of=_slugs(session, member_of),
        manages=_slugs(session, manages),
    )
    return person


def deactivate(session: Session, person_id: int, *, by: int | None, now: datetime) -> Person:
    """Close an account at once: no session, no link, no sign-in. What was learned stays."""
    person = _person(session, person_id)
    if person.deactivated_at is not None:
        return person
    if person.role == Role.ADMIN.value:
        _keep_an_admin(session, person)
    person.deactivated_at = now
    retire_links(session, person, now=now)
    withdraw_news(session, person.id)
    note(session, "person.deactivated", actor_id=by, subject=f"person:{person.id}", now=now)
    end_sessions(session, person.id, by=by, now=now)
    return person


def reactivate(session: Session, person_id: int, *, by: int | None, now: datetime) -> Person:
    """Open a closed account again, with the role, teams and password it had."""
    person = _person(session, person_id)
    if person.deactivated_at is None:
        return person
    person.deactivated_at = None
    note(session, "person.reactivated", actor_id=by, subject=f"person:{person.id}", now=now)
    return person


def create_team(session: Session, name: str, *, by: int | None, now: datetime) -> Team:
    """A new team; its slug comes from its name and never changes."""
    slug = slugify(name)[:80]
    if not slug:
        raise Invalid("Use at least one letter from A to Z or a digit, for the team's address.")
    if session.scalar(select(Team.id).where((Team.slug == slug) | (Team.name == name))):
        raise Conflict(f"There is a team called “{name}” already, or one with the same address.")
    team = Team(slug=slug, name=name, created_at=now)
    session.add(team)
    session.flush()
    note(session, "team.created", actor_id=by, subject=f"team:{slug}", now=now, name=name)
    return team


def rename_team(session: Session, slug: str, name: str, *, by: int | None, now: datetime) -> Team:
    team = session.scalar(select(Team).where(Team.slug == slug))
    if team is None:
        raise NotFound("There is no such team.")
    if team.name == name:
        return team
    before, team.name = team.name, name
    try:
        session.flush()
    except IntegrityError:
        raise Conflict(f"There is a team called “{name}” already.") from None
    note(
        session,
        "team.renamed",
        actor_id=by,
        subject=f"team:{slug}",
        now=now,
        before=before,
        after=name,
    )
    return team


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("There is no such person.")
    return person


def _keep_an_admin(session: Session, person: Person) -> None:
    """Raise Conflict unless another administrator can sign in; the rows are held until the end."""
    others = session.scalars(
        select(Person.id)
        .where(
            Person.role == Role.ADMIN.value,
            Person.deactivated_at.is_(None),
            Person.password_hash.is_not(None),
        )
        .with_for_update()
    ).all()
    if not set(others) - {person.id}:
        raise Conflict(LAST_ADMIN)


def _team_ids(
    session: Session, link: type[Membership] | type[Management], person: Person
) -> set[int]:
    return set(session.scalars(select(link.team_id).where(link.person_id == person.id)))


def _leave(
    session: Session,
    link: type[Membership] | type[Management],
    person: Person,
    teams: Collection[int],
) -> None:
    session.execute(delete(link).where(link.person_id == person.id, link.team_id.in_(teams)))


def _put_in_teams(
    session: Session, person: Person, teams: Collection[int], *, now: datetime
) -> None:
    for team_id in _existing(session, teams):
        session.add(Membership(team_id=team_id, person_id=person.id, since=now))
    session.flush()


def _give_charge(
    session: Session, person: Person, teams: Collection[int], *, now: datetime
) -> None:
    for team_id in _existing(session, teams):
        session.add(Management(team_id=team_id, person_id=person.id, since=now))
    session.flush()


def _existing(session: Session, teams: Collection[int]) -> list[int]:
    found = list(session.scalars(select(Team.id).where(Team.id.in_(teams)).order_by(Team.id)))
    if len(found) != len(set(teams)):
        raise NotFound("One of these teams does not exist any more.")
    return found


def _slugs(session: Session, teams: Collection[int]) -> str:
    return ", ".join(
        session.scalars(select(Team.slug).where(Team.id.in_(teams)).order_by(Team.slug))
    )
