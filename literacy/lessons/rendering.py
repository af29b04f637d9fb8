"""A lesson's Markdown as safe HTML in parts; what differs per reader is a slot."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, takewhile
from types import MappingProxyType

from markdown_it.token import Token
from markupsafe import Markup

from literacy.content.catalogue import Catalogue, Fact, LabMission, Lesson
from literacy.content.containers import scan
from literacy.content.markup import parser, words_of
from literacy.glossary.linking import Linker, TermUse, scope_of
from literacy.lessons.blocks import CONTAINERS, questions_of
from literacy.lessons.parts import Html, Part, TemplateText
from literacy.lessons.writing import Piece, Writer, checked, closing, joined, spoken_date
from literacy.lib.markdown import inline

Stop = tuple[str, str]
"""An anchor and a title in the outline."""

_SECTION = ("heading_open", "h2")


@dataclass(frozen=True, slots=True)
class RenderedLesson:
    """A lesson ready to be shown; `minutes_left` is by anchor of the outline."""

    parts: tuple[Part, ...]
    outline: tuple[Stop, ...]
    minutes_left: Mapping[str, int]
    questions: tuple[str, ...]
    terms: tuple[TermUse, ...]
    facts: tuple[str, ...]
    figures: tuple[str, ...]
    templates: tuple[TemplateText, ...]


def render(lesson: Lesson, catalogue: Catalogue, linker: Linker, *, today: date) -> RenderedLesson:
    """Depends on nothing but its arguments, so it may be kept for (digest, version, day)."""
    tokens = parser().parse(lesson.body)
    terms = linker.link(tokens, scope_of(lesson))
    figure, listing = _numbers_before(lesson, catalogue)
    writer = Writer(
        *(lesson, catalogue, today, CONTAINERS, tuple(_missions(tokens))),
        figure=figure,
        listing=listing,
    )
    pieces = [*writer.pieces(tokens), *_fact_notes(writer.facts.values(), today)]
    return RenderedLesson(
        parts=tuple(_parts(pieces)),
        outline=tuple(_outline(tokens)),
        minutes_left=MappingProxyType(dict(_minutes_left(tokens, lesson.minutes))),
        questions=_questions(tokens),
        terms=terms,
        facts=tuple(writer.facts),
        figures=tuple(writer.figures),
        templates=tuple(writer.templates),
    )


def _numbers_before(lesson: Lesson, catalogue: Catalogue) -> tuple[int, int]:
    """Figures and listings of the module's earlier lessons: numbers run through a module."""
    module = catalogue.modules.get(lesson.module)
    slugs = module.lessons if module else ()
    earlier = takewhile(lambda slug: slug != lesson.slug, slugs)
    bodies = (catalogue.lessons[slug].body for slug in earlier if slug in catalogue.lessons)
    names = [container.name for body in bodies for container in scan(body).containers]
    return names.count("figure"), names.count("code")


def _missions(tokens: Sequence[Token]) -> Iterator[LabMission]:
    """The labs in the order in which they stand in the text."""
    for token in tokens:
        if token.type == "container_lab_open":
            keys = token.meta["keys"]
            yield LabMission(keys.get("name", ""), keys.get("mission", ""))


def _parts(pieces: Iterable[Piece]) -> Iterator[Part]:
    for is_html, run in groupby(pieces, key=lambda piece: isinstance(piece, Markup)):
        if is_html:
            yield Html(joined(piece for piece in run if isinstance(piece, Markup)))
        else:
            yield from (piece for piece in run if not isinstance(piece, Markup))


def _outline(tokens: Sequence[Token]) -> Iterator[Stop]:
    for position in _stops(tokens):
        token = tokens[position]
        if token.type == "heading_open":
            title = words_of(tokens[position + 1])
        else:
            title = token.meta["keys"].get("title", "The situation")
        yield str(token.attrs["id"]), title


def _stops(tokens: Sequence[Token]) -> list[int]:
    """Where the story and the sections begin."""
    return [
        position
        for position, token in enumerate(tokens)
        if token.level == 0
        and (token.type == "container_story_open" or (token.type, token.tag) == _SECTION)
    ]


def _minutes_left(tokens: Sequence[Token], minutes: int) -> Iterator[tuple[str, int]]:
    """The lesson's minutes, shared out by words, from each stop to the end."""
    lengths = [len(words_of(token).split()) if token.type == "inline" else 0 for token in tokens]
    whole = sum(lengths) or 1
    for position in _stops(tokens):
        left = sum(lengths[position:])
        yield str(tokens[position].attrs["id"]), math.ceil(minutes * left / whole)


def _questions(tokens: Sequence[Token]) -> tuple[str, ...]:
    opened = (index for index, token in enumerate(tokens) if token.type == "container_ask-it_open")
    return tuple(
        question
        for index in opened
        for question in questions_of(tokens[index + 1 : closing(tokens, index)])
    )


def _fact_notes(facts: Iterable[Fact], today: date) -> Iterator[Markup]:
    """Where each dated statement comes from, under the lesson, for the links beside them."""
    notes = joined(_fact_note(fact, today) for fact in facts)
    if notes:
        yield Markup(
            '<section class="fact-notes small" id="facts" aria-label="Dated facts">'
            '<p class="name">Dated facts in this lesson</p><ul>\n{}</ul></section>\n'
        ).format(notes)


def _fact_note(fact: Fact, today: date) -> Markup:
    link = Markup('<a href="{}">{}</a>') if fact.url.startswith("https://") else Markup("{1}")
    return Markup('<li id="fact-{}">{} <span class="quiet">{}, as of {}.</span>{}</li>\n').format(
        fact.id,
        inline(fact.right),
        link.format(fact.url, fact.source),
        spoken_date(fact.as_of),
        checked(fact, today),
    )
