"""The keys each file may have, and which kind of value each takes."""

import calendar
import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
MODULE = r"^[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*$"
MISSION = re.compile(r"^[a-z0-9-]+/[a-z0-9-]+$")


def _day(value: Any) -> date:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("day", "needs a day such as 2026-11-21")


def _month(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if isinstance(text, str) and re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", text):
        return text
    raise PydanticCustomError("month", "needs a month such as 2026-11, or a year")


def _address(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s<>\"]+", value):
        return value
    raise PydanticCustomError("address", "needs an address that starts with https://")


def _missions(value: Any) -> tuple[str, ...]:
    found = (value,) if isinstance(value, str) else value
    if isinstance(found, list | tuple) and all(
        isinstance(each, str) and MISSION.match(each) for each in found
    ):
        return tuple(found)
    raise PydanticCustomError(
        "missions", "needs a lab and a mission such as cache/second-load, or a list of them"
    )


def _words(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty", "has no value")
    return value.strip() if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_words)]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
ModuleSlug = Annotated[str, StringConstraints(pattern=MODULE, max_length=80)]
Day = Annotated[date, BeforeValidator(_day)]
Month = Annotated[str, BeforeValidator(_month)]
Address = Annotated[str, BeforeValidator(_address)]
Missions = Annotated[tuple[str, ...], BeforeValidator(_missions)]


class Entry(BaseModel):
    """What all have in common: no coercion, no unknown key, no change afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class SourceEntry(Entry):
    title: Line
    part: str = ""
    url: Address = ""


class ObjectiveEntry(Entry):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    text: Line


NEW_FACT = "new fact"


class EditEntry(Entry):
    """How a lesson changed; a new fact shows the passage and names what asks for it."""

    version: Annotated[int, Field(ge=2)]
    on: Day
    kind: Literal["typo", "clarified", "new fact"]
    note: Line
    see: str = ""
    was: str = ""
    now: str = ""
    items: list[Slug] = []


class FrontMatter(Entry):
    """What stands between the `---` lines of a lesson."""

    id: Slug | None = None
    slug: Slug
    title: Line
    module: ModuleSlug
    order: Annotated[int, Field(ge=1, le=99)]
    minutes: Annotated[int, Field(ge=1, le=30)]
    essential: bool
    promise: Line
    requires: list[Slug] = []
    objectives: Annotated[list[ObjectiveEntry], Field(min_length=1)]
    lab: Missions = ()
    terms: list[Slug] = []
    facts: list[Slug] = []
    sources: Annotated[list[SourceEntry], Field(min_length=1)]
    owner: Slug
    reviewed: Day
    review_by: Day
    redirects: list[Slug] = []
    version: Annotated[int, Field(ge=1)] = 1
    edits: list[EditEntry] = []


class PlannedEntry(Entry):
    slug: Slug
    title: Line
    minutes: Annotated[int, Field(ge=1, le=30)]
    essential: bool
    promise: Line


class ModuleEntry(Entry):
    slug: ModuleSlug
    number: Annotated[int, Field(ge=1, le=99)]
    title: Line
    short: Line
    strand: Literal["people", "technology"]
    requires: list[ModuleSlug] = []
    outcome: Line
    lessons: Annotated[list[PlannedEntry], Field(min_length=1)]


class PartEntry(Entry):
    title: Line
    modules: Annotated[list[ModuleSlug], Field(min_length=1)]


class CourseFile(Entry):
    """lessons/course.yml."""

    title: Line
    version: Line
    parts: Annotated[list[PartEntry], Field(min_length=1)]
    modules: Annotated[list[ModuleEntry], Field(min_length=1)]


class FactEntry(Entry):
    """One row of lessons/facts.yml."""

    id: Slug
    topic: Line
    wrong: Line
    right: Line
    source: Line
    basis: Annotated[str, StringConstraints(pattern=r"^[PMSK](, [PMSK])*$")]
    as_of: Month
    months: Annotated[int, Field(ge=1, le=60)]
    url: Address = ""

    @property
    def overdue_on(self) -> date:
        """The day after its months have run out, counted from the end of the month it names."""
        year, _, month = self.as_of.partition("-")
        return months_on(date(int(year), int(month or 12), 28), self.months + 1).replace(day=1)


class TermEntry(Entry):
    """One entry of lessons/glossary/*.yml."""

    term: Line
    slug: Slug
    expands: str = ""
    also: list[Line] = []
    say: str = ""
    definition: Line
    why: Line
    it_hears: Line
    example: Line
    ask_it: Line
    related: list[Slug] = []
    lessons: list[Slug] = []
    source: SourceEntry | None = None
    facts: list[Slug] = []
    owner: Slug
    status: Literal["requested", "draft", "in-review", "published", "revising", "retired"]
    reviewed: Day
    review_by: Day
    link: Literal["auto", "marked"] = "auto"
    redirects: list[Slug] = []
    replaced_by: Slug | None = None


class StepEntry(Entry):
    minutes: Annotated[int, Field(ge=1, le=10)]
    do: Line


class ConversationEntry(Entry):
    """One row of lessons/conversations.yml: ten minutes for a team that mixes two things up."""

    id: Slug
    mixes: Annotated[list[Line], Field(min_length=2, max_length=2)]
    truth: Line
    ask: Line
    steps: Annotated[list[StepEntry], Field(min_length=2, max_length=5)]


class BankFile(Entry):
    """quizzes/NN-module/<lesson>.yml; the questions know the keys of their items."""

    lesson: Slug
    areas: Annotated[dict[str, Line], Field(min_length=1)]
    items: Annotated[list[dict[Any, Any]], Field(min_length=1)]


def months_on(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))
