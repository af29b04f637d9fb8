"""A quiz as it can be offered today: open, shorter than planned, in preparation, or moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from literacy.content.catalogue import Bank, Catalogue, Lesson, Module
from literacy.lib.errors import NotFound
from literacy.questions.drawing import shuffled
from literacy.questions.question import Question
from literacy.quizzes import spans
from literacy.quizzes.draw import Candidate, Draw, candidates, draw, drawn, on_offer, shortages
from literacy.quizzes.names import QuizKind, named
from literacy.quizzes.rules import RULES, Rule, question_count, right_needed
from literacy.quizzes.spans import ModulePool

PLANNED = (
    QuizKind.PRETEST,
    QuizKind.EXAM,
    QuizKind.PLACEMENT,
    QuizKind.FINAL,
    QuizKind.RENEWAL,
)
"""Quizzes whose number of questions the plan names."""

_FROM_A_POOL = {
    QuizKind.PRETEST: spans.pretest,
    QuizKind.EXAM: spans.exam,
    QuizKind.RENEWAL: spans.renewal,
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A quiz before it is begun; `lacks` tells authors why it can't be offered yet.

    `missing` are modules or lessons without questions, for learners; `thin` are places where
    fewer questions can be drawn than the plan asks for, which shortens a draw and stops nothing.
    """

    slug: str
    title: str
    module: Module | None
    lesson: Lesson | None
    bank: Bank | None
    questions: tuple[Question, ...] = ()
    lacks: tuple[str, ...] = ()
    kind: QuizKind = QuizKind.LESSON
    modules: tuple[ModulePool, ...] = ()
    missing: tuple[str, ...] = ()
    thin: tuple[str, ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What attempts at it are kept under."""
        scope = self.lesson.id if self.lesson else self.slug
        return named(scope, self.kind)

    @property
    def path(self) -> str:
        return f"/quizzes/{self.slug}" + ("" if self.kind is QuizKind.LESSON else f"/{self.kind}")

    @property
    def rule(self) -> Rule:
        return RULES[self.kind]

    @property
    def is_open(self) -> bool:
        return not self.lacks

    @property
    def version(self) -> str:
        """Of the bank; a quiz that spans lessons has none of its own."""
        return self.bank.version if self.bank else ""

    @property
    def pool(self) -> tuple[Candidate, ...]:
        """Everything that may be drawn, under the names an attempt keeps."""
        if self.kind is QuizKind.LESSON:
            return candidates(self.questions)
        if self.lesson is not None:
            return tuple(_in_full(self.lesson, each) for each in self.questions)
        return tuple(each for module in self.modules for each in module.pool)

    @property
    def question_count(self) -> int:
        """How many questions a draw has, which is fewer than planned where the banks are thin."""
        if self.kind is QuizKind.LESSON:
            return question_count(len(self.bank.areas)) if self.bank else 0
        return len(self.draw(seed=0, last_drawn={}).items)

    @property
    def minutes(self) -> int:
        """About as long as this draw takes, at the pace of a full one."""
        return -(-self.rule.minutes * self.question_count // self.rule.questions)

    @property
    def is_short(self) -> bool:
        return self.kind in PLANNED and self.question_count < self.rule.questions

    @property
    def right_needed(self) -> int:
        return right_needed(self.question_count)

    def draw(self, *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
        """A full draw; `last_drawn` goes by the names an attempt keeps."""
        match self.kind:
            case QuizKind.UPDATE:
                return drawn(shuffled(self.pool, seed, "update"))
            case QuizKind.PLACEMENT:
                return spans.placement(self.modules, seed=seed, last_drawn=last_drawn)
            case QuizKind.FINAL:
                return spans.final(self.modules, seed=seed, last_drawn=last_drawn)
            case QuizKind.PRETEST | QuizKind.EXAM | QuizKind.RENEWAL:
                return _FROM_A_POOL[self.kind](self.pool, seed=seed, last_drawn=last_drawn)
            case _:
                return draw(self.questions, seed=seed, last_drawn=last_drawn)


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
        areas=bank.areas,
    )


def update_offer(catalogue: Catalogue, slug: str, *, today: date) -> Offer:
    """What is new in a lesson: one or two questions; raises NotFound when nothing is."""
    whole = offer(catalogue, slug, today=today)
    if whole.lesson is None or whole.bank is None or whole.lesson.news is None:
        raise NotFound("Nothing has changed in this lesson.")
    wanted = whole.lesson.news.items
    asked = tuple(each for each in whole.questions if each.common.id in wanted)
    lacks = () if asked else ("The questions about what is new rest or are retired.",)
    return replace(whole, kind=QuizKind.UPDATE, questions=asked, lacks=lacks)


def module_offer(catalogue: Catalogue, slug: str, kind: QuizKind, *, today: date) -> Offer:
    """Pre-test, exam or renewal of a module; raises NotFound when there is no such module."""
    module = catalogue.modules.get(slug)
    if module is None:
        raise NotFound("There is no quiz at this address.")
    pool = _module_pool(catalogue, module, today=today)
    waiting = tuple(_in_preparation(catalogue, module, today=today))
    thin = tuple(_thin(module, pool, kind))
    lacks = tuple(lack for _title, lack in waiting) if kind is QuizKind.EXAM else ()
    return Offer(
        slug,
        module.title,
        module,
        None,
        None,
        lacks=lacks or _empty(pool),
        kind=kind,
        modules=(pool,),
        missing=tuple(title for title, _lack in waiting),
        thin=thin,
        areas=_areas(catalogue, module),
    )


def course_offer(catalogue: Catalogue, kind: QuizKind, *, today: date) -> Offer:
    """Placement, renewal, or the final, which waits until every module has its questions."""
    modules = tuple(catalogue.modules.values())
    pools = tuple(_module_pool(catalogue, each, today=today, by_module=True) for each in modules)
    waiting = [
        (f"{module.number} {module.title}", _count_of(module, lessons))
        for module in modules
        if (lessons := tuple(_in_preparation(catalogue, module, today=today)))
    ]
    filled = tuple(pool for pool in pools if pool.pool)
    lacks = tuple(lack for _title, lack in waiting) if kind is QuizKind.FINAL else ()
    unready = (title for title, _lack in waiting)
    empty = (
        f"{module.number} {module.title}"
        for module, pool in zip(modules, pools, strict=True)
        if not pool.pool
    )
    return Offer(
        "course",
        catalogue.title,
        None,
        None,
        None,
        lacks=lacks or (() if filled else ("No lesson has questions yet.",)),
        kind=kind,
        modules=filled,
        missing=tuple(unready if kind is QuizKind.FINAL else empty),
        thin=tuple(each for pool in filled for each in _thin_in_course(catalogue, pool, kind)),
        areas={each.slug: f"{each.number} {each.title}" for each in modules},
    )


def everything_on_offer(catalogue: Catalogue, *, today: date) -> tuple[Candidate, ...]:
    """Every question that may be asked now, under its full name."""
    pools = (_module_pool(catalogue, each, today=today) for each in catalogue.modules.values())
    return tuple(each for pool in pools for each in pool.pool)


def _planned(catalogue: Catalogue, slug: str) -> Iterator[tuple[Module, str]]:
    for module in catalogue.modules.values():
        yield from ((module, each.title) for each in module.planned if each.slug == slug)


def _in_full(lesson: Lesson, question: Question) -> Candidate:
    """A question under its full name, counted by its objective."""
    common = question.common
    return Candidate(f"{lesson.id}/{common.id}", f"{lesson.id}/{common.area}", question)


def _module_pool(
    catalogue: Catalogue, module: Module, *, today: date, by_module: bool = False
) -> ModulePool:
    """What may be drawn from a module, under full names; counted by objective or by module."""
    pool = (
        Candidate(
            f"{lesson.id}/{each.common.id}",
            f"{module.slug}/" * by_module + f"{lesson.id}/{each.common.area}",
            each,
        )
        for slug in module.lessons
        if (lesson := catalogue.lessons[slug]) and (bank := catalogue.banks.get(slug))
        for each in on_offer(bank, catalogue.facts, today=today)
    )
    return ModulePool(module.slug, module.strand, len(module.planned), tuple(pool))


def _in_preparation(
    catalogue: Catalogue, module: Module, *, today: date
) -> Iterator[tuple[str, str]]:
    """The lessons whose own quiz is not open: their title, and why, for authors."""
    for planned in module.planned:
        found = offer(catalogue, planned.slug, today=today)
        if not found.is_open:
            yield planned.title, f"{planned.slug}: {' '.join(found.lacks)}"


def _count_of(module: Module, lessons: Sequence[tuple[str, str]]) -> str:
    return (
        f"{module.number} {module.short}: {len(lessons)} of {len(module.planned)} lessons "
        "are not ready. The module’s exam page names them."
    )


def _empty(pool: ModulePool) -> tuple[str, ...]:
    return () if pool.pool else ("None of its lessons has questions yet.",)


def _thin(module: Module, pool: ModulePool, kind: QuizKind) -> Iterator[str]:
    """Where a draw comes out shorter than planned."""
    wanted, have = RULES[kind].questions, len(pool.pool)
    if have < wanted:
        yield (
            f"{module.number} {module.short} has {have} questions for a quiz of {wanted}; "
            "the draw is shorter."
        )
    lessons = {each.question.common.lesson for each in pool.pool}
    if kind is QuizKind.PRETEST and len(lessons) < min(wanted, len(module.planned)):
        yield (
            f"{module.number} {module.short}: only {len(lessons)} of its lessons "
            f"{'has' if len(lessons) == 1 else 'have'} questions, so the pre-test asks some twice."
        )


def _thin_in_course(catalogue: Catalogue, pool: ModulePool, kind: QuizKind) -> Iterator[str]:
    module = catalogue.modules[pool.slug]
    name = f"{module.number} {module.short}"
    easy = sum(each.question.common.level in spans.EASY for each in pool.pool)
    demanding = sum(each.question.common.level in spans.DEMANDING for each in pool.pool)
    if kind is QuizKind.PLACEMENT and not 0 < easy < len(pool.pool):
        yield f"{name} needs one easy question and one that asks for use; it lacks one of them."
    if kind is QuizKind.FINAL and pool.strand == spans.PEOPLE and demanding < 3:
        yield f"{name} has {demanding} questions at `analyse` or above; the final wants 3."


def _areas(catalogue: Catalogue, module: Module) -> dict[str, str]:
    """The objectives of a module by the names that results count by."""
    return {
        f"{catalogue.lessons[slug].id}/{area}": text
        for slug in module.lessons
        if slug in catalogue.banks
        for area, text in catalogue.banks[slug].areas.items()
    }
