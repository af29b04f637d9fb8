"""What an attempt came to, what it means, and what to read and do next."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from literacy.content.catalogue import Catalogue, LabMission, Lesson
from literacy.lessons.rereads import Reread, reread
from literacy.lib.markdown import plain
from literacy.questions.question import Question
from literacy.questions.sureness import CONFIDENCES
from literacy.quizzes.offers import Subject
from literacy.quizzes.standing import AreaCount, Place, Standing


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


def rereads(rows: Iterable[Row]) -> tuple[Reread, ...]:
    """The headings behind all misses, each once, in the order of the questions."""
    found = (row.reread for row in rows if row.place.is_missed and row.reread)
    return tuple(dict.fromkeys(found))


def area_results(at: Standing, subject: Subject) -> tuple[AreaResult, ...]:
    return tuple(
        AreaResult(subject.bank.areas.get(area.area, "Other"), area.right, area.answered)
        for area in at.areas
    )


def rows(at: Standing, subject: Subject, catalogue: Catalogue) -> tuple[Row, ...]:
    return tuple(_row(place, subject.question(place.item), catalogue) for place in at.places)


def meaning(at: Standing, subject: Subject) -> str:
    """One sentence on why this is a pass or not yet one."""
    needed, asked = at.attempt.right_needed, len(at.places)
    if at.attempt.is_practice:
        return _practice_meaning(at)
    if at.attempt.passed:
        return "That is enough to pass, with something right in each area."
    if at.right >= needed:
        empty = " and ".join(f"“{text}”" for text in _empty_areas(at, subject))
        return f"A pass needs at least one right in each area, and {empty} had none."
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


def _practice_meaning(at: Standing) -> str:
    if at.missed:
        return "This was practice: it changes no result. What is left is worth another look."
    return "All of them are right now. This was practice: a new draw is what passes the quiz."


def _empty_areas(at: Standing, subject: Subject) -> Iterator[str]:
    for area in _without_right(at):
        yield subject.bank.areas.get(area.area, "one of them")


def _without_right(at: Standing) -> Iterator[AreaCount]:
    shown = {place.area for place in at.places if place.is_right and not place.is_withdrawn}
    return (area for area in at.areas if area.area not in shown)


def _sureness(at: Standing) -> Iterator[Sureness]:
    given = [(place, place.first) for place in at.places if place.first]
    for level, words in CONFIDENCES.items():
        held = [
            place for place, first in given if first.confidence == level and not first.dont_know
        ]
        if held:
            yield Sureness(words, sum(place.is_right for place in held), len(held))
