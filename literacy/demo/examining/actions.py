"""Sitting exams and reporting questions, dated back, by the deeds real people would do."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.demo.examining.sittings import EXAMS, REPORTS, Exam, Report
from literacy.demo.tempting import wrong_answer
from literacy.quizzes.actions import keep_edition, start_attempt
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.names import OF_A_MODULE
from literacy.quizzes.offers import Offer, course_offer, module_offer
from literacy.quizzes.queries import standing_for
from literacy.quizzes.recalls import recalls
from literacy.quizzes.reports.actions import answer_report, close_report, report_problem
from literacy.quizzes.reports.models import QuestionReport
from literacy.quizzes.standing import Place, Standing, Try, with_try
from literacy.quizzes.subjects import subject
from literacy.review.actions import keep_recalls

PER_QUESTION = timedelta(seconds=40)
SURENESS = ("certain", "fairly", "guessing", None)
AUTHOR = "Ivan Petrov"


def examine(
    session: Session, viewers: Mapping[str, Viewer], catalogue: Catalogue, *, now: datetime
) -> None:
    """All of them; a module without an exam yet is left out."""
    for exam in EXAMS:
        at = now - timedelta(days=exam.days)
        offered = _offered(catalogue, exam, at)
        if offered.is_open:
            _sit(session, viewers[exam.by], catalogue, offered, exam, at=at)
    for report in REPORTS:
        _report(session, viewers, catalogue, report, now=now)


def _offered(catalogue: Catalogue, exam: Exam, at: datetime) -> Offer:
    if exam.kind in OF_A_MODULE:
        return module_offer(catalogue, exam.of, exam.kind, today=at.date())
    return course_offer(catalogue, exam.kind, today=at.date())


def _sit(
    session: Session,
    viewer: Viewer,
    catalogue: Catalogue,
    offered: Offer,
    exam: Exam,
    *,
    at: datetime,
) -> None:
    attempt = start_attempt(
        session,
        viewer,
        offered,
        key=f"demo-{offered.kind}-{at:%Y%m%d%H%M%S}",
        kind="full",
        seed=viewer.id * 1000 + at.toordinal() % 1000,
        now=at,
    )
    standing = standing_for(session, viewer, attempt)
    while standing.current and standing.answered != exam.unfinished:
        missed = standing.answered < exam.misses
        standing = _answered(session, catalogue, standing, missed=missed, at=at)
    session.flush()
    if standing.is_done:
        _finish(session, viewer, standing, at=at + PER_QUESTION * len(standing.asked))


def _answered(
    session: Session, catalogue: Catalogue, standing: Standing, *, missed: bool, at: datetime
) -> Standing:
    place = standing.current
    assert place is not None, "only an open question is answered"
    when = at + PER_QUESTION * place.number
    added = _try(session, catalogue, standing, place, missed=missed, at=when)
    values = {name: getattr(added, name) for name in Try.__slots__ if name != "number"}
    session.add(QuizAnswer(attempt_id=standing.attempt.id, try_number=1, **values))
    return with_try(standing, added)


def _try(
    session: Session,
    catalogue: Catalogue,
    standing: Standing,
    place: Place,
    *,
    missed: bool,
    at: datetime,
) -> Try:
    question = subject(catalogue, standing.attempt.quiz).question(place.item)
    assert question is not None, "it was drawn a moment ago"
    keep_edition(session, question)
    answer = wrong_answer(question) if missed else question.key()
    mark = question.mark(answer)
    return Try(
        item=place.item,
        item_version=question.common.version,
        number=1,
        key=f"{standing.attempt.id}.demo-{place.number}",
        answer=answer,
        complete=True,
        dont_know=False,
        confidence=SURENESS[place.number % len(SURENESS)],
        score=mark.score,
        correct=mark.correct,
        at=at,
        edition=question.common.edition,
    )


def _finish(session: Session, viewer: Viewer, done: Standing, *, at: datetime) -> None:
    attempt = session.get_one(Attempt, done.attempt.id)
    attempt.finished_at, attempt.right_count, attempt.passed = at, done.right, done.outcome
    session.flush()
    keep_recalls(session, viewer.id, recalls(done, now=at))


def _report(
    session: Session,
    viewers: Mapping[str, Viewer],
    catalogue: Catalogue,
    report: Report,
    *,
    now: datetime,
) -> None:
    reporter, at = viewers[report.by], now - timedelta(days=report.days)
    latest = session.scalars(
        select(Attempt.id)
        .where(
            Attempt.person_id == reporter.id,
            Attempt.finished_at < at,
            Attempt.quiz.not_like("%/pretest"),
        )
        .order_by(Attempt.finished_at.desc())
    ).first()
    if latest is None:
        return
    item = standing_for(session, reporter, latest).places[0].item
    report_problem(
        session,
        reporter,
        catalogue,
        attempt_id=latest,
        item=item,
        comment=report.comment,
        now=at,
    )
    sent = session.scalars(
        select(QuestionReport.id).where(QuestionReport.person_id == reporter.id)
    ).first()
    if sent is not None and report.reply:
        answer_report(session, viewers[AUTHOR], sent, reply=report.reply, now=at)
    if sent is not None and report.closed:
        close_report(session, viewers[AUTHOR], sent, now=at)
