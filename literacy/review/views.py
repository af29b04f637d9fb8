"""The review: one question at a time, what its answer taught, and the end of the day."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.lib.errors import Conflict, Invalid
from literacy.questions.question import Answer, AnswerMissing
from literacy.questions.sureness import CONFIDENCES
from literacy.review import actions, queries
from literacy.review.actions import AnsweredElsewhere
from literacy.review.asking import Asked, ask
from literacy.review.cards import Card, Stored
from literacy.review.forms import sent_answer
from literacy.review.pages import about, answer_page, rows
from literacy.review.queue import Entry, Today
from literacy.review.rounds import todays
from literacy.review.subjects import Subject
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction, wants_json

blueprint = Blueprint("review", __name__)


@dataclass(frozen=True, slots=True)
class Round:
    """Today's review of the viewer: her cards, what she answered, what is left."""

    cards: dict[Subject, Card]
    given: tuple[Stored, ...]
    today: Today


@blueprint.get("/review")
@requires(Permission.LEARN)
def review() -> str:
    return _review_page(_round())


@blueprint.post("/review/answers")
@requires(Permission.LEARN)
def answer() -> Response | tuple[str, int]:
    sent = sent_answer(request.form)
    try:
        with transaction() as saving:
            answer_id = actions.record_answer(saving, viewer(), catalogue(), sent=sent, now=now())
    except AnswerMissing as missing:
        return _not_taken(str(missing), missing.so_far, sent.confidence)
    except AnsweredElsewhere as other:
        notify(str(other), "warn")
        answer_id = other.answer_id
    except (Conflict, Invalid) as late:
        notify(str(late), "warn")
        return _on(url_for("review.review"))
    return _on(url_for("review.answered", answer_id=answer_id, _anchor="feedback"))


@blueprint.get("/review/answers/<int(max=9007199254740991):answer_id>")
@requires(Permission.LEARN)
def answered(answer_id: int) -> str:
    stored = queries.answer_for(reading(), viewer(), answer_id)
    round_ = _round()
    card = round_.cards.get(stored.recall.subject)
    return render_template(
        "review/answered.html",
        page=answer_page(catalogue(), stored, card=card, on=now().date()),
        rows=rows(catalogue(), round_.given),
        today=round_.today,
    )


def _round() -> Round:
    on, person = now().date(), viewer().id
    cards = queries.cards_of(reading(), person)
    given = queries.reviewed_on(reading(), person, on)
    left = todays(
        catalogue(),
        cards,
        person=person,
        on=on,
        answered=len(given),
        first_answers=sum(each.turn == 1 for each in given),
    )
    return Round(cards, given, left)


def _review_page(round_: Round, **said: Any) -> str:
    entry = next(iter(round_.today.entries), None)
    asked = _asked(entry) if entry else None
    return render_template(
        "review/review.html",
        entry=entry,
        asked=asked,
        face=asked.question.face(asked.seed) if asked else None,
        about=about(catalogue(), entry.subject) if entry else None,
        rows=rows(catalogue(), round_.given),
        right=sum(each.recall.correct for each in round_.given),
        today=round_.today,
        on=now().date(),
        confidences=CONFIDENCES,
        key=secrets.token_urlsafe(18),
        shown=int(now().timestamp()),
        owner=viewer().id,
        **said,
    )


def _asked(entry: Entry) -> Asked | None:
    on, person = now().date(), viewer().id
    seen = queries.seen_items(reading(), person, entry.subject)
    return ask(catalogue(), entry.subject, turn=entry.turn, seen=seen, person=person, on=on)


def _not_taken(text: str, so_far: Answer, confidence: str | None) -> Response | tuple[str, int]:
    if wants_json():
        return make_response(jsonify(error={"text": text}), 422)
    return _review_page(_round(), refusal=text, so_far=so_far, said=confidence), 422


def _on(path: str) -> Response:
    """On to the next page; a script learns the way there, for it can't follow to an anchor."""
    return jsonify(next=path) if wants_json() else redirect(path, 303)
