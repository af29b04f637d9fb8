"""Modules passed by a team, week by week: the numbers, and the drawing made from them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from literacy.progress.wording import figures, short_day

A_WEEK = timedelta(weeks=1)
FEWEST_WEEKS, MOST_WEEKS = 6, 12
_TOP, _LEFT, _RIGHT, _BOTTOM = 24, 34, 16, 34
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LINES = 4
"""At most so many lines across: more would be a fence."""


@dataclass(frozen=True, slots=True)
class Week:
    """`total` is what had been passed when the week was over, `new` what was passed in it."""

    starts: date
    new: int
    total: int

    @property
    def day(self) -> str:
        return short_day(self.starts)


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of the drawing and where it stands."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in units of its own: `width` by `height`; `line` and `area` are SVG paths."""

    width: int
    height: int
    line: str
    area: str
    dots: tuple[tuple[float, float], ...]
    levels: tuple[Mark, ...]
    days: tuple[Mark, ...]
    last: Mark


@dataclass(frozen=True, slots=True)
class Progress:
    """What a chart and its table say: the weeks, and the same drawn for two widths."""

    weeks: tuple[Week, ...]
    wide: Chart
    narrow: Chart

    @property
    def summary(self) -> str:
        """From 2 modules in the week of Oct 5 to 9 in the week of Nov 16"""
        first, last = self.weeks[0], self.weeks[-1]
        return (
            f"From {figures(first.total, 'module')} in the week of {first.day} "
            f"to {last.total} in the week of {last.day}"
        )


def progress(passed: Sequence[date], *, today: date) -> Progress:
    """The last weeks of a team; `passed` has the day of every module that somebody passed."""
    found = tuple(_weeks(passed, today=today))
    return Progress(found, _chart(found, width=600), _chart(found, width=340))


def _weeks(passed: Sequence[date], *, today: date) -> Iterator[Week]:
    this_week = today - timedelta(days=today.weekday())
    first = min(passed, default=today)
    # One week more than needed, so that the line starts from nothing where there was nothing.
    count = (this_week - first).days // 7 + 3
    for ago in reversed(range(max(FEWEST_WEEKS, min(count, MOST_WEEKS)))):
        starts = this_week - ago * A_WEEK
        yield Week(
            starts,
            new=sum(starts <= day < starts + A_WEEK for day in passed),
            total=sum(day < starts + A_WEEK for day in passed),
        )


def _chart(weeks: Sequence[Week], *, width: int) -> Chart:
    height = 220
    floor = height - _BOTTOM
    step = (width - _LEFT - _RIGHT) / (len(weeks) - 1)
    levels = _levels(max(week.total for week in weeks))
    tall = (floor - _TOP) / levels[-1]
    dots = tuple(
        (round(_LEFT + place * step, 1), round(floor - week.total * tall, 1))
        for place, week in enumerate(weeks)
    )
    line = "M" + "L".join(f"{x} {y}" for x, y in dots)
    return Chart(
        width,
        height,
        line=line,
        area=f"{line}V{floor}H{_LEFT}Z",
        dots=dots,
        levels=tuple(Mark(round(floor - level * tall, 1), str(level)) for level in levels),
        days=tuple(_days(weeks, dots, every=2 if step > 34 else 3)),
        last=Mark(dots[-1][1] - 12, str(weeks[-1].total)),
    )


def _levels(highest: int) -> tuple[int, ...]:
    """Round numbers from nothing to the first that covers the highest."""
    step = next((each for each in _STEPS if each * _LINES >= highest), _STEPS[-1])
    return tuple(range(0, max(highest, 1) + step, step))


def _days(
    weeks: Sequence[Week], dots: Iterable[tuple[float, float]], *, every: int
) -> Iterator[Mark]:
    """Days are named from the last week backwards, where there is room."""
    last = len(weeks) - 1
    for place, (week, (x, _y)) in enumerate(zip(weeks, dots, strict=True)):
        if (last - place) % every == 0:
            yield Mark(x, week.day)
