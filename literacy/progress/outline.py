"""The course as progress sees it: what each lesson asks for before it is passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from literacy.content.catalogue import Catalogue, Module, PlannedLesson
from literacy.quizzes.draw import shortages
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import Offer, course_offer, module_offer
from literacy.quizzes.rules import question_count, right_needed

Goal = tuple[str, str]
"""A lab and a mission."""


@dataclass(frozen=True, slots=True)
class Quiz:
    questions: int
    needed: int


@dataclass(frozen=True, slots=True)
class LessonOutline:
    """`quiz` is None while its bank is in preparation; so is the whole lesson if not `written`.

    `news` is the latest new fact in a line, and `news_version` the version that brought it.
    """

    id: str
    slug: str
    title: str
    promise: str
    minutes: int
    essential: bool
    written: bool = True
    goals: tuple[Goal, ...] = ()
    quiz: Quiz | None = None
    news_version: int = 1
    news: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ModuleOutline:
    """One object for a catalogue and a day, so what follows from it alone is kept beside it.

    `exam` is None while a lesson lacks questions; `pretest` is the number of its questions.
    """

    slug: str
    number: str
    title: str
    short: str
    part: str
    strand: str
    requires: tuple[str, ...]
    outcome: str
    lessons: tuple[LessonOutline, ...]
    exam: Quiz | None = None
    pretest: int = 0

    @property
    def name(self) -> str:
        """06 Caching"""
        return f"{self.number} {self.short}"

    @property
    def written(self) -> bool:
        return any(lesson.written for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class CourseOutline:
    modules: tuple[ModuleOutline, ...]
    final: Quiz | None = None
    placement: int = 0

    @property
    def lessons(self) -> Iterator[LessonOutline]:
        return (lesson for module in self.modules for lesson in module.lessons)


_kept: tuple[Catalogue, date, CourseOutline] | None = None


def course_outline(catalogue: Catalogue, *, today: date) -> CourseOutline:
    """The outline of this catalogue, made once a day: facts that age can close a quiz."""
    global _kept  # noqa: PLW0603
    kept = _kept
    if kept is None or kept[0] is not catalogue or kept[1] != today:
        modules = tuple(_module(each, catalogue, today) for each in catalogue.modules.values())
        final = course_offer(catalogue, QuizKind.FINAL, today=today)
        placement = course_offer(catalogue, QuizKind.PLACEMENT, today=today)
        outline = CourseOutline(modules, _quiz_of(final), placement.question_count)
        kept = _kept = (catalogue, today, outline)
    return kept[2]


def _module(module: Module, catalogue: Catalogue, today: date) -> ModuleOutline:
    return ModuleOutline(
        slug=module.slug,
        number=module.number,
        title=module.title,
        short=module.short,
        part=module.part,
        strand=module.strand,
        requires=module.requires,
        outcome=module.outcome,
        lessons=tuple(_lesson(each, catalogue, today) for each in module.planned),
        exam=_quiz_of(module_offer(catalogue, module.slug, QuizKind.EXAM, today=today)),
        pretest=module_offer(catalogue, module.slug, QuizKind.PRETEST, today=today).question_count,
    )


def _quiz_of(offered: Offer) -> Quiz | None:
    return Quiz(offered.question_count, offered.right_needed) if offered.is_open else None


def _lesson(planned: PlannedLesson, catalogue: Catalogue, today: date) -> LessonOutline:
    written = catalogue.lessons.get(planned.slug)
    return LessonOutline(
        id=written.id if written else planned.slug,
        slug=planned.slug,
        title=planned.title,
        promise=planned.promise,
        minutes=planned.minutes,
        essential=planned.essential,
        written=written is not None,
        goals=tuple((each.lab, each.mission) for each in written.labs) if written else (),
        quiz=_quiz(planned.slug, catalogue, today) if written else None,
        news_version=written.news.version if written and written.news else 1,
        news=written.news.note if written and written.news else "",
    )


def _quiz(lesson: str, catalogue: Catalogue, today: date) -> Quiz | None:
    bank = catalogue.banks.get(lesson)
    if bank is None or shortages(bank, catalogue.facts, today=today):
        return None
    questions = question_count(len(bank.areas))
    return Quiz(questions, right_needed(questions))
