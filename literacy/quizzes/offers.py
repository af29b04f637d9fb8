"""A lesson's quiz as it can be offered today: open, in preparation, or moved to a new address."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from literacy.content.catalogue import Bank, Catalogue, Lesson, Module
from literacy.lib.errors import NotFound
from literacy.questions.question import Question
from literacy.quizzes.draw import on_offer, shortages
from literacy.quizzes.rules import question_count, right_needed


@dataclass(frozen=True, slots=True)
class Offer:
    """A quiz before it is begun; `lacks` tells authors why it can't be offered yet."""

    slug: str
    title: str
    module: Module
    lesson: Lesson | None
    bank: Bank | None
    questions: tuple[Question, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.lesson is not None and self.bank is not None and not self.lacks

    @property
    def question_count(self) -> int:
        return question_count(len(self.bank.areas)) if self.bank else 0

    @property
    def right_needed(self) -> int:
        return right_needed(self.question_count)


def offer(catalogue: Catalogue, slug: str, *, today: date) -> Offer:
    """The quiz at this address; raises NotFound when the course has no such lesson."""
    found = next(_planned(catalogue, slug), None)
    if found is None:
        raise NotFound("There is no quiz at this address.")
    module, title = found
    lesson, bank = catalogue.lessons.get(slug), catalogue.banks.get(slug)
    if lesson is None or bank is None:
        lack = "The lesson has no questions yet." if lesson else "The lesson is not written yet."
        return Offer(slug, title, module, lesson, None, lacks=(lack,))
    return Offer(
        slug,
        lesson.title,
        module,
        lesson,
        bank,
        questions=on_offer(bank, catalogue.facts, today=today),
        lacks=shortages(bank, catalogue.facts, today=today),
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """What an attempt is about: the lesson as it stands now, and its bank."""

    lesson: Lesson
    module: Module
    bank: Bank

    def question(self, item: str) -> Question | None:
        """The question behind a drawn item, unless it has left the bank since."""
        return self.bank.items.get(item)


def subject(catalogue: Catalogue, quiz: str) -> Subject:
    """The lesson with this permanent id; raises NotFound when it has left the course."""
    lesson = next((each for each in catalogue.lessons.values() if each.id == quiz), None)
    bank = catalogue.banks.get(lesson.slug) if lesson else None
    if lesson is None or bank is None:
        raise NotFound("This quiz is no longer part of the course.")
    return Subject(lesson, catalogue.modules[lesson.module], bank)


def _planned(catalogue: Catalogue, slug: str) -> Iterator[tuple[Module, str]]:
    for module in catalogue.modules.values():
        yield from ((module, each.title) for each in module.planned if each.slug == slug)
