"""The contents of the course in words: parts, modules and lessons with what each still needs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import groupby

from literacy.progress.mastery import (
    LessonStanding,
    LessonState,
    ModuleStanding,
    ModuleState,
    Standing,
    untouched,
)
from literacy.progress.memory import Memory, areas, memory
from literacy.progress.outline import ModuleOutline
from literacy.progress.step import Step
from literacy.progress.wording import figures, sentence, short_day

_KEPT = {
    Memory.REMEMBERED: ("done", "Remembered now"),
    Memory.FADING: ("part", "Fading"),
    Memory.FADED: ("none", "Worth a review"),
}


def kept_words(memory: Memory | None) -> tuple[str, str]:
    """What is remembered in words, and the sign that goes with them; empty if nothing is known."""
    sign, words = _KEPT[memory] if memory is not None else ("", "")
    return words, sign


@dataclass(frozen=True, slots=True)
class Row:
    """A lesson in the contents: `stop` is done, here or empty; `note` is its state in words.

    `memory` is what is left of a lesson that was passed.
    """

    lesson: LessonStanding
    stop: str
    note: str
    needs: str
    memory: Memory | None = None

    @property
    def kept(self) -> str:
        return _KEPT[self.memory][1] if self.memory is not None else ""

    @property
    def kept_sign(self) -> str:
        return _KEPT[self.memory][0] if self.memory is not None else ""


@dataclass(frozen=True, slots=True, eq=False)
class ModuleRow:
    """A module in the contents; `state` is its first line, `detail` the second, `kept` the third:
    how much of what was passed once is remembered now. `exam` says how its exam stands.

    `stop` is done, part, planned or empty; the module that is being continued is `open`. A row
    of a module that was neither begun nor asked is one object for everybody.
    """

    module: ModuleStanding
    state: str
    detail: str
    rows: tuple[Row, ...]
    open: bool
    stop: str
    exam: str
    kept: str = ""
    asked: str = ""
    is_same_for_all: bool = False

    @property
    def words(self) -> str:
        """All lines as one sentence part, for those who hear the map."""
        return ", ".join(filter(None, (self.state, self.detail, self.kept)))


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    modules: tuple[ModuleRow, ...]


def module_rows(
    standing: Standing, step: Step, *, on: date, asked: Mapping[str, str] | None = None
) -> tuple[ModuleRow, ...]:
    """`asked` says of a module by when, by whom and why it is asked; `on` is today."""
    asked = asked or {}
    return tuple(
        _untouched_row(module.outline)
        if module is untouched(module.outline)
        and module is not step.module
        and module.slug not in asked
        else replace(
            _module_row(module, step.module, step.lesson, on=on),
            asked=asked.get(module.slug, ""),
        )
        for module in standing.modules
    )


def parts(rows: Iterable[ModuleRow]) -> Iterator[Part]:
    for title, found in groupby(rows, key=lambda row: row.module.outline.part):
        yield Part(title, tuple(found))


@lru_cache(maxsize=256)
def _untouched_row(module: ModuleOutline) -> ModuleRow:
    row = _module_row(untouched(module), None, None, on=date.min)
    return replace(row, is_same_for_all=True)


def _module_row(
    module: ModuleStanding,
    current: ModuleStanding | None,
    here: LessonStanding | None,
    *,
    on: date,
) -> ModuleRow:
    return ModuleRow(
        module=module,
        state=_state(module),
        detail=_detail(module),
        kept=_kept(module, on),
        rows=tuple(_row(lesson, here=lesson is here, on=on) for lesson in module.lessons),
        open=module is current,
        stop=_module_stop(module),
        exam=_exam(module),
    )


def _exam(module: ModuleStanding) -> str:
    """The exam of a module in words."""
    if module.exam_passed_at:
        return f"Passed {short_day(module.exam_passed_at)}"
    if module.open_exam:
        return "Begun"
    if module.outline.exam is None:
        return "In preparation"
    return f"{module.outline.exam.questions} questions. Pass it and the module is done"


def _state(module: ModuleStanding) -> str:
    match module.state:
        case ModuleState.IN_PREPARATION:
            return "In preparation"
        case ModuleState.NOT_STARTED:
            return figures(module.count, "lesson")
        case ModuleState.PASSED:
            return "Passed"
        case ModuleState.TESTED_OUT:
            return "Tested out"
        case _:
            return f"{module.count_passed} of {module.count} passed"


def _detail(module: ModuleStanding) -> str:
    match module.state:
        case ModuleState.IN_PREPARATION:
            return figures(module.count, "lesson")
        case ModuleState.PASSED:
            assert module.passed_at, "a passed module has its date"
            return short_day(module.passed_at)
        case ModuleState.TESTED_OUT:
            assert module.exam_passed_at, "a module that was tested out has its date"
            return short_day(module.exam_passed_at)
        case ModuleState.CAUGHT_UP:
            return "the rest in preparation"
        case ModuleState.STARTED:
            return f"{module.minutes_left} min left"
        case ModuleState.NOT_STARTED:
            return f"{module.minutes_left} min"


def _module_stop(module: ModuleStanding) -> str:
    match module.state:
        case ModuleState.PASSED | ModuleState.TESTED_OUT:
            return "done"
        case ModuleState.STARTED | ModuleState.CAUGHT_UP:
            return "part"
        case ModuleState.IN_PREPARATION:
            return "planned"
        case ModuleState.NOT_STARTED:
            return ""


def _kept(module: ModuleStanding, on: date) -> str:
    """3 of 4 areas remembered"""
    found = areas(module.lessons, on=on)
    return f"{found.remembered} of {figures(found.count, 'area')} remembered" if found.count else ""


def _row(lesson: LessonStanding, *, here: bool, on: date) -> Row:
    stop = "done" if lesson.passed else "here" if here or lesson.touched_at else ""
    return Row(lesson, stop, _note(lesson), _needs(lesson), memory(lesson, on=on))


def _needs(lesson: LessonStanding) -> str:
    return lesson.outline.news if lesson.reopened else sentence(lesson.needs)


def _note(lesson: LessonStanding) -> str:
    match lesson.state:
        case LessonState.IN_PREPARATION:
            return "In preparation"
        case LessonState.NOT_STARTED:
            return f"{lesson.outline.minutes} min"
        case LessonState.PASSED | LessonState.REOPENED:
            return "Something changed" if lesson.reopened else _passed(lesson)
        case LessonState.LAB_LEFT:
            return "Lab left"
        case LessonState.QUIZ_LEFT:
            return "Quiz left"
        case LessonState.STARTED:
            return _begun(lesson.minutes_left, lesson.outline.minutes)


def _passed(lesson: LessonStanding) -> str:
    assert lesson.passed_at, "a passed lesson has its date"
    return f"Passed {short_day(lesson.passed_at)}"


def _begun(left: int, minutes: int) -> str:
    return f"Begun, {left} min" if left == minutes else f"{left} of {minutes} min left"
