"""Home: what to continue, what is due, the map of the course; and how sure somebody was."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import cast

from flask import Blueprint, get_template_attribute, render_template
from markupsafe import Markup

from literacy.accounts.permissions import Permission
from literacy.help.queries import calls_seen
from literacy.lessons.press import press, section_at
from literacy.nudges.queries import nudges_seen
from literacy.progress.confidence import confidence as confidence_page
from literacy.progress.contents import ModuleRow
from literacy.progress.deadlines import deadlines
from literacy.progress.home import home as home_page
from literacy.progress.mastery import LessonStanding, mastery
from literacy.progress.memory import recalled
from literacy.progress.outline import course_outline
from literacy.progress.queries import asked_of, facts_of, standing_of, told_by
from literacy.progress.record import record as record_page
from literacy.progress.reviews import review_note
from literacy.progress.step import next_lesson, step
from literacy.review.cards import Card
from literacy.review.queries import cards_of, reviewed_on
from literacy.review.queue import Today
from literacy.review.rounds import todays
from literacy.review.subjects import Subject
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading

blueprint = Blueprint("progress", __name__)


@blueprint.get("/")
@requires(Permission.LEARN)
def home() -> str:
    person, at = viewer().id, now()
    outline = course_outline(catalogue(), today=at.date())
    cards = cards_of(reading(), person)
    facts = (*facts_of(reading(), [person])[person], *recalled(cards))
    standing = mastery(outline, facts)
    asked = asked_of(reading(), outline, person)
    wanted = [each.module.slug for each in deadlines(standing, asked, today=at.date())]
    lesson = next_lesson(standing, wanted=wanted)
    next_step = step(standing, lesson, section=_section(lesson), now=at)
    note = review_note(_todays_review(cards, person, at), on=at.date())
    page = home_page(outline, standing, asked, next_step, now=at, review=note)
    return render_template(
        "progress/home.html",
        home=page,
        course=outline,
        module_row=module_row,
        nudges=nudges_seen(reading(), viewer(), now=at) if page.dues else (),
        calls=calls_seen(reading(), viewer(), now=at),
        lessons={lesson.id: lesson for lesson in catalogue().lessons.values()},
    )


@blueprint.get("/me/progress")
@requires(Permission.LEARN)
def record() -> str:
    at = now()
    standing = standing_of(reading(), catalogue(), viewer().id, now=at)
    return render_template("progress/record.html", record=record_page(standing, on=at.date()))


@blueprint.get("/me/confidence")
@requires(Permission.LEARN)
def confidence() -> str:
    told = told_by(reading(), viewer())
    return render_template("progress/confidence.html", page=confidence_page(told))


def _todays_review(cards: Mapping[Subject, Card], person: int, at: datetime) -> Today:
    given = reviewed_on(reading(), person, at.date()) if cards else ()
    return todays(
        catalogue(),
        cards,
        person=person,
        on=at.date(),
        answered=len(given),
        first_answers=sum(each.turn == 1 for each in given),
    )


def module_row(row: ModuleRow) -> Markup:
    """A module in the contents as HTML; what is the same for everybody is drawn once."""
    return _kept_html(row) if row.is_same_for_all else _html(row)


@lru_cache(maxsize=256)
def _kept_html(row: ModuleRow) -> Markup:
    return _html(row)


def _html(row: ModuleRow) -> Markup:
    return cast(Markup, get_template_attribute("progress/_contents.html", "module_row")(row))


def _section(lesson: LessonStanding | None) -> str:
    """The title of the section where reading stopped."""
    if lesson is None or lesson.place is None:
        return ""
    course = catalogue()
    printed = press.printed(course.lessons[lesson.outline.slug], course, today=now().date())
    return section_at(printed, lesson.place.anchor)
