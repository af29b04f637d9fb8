"""What is asked, as the page lists it: of whom, by when, why, and how it goes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from literacy.progress.asking import Ask, name_of
from literacy.progress.deadlines import Asked, Stand, overall
from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline
from literacy.progress.wording import days_away, figures, first_up, full_day, short_day


@dataclass(frozen=True, slots=True)
class Tally:
    """How the people who are bound stand on it; `sign` is the picture beside the words."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class AskLine:
    """`fixed` says why it can't be changed from here, and is empty where it can."""

    id: int
    name: str
    audience: str
    day: str
    on: date | None
    when: str
    joiners: str
    why: str
    set_by: str
    set_on: str
    tally: Tally | None = None
    fixed: str = ""


def team_lines(
    course: CourseOutline,
    asks: Iterable[Ask],
    of_people: Mapping[int, Sequence[Asked]],
    standings: Mapping[int, Standing],
    *,
    today: date,
) -> tuple[AskLine, ...]:
    """`standings` are of the people who count; what an administrator asked is fixed."""
    lines = [
        _line(
            course,
            ask,
            today=today,
            tally=_tally(ask, of_people, standings, today=today),
            fixed="" if ask.team_id is not None else "Set by your administrators",
        )
        for ask in asks
    ]
    return tuple(sorted(lines, key=_by_day))


def company_lines(
    course: CourseOutline, asks: Iterable[Ask], *, today: date
) -> tuple[AskLine, ...]:
    """The newest first, as they come."""
    return tuple(_line(course, ask, today=today) for ask in asks)


def audience(ask: Ask) -> str:
    if ask.person_id is not None:
        return f"{ask.person}, in {ask.team}" if ask.team_id is not None else ask.person
    return f"Everyone in {ask.team}" if ask.team_id is not None else "Everyone with an account"


def _line(
    course: CourseOutline, ask: Ask, *, today: date, tally: Tally | None = None, fixed: str = ""
) -> AskLine:
    return AskLine(
        id=ask.id,
        name=name_of(course, ask),
        audience=audience(ask),
        day=_day(ask.due_on, today) if ask.due_on else f"{ask.joiner_days} days",
        on=ask.due_on,
        when=first_up(days_away((ask.due_on - today).days)) if ask.due_on else _relative(ask),
        joiners=_joiners(ask),
        why=ask.why,
        set_by=ask.set_by,
        set_on=_day(ask.set_on, today),
        tally=tally,
        fixed=fixed,
    )


def _day(day: date, today: date) -> str:
    return short_day(day) if day.year == today.year else full_day(day)


def _relative(ask: Ask) -> str:
    return "From the day it was set" if ask.person_id is not None else "After joining"


def _joiners(ask: Ask) -> str:
    if ask.person_id is not None or ask.due_on is None:
        return ""
    return f"Who joins later has {figures(ask.joiner_days, 'day')}."


def _by_day(line: AskLine) -> tuple[bool, date, str, int]:
    return line.on is None, line.on or date.max, line.name, line.id


def _tally(
    ask: Ask,
    of_people: Mapping[int, Sequence[Asked]],
    standings: Mapping[int, Standing],
    *,
    today: date,
) -> Tally | None:
    stands = [
        overall(standing, pieces, today=today)
        for person, standing in standings.items()
        if (pieces := [each for each in of_people.get(person, ()) if each.ask == ask.id])
    ]
    return _in_words(Counter(stands), len(stands)) if stands else None


def _in_words(stands: Mapping[Stand, int], people: int) -> Tally:
    late, done = stands[Stand.LATE], stands[Stand.DONE]
    if late:
        return Tally("late", f"{late} late, {done} of {people} done")
    if done == people:
        return Tally("done", "Done" if people == 1 else "Everybody is done")
    if done:
        return Tally("part", f"{done} of {people} done")
    return Tally("part", "Begun") if stands[Stand.STARTED] else Tally("none", "Not started")
