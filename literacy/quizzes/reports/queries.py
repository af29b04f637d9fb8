"""Reports as authors see them, without names, and as the one who sent them does."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.lib.errors import NotFound
from literacy.questions.question import Question
from literacy.quizzes.queries import editions_with
from literacy.quizzes.reports.models import QuestionReport

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What an author reads; who sent it stays out."""

    id: int
    lesson: str
    item: str
    version: int
    said: str
    comment: str
    state: str
    at: datetime
    reply: str
    replied_at: datetime | None
    question: Question | None


def reports_in(session: Session, state: str) -> tuple[Report, ...]:
    """The newest first; what is answered or closed is shown as far as a page goes."""
    found = session.scalars(
        select(QuestionReport)
        .where(QuestionReport.state == state)
        .order_by(QuestionReport.at.desc(), QuestionReport.id.desc())
        .limit(SHOWN)
    ).all()
    asked = editions_with(session, [each.edition for each in found if each.edition])
    return tuple(_report(each, asked.get(each.edition or "")) for each in found)


def counts(session: Session) -> dict[str, int]:
    """How many there are in each state."""
    rows = session.execute(
        select(QuestionReport.state, func.count().label("number")).group_by(QuestionReport.state)
    )
    return {row.state: row.number for row in rows}


def report_with(session: Session, id: int) -> Report:
    found = session.get(QuestionReport, id)
    if found is None:
        raise NotFound("There is no such report.")
    asked = editions_with(session, [found.edition] if found.edition else [])
    return _report(found, asked.get(found.edition or ""))


def own_report(
    session: Session, viewer: Viewer, *, lesson: str, item: str, version: int
) -> QuestionReport | None:
    """What the viewer said of this very version of a question."""
    return session.scalar(
        select(QuestionReport).where(
            QuestionReport.person_id == viewer.id,
            QuestionReport.lesson == lesson,
            QuestionReport.item == item,
            QuestionReport.item_version == version,
        )
    )


def reports_by(session: Session, viewer: Viewer) -> tuple[Report, ...]:
    """What the viewer reported, the newest first, with what became of it."""
    found = session.scalars(
        select(QuestionReport)
        .where(QuestionReport.person_id == viewer.id)
        .order_by(QuestionReport.at.desc(), QuestionReport.id.desc())
        .limit(SHOWN)
    ).all()
    asked = editions_with(session, [each.edition for each in found if each.edition])
    return tuple(_report(each, asked.get(each.edition or "")) for each in found)


def sent_since(session: Session, viewer: Viewer, since: datetime) -> int:
    """How many reports the viewer sent after this moment."""
    return (
        session.scalar(
            select(func.count()).where(
                QuestionReport.person_id == viewer.id, QuestionReport.at > since
            )
        )
        or 0
    )


def _report(row: QuestionReport, asked: Question | None) -> Report:
    return Report(
        id=row.id,
        lesson=row.lesson,
        item=row.item,
        version=row.item_version,
        said=row.said,
        comment=row.comment,
        state=row.state,
        at=row.at,
        reply=row.reply,
        replied_at=row.replied_at,
        question=asked,
    )
