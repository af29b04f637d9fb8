"""Home as a value: what to continue, what is due, the map and the contents of the course."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from literacy.progress.contents import ModuleRow, Part, module_rows, parts
from literacy.progress.deadlines import Asked, Deadline, Stand, deadlines
from literacy.progress.facts import Examined
from literacy.progress.map import Map, narrow_map, wide_map
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline
from literacy.progress.reasons import asked_in_words, reason
from literacy.progress.reviews import ReviewNote
from literacy.progress.step import Step
from literacy.progress.wording import (
    ago,
    counted,
    days_away,
    figures,
    first_up,
    short_day,
    weekday,
)

FINAL_PATH = "/quizzes/course/final"

PACE = 10
"""Minutes a day: the pace a deadline is measured with."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in the words of the page: of one module, or of what is left of a path."""

    name: str
    href: str
    day: str
    on: date
    late: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam, or the final, that was begun and not finished."""

    title: str
    begun: str
    href: str


@dataclass(frozen=True, slots=True)
class Final:
    """The last line of the contents: `href` is empty while the final is in preparation."""

    state: str
    stop: str
    href: str


@dataclass(frozen=True, slots=True)
class Home:
    step: Step
    line: ModuleRow | None
    dues: tuple[Due, ...]
    dues_title: str
    review: ReviewNote | None
    summary: str
    wide: Map
    narrow: Map
    parts: tuple[Part, ...]
    exams: tuple[Exam, ...]
    final: Final


def home(
    course: CourseOutline,
    standing: Standing,
    asked: Iterable[Asked],
    step: Step,
    *,
    now: datetime,
    review: ReviewNote | None = None,
) -> Home:
    today = now.date()
    asked = tuple(asked)
    rows = module_rows(standing, step, on=today, asked=asked_in_words(standing, asked, today=today))
    dues = tuple(_dues(deadlines(standing, asked, today=today), today))
    return Home(
        step=step,
        line=next((row for row in rows if step.module and row.module is step.module), None),
        dues=dues,
        dues_title=first_up(counted(len(dues), "deadline")),
        review=review,
        summary=_summary(standing),
        wide=wide_map(rows),
        narrow=narrow_map(rows),
        parts=tuple(parts(rows)),
        exams=tuple(_open_exams(standing, now)),
        final=_final(course, standing),
    )


def _open_exams(standing: Standing, now: datetime) -> Iterator[Exam]:
    for module in standing.modules:
        if module.open_exam:
            yield _exam(f"Exam of {module.outline.name}", module.open_exam, now)
    if standing.open_final:
        yield _exam("Final assessment", standing.open_final, now)


def _exam(title: str, begun: Examined, now: datetime) -> Exam:
    when = f"Begun {ago(begun.started_at, now=now)}. Every answer you gave is kept."
    return Exam(title, when, f"/attempts/{begun.attempt}#question")


def _final(course: CourseOutline, standing: Standing) -> Final:
    if standing.final_passed_at:
        return Final(f"Passed {short_day(standing.final_passed_at)}", "done", FINAL_PATH)
    if course.final is None:
        return Final("Opens when every module has its questions", "planned", "")
    return Final(f"{course.final.questions} questions, in one sitting or two", "", FINAL_PATH)


def _summary(standing: Standing) -> str:
    """14 modules, 58 lessons, 1 passed. Nothing is locked: …"""
    lessons = sum(module.count for module in standing.modules)
    counts = [figures(len(standing.modules), "module"), figures(lessons, "lesson")]
    passed = [f"{standing.count_passed} passed"] if standing.count_passed else []
    return (
        ", ".join(counts + passed) + ". Nothing is locked: a line shows what helps to know first."
    )


def _dues(found: Sequence[Deadline], today: date) -> Iterator[Due]:
    """One for each module, but only one for all that is open of a path."""
    told: set[int] = set()
    for each in found:
        if not each.asked.path:
            yield _due(
                each, each.module.outline.name, f"#m{each.module.outline.number}", [each], today
            )
        elif each.asked.ask not in told:
            told.add(each.asked.ask)
            together = [other for other in found if other.asked.ask == each.asked.ask]
            yield _due(each, each.asked.path, "#map", together, today)


def _due(first: Deadline, name: str, href: str, together: Sequence[Deadline], today: date) -> Due:
    late = any(each.stand is Stand.LATE for each in together)
    minutes = sum(each.module.minutes_left for each in together)
    return Due(
        name=name,
        href=href,
        day=weekday(first.asked.due_on),
        on=first.asked.due_on,
        late=late,
        detail=" ".join(_due_sentences(first, minutes, len(together), today, late=late)),
    )


def _due_sentences(
    deadline: Deadline, minutes: int, modules: int, today: date, *, late: bool
) -> Iterator[str]:
    away = days_away(deadline.days)
    yield f"Due {away}." if late else f"{first_up(away)}."
    days = -(-minutes // PACE)
    end = today + timedelta(days=days - 1)
    left = f"{figures(minutes, 'minute')} {'is' if minutes == 1 else 'are'} left"
    if modules > 1:
        left += f" in {counted(modules, 'module')}"
    if days <= 1:
        yield f"{left}: one sitting."
    elif late or end > deadline.asked.due_on:
        yield f"{left}. At {PACE} minutes a day you finish on {weekday(end)}."
    else:
        yield f"{left}. At {PACE} minutes a day you finish on {weekday(end)}, in time."
    yield reason(deadline.asked)
