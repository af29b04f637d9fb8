"""Reviewing a term, its history, and its end: what changed, who said what, what comes next."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue
from literacy.glossary.entry import lessons_by_term
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import drafts, publication
from literacy.glossary.studio.actions import review as reviewing
from literacy.glossary.studio.differences import counts, differences
from literacy.glossary.studio.forms import (
    ApprovalForm,
    CommentForm,
    ReasonForm,
    RetirementForm,
    VersionForm,
)
from literacy.glossary.studio.queries import History
from literacy.glossary.studio.sheet import to_come
from literacy.glossary.studio.wording import LABELS, Wording
from literacy.glossary.studio.workflow import OPEN, State, waits_for
from literacy.lib.errors import Conflict, Forbidden, Invalid, NotFound
from literacy.lib.slugs import slugify
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("term_review", __name__, url_prefix="/author/terms/<slug>")


@blueprint.get("/review")
@requires(Permission.WRITE)
def review(slug: str) -> str:
    """What is open of a term: the change by field, approvals, comments."""
    history = _history(slug)
    newest, live = history.newest, history.live
    changes = differences(live.wording if live else Wording(), newest.wording)
    given = queries.approvals(reading(), newest.id)
    needed = services().settings.term_approvals
    return render_template(
        "author/review.html",
        slug=slug,
        history=history,
        newest=newest,
        live=live,
        changes=changes,
        counts=counts(changes),
        approvals=given,
        waiting=waits_for(
            [each.approval for each in given],
            needed=needed,
            has_facts=bool(newest.wording.facts),
        ),
        in_review=newest.state is State.IN_REVIEW,
        is_open=newest.state in OPEN,
        uses=to_come(slug, newest.wording, catalogue(), today=now().date()),
        mine=viewer().id in history.writers,
        one_approval=needed < 2,
        comments=queries.comments(reading(), slug),
        comment_form=CommentForm(formdata=None, number=newest.number),
        labels=LABELS,
    )


@blueprint.get("/history")
@requires(Permission.WRITE)
def history(slug: str) -> str:
    """Every version, newest first, with what it changed."""
    past = _history(slug)
    steps = [
        (each, differences(before.wording if before else Wording(), each.wording))
        for before, each in zip((None, *past.revisions), past.revisions, strict=False)
    ]
    return render_template(
        "author/history.html",
        slug=slug,
        history=past,
        steps=steps[::-1],
        is_open=past.newest.state in OPEN,
        uses=lessons_by_term(catalogue()).get(slug, ()),
        retire_form=RetirementForm(formdata=None, number=past.newest.number),
        can_retire=past.stage.value == "published",
    )


@blueprint.post("/submission")
@requires(Permission.WRITE)
def submit(slug: str) -> Response:
    def act(saving: Any, number: int) -> None:
        drafts.submit(saving, viewer(), slug, number=number, base=_base(), now=now())

    return _step(slug, VersionForm(), act, "In review. A marketer reads it next.")


@blueprint.post("/approval")
@requires(Permission.WRITE)
def approve(slug: str) -> Response:
    form = ApprovalForm()

    def act(saving: Any, number: int) -> None:
        checked = form.checked_facts.data
        reviewing.approve(
            *(saving, viewer(), slug),
            number=number, checked_facts=checked, base=_base(), now=now(),
        )  # fmt: skip

    return _step(slug, form, act, "Approved. It can be published now.")


@blueprint.post("/return")
@requires(Permission.WRITE)
def send_back(slug: str) -> Response:
    form = ReasonForm()

    def act(saving: Any, number: int) -> None:
        reviewing.send_back(
            *(saving, viewer(), slug), number=number, why=form.reason.data, base=_base(), now=now()
        )

    return _step(slug, form, act, "Sent back to its writer, with your reason.")


@blueprint.post("/publication")
@requires(Permission.WRITE)
def publish(slug: str) -> Response:
    def act(saving: Any, number: int) -> None:
        publication.publish(
            *(saving, viewer(), slug),
            number=number, base=_base(), settings=services().settings, now=now(),
        )  # fmt: skip

    said = "Published. Search and every lesson have it now, and who asked is told."
    return _step(slug, VersionForm(), act, said, after=f"/glossary/{slug}")


@blueprint.post("/comments")
@requires(Permission.WRITE)
def comment(slug: str) -> Response:
    form = CommentForm()

    def act(saving: Any, number: int) -> None:
        reviewing.comment(
            *(saving, viewer(), slug),
            number=number, field=form.field.data, text=form.text.data, base=_base(), now=now(),
        )  # fmt: skip

    return _step(slug, form, act, "Your comment is beside the version it is about.")


@blueprint.post("/end")
@requires(Permission.WRITE)
def drop(slug: str) -> Response:
    form = ReasonForm()

    def act(saving: Any, number: int) -> None:
        drafts.drop(
            *(saving, viewer(), slug), number=number, why=form.reason.data, base=_base(), now=now()
        )

    return _step(slug, form, act, "Dropped. The draft stays in the history.", after="/author/")


@blueprint.post("/retirement")
@requires(Permission.WRITE)
def retire(slug: str) -> Response:
    form = RetirementForm()

    def act(saving: Any, number: int) -> None:
        publication.retire(
            *(saving, viewer(), slug),
            number=number, replaced_by=slugify(form.replaced_by.data or ""),
            why=form.reason.data, base=_base(), now=now(),
        )  # fmt: skip

    said = "Retired. Its page stays, and says what took its place."
    return _step(slug, form, act, said, back="history")


@blueprint.post("/restoration")
@requires(Permission.WRITE)
def restore(slug: str) -> Response:
    def act(saving: Any, number: int) -> None:
        at_once = publication.restore(
            saving, viewer(), slug, number=number, base=_base(), now=now()
        )
        what = "It is in force now." if at_once else "It is a draft: review it, then publish."
        notify(f"Version {number} is back. {what}")

    return _step(slug, VersionForm(), act, "", back="history")


def _step(
    slug: str,
    form: VersionForm,
    act: Callable[[Any, int], None],
    said: str,
    *,
    after: str = "",
    back: str = "review",
) -> Response:
    """One step of a term; a refusal comes back to the page it was asked on, as a sentence."""
    here = url_for(f"term_review.{back}", slug=slug)
    if not form.validate_on_submit():
        notify(next(iter(form.errors.values()))[0], kind="warn")
        return redirect(here, 303)
    try:
        with transaction() as saving:
            act(saving, form.number.data)
    except (Invalid, Conflict, Forbidden) as refused:
        notify(str(refused), kind="warn")
        return redirect(here, 303)
    if said:
        notify(said)
    return redirect(after or here, 303)


def _history(slug: str) -> History:
    found = queries.history(reading(), slug, _base())
    if found is None:
        raise NotFound("There is no such term.")
    return found


def _base() -> Catalogue:
    return services().shelf.catalogue
