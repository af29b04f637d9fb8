"""A marketer reads a term before everybody does, and says it in own words."""

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import review
from literacy.glossary.studio.forms import RestatementForm, StoppedForm
from literacy.glossary.studio.queries import Revision
from literacy.glossary.studio.wording import dated, term_of
from literacy.glossary.studio.workflow import Side, State, side_of
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("first_reading", __name__, url_prefix="/glossary/<slug>/first-reading")


@blueprint.get("")
@requires(Permission.LEARN)
def read(slug: str) -> str:
    """The entry as it will be, and room for one sentence of one's own."""
    return _page(slug, RestatementForm(formdata=None), StoppedForm(formdata=None))


@blueprint.post("/restatement")
@requires(Permission.LEARN)
def restate(slug: str) -> str | Response | tuple[str, int]:
    form = RestatementForm()
    if not form.validate_on_submit():
        return _page(slug, form, StoppedForm(formdata=None)), 422
    try:
        with transaction() as saving:
            review.restate(
                *(saving, viewer(), slug),
                number=form.number.data, text=form.text.data, base=_base(), now=now(),
            )  # fmt: skip
    except (Invalid, Conflict) as refused:
        form.text.errors = (str(refused),)
        return _page(slug, form, StoppedForm(formdata=None)), 422
    notify("Thank you. IT checks your words next, and then everybody gets the entry.")
    return redirect("/glossary/request", 303)


@blueprint.post("/stop")
@requires(Permission.LEARN)
def stop(slug: str) -> str | Response | tuple[str, int]:
    form = StoppedForm()
    if not form.validate_on_submit():
        return _page(slug, RestatementForm(formdata=None), form), 422
    _reviewed(slug)
    with transaction() as saving:
        review.send_back(
            *(saving, viewer(), slug),
            number=form.number.data, why=form.reason.data, base=_base(), now=now(),
        )  # fmt: skip
    notify("Thank you. A text that stops its reader goes back to its writer, with your words.")
    return redirect("/glossary/request", 303)


def _page(slug: str, form: RestatementForm, stopped: StoppedForm) -> str:
    reviewed = _reviewed(slug)
    return render_template(
        "glossary/first_reading.html",
        slug=slug,
        term=_term(reviewed),
        number=reviewed.number,
        form=form,
        stopped=stopped,
    )


def _reviewed(slug: str) -> Revision:
    """What waits for a marketer; to everybody else it is not there."""
    history = queries.history(reading(), slug, _base())
    if (
        history is None
        or history.newest.state is not State.IN_REVIEW
        or side_of(viewer().role) is not Side.MARKETING
    ):
        raise NotFound("This entry isn’t waiting for a reader. Perhaps it is published by now.")
    return history.newest


def _term(reviewed: Revision) -> Term:
    wording = dated(reviewed.wording, today=now().date())
    return term_of(reviewed.slug, wording, status="published", module="")


def _base() -> Catalogue:
    return services().shelf.catalogue
