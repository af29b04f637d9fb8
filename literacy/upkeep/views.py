"""The health of the glossary, and what a term's page says about its reader."""

from flask import Blueprint, render_template

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Term
from literacy.glossary.queries import open_requests
from literacy.glossary.uses import taught_in
from literacy.search.queries import most_missed
from literacy.upkeep import queries
from literacy.upkeep.jargon import Jargons
from literacy.upkeep.standing import TermNow
from literacy.web.access import requires, viewer
from literacy.web.request import catalogue, now, reading

blueprint = Blueprint("upkeep", __name__)
jargons = Jargons()


@blueprint.app_template_global("term_now")
def term_now(term: Term) -> TermNow:
    """For the term's page and card, which lie below the features that know the reader."""
    course = catalogue()
    taught = (course.lessons[slug] for slug in taught_in(term, course) if slug in course.lessons)
    return queries.term_now(reading(), viewer(), term, taught, today=now().date())


@blueprint.get("/author/jargon")
@requires(Permission.WRITE)
def jargon() -> str:
    found = jargons.of(
        catalogue(),
        asked=[each.word for each in open_requests(reading())],
        sought=[each.words for each in most_missed(reading(), most=200)],
    )
    return render_template("upkeep/jargon.html", found=found)
