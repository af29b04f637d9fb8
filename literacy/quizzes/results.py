"""What an attempt came to, what it means, and what to read and do next."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from literacy.content.catalogue import Catalogue, LabMission, Lesson
from literacy.lessons.rereads import Reread, reread
from literacy.lib.markdown import plain
from literacy.questions.question import Question
from literacy.questions.sureness import CONFIDENCES
from literacy.quizzes.names import QuizKind
from literacy.quizzes.placing import Advice, advice
from literacy.quizzes.standing import AreaCount, Place, Standing
from literacy.quizzes.subjects import Subject


@dataclass(frozen=True, slots=True)
class AreaResult:
    text: str
    right: int
    answered: int


@dataclass(frozen=True, slots=True)
class Row:
    """One question in the list of a result; a withdrawn one has no words left."""

    place: Place
    stem: str
    reread: Reread | None


@dataclass(frozen=True, slots=True)
class Sureness:
    """How often somebody this sure was right."""

    words: str
    right: int
    answers: int


@dataclass(frozen=True, slots=True)
class Path:
    """What the placement suggests for one module, and where that begins."""

    title: str
    number: str
    advice: Advice
    right: int
    asked: int
    link: str
    essentials: tuple[Lesson, ...]


def rereads(rows: Iterable[Row]) -> tuple[Reread, ...]:
    """The headings behind all misses, each once, in the order of the questions."""
    found = (row.reread for row in rows if row.place.is_missed and row.reread)
    return tuple(dict.fromkeys(found))


def area_results(at: Standing, subject: Subject) -> tuple[AreaResult, ...]:
    return tuple(
        AreaResult(subject.area(area.area), area.right, area.answered) for area in at.areas
    )


def rows(at: Standing, subject: Subject, catalogue: Catalogue) -> tuple[Row, ...]:
    """The questions that were asked; what was skipped was never seen."""
    return tuple(_row(place, subject.question(place.item), catalogue) for place in at.asked)


def paths(at: Standing, catalogue: Catalogue) -> tuple[Path, ...]:
    """The suggested way through the modules that a placement asked about."""
    found = advice(at)
    return tuple(
        _path(catalogue, area, found[area.area])
        for area in at.areas
        if area.area in catalogue.modules
    )


def meaning(at: Standing, subject: Subject) -> str:
    """One sentence on what this result says."""
    if at.attempt.is_practice:
        return _practice_meaning(at, subject)
    if subject.kind is QuizKind.PRETEST:
        return "You weren’t meant to know these. You will meet each answer as you read."
    if subject.kind is QuizKind.PLACEMENT:
        return "A path that fits what you showed. It is a suggestion: nothing is locked."
    return _pass_meaning(subject) if at.attempt.passed else _miss_meaning(at, subject)


def _pass_meaning(subject: Subject) -> str:
    match subject.kind:
        case QuizKind.EXAM:
            return (
                "That is enough. The map shows the module as tested out, "
                "or as passed once its lessons are passed, too."
            )
        case QuizKind.FINAL:
            return "That is enough to pass, with enough right in every module."
        case QuizKind.RENEWAL:
            return "That is enough. Your certificate is good for another 12 months."
        case QuizKind.UPDATE:
            return "You know what changed. The lesson is finished again."
        case _:
            return "That is enough to pass, with something right in each area."


def _miss_meaning(at: Standing, subject: Subject) -> str:
    needed, asked = at.attempt.right_needed, len(at.asked)
    if at.right >= needed:
        thin = " and ".join(f"“{subject.area(area.area)}”" for area in at.too_thin)
        if subject.kind is QuizKind.FINAL:
            return f"A pass needs 60% right in every module, and {thin} had less."
        return f"A pass needs at least one right in each area, and {thin} had none."
    short = "One more would do." if needed - at.right == 1 else "The feedback says what to reread."
    return f"A pass needs {needed} right of {asked}. {short}"


def sureness(at: Standing) -> tuple[Sureness, ...]:
    """How sure answers were and how often they were right: for the learner's own eyes."""
    return tuple(_sureness(at))


def next_lesson(catalogue: Catalogue, lesson: Lesson) -> Lesson | None:
    """The lesson that follows in reading order, in this module or the next."""
    order = [slug for module in catalogue.modules.values() for slug in module.lessons]
    following = order[order.index(lesson.slug) + 1 :] if lesson.slug in order else []
    return catalogue.lessons[following[0]] if following else None


def lab_left(lesson: Lesson, reached: Collection[tuple[str, str]]) -> LabMission | None:
    """The first lab whose goal is still to be reached: a lesson is passed by its labs, too."""
    left = (each for each in lesson.labs if (each.lab, each.mission) not in reached)
    return next(left, None)


def _row(place: Place, question: Question | None, catalogue: Catalogue) -> Row:
    if question is None:
        return Row(place, "This question was withdrawn", None)
    return Row(place, plain(question.common.stem), reread(catalogue, question))


def _practice_meaning(at: Standing, subject: Subject) -> str:
    if at.missed:
        return "This was practice: it changes no result. What is left is worth another look."
    if subject.kind is QuizKind.MISSED:
        return "All of them are right now. This was practice: it changes no result."
    name = "quiz" if subject.kind is QuizKind.LESSON else subject.called.lower()
    return f"All of them are right now. This was practice: a new draw is what passes the {name}."


def _path(catalogue: Catalogue, area: AreaCount, found: Advice) -> Path:
    module = catalogue.modules[area.area]
    written = [catalogue.lessons[slug] for slug in module.lessons]
    essentials = tuple(each for each in written if each.essential)
    first = (essentials if found is Advice.ESSENTIALS and essentials else written)[0]
    exam = f"/quizzes/{module.slug}/{QuizKind.EXAM}"
    return Path(
        title=module.title,
        number=module.number,
        advice=found,
        right=area.right,
        asked=area.asked,
        link=exam if found is Advice.EXAM else f"/lessons/{first.slug}",
        essentials=essentials if found is Advice.ESSENTIALS else (),
    )


def _sureness(at: Standing) -> Iterator[Sureness]:
    given = [(place, place.first) for place in at.places if place.first]
    for level, words in CONFIDENCES.items():
        held = [
            place for place, first in given if first.confidence == level and not first.dont_know
        ]
        if held:
            yield Sureness(words, sum(place.is_right for place in held), len(held))
