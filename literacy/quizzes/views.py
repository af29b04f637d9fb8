"""The pages of a quiz: where it starts, its questions one by one, and its result."""

import secrets
from typing import Any

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import LabMission, Lesson
from literacy.labs.queries import completions_of
from literacy.lib.errors import TooMany
from literacy.questions.question import AnswerMissing
from literacy.questions.sureness import CONFIDENCES
from literacy.quizzes import actions, queries
from literacy.quizzes.actions import AnsweredElsewhere
from literacy.quizzes.forms import sent_answer, sent_key, sent_kind
from literacy.quizzes.history import History
from literacy.quizzes.offers import Offer, Subject, offer, subject
from literacy.quizzes.pages import question_page
from literacy.quizzes.results import (
    area_results,
    lab_left,
    meaning,
    next_lesson,
    rereads,
    rows,
    sureness,
)
from literacy.quizzes.rules import whole_minutes
from literacy.quizzes.standing import Place, Standing
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction, wants_json
from literacy.web.services import services

blueprint = Blueprint("quizzes", __name__)

# Larger numbers are no ids of any store.
ATTEMPT = "/attempts/<int(max=9007199254740991):attempt_id>"


@blueprint.get("/quizzes/<slug>")
@requires(Permission.LEARN)
def quiz(slug: str) -> str | Response:
    moved = catalogue().moved_lessons.get(slug)
    if moved:
        return redirect(url_for("quizzes.quiz", slug=moved), 308)
    return _start_page(_offer(slug))


@blueprint.post("/quizzes/<slug>/attempts")
@requires(Permission.LEARN)
def start(slug: str) -> Response:
    offered, key, kind = _offer(slug), sent_key(request.form), sent_kind(request.form)
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
        page = make_response(_start_page(offered), 429)
        page.headers["Retry-After"] = str(wait.seconds)
        return page
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id, _anchor="question"), 303)


@blueprint.get(ATTEMPT)
@requires(Permission.LEARN)
def attempt(attempt_id: int) -> str:
    at = queries.standing_for(reading(), viewer(), attempt_id)
    return _attempt_page(at, wanted=request.args.get("question", type=int))


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
        key=_new_key(),
    )


def _attempt_page(at: Standing, *, wanted: int | None, **said: Any) -> str:
    """The wanted question if it was answered, else the one that is open, else the result."""
    about = subject(catalogue(), at.attempt.quiz)
    place = at.place_at(wanted) if wanted else None
    shown = place if place and place.is_done else at.current
    if shown is None:
        return _result_page(at, about)
    return render_template(
        "quizzes/attempt.html",
        at=at,
        subject=about,
        areas=area_results(at, about),
        page=question_page(at, shown, about, catalogue()),
        confidences=CONFIDENCES,
        key=_new_key(),
        owner=viewer().id,
        **said,
    )


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
        wait_minutes=_wait_minutes(history),
        lab=_lab_left(history, about.lesson),
        after=next_lesson(catalogue(), about.lesson),
        key=_new_key(),
    )


def _history(quiz_id: str) -> History:
    return History(queries.attempts_of(reading(), viewer(), quiz_id), now())


def _wait_minutes(history: History) -> int | None:
    until = history.waits_until
    return whole_minutes(until, now=history.now) if until else None


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
    return _attempt_page(at, wanted=wanted, refusal=text, other=other), status


def _saved(at: Standing, item: str) -> Response:
    """On to the feedback; a script learns the way there, for it can't follow to an anchor."""
    place = at.place_of(item)
    assert place is not None, "an answer was recorded for it"
    path = url_for("quizzes.attempt", attempt_id=at.attempt.id, **_way(place))
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


def _new_key() -> str:
    return secrets.token_urlsafe(18)
