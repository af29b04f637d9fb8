"""The audit log, newest first."""

from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from literacy.audit.models import AuditEntry

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log, and how many entries the filter finds in all."""

    entries: tuple[AuditEntry, ...]
    total: int
    number: int

    @property
    def count(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def log_page(
    session: Session, *, action: str = "", person_id: int | None = None, number: int = 1
) -> LogPage:
    """Entries of one action, or done by or to one person; all of them without either."""
    statement = _filtered(action, person_id)
    total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    entries = session.scalars(
        statement.order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return LogPage(entries=tuple(entries), total=total, number=number)


def actions_noted(session: Session) -> tuple[str, ...]:
    """Every action that occurs in the log, for the filter."""
    return tuple(session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def _filtered(action: str, person_id: int | None) -> Select[AuditEntry]:
    statement = select(AuditEntry)
    if action:
        statement = statement.where(AuditEntry.action == action)
    if person_id is not None:
        mine = or_(AuditEntry.actor_id == person_id, AuditEntry.subject == f"person:{person_id}")
        statement = statement.where(mine)
    return statement
