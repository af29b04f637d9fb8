"""Banks: each question sound, each area covered, each heading and fact it names real."""

from collections.abc import Iterator

from literacy.content.files import Kind
from literacy.content.problems import Problem, Severity
from literacy.content.rules.edits import question_problems
from literacy.content.rules.references import overdue
from literacy.content.rules.voice import dated, patronizing
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, WrittenBank
from literacy.lib.text import reading
from literacy.questions.banks import bank_faults
from literacy.questions.faults import faults
from literacy.questions.question import Fault, Question

HARDEST_STEM = 9.0

# A stem is too short for its grade to mean much below this.
_JUDGED_WORDS = 15


def problems(bank: WrittenBank, draft: Draft) -> Iterator[Problem]:
    """Everything an item writer should mend in a bank."""
    yield from _areas(bank, draft)
    for id_, question in bank.items.items():
        place = bank.places[id_]
        for fault in faults(question):
            yield _problem(bank, fault, "items", place)
        yield from _area(bank, question, place)
        yield from _see(bank, question, place, draft)
        yield from _facts(bank, question, place, draft)
        yield from _wording(bank, question, place)
        yield from question_problems(bank, question, place)
    yield from _whole(bank)


def _problem(bank: WrittenBank, fault: Fault, *at: str | int) -> Problem:
    make = bank.file.warning if fault.warning else bank.file.error
    return make(fault.sentence, *at, *fault.key_path)


def _whole(bank: WrittenBank) -> Iterator[Problem]:
    """What only shows across questions, at the places they have in the file."""
    if len(bank.items) < len(bank.file.value.items):
        return  # A question that can't be read yet would be missed in every count.
    places = [bank.places[id_] for id_ in bank.items]
    for fault in bank_faults(tuple(bank.items.values()), areas=bank.file.value.areas):
        path = fault.key_path
        if len(path) > 1 and path[0] == "items" and isinstance(path[1], int):
            path = ("items", places[path[1]], *path[2:])
        yield _problem(bank, Fault(path, fault.sentence, fault.warning))


def _areas(bank: WrittenBank, draft: Draft) -> Iterator[Problem]:
    if bank.lesson not in draft.order:
        hint = did_you_mean(bank.lesson, draft.order)
        yield bank.file.error(f"There is no lesson “{bank.lesson}” in course.yml.{hint}", "lesson")
    if not 1 <= len(bank.file.value.areas) <= 2:
        yield bank.file.error("A lesson has one or two areas; join objectives in one.", "areas")
    lesson = draft.lessons.get(bank.lesson)
    letters = {each.id for each in lesson.front.value.objectives} if lesson else set()
    for area in bank.file.value.areas:
        if lesson and area not in letters:
            yield bank.file.error(
                f"The lesson has no objective “{area}” for this area.", "areas", area
            )


def _area(bank: WrittenBank, question: Question, place: int) -> Iterator[Problem]:
    area = question.common.area
    if area not in bank.file.value.areas:
        known = ", ".join(bank.file.value.areas)
        yield bank.file.error(
            f"“area” is “{area}”; the areas of this bank are {known}.", "items", place, "area"
        )


def _see(bank: WrittenBank, question: Question, place: int, draft: Draft) -> Iterator[Problem]:
    slug, _, anchor = question.common.see.partition("#")
    lesson = draft.lessons.get(slug or bank.lesson)
    if lesson is None and Kind.LESSON in draft.unread:
        return
    if lesson is None:
        missing = slug or bank.lesson
        hint = did_you_mean(missing, draft.lessons)
        sentence = f"“see” leads to the lesson “{missing}”, which is not written.{hint}"
        # A bank may be ready before its own lesson; then nobody can reach it either.
        waits = missing == bank.lesson and missing in draft.order
        make = bank.file.warning if waits else bank.file.error
        yield make(sentence, "items", place, "see")
    elif anchor not in lesson.anchors:
        yield bank.file.error(
            f"The lesson “{lesson.slug}” has no heading #{anchor}."
            f"{did_you_mean(anchor, lesson.anchors)}",
            "items", place, "see",
        )  # fmt: skip


def _facts(bank: WrittenBank, question: Question, place: int, draft: Draft) -> Iterator[Problem]:
    line = bank.file.line("items", place, "fact")
    for fact in question.common.facts:
        if fact not in draft.facts:
            if Kind.FACTS in draft.unread:
                continue
            yield Problem(
                bank.file.path,
                line,
                f"There is no fact “{fact}”.{did_you_mean(fact, draft.facts)}",
            )
        elif overdue(draft.facts[fact], draft) is Severity.ERROR:
            yield Problem(
                bank.file.path,
                line,
                f"The fact “{fact}” is 30 days overdue, so this question is suspended.",
                dated=True,
            )


def _wording(bank: WrittenBank, question: Question, place: int) -> Iterator[Problem]:
    stem = question.common.stem
    measure = reading(stem)
    if measure.words >= _JUDGED_WORDS and measure.grade > HARDEST_STEM:
        yield bank.file.warning(
            f"The stem has reading grade {measure.grade:.1f}; aim for 8.", "items", place, "stem"
        )
    if word := patronizing(stem):
        yield bank.file.error(f"Leave out “{word}”: it talks down.", "items", place, "stem")
    if word := dated(stem):
        yield bank.file.error(f"“{word}” ages; name a date or a fact.", "items", place, "stem")
