"""Everybody and every team, in four statements however many there are."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.roster.row import Known


def everybody(session: Session) -> tuple[Known, ...]:
    """All people in order of address, those whose account is closed too."""
    member_of, manages = _teams(session, Membership), _teams(session, Management)
    rows = session.execute(
        select(
            Person.id,
            Person.external_id,
            Person.email,
            Person.name,
            Person.job,
            Person.role,
            Person.deactivated_at,
        ).order_by(Person.email)
    )
    return tuple(
        Known(
            id=row.id,
            external_id=row.external_id or "",
            email=row.email,
            name=row.name,
            job=row.job,
            role=row.role,
            is_open=row.deactivated_at is None,
            member_of=member_of.get(row.id, frozenset()),
            manages=manages.get(row.id, frozenset()),
        )
        for row in rows
    )


def slugs_by_name(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Team.name, Team.slug)).all())


def _teams(
    session: Session, link: type[Membership] | type[Management]
) -> dict[int, frozenset[str]]:
    names: dict[int, set[str]] = {}
    for person, name in session.execute(
        select(link.person_id, Team.name).join(Team, Team.id == link.team_id)
    ):
        names.setdefault(person, set()).add(name)
    return {person: frozenset(found) for person, found in names.items()}
