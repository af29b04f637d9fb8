"""Looking a word up, and asking for one that is missing."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.content.catalogue import Catalogue, Term
from literacy.glossary import actions, queries
from literacy.glossary.asking import Asked, alike, near, readers_first, step
from literacy.glossary.entry import plain, related, shown
from literacy.glossary.finding import by_letter, close, find, fold, named
from literacy.glossary.forms import TermRequestForm
from literacy.glossary.studio.queries import open_terms, said_by
from literacy.glossary.uses import LessonUse, Uses, readable, taught_in
from literacy.lib.errors import NotFound
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction

blueprint = Blueprint("glossary", __name__)
uses = Uses()

blueprint.add_app_template_filter(plain, "term_words")

TOLD_FOR = timedelta(days=14)
LETTERS = ("0–9", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@blueprint.app_template_filter("term_text")
def term_text(text: str) -> Markup:
    """The text with links to the terms that are in force."""
    return shown(text, _InForce(catalogue()))


@blueprint.get("/glossary/")
@requires(Permission.LEARN)
def index() -> str:
    """All terms A–Z or by module, or those that answer `q`."""
    course = catalogue()
    terms = published(course)
    query = request.args.get("q", "")[:80].strip()
    found = find(terms, query) if query else ()
    return render_template(
        "glossary/index.html",
        query=query,
        found=found,
        close=close(terms, query) if query and not found else (),
        count=len(terms),
        letters=LETTERS,
        groups=by_letter(terms),
        modules=[m for m in course.modules.values() if any(t.module == m.slug for t in terms)],
        answered=_answered(),
        by="module" if request.args.get("by") == "module" else "letter",
        terms=sorted(terms, key=lambda term: term.term.casefold()),
    )


@blueprint.get("/glossary/<slug>")
@requires(Permission.LEARN)
def term(slug: str) -> str | Response:
    course = catalogue()
    if slug in course.moved_terms:
        return redirect(url_for("glossary.term", slug=course.moved_terms[slug]), 308)
    entry = _term(course, slug)
    return render_template(
        "glossary/term.html",
        term=entry,
        module=course.modules.get(entry.module),
        related=related(entry, course),
        taught=_taught(course, entry),
        used=_used(course, entry),
        facts=[course.facts[fact] for fact in entry.facts if fact in course.facts],
        other_names=_other_names(entry),
        neighbors=_neighbors(course, entry),
        instead=course.terms.get(entry.replaced_by),
    )


@blueprint.get("/glossary/<slug>/card")
@requires(Permission.LEARN)
def card(slug: str) -> str:
    """The short form of a term, shown beside a lesson."""
    return render_template("glossary/card.html", term=_term(catalogue(), slug))


@blueprint.get("/glossary/request")
@requires(Permission.LEARN)
def ask() -> str:
    """The form, filled in from where the word was met; asked on a term's page, it is about that."""
    word, place = request.args.get("word", "")[:80], request.args.get("place", "")[:200]
    held = named(published(catalogue()), word) if word else None
    form = TermRequestForm(
        formdata=None,
        word=word,
        place=place,
        context=request.args.get("context", "")[:500],
        anyway=held is not None and place == url_for("glossary.term", slug=held.slug),
    )
    return _ask_page(form, held=held)


@blueprint.post("/glossary/request")
@requires(Permission.LEARN)
def send_ask() -> str | Response | tuple[str, int]:
    form = TermRequestForm()
    if not form.validate():
        return _ask_page(form), 422
    held = named(published(catalogue()), form.word.data)
    if held is not None and not form.anyway.data:
        return _ask_page(form, held=held)
    if not form.anyway.data and _twins(form.word.data):
        return _ask_page(form)
    with transaction() as saving:
        actions.request_term(
            saving,
            viewer(),
            word=form.word.data,
            context=form.context.data or "",
            place=form.place.data or "",
            now=now(),
        )
    notify(f"IT was asked about “{form.word.data}”. You will find the answer here.")
    return redirect(url_for("glossary.ask"), 303)


@blueprint.post("/glossary/request/<int(max=2147483647):request_id>/vote")
@requires(Permission.LEARN)
def vote(request_id: int) -> Response:
    with transaction() as saving:
        actions.join_request(saving, viewer(), request_id, now=now())
    notify("Counted. The more people ask, the sooner IT answers.")
    return redirect(url_for("glossary.ask"), 303)


def _answered() -> tuple[Asked, ...]:
    """What IT answered lately for this person."""
    return queries.answered_for(reading(), viewer(), since=now() - TOLD_FOR)


def _twins(word: str) -> bool:
    """Whether somebody asked for nearly the same; for the very same they are joined."""
    found = alike(queries.waiting_requests(reading()), word)
    return bool(found) and all(fold(each.word) != fold(word) for each in found)


def published(course: Catalogue) -> tuple[Term, ...]:
    """What learners may read; drafts and retired terms are not offered."""
    return readable(course)


def _ask_page(form: TermRequestForm, held: Term | None = None) -> str:
    mine = queries.requests_of(reading(), viewer())
    waiting = queries.waiting_requests(reading())
    word = form.word.data or ""
    read = {each.newest.slug: each.newest for each in open_terms(reading()) if each.in_review}
    said = said_by(reading(), viewer())
    return render_template(
        "glossary/ask.html",
        form=form,
        held=held,
        near=near(published(catalogue()), word) if word and held is None else (),
        alike=alike(waiting, word),
        mine=mine,
        steps={each.id: step(each, in_review=each.slug in read) for each in mine},
        others=waiting,
        to_read=[
            (slug, read[slug].wording.term)
            for slug in readers_first(read, mine, viewer().role)
            if read[slug].id not in said
        ],
    )


@dataclass(frozen=True, slots=True)
class _InForce:
    """The addresses under /glossary/ that lead to a term, today's and former ones."""

    course: Catalogue

    def __contains__(self, slug: object) -> bool:
        return slug in self.course.terms or slug in self.course.moved_terms


def _term(course: Catalogue, slug: str) -> Term:
    entry = course.terms.get(slug)
    if entry is None or entry.status not in ("published", "revising", "retired"):
        raise NotFound("The glossary has no such term. You can ask IT for it.")
    return entry


def _taught(course: Catalogue, entry: Term) -> list[tuple[str, str, bool]]:
    """(slug, title, can be read) of each lesson that teaches the term."""
    titles = {
        each.slug: each.title for module in course.modules.values() for each in module.planned
    }
    return [
        (slug, titles.get(slug, slug), slug in course.lessons) for slug in taught_in(entry, course)
    ]


def _used(course: Catalogue, entry: Term) -> list[LessonUse]:
    """The other lessons in which the word is linked."""
    taught = taught_in(entry, course)
    return [each for each in uses.of(course).get(entry.slug, ()) if each.slug not in taught]


def _other_names(entry: Term) -> list[str]:
    """What it is called besides; the title and the words under it are read already."""
    told = {entry.term.casefold(), entry.expands.casefold()}
    return [name for name in entry.also if name.casefold() not in told]


def _neighbors(course: Catalogue, entry: Term) -> list[Term]:
    """The other terms of its module, by name."""
    same = [each for each in published(course) if each.module == entry.module]
    return sorted(same, key=lambda each: each.term.casefold())
