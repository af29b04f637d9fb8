"""Writing a term: the form, what it looks like, and what it still needs; nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue
from literacy.glossary.actions import accept_request
from literacy.glossary.asking import Asked
from literacy.glossary.queries import waiting_request
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import drafts, publication
from literacy.glossary.studio.actions.drafts import Clash, Saved
from literacy.glossary.studio.actions.revisions import Raced
from literacy.glossary.studio.checking import Coming, named_in
from literacy.glossary.studio.forms import TermForm
from literacy.glossary.studio.queries import History
from literacy.glossary.studio.sheet import Sheet, resolved, sheet
from literacy.glossary.studio.wording import LABELS, Wording, from_json, text_of, with_text
from literacy.glossary.studio.workflow import OPEN
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.lib.slugs import slugify
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("terms", __name__, url_prefix="/author/terms")


@dataclass(frozen=True, slots=True)
class _Start:
    """What the form opens with."""

    wording: Wording
    based_on: int
    kept: bool = False


@blueprint.get("/new")
@requires(Permission.WRITE)
def new() -> str:
    """A new term, with what was typed before, or for a request."""
    asked = request.args.get("request", "")
    start = _new_start(asked)
    first = "definition" if start.wording.term else "term"
    return _page("", _form(start, asked), kept=start.kept, first=first)


@blueprint.post("/new")
@requires(Permission.WRITE)
def create() -> str | Response | tuple[str, int]:
    form = TermForm()
    wording = _typed(form, Wording())
    if not form.validate_on_submit() or request.form.get("then") == "preview":
        return _again("", form, wording)
    try:
        with transaction() as saving:
            slug = drafts.begin(
                saving, viewer(), wording, base=_base(), why=form.reason.data or "", now=now()
            )
            if (form.request_id.data or "").isdecimal():
                accept_request(saving, viewer(), int(form.request_id.data), slug=slug)
    except (Invalid, Conflict) as refused:
        return _again("", form, wording, refused=str(refused))
    return _then(slug)


@blueprint.get("/<slug>")
@requires(Permission.WRITE)
def edit(slug: str) -> str:
    start = _start(slug, _history(slug))
    return _page(slug, _form(start), kept=start.kept)


@blueprint.post("/<slug>")
@requires(Permission.WRITE)
def save(slug: str) -> str | Response | tuple[str, int]:
    form = TermForm()
    wording = _typed(form, _history(slug).newest.wording)
    if not form.validate_on_submit() or request.form.get("then") == "preview":
        return _again(slug, form, wording)
    saved = _save(slug, form, wording)
    if isinstance(saved, Clash):
        return _clash(slug, saved), 422
    return _then(slug, _meanwhile(saved))


@blueprint.post("/typing")
@requires(Permission.WRITE)
def typing() -> str:
    """Keep what is being typed, and say what it looks like now."""
    form = TermForm()
    slug = request.form.get("slug", "")
    before = _history(slug).newest.wording if slug else Wording()
    wording = _typed(form, before)
    _keep(slug, form, wording)
    return render_template("author/_sheet.html", sheet=_sheet(slug, wording), fragment=True)


@blueprint.post("/<slug>/forgotten")
@requires(Permission.WRITE)
def forget(slug: str) -> Response:
    """Drop what was typed and not saved; `new` is the term that has no slug yet."""
    with transaction() as saving:
        drafts.forget(saving, viewer(), "" if slug == "new" else slug)
    notify("What you had not saved is gone. This is the entry as it stands.")
    return redirect(f"/author/terms/{slug}", 303)


def _meanwhile(saved: Saved) -> str:
    """What somebody else changed since this person opened the term, as a sentence."""
    fields = ", ".join(LABELS[key] for key in saved.taken)
    return f"{saved.other} changed {fields} meanwhile: both changes are kept. " if fields else ""


def _then(slug: str, meanwhile: str = "") -> Response:
    """After saving: stay, send it for review, or publish where one approval is enough."""
    step = request.form.get("then", "")
    if step not in ("review", "publish"):
        notify(f"Saved. {meanwhile}Only authors see it until it is published.")
        return redirect(url_for("terms.edit", slug=slug), 303)
    try:
        _step(slug, step)
    except (Invalid, Conflict) as refused:
        notify(f"Saved as a draft. {meanwhile}{refused}", kind="warn")
        return redirect(url_for("terms.edit", slug=slug), 303)
    if step == "publish":
        notify("Published. Search and every lesson have it now, and who asked is told.")
        return redirect(f"/glossary/{slug}", 303)
    notify("In review. A marketer reads it next, then somebody else in IT.")
    return redirect(url_for("term_review.review", slug=slug), 303)


def _step(slug: str, step: str) -> None:
    number = _history(slug).newest.number
    with transaction() as saving:
        if step == "review":
            drafts.submit(saving, viewer(), slug, number=number, base=_base(), now=now())
        else:
            settings = services().settings
            publication.publish(
                *(saving, viewer(), slug),
                number=number, base=_base(), settings=settings, now=now(),
            )  # fmt: skip


def _save(slug: str, form: TermForm, wording: Wording) -> Saved | Clash:
    """Once more when somebody saved at the same moment: then their wording can be merged with."""
    for _try in range(2):
        try:
            with transaction() as saving:
                return drafts.save(
                    *(saving, viewer(), slug, wording),
                    base=_base(), based_on=form.based_on.data, why=form.reason.data or "",
                    now=now(),
                )  # fmt: skip
        except Raced:
            continue
    raise Conflict("Several people save this term right now. What you typed is kept: try again.")


def _again(
    slug: str, form: TermForm, wording: Wording, *, refused: str = ""
) -> str | tuple[str, int]:
    """The page once more, with everything that was typed, which is kept as well."""
    _keep(slug, form, wording)
    page = _page(slug, form, refused=refused)
    return (page, 422) if refused or form.errors else page


def _keep(slug: str, form: TermForm, wording: Wording) -> None:
    with transaction() as saving:
        based_on = form.based_on.data or 0
        drafts.keep(saving, viewer(), slug, wording, based_on=based_on, now=now())


def _clash(slug: str, clash: Clash) -> str:
    """Both versions by field; the form holds the merged one and is based on theirs."""
    form = TermForm.filled(clash.merged.wording, based_on=clash.theirs.number)
    with transaction() as saving:
        drafts.keep(
            *(saving, viewer(), slug, clash.merged.wording),
            based_on=clash.theirs.number, now=now(),
        )  # fmt: skip
    theirs = {key: text_of(clash.theirs.wording, key) for key in clash.merged.clashes}
    return _page(slug, form, clash=clash, theirs=theirs)


def _page(slug: str, form: TermForm, **shown: object) -> str:
    course = catalogue()
    history = queries.history(reading(), slug, _base()) if slug else None
    return render_template(
        "author/edit.html",
        **shown,
        slug=slug,
        form=form,
        history=history,
        is_open=history is not None and history.newest.state in OPEN,
        sheet=_sheet(slug, _typed(form, Wording())),
        owners=sorted({term.owner for term in course.terms.values()}),
        modules=course.modules.values(),
        one_approval=services().settings.term_approvals < 2,
        asked=_asked(form.request_id.data or ""),
    )


def _sheet(slug: str, wording: Wording) -> Sheet:
    return sheet(slug, wording, catalogue(), today=now().date(), coming=_coming(wording))


def _typed(form: TermForm, before: Wording) -> Wording:
    typed = form.wording(before)
    return with_text(typed, resolved(typed, catalogue(), _coming(typed)))


def _coming(wording: Wording) -> Mapping[str, Coming]:
    """Open drafts that the wording names, by their addresses or by their names."""
    named = {slugify(each) for each in wording.related} | named_in(wording)
    return queries.coming(reading(), named, catalogue())


def _form(start: _Start, asked: str = "") -> TermForm:
    return TermForm.filled(start.wording, based_on=start.based_on, request_id=asked)


def _new_start(asked: str) -> _Start:
    kept = queries.kept_draft(reading(), viewer(), "")
    if kept is not None and not asked:
        return _Start(from_json(kept.fields), 0, kept=True)
    request_ = _asked(asked)
    word = request_.word if request_ else request.args.get("term", "")[:80]
    return _Start(Wording(term=_as_heading(word)), 0)


def _as_heading(word: str) -> str:
    """“load balancer” as “Load balancer”; what has capitals of its own keeps them."""
    return word[:1].upper() + word[1:] if word.islower() else word


def _asked(request_id: str) -> Asked | None:
    """The request that this term answers, while it waits."""
    if not request_id.isdecimal() or len(request_id) > 9:
        return None
    try:
        return waiting_request(reading(), int(request_id))
    except NotFound:
        return None


def _start(slug: str, history: History) -> _Start:
    kept = queries.kept_draft(reading(), viewer(), slug)
    if kept is not None:
        return _Start(from_json(kept.fields), kept.based_on, kept=True)
    return _Start(history.newest.wording, history.newest.number)


def _history(slug: str) -> History:
    found = queries.history(reading(), slug, _base())
    if found is None:
        raise NotFound("There is no such term. You can write it.")
    return found


def _base() -> Catalogue:
    return services().shelf.catalogue
