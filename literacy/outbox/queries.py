"""Messages that are due."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.outbox.models import OutboxMessage
from literacy.outbox.patience import MOST_TRIES


def due(session: Session, *, now: datetime, most: int = 100) -> list[OutboxMessage]:
    """What may leave now, oldest first."""
    return list(
        session.scalars(
            select(OutboxMessage)
            .where(
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.due_at <= now,
                OutboxMessage.tries < MOST_TRIES,
            )
            .order_by(OutboxMessage.id)
            .limit(most)
        )
    )


def count_due(session: Session, *, now: datetime) -> int:
    return (
        session.scalar(
            select(func.count())
            .select_from(OutboxMessage)
            .where(
                OutboxMessage.sent_at.is_(None),
                OutboxMessage.due_at <= now,
                OutboxMessage.tries < MOST_TRIES,
            )
        )
        or 0
    )
