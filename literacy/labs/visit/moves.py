"""What each button and each request does, as new events for the record; nothing is stored here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from literacy.labs.limits import REPORTED_MILLISECONDS, RESPONSE_BYTES
from literacy.labs.visit import plan, scenes
from literacy.labs.visit.events import Bar, Draft, Event, Facts, Kind
from literacy.labs.visit.record import Visit, next_number, numbered, visits
from literacy.lib.errors import Invalid, NotFound, TooMany

# A browser may ask again for a file, for instance when its page is reloaded; not for ever.
_TIMES_ASKED = 3
_REPORT_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a file of a visit, and how it is to be answered."""

    visit: Visit
    name: str
    file: plan.File
    is_late: bool
    is_failing: bool


def begin(
    events: Sequence[Event], mission: str, *, path: str, change: str, partner: str
) -> tuple[Draft, ...]:
    """A fresh visit; `partner` is the other company's origin, or empty for a second path here."""
    before = visits(events, mission)
    chosen = _change(before, mission, change)
    scene = scenes.scene(mission, path, len(before))
    facts = Facts(
        visit=next_number(events),
        late=scene.late,
        failing=scene.failing,
        others=scene.others,
        partner=partner,
        change=chosen,
    )
    return (Draft(Kind.VISIT, facts),)


def _change(before: Sequence[Visit], mission: str, change: str) -> str:
    """The first visit is the one to be compared with, so nothing is changed in it."""
    if mission != plan.SOONER:
        return ""
    if change not in plan.CHANGES:
        raise Invalid("Choose one change first, then visit the page.")
    has_first = any(visit.is_complete and visit.change == plan.AS_IT_IS for visit in before)
    if change != plan.AS_IT_IS.id and not has_first:
        raise Invalid("Visit the page as it is first. Without a first time, nothing can be sooner.")
    return change


def asked(events: Sequence[Event], number: int, name: str, *, at_partner: bool) -> Asked:
    """The file behind an address; raises NotFound for one that no visit of this session has."""
    visit, sent = numbered(events, number), name
    name = plan.SCRIPT_OF.get(sent, sent)
    file = plan.PLAIN[name] if sent in plan.SCRIPT_OF else plan.FILES.get(name)
    if visit is None or file is None or (name in visit.begun.others) is not at_partner:
        raise NotFound("There is no such file in this lab. Visit the page from the lab itself.")
    if visit.times_asked(name) >= _TIMES_ASKED:
        raise TooMany("This file was sent often enough. Begin a new visit in the lab.")
    return Asked(
        visit=visit,
        name=name,
        file=file,
        is_late=name == visit.begun.late,
        is_failing=name == visit.begun.failing,
    )


def hit(asked: Asked, **told: str | int | bool) -> tuple[Draft, ...]:
    """The line in the server's log; `told` is what the request gave away and how long it took."""
    sent = "" if asked.file.name == asked.name else asked.file.name
    facts = Facts(visit=asked.visit.number, name=asked.name, sent=sent, **told)  # type: ignore[arg-type]
    return (Draft(Kind.HIT, facts),)


def measured(events: Sequence[Event], mission: str, report: str) -> tuple[Draft, ...]:
    """What the browser says about the newest visit: JSON with `shown` and `bars`."""
    visit = _newest(events, mission)
    shown, bars = _report(report)
    return (Draft(Kind.MEASURED, Facts(visit=visit.number, shown=shown, bars=bars)),)


def _report(text: str) -> tuple[int | None, tuple[Bar, ...]]:
    try:
        report = json.loads(text[:_REPORT_CHARACTERS])
        rows = [Bar(*row) for row in report["bars"]]
        shown = report.get("shown")
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise Invalid("That is not a report of this lab. Visit the page again.") from None
    named = {bar.name: _within(bar) for bar in rows if _is_bar(bar)}
    return _number(shown, REPORTED_MILLISECONDS), tuple(
        named[name] for name in plan.FILES if name in named
    )


def _is_bar(bar: Bar) -> bool:
    return isinstance(bar.name, str) and bar.name in plan.FILES


def _within(bar: Bar) -> Bar:
    return Bar(
        bar.name,
        _number(bar.start, REPORTED_MILLISECONDS) or 0,
        _number(bar.took, REPORTED_MILLISECONDS) or 0,
        _number(bar.bytes, RESPONSE_BYTES),
    )


def _number(value: object, most: int) -> int | None:
    is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    return value if is_number else None  # type: ignore[return-value]


def answer(events: Sequence[Event], mission: str, given: Sequence[str]) -> tuple[Draft, ...]:
    """An answer to the newest visit; where one is asked for, the first one counts."""
    visit = _newest(events, mission)
    if mission == plan.SOONER:
        raise NotFound("This mission asks no question. Visit the page and change one thing.")
    if not visit.is_complete:
        raise Invalid("Visit the page first and let it load to its end. Then answer.")
    if mission != plan.WHOSE and visit.answers:
        return ()
    allowed = (plan.OWN, plan.OTHER) if mission == plan.SERVER else tuple(plan.FILES)
    chosen = tuple(each for each in allowed if each in given)
    if not chosen or (mission != plan.WHOSE and len(chosen) > 1):
        raise Invalid(_CHOOSE[mission])
    return (Draft(Kind.ANSWER, Facts(visit=visit.number, answer=chosen)),)


_CHOOSE = {
    plan.HELD: "Choose one file of the nine.",
    plan.WHOSE: "Mark at least one file.",
    plan.SERVER: "Choose your own server or the other company’s.",
}


def _newest(events: Sequence[Event], mission: str) -> Visit:
    of_mission = visits(events, mission)
    if not of_mission:
        raise Invalid("Visit the page first. Then this button has something to work on.")
    return of_mission[-1]
