"""Adding a row to the audit log, in the transaction of the deed."""

from datetime import datetime

from sqlalchemy.orm import Session

from literacy.audit.models import AuditEntry


def note(
    session: Session,
    action: str,
    *,
    actor_id: int | None,
    subject: str = "",
    now: datetime,
    **detail: str | int | bool | list[list[str]] | None,
) -> None:
    """Record a deed such as `person.invited`; values are plain and never secret.

    A list of rows is kept for the page of the deed; the log leaves it out.
    """
    session.add(
        AuditEntry(
            at=now,
            actor_id=actor_id,
            action=action,
            subject=subject[:120],
            detail=detail,
        )
    )
