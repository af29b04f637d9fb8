"""A term's own text as safe HTML: inline Markdown with `[[slug|words]]` as links."""

import re
from collections import defaultdict
from collections.abc import Container, Mapping

from markupsafe import Markup

from literacy.content.catalogue import Catalogue, Term
from literacy.lib.markdown import inline
from literacy.lib.slugs import slugify

_MARK = re.compile(r"\[\[([^\[\]|]{1,80})(?:\|([^\[\]|]{1,160}))?\]\]")


def shown(text: str, known: Container[str] | None = None) -> Markup:
    """The text with its marked terms linked; those that are not `known` yet are plain words."""
    return inline(with_links(text, known))


def with_links(text: str, known: Container[str] | None = None) -> str:
    """The Markdown with each `[[slug|words]]` as a link to its term."""

    def linked(mark: re.Match[str]) -> str:
        slug, words = slugify(mark[1]), mark[2] or mark[1]
        return f"[{words}](/glossary/{slug})" if known is None or slug in known else words

    return _MARK.sub(linked, text)


def unlinked(text: str) -> str:
    """The text as Markdown, its marked terms as plain words."""
    return _MARK.sub(lambda mark: mark[2] or mark[1], text)


def plain(text: str) -> str:
    """The text with neither links nor Markdown, for the search in the page."""
    return inline(unlinked(text)).striptags()


def lessons_by_term(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """For each term the lessons that mark it or list it, in course order."""
    uses: dict[str, dict[str, None]] = defaultdict(dict)
    for module in catalogue.modules.values():
        for slug in module.lessons:
            lesson = catalogue.lessons[slug]
            marked = (mark[1] for mark in _MARK.finditer(lesson.body))
            for term in (*lesson.terms, *marked):
                uses[term][slug] = None
    return {term: tuple(lessons) for term, lessons in uses.items()}


def related(term: Term, catalogue: Catalogue) -> tuple[Term, ...]:
    """Its related terms, and those that name it as theirs; retired ones are left out."""
    back = (other.slug for other in catalogue.terms.values() if term.slug in other.related)
    slugs = dict.fromkeys((*term.related, *back))
    known = (catalogue.terms[slug] for slug in slugs if slug in catalogue.terms)
    return tuple(term for term in known if term.status != "retired")
