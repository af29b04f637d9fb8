"""The lesson page, and what its reader leaves on it."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue, Lesson, Module, PlannedLesson
from literacy.glossary.company.notes import shown as shown_note
from literacy.labs.states import LabState, untouched
from literacy.lessons import actions
from literacy.lessons.checks import Check, check
from literacy.lessons.notes.views import notes_html
from literacy.lessons.parts import CheckSlot
from literacy.lessons.press import press, section_at
from literacy.lessons.queries import trace
from literacy.lessons.rendering import RenderedLesson
from literacy.lessons.traces import Trace
from literacy.lib.errors import Invalid, NotFound
from literacy.questions.fields import renamed
from literacy.questions.question import AnswerMissing, Fields, Question
from literacy.questions.sureness import is_confidence
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.places import place as place_for
from literacy.web.request import catalogue, now, transaction
from literacy.web.security import show_labs
from literacy.web.services import services
from literacy.web.shared import SharedPages

blueprint = Blueprint("lessons", __name__)
pages = SharedPages()

ELEMENTS = (
    "js/elements/reading-place.js",
    "js/elements/glossary-card.js",
    "js/elements/term-opened.js",
    "js/elements/copy-text.js",
    "js/elements/answer-in-place.js",
    "js/elements/own-notes.js",
)


@blueprint.get("/lessons/<slug>")
@requires(Permission.LEARN)
def lesson(slug: str) -> bytes | AnyResponse:
    course = catalogue()
    if slug in course.moved_lessons:
        return redirect(url_for("lessons.lesson", slug=course.moved_lessons[slug]), 308)
    if slug not in course.lessons and slug in _planned(course):
        return _in_preparation(course, slug)
    here = _lesson(course, slug)
    if here.labs:
        show_labs()
    printed = _printed(here, course)
    left = trace(services().database, viewer().id, here.id)
    key = (course.version, now().date(), here.slug, left.shown)
    own = {"resume": _resume(printed, left), "notes": notes_html(here) if left.has_notes else ""}
    return pages.page(key, lambda: _page(course, here, printed, left), own)


@blueprint.post("/lessons/<slug>/place")
@requires(Permission.LEARN)
def place(slug: str) -> tuple[str, int]:
    """The reader's place, reported by the page as it is read."""
    here = _lesson(catalogue(), slug)
    anchor = request.form.get("anchor", "")
    if not 0 < len(anchor) <= 120 or not anchor.isprintable():
        raise Invalid("A place in a lesson is the name of one of its blocks.")
    with transaction() as saving:
        actions.keep_place(
            saving,
            viewer(),
            here.id,
            anchor=anchor,
            share=request.form.get("share", 0.0, type=float),
            device="phone" if "Mobi" in request.user_agent.string else "computer",
            now=now(),
        )
    return "", 204


@blueprint.post("/lessons/<slug>/checks/<item>")
@requires(Permission.LEARN)
def answer_check(slug: str, item: str) -> AnyResponse:
    """An answer to a check; it is kept, explained, and never counted."""
    course = catalogue()
    here = _lesson(course, slug)
    slot = _slot(_printed(here, course), item)
    question = _question(course, slot.item_id)
    try:
        answer = None if "dont_know" in request.form else question.read(_fields(item))
    except AnswerMissing as missing:
        notify(str(missing), "warn")
        return _back(slug, slot.anchor)
    confidence = request.form.get("confidence") or None
    if not is_confidence(confidence):
        raise Invalid("This page came through damaged. Load it again and answer once more.")
    with transaction() as saving:
        actions.answer_check(
            saving, viewer(), question, answer=answer, confidence=confidence, now=now()
        )
    return _back(slug, slot.anchor)


@blueprint.post("/lessons/<slug>/predictions/<int:number>")
@requires(Permission.LEARN)
def predict(slug: str, number: int) -> AnyResponse:
    """A bet before a lab."""
    course = catalogue()
    here = _lesson(course, slug)
    slots = [part for part in _printed(here, course).parts if part.kind == "predict"]
    slot = next((each for each in slots if each.number == number), None)
    if slot is None:
        raise NotFound("This lesson has no such bet.")
    choice = request.form.get("choice", type=int)
    if choice is None or not 0 <= choice < len(slot.choices):
        notify("Choose what you expect first.", "warn")
        return _back(slug, slot.anchor)
    with transaction() as saving:
        actions.bet(saving, viewer(), here.id, number, choice=choice, now=now())
    return _back(slug, slot.anchor)


@blueprint.get("/lessons/<slug>/templates/<name>")
@requires(Permission.LEARN)
def template(slug: str, name: str) -> Response:
    """A text to copy, as plain text."""
    course = catalogue()
    texts = {each.name: each.text for each in _printed(_lesson(course, slug), course).templates}
    if name not in texts:
        raise NotFound("This lesson has no such text.")
    response = make_response(texts[name])
    response.content_type = "text/plain; charset=utf-8"
    return response


def _lesson(course: Catalogue, slug: str) -> Lesson:
    here = course.lessons.get(slug)
    if here is None:
        raise NotFound("There is no such lesson. The course map shows all of them.")
    return here


def _planned(course: Catalogue) -> dict[str, tuple[Module, PlannedLesson]]:
    return {
        each.slug: (module, each) for module in course.modules.values() for each in module.planned
    }


def _in_preparation(course: Catalogue, slug: str) -> Response:
    module, planned = _planned(course)[slug]
    page = render_template("lessons/planned.html", module=module, lesson=planned)
    return make_response(page, 404)


def _printed(here: Lesson, course: Catalogue) -> RenderedLesson:
    return press.printed(here, course, today=now().date())


def _items(printed: RenderedLesson) -> list[str]:
    return [part.item_id for part in printed.parts if isinstance(part, CheckSlot)]


def _page(course: Catalogue, here: Lesson, printed: RenderedLesson, left: Trace) -> str:
    """The page as it looks to everybody who left the same traces."""
    module = course.modules[here.module]
    return render_template(
        "lessons/lesson.html",
        lesson=here,
        module=module,
        number=module.lessons.index(here.slug) + 1,
        modules=_modules(course, here, printed),
        printed=printed,
        trace=left,
        checks=_checks(course, printed, left),
        labs=_labs(here, left),
        before=_neighbor(course, module, here, -1),
        after=_neighbor(course, module, here, 1),
        has_quiz=here.slug in course.banks,
        has_exam=_ends(module, here) and all(each.slug in course.banks for each in module.planned),
        resume_place=place_for("resume"),
        company_note=shown_note(left.company) if left.company else "",
        notes_place=place_for("notes"),
    )


def _labs(here: Lesson, left: Trace) -> dict[str, LabState]:
    """The lesson's missions as somebody new finds them, with what this reader has reached."""
    names = {f"{each.lab}/{each.mission}": each for each in here.labs}
    return {
        name: untouched(
            each.lab,
            each.mission,
            completed=name in left.missions,
            note=left.notes.get(name, ""),
        )
        for name, each in names.items()
    }


def _checks(course: Catalogue, printed: RenderedLesson, left: Trace) -> dict[str, Check]:
    return {
        item: check(_question(course, item), tried=left.checks.get(item))
        for item in _items(printed)
    }


def _modules(course: Catalogue, here: Lesson, printed: RenderedLesson) -> str:
    """The elements that this lesson's page needs."""
    kinds = {_question(course, item).kind for item in _items(printed)}
    labs = dict.fromkeys(f"js/labs/lab-{each.lab}.js" for each in here.labs)
    return " ".join((*ELEMENTS, *labs, *(["js/elements/order-steps.js"] * ("order" in kinds))))


def _resume(printed: RenderedLesson, left: Trace) -> str:
    """The line that says where the reader stopped, or nothing."""
    stopped = _stopped_at(printed, left)
    if stopped is None:
        return ""
    return render_template("lessons/_resume.html", anchor=stopped[0], section=stopped[1])


def _slot(printed: RenderedLesson, item: str) -> CheckSlot:
    for part in printed.parts:
        if isinstance(part, CheckSlot) and part.item_id.split("/")[-1] == item:
            return part
    raise NotFound("This lesson does not ask that question.")


def _question(course: Catalogue, item_id: str) -> Question:
    lesson_slug, _slash, item = item_id.partition("/")
    bank = course.banks.get(lesson_slug)
    if bank is None or item not in bank.items:
        raise NotFound("There is no such question.")
    return bank.items[item]


def _fields(prefix: str) -> Fields:
    return renamed({name: request.form.getlist(name) for name in request.form}, prefix)


def _back(slug: str, anchor: str) -> AnyResponse:
    return redirect(url_for("lessons.lesson", slug=slug, _anchor=anchor), 303)


def _neighbor(
    course: Catalogue, module: Module, here: Lesson, step: int
) -> tuple[str, Lesson] | None:
    """The lesson before or after, in this module or the next one that can be read."""
    readable = [slug for each in course.modules.values() for slug in each.lessons]
    at = readable.index(here.slug) + step
    if not 0 <= at < len(readable):
        return None
    other = course.lessons[readable[at]]
    return ("" if other.module == module.slug else course.modules[other.module].title, other)


def _ends(module: Module, here: Lesson) -> bool:
    """It is the module's last lesson."""
    return here.slug == module.planned[-1].slug


def _stopped_at(printed: RenderedLesson, left: Trace) -> tuple[str, str] | None:
    """The anchor where the reader stopped, and the title of the section it is in."""
    if not 0.02 < left.share < 0.98:
        return None
    section = section_at(printed, left.anchor)
    return (left.anchor, section) if section else None
