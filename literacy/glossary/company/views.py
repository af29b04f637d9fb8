"""Where authors write what their own company does beside the course's text."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.glossary.company import actions, queries
from literacy.glossary.company.forms import NoteForm
from literacy.glossary.company.notes import LONGEST, About, Note, Subject, placed, subject
from literacy.lib.errors import Conflict, NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction

blueprint = Blueprint("company", __name__)


@blueprint.get("/author/notes")
@requires(Permission.WRITE)
def notes() -> str:
    return render_template(
        "company/notes.html", notes=placed(catalogue(), queries.all_notes(reading()))
    )


@blueprint.get("/author/notes/<any(term, lesson):about>/<slug>")
@requires(Permission.WRITE)
def note(about: str, slug: str) -> str:
    on = _subject(about, slug)
    held = queries.note_on(reading(), on)
    text, number = (held.text, held.number) if held else ("", 0)
    return _page(on, NoteForm(formdata=None, text=text, based_on=str(number)))


@blueprint.post("/author/notes/<any(term, lesson):about>/<slug>")
@requires(Permission.WRITE)
def write(about: str, slug: str) -> str | Response | tuple[str, int]:
    on = _subject(about, slug)
    form = NoteForm()
    if not form.validate():
        return _page(on, form), 422
    try:
        with transaction() as saving:
            actions.write_note(
                saving, viewer(), on, text=form.text.data, based_on=form.version, now=now()
            )
    except Conflict:
        return _both(on, form), 422
    notify("Your company’s note is shown." if form.text.data else "The note is taken away.")
    return redirect(on.address, 303)


@blueprint.post("/author/notes/<any(term, lesson):about>/<slug>/restoration")
@requires(Permission.WRITE)
def restore(about: str, slug: str) -> Response:
    on = _subject(about, slug)
    number = request.form.get("number", 0, type=int)
    with transaction() as saving:
        actions.restore_note(saving, viewer(), on, number, now=now())
    notify(f"Version {number} is shown again.")
    return redirect(on.address, 303)


def _subject(about: str, slug: str) -> Subject:
    found = subject(catalogue(), About(about), slug)
    if found is None:
        raise NotFound("The course has nothing of this name to write a note on.")
    return found


def _page(on: Subject, form: NoteForm, theirs: Note | None = None) -> str:
    return render_template(
        "company/note.html",
        subject=on,
        form=form,
        theirs=theirs,
        longest=LONGEST,
        history=queries.history(reading(), on),
    )


def _both(on: Subject, form: NoteForm) -> str:
    """What was typed stays in the field; the other version stands beside it."""
    theirs = queries.note_on(reading(), on)
    form.based_on.data = str(theirs.number if theirs else 0)
    return _page(on, form, theirs)
