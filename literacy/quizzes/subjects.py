"""What an attempt is about: title, place in the course, and the questions behind its items."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from literacy.content.catalogue import Catalogue, Lesson, Module
from literacy.lib.errors import NotFound
from literacy.questions.question import Question
from literacy.quizzes.names import COURSE, OF_A_MODULE, QuizKind, kind_of, scope_of

COURSE_TITLES = {
    QuizKind.PLACEMENT: "Where to begin",
    QuizKind.FINAL: "The whole course",
    QuizKind.RENEWAL: "The whole course",
    QuizKind.MISSED: "What you missed",
}
CALLED = {
    QuizKind.LESSON: "Quiz",
    QuizKind.UPDATE: "What changed",
    QuizKind.PRETEST: "Pre-test",
    QuizKind.EXAM: "Exam",
    QuizKind.PLACEMENT: "Placement",
    QuizKind.FINAL: "Final assessment",
    QuizKind.RENEWAL: "Renewal",
    QuizKind.MISSED: "Practice",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """`lesson` and `module` are None where a quiz spans more; `kept` are questions as they were
    asked, by item, which win over what the banks hold now."""

    catalogue: Catalogue
    name: str
    title: str
    lesson: Lesson | None = None
    module: Module | None = None
    kept: Mapping[str, Question] = field(default_factory=dict)

    @property
    def kind(self) -> QuizKind:
        return kind_of(self.name)

    @property
    def called(self) -> str:
        """Quiz, exam, pre-test: what people call it."""
        return CALLED[self.kind]

    @property
    def path(self) -> str:
        """Where new attempts begin."""
        if self.kind is QuizKind.MISSED:
            return "/me/missed"
        scope = self.lesson.slug if self.lesson else scope_of(self.name)
        return f"/quizzes/{scope}" + ("" if self.kind is QuizKind.LESSON else f"/{self.kind}")

    @property
    def away(self) -> str:
        """Where to go from here: the lesson, or the module on the map."""
        if self.lesson:
            return f"/lessons/{self.lesson.slug}"
        return f"/#m{self.module.number}" if self.module else "/"

    def question(self, item: str) -> Question | None:
        """The question behind a drawn item, unless it has left the bank since."""
        return self.kept.get(item) or self.current(item)

    def current(self, item: str) -> Question | None:
        """The question as the bank has it now."""
        lesson_id, _, short = item.rpartition("/")
        return current_question(self.catalogue, lesson_id or scope_of(self.name), short)

    def area(self, name: str) -> str:
        """An area in words."""
        if name in self.catalogue.modules:
            module = self.catalogue.modules[name]
            return f"{module.number} {module.title}"
        lesson_id, _, area = name.rpartition("/")
        bank = self.catalogue.bank_with(lesson_id or scope_of(self.name))
        return bank.areas.get(area, "Other") if bank else "Other"

    def as_asked(self, kept: Mapping[str, Question]) -> "Subject":
        return replace(self, kept=kept)


def subject(catalogue: Catalogue, name: str) -> Subject:
    """What the quiz with this name is about; raises NotFound when it has left the course."""
    scope, kind = scope_of(name), kind_of(name)
    if scope == COURSE:
        return Subject(catalogue, name, COURSE_TITLES[kind])
    module = catalogue.modules.get(scope)
    if module and kind in OF_A_MODULE:
        return Subject(catalogue, name, module.short, module=module)
    lesson = catalogue.lesson_with(scope)
    if lesson is None or lesson.slug not in catalogue.banks:
        raise NotFound("This quiz is no longer part of the course.")
    module = catalogue.modules[lesson.module]
    return Subject(catalogue, name, lesson.title, lesson=lesson, module=module)


def current_question(catalogue: Catalogue, lesson_id: str, item: str) -> Question | None:
    bank = catalogue.bank_with(lesson_id)
    return bank.items.get(item) if bank else None
