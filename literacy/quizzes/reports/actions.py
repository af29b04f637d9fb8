"""Reporting a problem with a question, answering it, and telling who reported it."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.audit.actions import note
from literacy.content.catalogue import Catalogue
from literacy.lib.errors import Conflict, Invalid, NotFound, TooMany
from literacy.lib.markdown import plain
from literacy.outbox.actions import record_mail
from literacy.quizzes import queries
from literacy.quizzes.names import full_item
from literacy.quizzes.reports.models import QuestionReport
from literacy.quizzes.reports.queries import own_report, sent_since
from literacy.quizzes.standing import Place
from literacy.quizzes.subjects import subject

A_DAY = timedelta(days=1)
MOST_A_DAY = 10
LONGEST = 1000

_report = cast(Table, QuestionReport.__table__)
# Saying it twice at the same moment is saying it once.
_ADD = {
    "sqlite": sqlite.insert(_report).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_report).on_conflict_do_nothing(),
}


def report_problem(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    *,
    attempt_id: int,
    item: str,
    comment: str,
    now: datetime,
) -> int:
    """The number of the reported question in its attempt; saying it again changes nothing.

    Raises NotFound for another's attempt, Invalid for a question that is not answered yet,
    TooMany after ten reports within a day.
    """
    at = queries.standing_for(session, viewer, attempt_id)
    place = at.place_of(item)
    if place is None or not place.is_done or not at.reveals or place.first is None:
        raise Invalid("A question can be reported once its answer is shown.")
    lesson, _, short = full_item(at.attempt.quiz, item).rpartition("/")
    version = place.first.item_version
    if own_report(session, viewer, lesson=lesson, item=short, version=version):
        return place.number
    if sent_since(session, viewer, now - A_DAY) >= MOST_A_DAY:
        raise TooMany(
            f"You reported {MOST_A_DAY} questions within a day. IT will read them first: "
            "go on tomorrow."
        )
    about = subject(catalogue, at.attempt.quiz)
    asked = about.as_asked(queries.questions_asked(session, at, about)).question(item)
    said = asked.said(place.first.answer) if asked and place.first.answer is not None else ""
    new = {
        "person_id": viewer.id,
        "lesson": lesson,
        "item": short,
        "item_version": version,
        "edition": place.edition or None,
        "answer": place.first.answer,
        "said": _said(place, said)[:LONGEST],
        "comment": comment,
        "state": "new",
        "reply": "",
        "at": now,
    }
    session.connection().execute(_ADD[session.get_bind().dialect.name], new)
    return place.number


def answer_report(session: Session, author: Viewer, id: int, *, reply: str, now: datetime) -> None:
    """Write back; whoever reported it is told by mail. A second answer replaces the first."""
    report = _open(session, id)
    if not reply:
        raise Invalid("Write what you found, or close the report without an answer.")
    if report.state == "answered" and report.reply == reply:
        return
    report.state, report.reply = "answered", reply
    _settle(session, author, report, "report.answered", now=now)
    _tell(session, report, now=now)


def close_report(session: Session, author: Viewer, id: int, *, now: datetime) -> None:
    """Nothing more to do; closing twice changes nothing. Who was not answered yet is told."""
    report = session.get(QuestionReport, id)
    if report is None:
        raise NotFound("There is no such report.")
    if report.state == "closed":
        return
    was_answered = report.state == "answered"
    report.state = "closed"
    _settle(session, author, report, "report.closed", now=now)
    if not was_answered:
        _tell(session, report, now=now)


def _said(place: Place, said: str) -> str:
    return "I don’t know" if place.first and place.first.dont_know else plain(said)


def _open(session: Session, id: int) -> QuestionReport:
    report = session.get(QuestionReport, id)
    if report is None:
        raise NotFound("There is no such report.")
    if report.state == "closed":
        raise Conflict("This report is closed. The next one of its kind opens a new one.")
    return report


def _settle(
    session: Session, author: Viewer, report: QuestionReport, deed: str, *, now: datetime
) -> None:
    report.replied_by, report.replied_at = author.id, now
    session.flush()
    note(session, deed, actor_id=author.id, subject=f"report:{report.id}", now=now)


def _tell(session: Session, report: QuestionReport, *, now: datetime) -> None:
    """A letter to who reported it, unless they have left."""
    person = session.get(Person, report.person_id) if report.person_id else None
    if person is None or person.deactivated_at is not None:
        return
    record_mail(
        session,
        "quizzes/report",
        to=person.email,
        key=f"report.{report.id}.{report.state}.{now:%Y%m%d%H%M%S%f}",
        values={"name": person.name, "comment": report.comment, "reply": report.reply},
        path="/me/missed#reports",
        now=now,
    )
