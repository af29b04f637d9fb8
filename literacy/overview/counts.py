"""How many of a team's people have done and begun each module: counted, and told in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from literacy.progress.mastery import ModuleState, Standing
from literacy.progress.outline import CourseOutline, ModuleOutline
from literacy.teams.crowd import ENOUGH


@dataclass(frozen=True, slots=True)
class Count:
    """`done` and `begun` exclude each other; the rest of `people` have not begun."""

    module: str
    people: int
    done: int
    begun: int

    @property
    def untouched(self) -> int:
        return self.people - self.done - self.begun


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team of the overview; `counts` follow the modules, and are empty for a small team."""

    slug: str
    name: str
    people: int
    counts: tuple[Count | None, ...]

    @property
    def is_told(self) -> bool:
        """Fewer than five people are never broken down (privacy plan, 6)."""
        return self.people >= ENOUGH


@dataclass(frozen=True, slots=True)
class Overview:
    """`made_at` is when the oldest of these counts was made; None when none was made yet."""

    modules: tuple[ModuleOutline, ...]
    totals: tuple[Count, ...]
    lines: tuple[TeamLine, ...]
    teams: int
    people: int
    found: int
    made_at: datetime | None


def counted(course: CourseOutline, standings: Iterable[Standing]) -> tuple[Count, ...]:
    """One count for each module that has something to do in it."""
    everybody = list(standings)
    return tuple(_count(module, everybody) for module in written(course))


def written(course: CourseOutline) -> tuple[ModuleOutline, ...]:
    """The modules that can be begun."""
    return tuple(
        module for module in course.modules if any(lesson.written for lesson in module.lessons)
    )


def _count(module: ModuleOutline, standings: list[Standing]) -> Count:
    found = [stand for each in standings if (stand := each.module(module.slug)) is not None]
    done = sum(each.is_done for each in found)
    begun = sum(_is_begun(each.state) for each in found)
    return Count(module.slug, len(standings), done, begun)


def _is_begun(state: ModuleState) -> bool:
    return state in (ModuleState.STARTED, ModuleState.CAUGHT_UP)
