"""The pixel's diary: what the partner writes down when two shops hold its picture."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.cookie.events import Draft, Event, Facts, Kind
from literacy.labs.cookie.recordings import RECORDINGS, recording_in
from literacy.lib.errors import Invalid, NotFound

COOKIE = "lab_id"
KNOWN, NEW = "known", "new"
NOTHING, JOINED = "nothing", "joined"
# The diary shows the newest calls; a shop may be visited as often as one likes.
LINES_SHOWN = 8
_ID = re.compile(r"[a-z2-9]{5}")


@dataclass(frozen=True, slots=True)
class Shop:
    id: str
    name: str
    sells: str
    item: str
    price: str
    looked_at: str


HARBOUR, TUMBLEBY = "harbour", "tumbleby"
SHOPS: Mapping[str, Shop] = {
    HARBOUR: Shop(
        HARBOUR, "Harbour & Finch", "Lamps and rugs", "Rowan reading lamp", "€49", "a reading lamp"
    ),
    TUMBLEBY: Shop(
        TUMBLEBY, "Tumbleby", "Things for small children", "Cot for a newborn", "€189", "a cot"
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the diary; `key` is how the learner marks it."""

    key: str
    at: datetime
    text: str


def is_id(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def shop(name: str) -> tuple[Draft, ...]:
    return (Draft(Kind.SHOP, Facts(name=known_shop(name).id)),)


def known_shop(name: str) -> Shop:
    if name not in SHOPS:
        raise NotFound("There is no such shop in this lab.")
    return SHOPS[name]


def call(name: str, *, arrived: str, fresh: str, site: str) -> Draft:
    """The picture is asked for: by somebody with a badge, or by a stranger who is given one."""
    held = is_id(arrived)
    return Draft(
        Kind.PIXEL,
        Facts(
            name=known_shop(name).id,
            code=arrived if held else fresh,
            answer=KNOWN if held else NEW,
            site=site,
        ),
    )


def open_diary() -> tuple[Draft, ...]:
    return (Draft(Kind.DIARY, Facts()),)


def play(events: Sequence[Event]) -> tuple[Draft, ...]:
    """Both visits and the diary, as a recorded browser made them."""
    recording = recording_in(events)
    if recording is None:
        raise Invalid("Choose a recording first.")
    visits = [
        Draft(
            Kind.PIXEL,
            Facts(name=name, code=code, answer=answer, recorded=recording),
        )
        for name, code, answer in RECORDINGS[recording].pixels
    ]
    return (*visits, Draft(Kind.DIARY, Facts(recorded=recording)))


def calls(events: Sequence[Event]) -> tuple[Event, ...]:
    return tuple(each for each in events if each.kind is Kind.PIXEL)


def visited(events: Sequence[Event]) -> frozenset[str]:
    """The shops whose picture reached the partner."""
    return frozenset(each.facts.name for each in calls(events))


def opened(events: Sequence[Event]) -> bool:
    """Whether the diary was opened when both shops stood in it."""
    diaries = [place for place, each in enumerate(events) if each.kind is Kind.DIARY]
    return any(visited(events[:place]) == set(SHOPS) for place in diaries)


def joined(events: Sequence[Event]) -> tuple[Event, Event] | None:
    """The newest two calls, one from each shop, that carry the same badge."""
    pairs = [
        (earlier, later)
        for place, later in enumerate(calls(events))
        for earlier in calls(events)[:place]
        if earlier.facts.code == later.facts.code
        and earlier.facts.name != later.facts.name
        and later.facts.answer == KNOWN
    ]
    return pairs[-1] if pairs else None


def lines(events: Sequence[Event]) -> tuple[Line, ...]:
    """What the partner wrote down, and what it makes of it."""
    kept = tuple(enumerate(calls(events), start=1))[-LINES_SHOWN:]
    written = tuple(Line(f"line-{number}", each.at, _written(each)) for number, each in kept)
    pair = joined(events)
    return (*written, _conclusion(pair)) if pair else written


def _written(call: Event) -> str:
    who = f"Visitor {call.facts.code}"
    how = "known by badge" if call.facts.answer == KNOWN else "new, badge handed out"
    seen = SHOPS[call.facts.name]
    return f"{who} ({how}) looked at {seen.looked_at} at {seen.name}."


def _conclusion(pair: tuple[Event, Event]) -> Line:
    first, second = pair
    seen = [SHOPS[each.facts.name].looked_at for each in pair]
    text = (
        f"Visitor {second.facts.code} looked at {seen[0]} and, {_after(second.at - first.at)}, "
        f"at {seen[1]}: the same browser in two shops."
    )
    return Line(JOINED, second.at, text)


def _after(gap: timedelta) -> str:
    seconds = int(gap.total_seconds())
    if seconds < 1:
        return "within a second"
    if seconds < 120:
        return f"{seconds} second{'' if seconds == 1 else 's'} later"
    return f"{seconds // 60} minutes later"


def mark(events: Sequence[Event], key: str) -> tuple[Draft, ...]:
    if not opened(events):
        raise Invalid("Visit both shops and open the diary first.")
    if key not in {*(each.key for each in lines(events)), NOTHING}:
        raise Invalid("Mark one of the lines, or say that there is none.")
    return (Draft(Kind.MARK, Facts(name=key)),)


def marked_right(events: Sequence[Event]) -> bool:
    """Judged by the diary as it stood when the line was marked."""
    return any(
        each.facts.name == (JOINED if joined(events[:place]) else NOTHING)
        for place, each in enumerate(events)
        if each.kind is Kind.MARK
    )


def verdict(events: Sequence[Event]) -> Verdict:
    goals = (
        Goal("Visit both shops, so that each calls the partner.", visited(events) == set(SHOPS)),
        Goal("Open the partner’s diary.", opened(events)),
        Goal("Mark what neither shop could know alone.", marked_right(events)),
    )
    return Verdict(goals, _next(events, goals))


def _next(events: Sequence[Event], goals: tuple[Goal, ...]) -> str:
    if goals[2].reached:
        return _shown(events)
    if not goals[0].reached:
        missing = [SHOPS[name].name for name in SHOPS if name not in visited(events)]
        return f"Visit {' and '.join(missing)}. The picture in the page calls the partner."
    if not goals[1].reached:
        return "Both pictures have called. Open the partner’s diary and read it."
    last = [each for each in events if each.kind in (Kind.MARK, Kind.DIARY, Kind.PIXEL)][-1]
    if last.kind is not Kind.MARK:
        return "Which line could neither shop have written alone? Mark it."
    return _wrong(last.facts.name, events)


def _wrong(marked: str, events: Sequence[Event]) -> str:
    if marked == NOTHING:
        return "Look at the badges once more. Do two lines carry the same code?"
    if marked == JOINED:
        return "The diary has changed since. Read it again."
    if joined(events):
        return "That line is one visit to one shop, and that shop knows it. Look for two."
    return (
        "That shop saw this visit, too. And no two lines carry the same code: to the partner, "
        "these are strangers."
    )


def _shown(events: Sequence[Event]) -> str:
    if joined(events):
        return "One badge, two shops: the partner can join what neither shop could see alone."
    return (
        "Two visits, two strangers: your browser keeps the jars apart or blocks them. Which of "
        "the other four codes would join the lines?"
    )
