"""Where readers say that a term is not clear, and where a page tells that it was opened."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Term
from literacy.glossary.readers import actions
from literacy.glossary.uses import readable
from literacy.lib.errors import Invalid, NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, transaction

blueprint = Blueprint("glossary_readers", __name__)

THANKS = {
    "no": "Noted, without your name. IT sees which terms need better words.",
    "yes": "Good to know.",
}


@blueprint.post("/glossary/<slug>/clarity")
@requires(Permission.LEARN)
def clarity(slug: str) -> Response:
    """`clear` is yes or no; no counts once a person, and yes takes it back."""
    term, clear = _term(slug), request.form.get("clear", "")
    if clear not in THANKS:
        raise Invalid("Say whether the term was clear: yes or no.")
    with transaction() as saving:
        if clear == "no":
            why = request.form.get("why", "")[: actions.LONGEST_WHY]
            actions.vote_not_clear(saving, viewer(), term.slug, why=why, now=now())
        else:
            actions.take_vote_back(saving, viewer(), term.slug)
    notify(THANKS[clear])
    return redirect(url_for("glossary.term", slug=term.slug, _anchor=f"clear-{term.slug}"), 303)


@blueprint.post("/glossary/<slug>/opening")
@requires(Permission.LEARN)
def opening(slug: str) -> tuple[str, int]:
    """The day counts, and not who it was."""
    with transaction() as saving:
        actions.note_opening(saving, _term(slug).slug, now=now())
    return "", 204


def _term(slug: str) -> Term:
    found = next((term for term in readable(catalogue()) if term.slug == slug), None)
    if found is None:
        raise NotFound("The glossary has no such term. You can ask IT for it.")
    return found
