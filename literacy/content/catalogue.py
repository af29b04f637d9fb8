"""The course as values: modules, lessons, banks, facts and terms, frozen once they are loaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from literacy.questions.question import Question

GRACE = timedelta(days=30)
"""How long a fact may be overdue before what uses it is stopped."""


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    part: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 in a lesson; `anchor` is what quizzes and outlines link to.

    `former` are anchors it had before it was renamed; links to them still arrive.
    """

    anchor: str
    title: str
    level: int
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabMission:
    """A mission that a lesson embeds, as in `lab: cache/second-load`."""

    lab: str
    mission: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated statement of the registry; `overdue_on` is the first day it needs checking again."""

    id: str
    topic: str
    wrong: str
    right: str
    source: str
    basis: str
    as_of: str
    overdue_on: date
    url: str = ""

    def is_overdue(self, today: date) -> bool:
        """It needs checking again; learners see that it is being checked."""
        return today >= self.overdue_on

    def is_stale(self, today: date) -> bool:
        """So long overdue that questions about it are suspended."""
        return today > self.overdue_on + GRACE


@dataclass(frozen=True, slots=True)
class Edit:
    """How a lesson changed; only a new fact has a passage, and questions that ask for it."""

    version: int
    on: date
    kind: str
    note: str
    see: str = ""
    was: str = ""
    now: str = ""
    items: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """It reopens the lesson for those who had finished it."""
        return self.kind == "new fact"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson file; `id` is permanent and progress keys on it, `slug` is its address."""

    id: str
    slug: str
    title: str
    module: str
    order: int
    minutes: int
    essential: bool
    promise: str
    requires: tuple[str, ...]
    objectives: tuple[Objective, ...]
    labs: tuple[LabMission, ...]
    terms: tuple[str, ...]
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    owner: str
    reviewed: date
    review_by: date
    body: str
    body_line: int
    path: str
    digest: str
    headings: tuple[Heading, ...]
    words: int
    redirects: tuple[str, ...] = ()
    version: int = 1
    edits: tuple[Edit, ...] = ()

    @property
    def news(self) -> Edit | None:
        """The latest new fact."""
        return next((each for each in reversed(self.edits) if each.is_news), None)


@dataclass(frozen=True, slots=True)
class PlannedLesson:
    """A lesson as the course map announces it, written or not yet."""

    slug: str
    title: str
    minutes: int
    essential: bool
    promise: str


@dataclass(frozen=True, slots=True)
class Module:
    """A module; `planned` are all its lessons in order, `lessons` the slugs that can be read."""

    slug: str
    number: str
    title: str
    short: str
    part: str
    strand: str
    requires: tuple[str, ...]
    outcome: str
    planned: tuple[PlannedLesson, ...]
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions of one lesson; `version` changes with any question in it."""

    lesson: str
    areas: Mapping[str, str]
    items: Mapping[str, Question]
    version: str
    path: str


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry; `link` is `auto` or `marked` (linked only where an author marks it).

    `replaced_by` is the slug a retired one points to.
    """

    slug: str
    term: str
    module: str
    definition: str
    why: str
    it_hears: str
    example: str
    ask_it: str
    owner: str
    status: str
    reviewed: date
    review_by: date
    expands: str = ""
    also: tuple[str, ...] = ()
    say: str = ""
    related: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    source: Source | None = None
    facts: tuple[str, ...] = ()
    link: str = "auto"
    redirects: tuple[str, ...] = ()
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    minutes: int
    do: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """Ten minutes for a team that mixes two things up; `id` is a misconception banks name.

    `passages` are where it is settled, as lesson and heading, from the questions that name it;
    `items` are those questions, as lesson and id.
    """

    id: str
    mixes: tuple[str, str]
    truth: str
    ask: str
    steps: tuple[Step, ...]
    passages: tuple[tuple[str, str], ...]
    items: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything the course says; `version` changes with any file in it."""

    title: str
    course_version: str
    version: str
    modules: Mapping[str, Module]
    lessons: Mapping[str, Lesson]
    banks: Mapping[str, Bank]
    facts: Mapping[str, Fact]
    terms: Mapping[str, Term]
    figures: Mapping[str, str] = field(default_factory=dict)
    conversations: Mapping[str, Conversation] = field(default_factory=dict)
    moved_lessons: Mapping[str, str] = field(default_factory=dict)
    moved_terms: Mapping[str, str] = field(default_factory=dict)

    def lesson_with(self, id: str) -> Lesson | None:
        """The lesson with this permanent id, whatever its address is now."""
        found = self.lessons.get(id)
        if found and found.id == id:
            return found
        return next((each for each in self.lessons.values() if each.id == id), None)

    def bank_with(self, lesson_id: str) -> Bank | None:
        """The questions of the lesson with this permanent id."""
        lesson = self.lesson_with(lesson_id)
        return self.banks.get(lesson.slug) if lesson else None

    def suspended(self, bank: Bank, today: date) -> frozenset[str]:
        """The ids of questions that rest until their fact is checked; retired ones aside."""
        return frozenset(
            id_
            for id_, question in bank.items.items()
            if not question.common.retired
            and any(
                fact in self.facts and self.facts[fact].is_stale(today)
                for fact in question.common.facts
            )
        )
