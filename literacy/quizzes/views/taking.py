"""The pages of a quiz: where it starts, its questions one by one, and its result."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import LabMission, Lesson
from literacy.labs.queries import completions_of
from literacy.lessons.rereads import Reread
from literacy.lib.errors import NotFound, TooMany
from literacy.questions.question import AnswerMissing
from literacy.questions.sureness import CONFIDENCES
from literacy.quizzes import actions, queries
from literacy.quizzes.actions import AnsweredElsewhere
from literacy.quizzes.forms import sent_answer, sent_key, sent_kind
from literacy.quizzes.history import History
from literacy.quizzes.names import COURSE, OF_A_MODULE, OF_THE_COURSE, QuizKind, kind_of
from literacy.quizzes.offers import Offer, course_offer, module_offer, offer, update_offer
from literacy.quizzes.pages import question_page
from literacy.quizzes.reports.forms import ReportForm
from literacy.quizzes.reports.queries import own_report
from literacy.quizzes.results import (
    area_results,
    lab_left,
    meaning,
    next_lesson,
    paths,
    rereads,
    rows,
    sureness,
)
from literacy.quizzes.rules import RULES, whole_minutes
from literacy.quizzes.standing import Place, Standing
from literacy.quizzes.subjects import CALLED, Subject, subject
from literacy.quizzes.waiting import until
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction, wants_json
from literacy.web.services import services

blueprint = Blueprint("quizzes", __name__)

SPAN = "/quizzes/<scope>/<any(pretest, exam, placement, final, renewal, update):kind>"
# Larger numbers are no ids of any store.
ATTEMPT = "/attempts/<int(max=9007199254740991):attempt_id>"


@blueprint.get("/quizzes/<slug>")
@requires(Permission.LEARN)
def quiz(slug: str) -> str | Response:
    moved = catalogue().moved_lessons.get(slug)
    if moved:
        return redirect(url_for("quizzes.quiz", slug=moved), 308)
    return _start_page(_offer(slug))


@blueprint.get(SPAN)
@requires(Permission.LEARN)
def span(scope: str, kind: str) -> str:
    return _span_page(_span_offer(scope, kind))


@blueprint.post("/quizzes/<slug>/attempts")
@requires(Permission.LEARN)
def start(slug: str) -> Response:
    offered = _offer(slug)
    return _started(offered, lambda: _start_page(offered))


@blueprint.post(f"{SPAN}/attempts")
@requires(Permission.LEARN)
def start_span(scope: str, kind: str) -> Response:
    offered = _span_offer(scope, kind)
    return _started(offered, lambda: _span_page(offered))


@blueprint.get(ATTEMPT)
@requires(Permission.LEARN)
def attempt(attempt_id: int) -> str:
    at = queries.standing_for(reading(), viewer(), attempt_id)
    return attempt_page(at, wanted=request.args.get("question", type=int))


@blueprint.post(f"{ATTEMPT}/answers")
@requires(Permission.LEARN)
def answer(attempt_id: int) -> Response | tuple[str, int]:
    sent = sent_answer(request.form)
    try:
        with transaction() as saving:
            at = actions.record_answer(
                saving, viewer(), catalogue(), attempt_id=attempt_id, sent=sent, now=now()
            )
    except AnswerMissing as missing:
        return _not_taken(attempt_id, str(missing), 422)
    except AnsweredElsewhere as other:
        return _not_taken(attempt_id, str(other), 409, other=other)
    return _saved(at, sent.item)


def _offer(slug: str) -> Offer:
    return offer(catalogue(), slug, today=now().date())


def _span_offer(scope: str, kind: str) -> Offer:
    """What spans lessons; raises NotFound for a module's quiz asked of the course, and so on."""
    wanted = QuizKind(kind)
    if scope == COURSE and wanted in OF_THE_COURSE:
        return course_offer(catalogue(), wanted, today=now().date())
    if wanted is QuizKind.UPDATE:
        return update_offer(catalogue(), scope, today=now().date())
    if wanted in OF_A_MODULE:
        return module_offer(catalogue(), scope, wanted, today=now().date())
    raise NotFound("There is no quiz at this address.")


def _started(offered: Offer, refused: Callable[[], str]) -> Response:
    """On to the first question, or the page it starts from with how long to wait."""
    key, kind = sent_key(request.form), sent_kind(request.form)
    try:
        with transaction() as saving:
            attempt_id = actions.start_attempt(
                saving,
                viewer(),
                offered,
                key=key,
                kind=kind,
                seed=services().draw_seed(),
                now=now(),
            )
    except TooMany as wait:
        page = make_response(refused(), 429)
        page.headers["Retry-After"] = str(wait.seconds)
        return page
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id, _anchor="question"), 303)


def _span_page(offered: Offer) -> str:
    history = _history(offered.name)
    open_standing = (
        queries.standing_for(reading(), viewer(), history.open.id) if history.open else None
    )
    wait = history.waits_until
    return render_template(
        "quizzes/span.html",
        offer=offered,
        called=CALLED[offered.kind],
        history=history,
        open=open_standing,
        wait=until(wait, now=now()) if wait else "",
        rereads=_rereads_of(history) if wait else (),
        unseen=_unseen(offered),
        key=new_key(),
    )


def _rereads_of(history: History) -> tuple[Reread, ...]:
    """The headings behind what the latest full attempt missed."""
    latest = history.latest_full
    if latest is None:
        return ()
    at = queries.standing_for(reading(), viewer(), latest.id)
    return rereads(rows(at, _as_asked(at), catalogue()))


def _unseen(offered: Offer) -> int:
    """How many questions of an exam's bank this learner has never met."""
    if offered.kind is not QuizKind.EXAM:
        return 0
    had = queries.had_by(reading(), viewer())
    return sum(each.item not in had for each in offered.pool)


def _as_asked(at: Standing) -> Subject:
    """What the attempt is about, with each answered question as it was asked."""
    about = subject(catalogue(), at.attempt.quiz)
    return about.as_asked(queries.questions_asked(reading(), at, about))


def _start_page(offered: Offer) -> str:
    history = _history(offered.lesson.id if offered.lesson else offered.slug)
    open_standing = (
        queries.standing_for(reading(), viewer(), history.open.id) if history.open else None
    )
    return render_template(
        "quizzes/quiz.html",
        offer=offered,
        history=history,
        open=open_standing,
        wait_minutes=_wait_minutes(history),
        lab=_lab_left(history, offered.lesson),
        after=next_lesson(catalogue(), offered.lesson) if offered.lesson else None,
        key=new_key(),
    )


def attempt_page(at: Standing, *, wanted: int | None, **said: Any) -> str:
    """The wanted question if it was answered, else the one that is open, else the result."""
    about = _as_asked(at)
    place = at.place_at(wanted) if wanted and at.reveals else None
    shown = place if place and place.is_done else at.current
    if shown is None:
        return _result_page(at, about)
    if "pause" in request.args and at.at_pause and not said:
        return render_template("quizzes/pause.html", at=at, subject=about)
    return render_template(
        "quizzes/attempt.html",
        at=at,
        subject=about,
        areas=area_results(at, about),
        page=question_page(at, shown, about, catalogue()),
        confidences=CONFIDENCES,
        key=new_key(),
        owner=viewer().id,
        **{**_reporting(at, shown), **said},
    )


def _reporting(at: Standing, place: Place) -> dict[str, Any]:
    """What the learner said of this question already, or the form to say it."""
    if not place.is_done or not at.reveals or place.first is None:
        return {}
    lesson, _, item = at.attempt.full_item(place.item).rpartition("/")
    version = place.first.item_version
    held = own_report(reading(), viewer(), lesson=lesson, item=item, version=version)
    return {"report": held, "report_form": ReportForm(formdata=None, item=place.item)}


def _result_page(at: Standing, about: Subject) -> str:
    listed = rows(at, about, catalogue())
    history = _history(at.attempt.quiz)
    return render_template(
        "quizzes/result.html",
        at=at,
        subject=about,
        rows=listed,
        rereads=rereads(listed),
        areas=area_results(at, about),
        meaning=meaning(at, about),
        sureness=sureness(at),
        history=history,
        is_latest=history.latest is not None and history.latest.id == at.attempt.id,
        wait=_wait_words(history),
        lab=_lab_left(history, about.lesson),
        after=next_lesson(catalogue(), about.lesson) if about.lesson else None,
        paths=paths(at, catalogue()) if about.kind is QuizKind.PLACEMENT else (),
        key=new_key(),
    )


def _history(name: str) -> History:
    attempts = queries.attempts_of(reading(), viewer(), name)
    return History(attempts, now(), RULES[kind_of(name)].wait)


def _wait_minutes(history: History) -> int | None:
    at = history.waits_until
    return whole_minutes(at, now=history.now) if at else None


def _wait_words(history: History) -> str:
    at = history.waits_until
    return until(at, now=history.now) if at else ""


def _lab_left(history: History, lesson: Lesson | None) -> LabMission | None:
    """What is left of a lesson whose quiz is passed."""
    if not history.passed or lesson is None or not lesson.labs:
        return None
    reached = completions_of(reading(), [viewer().id]).get(viewer().id, ())
    return lab_left(lesson, {(each.lab, each.mission) for each in reached})


def _not_taken(
    attempt_id: int, text: str, status: int, *, other: AnsweredElsewhere | None = None
) -> Response | tuple[str, int]:
    if wants_json():
        return make_response(jsonify(error={"text": text}), status)
    at = queries.standing_for(reading(), viewer(), attempt_id)
    wanted = other.number if other else None
    return attempt_page(at, wanted=wanted, refusal=text, other=other), status


def _saved(at: Standing, item: str) -> Response:
    """On to the feedback; a script learns the way there, for it can't follow to an anchor."""
    place = at.place_of(item)
    assert place is not None, "an answer was recorded for it"
    way = _way(place) if at.reveals else _way_without_feedback(at, place)
    path = url_for("quizzes.attempt", attempt_id=at.attempt.id, **way)
    return jsonify(next=path) if wants_json() else redirect(path, 303)


def _way(place: Place) -> dict[str, Any]:
    """Each step has an address of its own, so that the browser loads it and moves the focus."""
    if place.is_done:
        return {"question": place.number, "_anchor": "feedback"}
    begun = place.begun.answer if place.begun else ()
    return {
        "try": place.next_try if place.next_try > 1 else None,
        "step": len(begun) or None,
        "_anchor": "question" if begun else "feedback",
    }


def _way_without_feedback(at: Standing, place: Place) -> dict[str, Any]:
    """On to the next question; the number makes it an address of its own."""
    if at.at_pause and place.is_done:
        return {"pause": "", "_anchor": "question"}
    begun = place.begun.answer if place.begun else ()
    following = at.current.number if at.current else None
    return {"on": following, "step": len(begun) or None, "_anchor": "question"}


def new_key() -> str:
    return secrets.token_urlsafe(18)
