"""What a learner missed, by area, and another try at it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.lessons.rereads import Reread, reread
from literacy.lib.markdown import inline
from literacy.questions.question import Question
from literacy.quizzes import actions, queries
from literacy.quizzes.forms import sent_key
from literacy.quizzes.history import History
from literacy.quizzes.misses import Miss
from literacy.quizzes.names import COURSE, QuizKind, named
from literacy.quizzes.offers import everything_on_offer
from literacy.quizzes.reports.queries import reports_by
from literacy.quizzes.rules import PRACTICE
from literacy.quizzes.subjects import current_question
from literacy.quizzes.views.taking import new_key
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("missed", __name__)


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A missed question as it was asked, with the way back to it and to its paragraph."""

    miss: Miss
    stem: Markup
    reread: Reread | None


@dataclass(frozen=True, slots=True)
class MissedArea:
    area: str
    questions: tuple[MissedQuestion, ...]


@dataclass(frozen=True, slots=True)
class MissedLesson:
    """`path` is empty when the lesson left the course."""

    title: str
    path: str
    areas: tuple[MissedArea, ...]


@blueprint.get("/me/missed")
@requires(Permission.LEARN)
def missed() -> str:
    found = queries.misses_of(reading(), viewer())
    name = named(COURSE, QuizKind.MISSED)
    history = History(queries.attempts_of(reading(), viewer(), name), now())
    on_offer = {each.item for each in everything_on_offer(catalogue(), today=now().date())}
    return render_template(
        "quizzes/missed.html",
        count=len(found),
        again=min(sum(each.item in on_offer for each in found), PRACTICE.questions),
        lessons=_lessons(found),
        open=history.open,
        reports=reports_by(reading(), viewer()),
        key=new_key(),
    )


@blueprint.post("/me/missed/attempts")
@requires(Permission.LEARN)
def practice() -> Response:
    key = sent_key(request.form)
    pool = everything_on_offer(catalogue(), today=now().date())
    seed = services().draw_seed()
    with transaction() as saving:
        attempt_id = actions.start_practice(saving, viewer(), pool, key=key, seed=seed, now=now())
    return redirect(url_for("quizzes.attempt", attempt_id=attempt_id, _anchor="question"), 303)


def _lessons(found: Sequence[Miss]) -> tuple[MissedLesson, ...]:
    """In the order of the course; inside an area in the order of the misses."""
    course = catalogue()
    order = [slug for module in course.modules.values() for slug in module.lessons]
    asked = queries.editions_with(reading(), {each.edition for each in found if each.edition})

    def place(miss: Miss) -> tuple[int, str, str]:
        lesson = course.lesson_with(miss.lesson)
        slug = lesson.slug if lesson else ""
        return (order.index(slug) if slug in order else len(order), miss.lesson, miss.area)

    groups = groupby(sorted(found, key=place), key=lambda miss: miss.lesson)
    return tuple(_lesson(lesson, tuple(group), asked) for lesson, group in groups)


def _lesson(lesson_id: str, found: Sequence[Miss], asked: dict[str, Question]) -> MissedLesson:
    course = catalogue()
    lesson, bank = course.lesson_with(lesson_id), course.bank_with(lesson_id)
    groups = groupby(found, key=lambda miss: miss.area)
    return MissedLesson(
        title=lesson.title if lesson else "A lesson that left the course",
        path=f"/lessons/{lesson.slug}" if lesson else "",
        areas=tuple(
            MissedArea(
                area=bank.areas.get(area, "") if bank else "",
                questions=tuple(_question(each, asked) for each in group),
            )
            for area, group in groups
        ),
    )


def _question(miss: Miss, asked: dict[str, Question]) -> MissedQuestion:
    course, short = catalogue(), miss.item.rpartition("/")[2]
    question = asked.get(miss.edition) or current_question(course, miss.lesson, short)
    if question is None:
        return MissedQuestion(miss, Markup("A question that left the course"), None)
    return MissedQuestion(miss, inline(question.common.stem), reread(course, question))
