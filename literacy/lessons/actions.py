"""Keeping a reader's place, answers and bets."""

import math
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lessons.models import CheckAnswer, Prediction, Reading
from literacy.questions.question import Answer, Question


def keep_place(
    session: Session,
    viewer: Viewer,
    lesson: str,
    *,
    anchor: str,
    share: float,
    device: str,
    now: datetime,
) -> None:
    """Remember where the reader is; an older report from another device does not win."""
    reading = session.get(Reading, (viewer.id, lesson))
    if reading is None:
        reading = Reading(person_id=viewer.id, lesson=lesson, started_at=now, updated_at=now)
        session.add(reading)
    reading.anchor = anchor
    reading.share = min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    reading.device = device
    reading.updated_at = now
    session.flush()


def answer_check(
    session: Session,
    viewer: Viewer,
    question: Question,
    *,
    answer: Answer | None,
    now: datetime,
    confidence: str | None = None,
) -> bool:
    """Keep an answer to a check in a lesson; None is an honest “I don't know”. True if right."""
    correct = answer is not None and question.mark(answer).correct
    session.add(
        CheckAnswer(
            person_id=viewer.id,
            item=question.common.global_id,
            item_version=question.common.version,
            answer=answer,
            correct=correct,
            dont_know=answer is None,
            confidence=confidence,
            at=now,
        )
    )
    session.flush()
    return correct


def bet(
    session: Session, viewer: Viewer, lesson: str, number: int, *, choice: int, now: datetime
) -> None:
    """Keep a bet before a lab; the last one counts."""
    held = session.scalar(
        select(Prediction).where(
            Prediction.person_id == viewer.id,
            Prediction.lesson == lesson,
            Prediction.number == number,
        )
    )
    if held is None:
        held = Prediction(person_id=viewer.id, lesson=lesson, number=number)
        session.add(held)
    held.choice = choice
    held.at = now
    session.flush()
