"""Home: what to continue, what is due, and the map of the course."""

from functools import lru_cache
from typing import cast

from flask import Blueprint, get_template_attribute, render_template
from markupsafe import Markup

from literacy.accounts.permissions import Permission
from literacy.help.queries import calls_seen
from literacy.lessons.press import press, section_at
from literacy.progress.contents import ModuleRow
from literacy.progress.deadlines import deadlines
from literacy.progress.home import home as home_page
from literacy.progress.mastery import LessonStanding, mastery
from literacy.progress.outline import course_outline
from literacy.progress.queries import asked_of, facts_of
from literacy.progress.step import next_lesson, step
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading

blueprint = Blueprint("progress", __name__)


@blueprint.get("/")
@requires(Permission.LEARN)
def home() -> str:
    person, at = viewer().id, now()
    outline = course_outline(catalogue(), today=at.date())
    standing = mastery(outline, facts_of(reading(), [person])[person])
    asked = asked_of(reading(), person)
    wanted = [each.module.slug for each in deadlines(standing, asked, today=at.date())]
    lesson = next_lesson(standing, wanted=wanted)
    next_step = step(standing, lesson, section=_section(lesson), now=at)
    page = home_page(standing, asked, next_step, now=at)
    return render_template(
        "progress/home.html",
        home=page,
        module_row=module_row,
        calls=calls_seen(reading(), viewer(), now=at),
        lessons={lesson.id: lesson for lesson in catalogue().lessons.values()},
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
