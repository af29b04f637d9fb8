"""Home: what to continue, what is due, and the map of the course."""

from flask import Blueprint, render_template

from literacy.accounts.permissions import Permission
from literacy.lessons.press import section_at
from literacy.lessons.views import press
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
    return render_template("progress/home.html", home=home_page(standing, asked, next_step, now=at))


def _section(lesson: LessonStanding | None) -> str:
    """The title of the section where reading stopped."""
    if lesson is None or lesson.place is None:
        return ""
    course = catalogue()
    printed = press.printed(course.lessons[lesson.outline.slug], course, today=now().date())
    return section_at(printed, lesson.place.anchor)
