"""Who a session belongs to, and people, teams and links as their viewer may see them."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, bindparam, select

from literacy.accounts.models import Person, SignInSession
from literacy.accounts.permissions import Role
from literacy.accounts.viewer import Viewer

IDLE = timedelta(hours=12)
IDLE_ADMIN = timedelta(hours=2)

# Built once: this statement runs on every request of every signed-in person.
_VIEWER = (
    select(
        Person.id,
        Person.name,
        Person.email,
        Person.role,
        Person.theme,
        SignInSession.id.label("session_id"),
        SignInSession.last_seen_at,
    )
    .join(SignInSession, SignInSession.person_id == Person.id)
    .where(
        SignInSession.token_hash == bindparam("token_hash"),
        SignInSession.expires_at > bindparam("now"),
        Person.deactivated_at.is_(None),
    )
)


def viewer_of_session(engine: Engine, token_hash: str, *, now: datetime) -> Viewer | None:
    """The person signed in with this token, unless the session ran out, idled or was ended."""
    with engine.connect() as connection:
        row = connection.execute(_VIEWER, {"token_hash": token_hash, "now": now}).one_or_none()
    if row is None:
        return None
    role = Role(row.role)
    if row.last_seen_at < now - (IDLE_ADMIN if role is Role.ADMIN else IDLE):
        return None
    return Viewer(
        id=row.id,
        name=row.name,
        email=row.email,
        role=role,
        session_id=row.session_id,
        theme=row.theme,
        last_seen_at=row.last_seen_at,
    )
