"""The whole course, read once: one frozen Catalogue, or every problem with its file and line."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from literacy.content.binding import bound
from literacy.content.catalogue import Catalogue
from literacy.content.files import Kind, SourceFile, gather, kind_of
from literacy.content.manuscript import read_lesson
from literacy.content.problems import Problem, in_order
from literacy.content.reading import (
    read_bank,
    read_conversations,
    read_course,
    read_facts,
    read_terms,
)
from literacy.content.rules import (
    banks,
    blocks,
    capitals,
    conversations,
    course,
    dates,
    edits,
    figures,
    front,
    prose,
    references,
    terms,
    voice,
)
from literacy.content.schema import CourseFile
from literacy.content.written import Draft, Manuscript, Written, WrittenBank

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Loaded:
    """`catalogue` is None if a problem keeps the course from being served."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def load(
    root: Path,
    *,
    overlay: Path | None = None,
    labs: Mapping[str, Collection[str]],
    today: date,
) -> Loaded:
    """The course under `root`, with what `overlay` adds or overrides; `labs` are lab -> missions.

    Problems that only the calendar made leave the catalogue whole: a course that was good
    yesterday must not go dark today.
    """
    files, problems = gather(root, overlay)
    desk = _Desk(files, problems)
    draft = desk.draft(labs, today)
    if draft is None:
        return Loaded(None, in_order(desk.problems))
    found = in_order([*desk.problems, *_judged(draft, desk)])
    if any(problem.breaks for problem in found):
        return Loaded(None, found)
    return Loaded(bound(draft, version=_version(files)), found)


class _Desk:
    """Where files are read one by one; what is laid over the course wins over what was there."""

    def __init__(self, files: list[SourceFile], problems: list[Problem]) -> None:
        self.files = files
        self.problems = problems
        self.unread = {kind for problem in problems if (kind := kind_of(problem.path))}

    def draft(self, labs: Mapping[str, Collection[str]], today: date) -> Draft | None:
        lessons = self._lessons()
        banks_ = self._banks()
        facts = self._entries(Kind.FACTS, read_facts, lambda fact: fact.id)
        entries = self._entries(Kind.TERMS, read_terms, lambda term: term.slug)
        talks = self._entries(Kind.CONVERSATIONS, read_conversations, lambda talk: talk.id)
        drawings = self._figures()
        map_ = self._course()
        if map_ is None:
            return None
        return Draft(
            course=map_,
            facts=facts,
            terms=entries,
            conversations=talks,
            lessons=lessons,
            banks=banks_,
            figures=drawings,
            labs=labs,
            today=today,
            names=terms.names_of(entry.value for entry in entries.values()),
            order=_order(map_.value, lessons.values()),
            capitals=capitals.explained(entry.value for entry in entries.values()),
            unread=frozenset(self.unread),
        )

    def _of(self, kind: Kind) -> Iterator[SourceFile]:
        return (file for file in self.files if file.kind is kind)

    def _kept(self, kind: Kind, read: tuple[Thing, list[Problem]]) -> Thing:
        value, problems = read
        self.problems.extend(problems)
        if value is None or problems:
            self.unread.add(kind)
        return value

    def _course(self) -> Written[CourseFile] | None:
        """The company's own map, if it has one, replaces the course's."""
        maps = [self._kept(Kind.COURSE, read_course(file)) for file in self._of(Kind.COURSE)]
        return maps[-1] if maps else None

    def _lessons(self) -> dict[str, Manuscript]:
        kept: dict[str, Manuscript] = {}
        for file in self._of(Kind.LESSON):
            lesson = self._kept(Kind.LESSON, read_lesson(file))
            if lesson is None:
                continue
            self.problems.extend(front.file_problems(lesson, file))
            before = kept.get(lesson.slug)
            if self._takes(before.front if before else None, lesson.front, lesson.slug):
                kept[lesson.slug] = lesson
        return kept

    def _banks(self) -> dict[str, WrittenBank]:
        kept: dict[str, WrittenBank] = {}
        for file in self._of(Kind.BANK):
            bank = self._kept(Kind.BANK, read_bank(file))
            if bank is None:
                continue
            before = kept.get(bank.lesson)
            if self._takes(before.file if before else None, bank.file, bank.lesson):
                kept[bank.lesson] = bank
        return kept

    def _entries(
        self,
        kind: Kind,
        read: Callable[[SourceFile], tuple[list[Written[Thing]], list[Problem]]],
        name: Callable[[Thing], str],
    ) -> dict[str, Written[Thing]]:
        kept: dict[str, Written[Thing]] = {}
        for file in self._of(kind):
            for entry in self._kept(kind, read(file)):
                key = name(entry.value)
                if self._takes(kept.get(key), entry, key):
                    kept[key] = entry
        return kept

    def _figures(self) -> dict[str, str]:
        kept: dict[str, str] = {}
        for file in self._of(Kind.FIGURE):
            found = figures.drawing_findings(file.text)
            self.problems.extend(finding.at(file.path) for finding in found)
            kept[figures.figure_key(file.folder, file.name)] = file.text
        return kept

    def _takes(self, old: Written[Thing] | None, new: Written[Thing], name: str) -> bool:
        """True if `new` is the one to keep; two of one kind in one folder are a mistake."""
        if old is None or (new.overlaid and not old.overlaid):
            return True
        self.problems.append(new.error(f"“{name}” stands in {old.path}:{old.line()} already."))
        return False


def _order(map_: CourseFile, lessons: Iterable[Manuscript]) -> dict[str, int]:
    """Every lesson's place; those that only the overlay has come after their module's own."""
    planned = {
        lesson.slug: number * 100 + place
        for number, module in enumerate(map_.modules)
        for place, lesson in enumerate(module.lessons)
    }
    numbers = {module.slug: number for number, module in enumerate(map_.modules)}
    added = {
        lesson.slug: numbers.get(lesson.front.value.module, 0) * 100 + 50 + lesson.front.value.order
        for lesson in lessons
        if lesson.slug not in planned and lesson.front.overlaid
    }
    return {**planned, **added}


def _judged(draft: Draft, desk: _Desk) -> Iterator[Problem]:
    yield from course.problems(draft.course)
    yield from course.lesson_circles(draft)
    for lesson in draft.lessons.values():
        yield from _lesson_judged(lesson, draft)
    yield from terms.problems(draft)
    yield from terms.name_problems(tuple(draft.terms.values()))
    yield from dates.term_problems(draft)
    yield from dates.fact_problems(draft)
    for bank in draft.banks.values():
        yield from banks.problems(bank, draft)
    yield from conversations.problems(draft)
    yield from front.moved_problems(draft)


def _lesson_judged(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    yield from front.problems(lesson, draft)
    yield from blocks.problems(lesson, draft)
    yield from figures.problems(lesson, draft)
    yield from references.problems(lesson, draft)
    yield from prose.problems(lesson, draft)
    yield from voice.problems(lesson)
    yield from capitals.problems(lesson, draft)
    yield from dates.lesson_problems(lesson, draft)
    yield from edits.problems(lesson, draft)
    if lesson.slug not in draft.banks:
        yield lesson.warning(1, "The lesson has no bank of questions; its quiz is in preparation.")


def _version(files: Iterable[SourceFile]) -> str:
    """Changes with any file; the same files give the same version on every machine."""
    listed = "\n".join(sorted(f"{file.path} {file.digest}" for file in files))
    return hashlib.sha256(listed.encode()).hexdigest()[:16]
