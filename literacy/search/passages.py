"""What can be found: the course cut into passages, each with the heading that leads to it."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token

from literacy.content.catalogue import Catalogue, Fact, Lesson, Term
from literacy.content.markup import parser, words_of
from literacy.glossary.company.notes import About, Note, Subject, placed
from literacy.glossary.entry import plain as term_words
from literacy.glossary.uses import lessons, readable
from literacy.lib.markdown import plain, stripped
from literacy.questions.question import Question

SHAPE = "1"
"""Goes up when passages are cut or written differently, so that every store cuts them anew."""

# What a lesson asks is not told by a search; drawings and code are not prose.
_CLOSED = frozenset({"container_check", "container_predict", "container_figure", "container_lab"})
# What is left of a date that stood in brackets or between commas.
_EMPTY = re.compile(r"\s*\(\s*[,;]?\s*\)")
_STRAY = re.compile(r"[\s,;]+([,.;])")
_HEADINGS = frozenset({"h2", "h3"})


class Kind(StrEnum):
    TERM = "term"
    LESSON = "lesson"
    QUESTION = "question"
    NOTE = "note"


OF_COURSE = (Kind.TERM, Kind.LESSON, Kind.QUESTION)
"""What is the same for a version of the course; a company's notes change beside it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text to find; `ref` is the slug or the question's global id.

    That of a company's note is what it is about: `term:cookie`, `lesson:why-caching`.

    `title` counts most, then `names`, then `text`. `names` are other names of a term.
    """

    ref: str
    title: str
    text: str = ""
    anchor: str = ""
    names: str = ""
    more: str = ""
    """Words to find it by that are not shown."""


@dataclass(frozen=True, slots=True)
class Section:
    """The prose under one heading; before the first heading both are empty."""

    anchor: str
    title: str
    text: str = ""


def digest(catalogue: Catalogue, kind: Kind) -> str:
    """The same for the same content, so that processes and restarts share one index."""
    match kind:
        case Kind.TERM:
            told: Iterable[str] = map(repr, readable(catalogue))
        case Kind.LESSON:
            found = (f"{each.slug} {each.title} {each.digest}" for each in lessons(catalogue))
            told = (*found, *(fact.right for fact in catalogue.facts.values()))
        case Kind.QUESTION:
            told = (f"{each.lesson} {each.version}" for each in catalogue.banks.values())
        case Kind.NOTE:
            told = (catalogue.version,)
    return hashlib.sha256("\n".join((SHAPE, *told)).encode()).hexdigest()


def passages(catalogue: Catalogue, kind: Kind) -> Iterator[Passage]:
    """Everything of one kind, in the order of the course."""
    match kind:
        case Kind.TERM:
            yield from map(_of_term, readable(catalogue))
        case Kind.LESSON:
            for lesson in lessons(catalogue):
                yield from _of_lesson(lesson, catalogue.facts)
        case Kind.QUESTION:
            for bank in catalogue.banks.values():
                yield from map(_of_question, bank.items.values())
        case Kind.NOTE:
            raise ValueError("A company's notes are not the course's; see `of_notes`.")


def of_notes(notes: Iterable[Note], catalogue: Catalogue) -> Iterator[Passage]:
    """Notes in force on what can be read: where a reader sees one, a search finds it."""
    for note, subject in placed(catalogue, notes):
        if subject is not None and _can_be_read(subject, catalogue):
            ref = f"{subject.about.value}:{subject.slug}"
            yield Passage(ref, subject.title, stripped(note.html))


def _can_be_read(subject: Subject, catalogue: Catalogue) -> bool:
    if subject.about is About.LESSON:
        return subject.slug in catalogue.modules[catalogue.lessons[subject.slug].module].lessons
    return catalogue.terms[subject.slug].status in ("published", "revising", "retired")


def sections(tokens: Sequence[Token], facts: Mapping[str, Fact]) -> Iterator[Section]:
    """The prose of a lesson by its headings of level 2 and 3, with the facts it states."""
    anchor, title = "", ""
    found: list[str] = []
    closed = 0
    for position, token in enumerate(tokens):
        if token.type.removesuffix("_open").removesuffix("_close") in _CLOSED:
            closed += token.nesting
        elif token.type == "heading_open" and token.tag in _HEADINGS:
            yield Section(anchor, title, " ".join(found))
            anchor, title, found = str(token.attrs["id"]), words_of(tokens[position + 1]), []
        elif token.type == "inline" and not closed and not _is_heading(tokens, position):
            found.append(_words(token, facts))
    yield Section(anchor, title, " ".join(found))


def _words(inline: Token, facts: Mapping[str, Fact]) -> str:
    """The words with each fact's statement; where only its date stands, nothing is left of it."""
    for child in inline.children or ():
        if child.type == "fact_ref" and child.meta["form"] == "fact":
            fact = facts.get(child.meta["id"])
            child.type, child.content = "text", plain(fact.right) if fact else ""
    return _STRAY.sub(r"\1", _EMPTY.sub("", words_of(inline)))


def _is_heading(tokens: Sequence[Token], position: int) -> bool:
    return position > 0 and tokens[position - 1].type == "heading_open"


def _of_lesson(lesson: Lesson, facts: Mapping[str, Fact]) -> Iterator[Passage]:
    for section in sections(parser().parse(lesson.body), facts):
        if section.title:
            yield Passage(lesson.slug, section.title, section.text, section.anchor)
        else:
            text = f"{lesson.promise} {section.text}".strip()
            yield Passage(lesson.slug, lesson.title, text)


def _of_term(term: Term) -> Passage:
    more = (term.why, term.it_hears, term.example, term.ask_it)
    return Passage(
        ref=term.slug,
        title=term.term,
        text=term_words(term.definition),
        names=" · ".join(name for name in (term.expands, *term.also) if name),
        more=" ".join(map(term_words, more)),
    )


def _of_question(question: Question) -> Passage:
    """What its answer taught: the reason, and the reason of each choice."""
    common = question.common
    explained = question.explain(question.key(), revealed=True)
    notes = (f"{note.text} {note.why}" for note in explained.notes if note.why)
    told = " ".join(map(stripped, filter(None, (explained.why, *notes))))
    return Passage(common.global_id, plain(common.stem), told, common.see)
