"""What a team remembers now, beside what it passed once: areas of lessons, never people."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from literacy.progress.mastery import ModuleStanding, Standing
from literacy.progress.memory import areas
from literacy.progress.outline import CourseOutline, ModuleOutline
from literacy.teams.crowd import ENOUGH


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `count` areas that `people` of the team passed, so many are remembered on a day."""

    module: ModuleOutline
    people: int
    remembered: int
    count: int

    @property
    def share(self) -> int:
        """In percent, from 0 to 100."""
        return round(100 * self.remembered / self.count)


def kept(
    course: CourseOutline, standings: Mapping[int, Standing], people: Collection[int], *, on: date
) -> tuple[Kept, ...]:
    """Each module that five or more of these people passed something of.

    The caller has made sure that these people are a crowd.
    """
    # A standing has the course's modules, in its order.
    columns = zip(*(standings[person].modules for person in people), strict=True)
    found = (
        _kept(module, column, on) for module, column in zip(course.modules, columns, strict=True)
    )
    return tuple(each for each in found if each is not None)


def _kept(module: ModuleOutline, column: Iterable[ModuleStanding], on: date) -> Kept | None:
    counts = (areas(standing.lessons, on=on) for standing in column)
    theirs = [each for each in counts if each.count]
    if len(theirs) < ENOUGH:
        return None
    return Kept(
        module,
        people=len(theirs),
        remembered=sum(each.remembered for each in theirs),
        count=sum(each.count for each in theirs),
    )
