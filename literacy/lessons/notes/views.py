"""A reader's notes: kept from the lesson, found again on a page of her own."""

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Lesson
from literacy.lessons.models import Note
from literacy.lessons.notes import actions, queries
from literacy.lessons.notes.passages import Passage, by_section, passages
from literacy.lessons.notes.sheet import NoteSeen, in_order, seen
from literacy.lessons.press import press
from literacy.lib.errors import Invalid, NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, local_path, now, reading, transaction, wants_json

blueprint = Blueprint("notes", __name__)

_NOTE = "/me/notes/<int(max=2147483647):note_id>"


@blueprint.get("/me/notes")
@requires(Permission.LEARN)
def notes() -> str:
    search = " ".join(request.args.get("q", "")[:100].split())
    number = request.args.get("page", 1, type=int)
    page = queries.page_of(reading(), viewer(), search=search, number=number, now=now())
    return render_template("notes/notes.html", page=page, notes=_all_seen(page), search=search)


@blueprint.get("/lessons/<slug>/notes")
@requires(Permission.LEARN)
def choose(slug: str) -> str:
    """Every paragraph of the lesson with a button: for who has no script, no mouse, no screen."""
    here = _lesson(slug)
    found = _passages(here)
    kept = {note.spot.anchor for note in _seen_in(here, found) if not note.is_removed}
    return render_template(
        "notes/choose.html", lesson=here, sections=by_section(found.values()), kept=kept
    )


@blueprint.post("/lessons/<slug>/notes")
@requires(Permission.LEARN)
def keep(slug: str) -> AnyResponse:
    here = _lesson(slug)
    passage = _passages(here).get(request.form.get("anchor", ""))
    if passage is None:
        raise Invalid("This place is not in the lesson. Load the lesson again, and choose one.")
    with transaction() as saving:
        note = actions.keep(saving, viewer(), here.id, passage, now=now())
    return redirect(url_for("lessons.lesson", slug=slug, _anchor=f"note-{note.id}"), 303)


@blueprint.post(_NOTE)
@requires(Permission.LEARN)
def write(note_id: int) -> AnyResponse:
    """The words of a note; a page that saves while one types asks for no page back."""
    text = request.form.get("text", "").replace("\r\n", "\n")
    try:
        with transaction() as saving:
            note = actions.write(saving, viewer(), note_id, text, now=now())
    except Invalid as refused:
        return _refused(note_id, text, refused)
    if wants_json():
        return make_response("", 204)
    notify("Your note is saved.")
    return _back(note)


@blueprint.post(f"{_NOTE}/removal")
@requires(Permission.LEARN)
def remove(note_id: int) -> AnyResponse:
    with transaction() as saving:
        note = actions.remove(saving, viewer(), note_id, now=now())
    return _back(note)


@blueprint.post(f"{_NOTE}/removal/undo")
@requires(Permission.LEARN)
def bring_back(note_id: int) -> AnyResponse:
    with transaction() as saving:
        note = actions.bring_back(saving, viewer(), note_id)
    return _back(note)


def notes_html(here: Lesson) -> str:
    """The reader's notes in this lesson, for the place that the lesson page has for them."""
    found = _passages(here)
    listed = in_order(_seen_in(here, found), found)
    return render_template("notes/_in_lesson.html", notes=listed)


def _seen_in(here: Lesson, found: dict[str, Passage]) -> list[NoteSeen]:
    own = queries.notes_in(reading(), viewer(), here.id, now=now())
    return [seen(note, catalogue(), found) for note in own]


def _all_seen(page: queries.Page) -> list[NoteSeen]:
    """Notes of many lessons; each lesson's paragraphs are looked through once."""
    course = catalogue()
    lessons = {each.id: each for each in course.lessons.values()}
    named = {note.lesson for note in page.notes} & lessons.keys()
    found = {name: _passages(lessons[name]) for name in named}
    return [seen(note, course, found.get(note.lesson)) for note in page.notes]


def _refused(note_id: int, text: str, refused: Invalid) -> Response:
    """Nothing typed is lost: the note comes back with its words and the reason."""
    if wants_json():
        raise refused
    note = seen(queries.kept(queries.note_of(reading(), viewer(), note_id)), catalogue(), None)
    page = render_template("notes/refused.html", note=note, text=text, problem=str(refused))
    return make_response(page, 422)


def _back(note: Note) -> AnyResponse:
    """To where the form stood: the page of all notes, or the lesson."""
    anchor = f"#note-{note.id}"
    lesson = seen(queries.kept(note), catalogue(), None).slug
    otherwise = f"/lessons/{lesson}{anchor}" if lesson else f"/me/notes{anchor}"
    return redirect(local_path(request.form.get("next"), otherwise), 303)


def _lesson(slug: str) -> Lesson:
    here = catalogue().lessons.get(slug)
    if here is None:
        raise NotFound("There is no such lesson. The course map shows all of them.")
    return here


def _passages(here: Lesson) -> dict[str, Passage]:
    return dict(passages(press.printed(here, catalogue(), today=now().date())))
