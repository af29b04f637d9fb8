"""Reporting a problem with a question, and where authors read and answer reports."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.lib.errors import TooMany
from literacy.lib.markdown import inline
from literacy.quizzes import queries as attempts
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import Offer, course_offer, module_offer
from literacy.quizzes.reports import actions, queries
from literacy.quizzes.reports.forms import ReplyForm, ReportForm
from literacy.quizzes.subjects import current_question
from literacy.quizzes.views.taking import ATTEMPT, attempt_page
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction

blueprint = Blueprint("question_reports", __name__)

REPORT = "/author/reports/<int(max=2147483647):report_id>"
STATES = ("new", "answered", "closed")


@blueprint.post(f"{ATTEMPT}/reports")
@requires(Permission.LEARN)
def send(attempt_id: int) -> Response | tuple[str, int]:
    form = ReportForm()
    if not form.validate():
        return _refused(attempt_id, form), 422
    try:
        with transaction() as saving:
            number = actions.report_problem(
                saving,
                viewer(),
                catalogue(),
                attempt_id=attempt_id,
                item=form.item.data or "",
                comment=form.comment.data,
                now=now(),
            )
    except TooMany as pause:
        form.comment.errors = [str(pause)]
        return _refused(attempt_id, form), 429
    notify("IT has your report. You will find the answer here.")
    path = url_for("quizzes.attempt", attempt_id=attempt_id, question=number, _anchor="report")
    return redirect(path, 303)


@blueprint.get("/author/reports")
@requires(Permission.WRITE)
def reports() -> str:
    state = request.args.get("state", "new")
    shown = state if state in STATES else "new"
    return render_template(
        "quizzes/reports.html",
        state=shown,
        states=STATES,
        counts=queries.counts(reading()),
        reports=queries.reports_in(reading(), shown),
        stem=inline,
        offers=_lacking(),
    )


@blueprint.get(REPORT)
@requires(Permission.WRITE)
def report(report_id: int) -> str:
    found = queries.report_with(reading(), report_id)
    return _report_page(found, ReplyForm(formdata=None, reply=found.reply))


@blueprint.post(f"{REPORT}/answer")
@requires(Permission.WRITE)
def answer(report_id: int) -> Response | tuple[str, int]:
    found, form = queries.report_with(reading(), report_id), ReplyForm()
    if not form.validate():
        return _report_page(found, form), 422
    with transaction() as saving:
        actions.answer_report(saving, viewer(), report_id, reply=form.reply.data, now=now())
    notify("Answered. Who reported it gets a mail.")
    return redirect(url_for("question_reports.reports"), 303)


@blueprint.post(f"{REPORT}/closure")
@requires(Permission.WRITE)
def close(report_id: int) -> Response:
    with transaction() as saving:
        actions.close_report(saving, viewer(), report_id, now=now())
    notify("Closed.")
    return redirect(url_for("question_reports.reports"), 303)


def _refused(attempt_id: int, form: ReportForm) -> str:
    """The question again, with what was typed and why it was not taken."""
    at = attempts.standing_for(reading(), viewer(), attempt_id)
    place = at.place_of(form.item.data or "")
    return attempt_page(at, wanted=place.number if place else None, report_form=form)


def _report_page(found: queries.Report, form: ReplyForm) -> str:
    course = catalogue()
    lesson = course.lesson_with(found.lesson)
    current = current_question(course, found.lesson, found.item)
    bank = course.bank_with(found.lesson)
    asked: dict[str, Any] = {}
    if found.question:
        question = found.question
        asked = {
            "stem": inline(question.common.stem),
            "taught": question.explain(question.key(), revealed=True),
        }
    return render_template(
        "quizzes/report.html",
        report=found,
        title=lesson.title if lesson else "",
        form=form,
        path=f"{bank.path}:{current.common.line}" if bank and current else "",
        current=current.common.version if current else 0,
        **asked,
    )


def _lacking() -> tuple[Offer, ...]:
    """The quizzes that wait for questions, or come out shorter than planned, of what is written."""
    today, course = now().date(), catalogue()
    modules = [
        module_offer(course, slug, kind, today=today)
        for slug, module in course.modules.items()
        if module.lessons
        for kind in (QuizKind.PRETEST, QuizKind.EXAM)
    ]
    whole = [
        course_offer(course, kind, today=today) for kind in (QuizKind.PLACEMENT, QuizKind.FINAL)
    ]
    return tuple(each for each in (*modules, *whole) if each.lacks or each.thin)
