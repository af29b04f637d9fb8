"""Where authors find what wants explaining, what is under way, and what is wrong with the files."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.glossary import actions, queries
from literacy.glossary.actions import Decision
from literacy.glossary.finding import close, named
from literacy.glossary.studio import queries as terms
from literacy.glossary.studio.forms import DecisionForm
from literacy.glossary.views.reading import published
from literacy.lib.errors import Invalid
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, local_path, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("author", __name__)

_REQUEST = "/author/requests/<int(max=2147483647):request_id>"


@blueprint.get("/author/")
@requires(Permission.WRITE)
def index() -> str:
    return render_template(
        "author/index.html",
        requests=queries.open_requests(reading()),
        accepted={each.slug: each for each in queries.accepted_requests(reading())},
        under_way=terms.open_terms(reading()),
        kept=terms.kept_drafts(reading(), viewer()),
        lately=terms.lately(reading()),
        problems=services().shelf.problems,
        course=catalogue(),
    )


@blueprint.get(_REQUEST)
@requires(Permission.WRITE)
def request(request_id: int) -> str:
    """One request: write it, or say what becomes of it."""
    return _page(request_id, DecisionForm(formdata=None))


@blueprint.post(f"{_REQUEST}/decision")
@requires(Permission.WRITE)
def decide(request_id: int) -> str | Response | tuple[str, int]:
    form = DecisionForm()
    if not form.validate_on_submit():
        return _page(request_id, form), 422
    held = named(published(catalogue()), form.slug.data or "") if form.slug.data else None
    if form.slug.data and held is None:
        form.slug.errors = ("The glossary has no entry of that name.",)
        return _page(request_id, form), 422
    try:
        with transaction() as saving:
            actions.settle_request(
                saving,
                viewer(),
                request_id,
                decision=Decision(form.decision.data),
                reason=form.reason.data,
                slug=held.slug if held else "",
                settings=services().settings,
                now=now(),
            )
    except Invalid as refused:
        form.slug.errors = (str(refused),)
        return _page(request_id, form), 422
    notify("Settled. Everybody who asked is told, here and by mail.")
    return redirect("/author/", 303)


def _page(request_id: int, form: DecisionForm) -> str:
    asked = queries.waiting_request(reading(), request_id)
    return render_template(
        "author/request.html",
        asked=asked,
        place=local_path(asked.place, ""),
        form=form,
        near=close(published(catalogue()), asked.word),
    )
