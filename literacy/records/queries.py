"""One person's record, section by section; each is one statement, and starts from whose it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from literacy.accounts.models import (
    Management,
    Membership,
    NewsAnswer,
    NewsMail,
    OneTimeLink,
    Person,
    QuietHours,
    SignInSession,
    StoppedNews,
    Team,
)
from literacy.accounts.viewer import Viewer
from literacy.audit.models import AuditEntry
from literacy.certificates.models import Certificate
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.models import TermRequest, TermRequestVote
from literacy.glossary.readers.models import TermVote
from literacy.glossary.studio.models import TermApproval, TermComment, TermDraft, TermRevision
from literacy.help.models import HelpCall
from literacy.labs.models import LabCompletion, LabNote
from literacy.lessons.models import CheckAnswer, Note, Prediction, Reading
from literacy.nudges.models import Nudge
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.reports.models import QuestionReport
from literacy.records import sections
from literacy.records.shapes import Filled, Shape
from literacy.reminders.models import ReminderLook
from literacy.review.models import ReviewAnswer, ReviewCard


@dataclass(frozen=True, slots=True)
class Source:
    """Where a section comes from: `model`'s columns by the section's names, and whose rows.

    `named` are columns of other tables; `left_out` says why some of the model's own are not told.
    """

    shape: Shape
    model: type[Any]
    whose: Callable[[int], ColumnElement[bool]]
    named: tuple[tuple[str, InstrumentedAttribute[Any]], ...] = ()
    joined: tuple[type[Any], ...] = ()
    left_out: tuple[str, ...] = ()

    def rows(self, person: int) -> Select[Any]:
        given, own = dict(self.named), self.model.__table__.c
        columns = [given[name] if name in given else own[name] for name in self.shape.columns]
        statement = select(
            *(column.label(name) for name, column in zip(self.shape.columns, columns, strict=True))
        ).select_from(self.model)
        for other in self.joined:
            statement = statement.join(other)
        return statement.where(self.whose(person)).order_by(*self.model.__table__.primary_key)


def _own(model: type[Any]) -> Callable[[int], ColumnElement[bool]]:
    def whose(person: int) -> ColumnElement[bool]:
        claim: ColumnElement[bool] = model.person_id == person
        return claim

    return whose


def _of(shape: Shape, model: type[Any], *left_out: str, **given: Any) -> Source:
    return Source(shape, model, _own(model), left_out=("person_id", *left_out), **given)


# Left out are numbers of rows, who else took part, and what is a secret or follows from the rest.
SOURCES = (
    Source(
        sections.ACCOUNT,
        Person,
        lambda person: Person.id == person,
        left_out=("id", "password_hash"),
    ),
    _of(sections.TEAMS, Membership, "team_id", named=(("team", Team.name),), joined=(Team,)),
    _of(sections.MANAGED, Management, "team_id", named=(("team", Team.name),), joined=(Team,)),
    _of(sections.SESSIONS, SignInSession, "id", "token_hash"),
    _of(sections.LINKS, OneTimeLink, "id", "token_hash"),
    _of(sections.QUIET, QuietHours),
    _of(sections.STOPPED, StoppedNews),
    _of(sections.ANSWERED_OFFERS, NewsAnswer),
    _of(sections.MAILED, NewsMail, "id"),
    _of(sections.LOOKED, ReminderLook),
    _of(sections.READING, Reading),
    _of(sections.NOTES, Note, "id"),
    _of(sections.CHECKS, CheckAnswer, "id"),
    _of(sections.BETS, Prediction),
    _of(sections.GOALS, LabCompletion),
    _of(sections.LAB_NOTES, LabNote),
    _of(sections.ATTEMPTS, Attempt, "key"),
    Source(
        sections.ANSWERS,
        QuizAnswer,
        lambda person: Attempt.person_id == person,
        joined=(Attempt,),
        left_out=("id", "key", "edition"),
    ),
    _of(sections.REPORTS, QuestionReport, "id", "edition", "replied_by"),
    _of(sections.RECALLS, ReviewAnswer, "id", "key"),
    _of(sections.CARDS, ReviewCard),
    _of(sections.ASKED, Assignment, "id", "key", "team_id", "set_by", "withdrawn_by"),
    _of(sections.CERTIFICATES, Certificate, "id"),
    _of(sections.NUDGES, Nudge, "id", "team_id", "sent_by"),
    _of(sections.HELP, HelpCall, "id", "helper_id"),
    _of(sections.REQUESTS, TermRequest, "id", "word_key", "settled_by"),
    _of(
        sections.VOTES,
        TermRequestVote,
        "id",
        "request_id",
        named=(("word", TermRequest.word),),
        joined=(TermRequest,),
    ),
    _of(sections.REVISIONS, TermRevision, "id"),
    _of(sections.DRAFTS, TermDraft, "id"),
    _of(sections.APPROVALS, TermApproval, "id", "revision_id"),
    _of(sections.COMMENTS, TermComment, "id", "revision_id"),
    _of(sections.UNCLEAR, TermVote),
    _of(sections.COMPANY_NOTES, CompanyNote, "id"),
    Source(
        sections.LOG,
        AuditEntry,
        lambda person: (AuditEntry.actor_id == person) | (AuditEntry.subject == f"person:{person}"),
        left_out=("id", "actor_id"),
    ),
)


def record_of(session: Session, viewer: Viewer) -> list[Filled]:
    """Everything the site holds on the viewer: as many statements as there are sections."""
    return [Filled(each.shape, _rows(session, each, viewer.id)) for each in SOURCES]


def _rows(session: Session, source: Source, person: int) -> tuple[dict[str, Any], ...]:
    found = session.connection().execute(source.rows(person)).mappings()
    return tuple(dict(row) for row in found)
