"""Forgetting what the cookie jar has recorded of a lab session."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.labs.cookie.queries import LAB
from literacy.labs.models import LabEvent


def forget(session: Session, key: str) -> None:
    """Delete this lab's record and no other lab's; goals that were reached stay reached."""
    session.execute(delete(LabEvent).where(LabEvent.token == key, LabEvent.lab == LAB))
