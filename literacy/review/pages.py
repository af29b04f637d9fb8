"""A review as its pages show it: the question to answer, an answer with its reasons, the day."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from literacy.content.catalogue import Catalogue, Lesson, Module
from literacy.lessons.rereads import Reread, reread
from literacy.lib.markdown import inline, plain
from literacy.questions.question import Feedback, Mark, Question
from literacy.review.asking import question_of
from literacy.review.cards import Card, Recall, Stored
from literacy.review.subjects import Kind, Subject


@dataclass(frozen=True, slots=True)
class About:
    """What a card is about: an area of a lesson, or a term; `module` is where it is taught."""

    module: Module | None
    title: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of today in a list; what left the course has no words."""

    id: int
    number: int
    recall: Recall
    stem: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """`taught` is None when the question has left the course since."""

    stored: Stored
    about: About
    stem: Markup
    mark: Mark
    taught: Feedback | None
    reread: Reread | None
    was_edited: bool
    days: int | None


def about(catalogue: Catalogue, subject: Subject) -> About:
    """The place in the course that a subject belongs to; what left it has only a name."""
    if subject.kind is Kind.TERM:
        entry = catalogue.terms.get(subject.name)
        module = catalogue.modules.get(entry.module) if entry else None
        name = entry.term if entry else subject.name
        return About(module, "Glossary", f"/glossary/{subject.name}", name)
    lesson = catalogue.lesson_with(subject.name)
    if lesson is None:
        return About(None, "Course", "/", "")
    areas = catalogue.banks[lesson.slug].areas if lesson.slug in catalogue.banks else {}
    module = catalogue.modules[lesson.module]
    return About(
        module, _place(module, lesson), f"/lessons/{lesson.slug}", areas.get(subject.area, "")
    )


def rows(catalogue: Catalogue, given: tuple[Stored, ...]) -> tuple[Row, ...]:
    """Today's answers, the first one first."""
    return tuple(
        Row(each.id, number, each.recall, _stem(catalogue, each))
        for number, each in enumerate(given, 1)
    )


def answer_page(catalogue: Catalogue, stored: Stored, *, card: Card | None, on: date) -> AnswerPage:
    """An answer that was given, with every reason; `card` says when it comes back."""
    recall = stored.recall
    question = _question(catalogue, stored)
    is_last = card is not None and card.turns == stored.turn
    return AnswerPage(
        stored=stored,
        about=about(catalogue, recall.subject),
        stem=inline(question.common.stem) if question else Markup(""),
        mark=_mark(recall, question),
        taught=question.explain(recall.answer, revealed=True) if question else None,
        reread=_reread(catalogue, recall, question) if question else None,
        was_edited=question is not None and question.common.version != recall.item_version,
        days=(card.memory.due_on - on).days if card and is_last else None,
    )


def _place(module: Module, lesson: Lesson) -> str:
    return f"{module.number} {module.short}, lesson {module.lessons.index(lesson.slug) + 1}"


def _question(catalogue: Catalogue, stored: Stored) -> Question | None:
    return question_of(catalogue, stored.recall.subject, stored.recall.items[0])


def _stem(catalogue: Catalogue, stored: Stored) -> str:
    question = _question(catalogue, stored)
    return plain(question.common.stem) if question else "This question has left the course"


def _mark(recall: Recall, question: Question | None) -> Mark:
    """As it was marked then: an edited key takes nothing back."""
    if recall.correct or question is None or recall.answer is None:
        return Mark(float(recall.correct), recall.correct)
    return Mark(min(question.mark(recall.answer).score, 0.99), correct=False)


def _reread(catalogue: Catalogue, recall: Recall, question: Question) -> Reread | None:
    if recall.correct:
        return None
    if recall.subject.kind is Kind.TERM:
        entry = catalogue.terms[recall.subject.name]
        return Reread(entry.term, f"/glossary/{entry.slug}")
    return reread(catalogue, question)
