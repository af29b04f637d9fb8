"""What the lab shows of a run: one row for each load, a line for each deed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.cache import plan
from literacy.labs.cache.events import Event, Kind
from literacy.labs.cache.record import Run, file_of, greeting
from literacy.labs.cache.rules import RULES

OWN, FULL, SHORT, UNUSED = "own", "full", "short", "unused"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side knows: a word or number that stands out, and a line below it."""

    big: str
    small: str
    unit: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A load from left to right; `edge` and `beyond` are there where an edge stands between."""

    visitor: str
    left: Cell
    wire: str
    edge: Cell | None
    beyond: str
    right: Cell


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did between two loads."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RunView:
    title: str
    rule: str
    lines: tuple[Row | Deed, ...]


_VISITORS = {"": "", "colleague": "A colleague", "new": "A new visitor", "ben": "Ben"}
_OWNERS = {plan.DEPLOY: "the visitor’s", plan.HELLO: "Anna’s"}
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


def shown_runs(of_mission: Sequence[Run], mission: str) -> tuple[RunView, ...]:
    """The runs worth seeing: the newest, and before it what it is compared with."""
    kept = of_mission[-4:] if mission in (plan.SECOND, plan.WHERE) else of_mission[-1:]
    first = len(of_mission) - len(kept) + 1
    return tuple(_view(run, mission, number) for number, run in enumerate(kept, start=first))


def _view(run: Run, mission: str, number: int) -> RunView:
    title = f"Piece {number}" if mission == plan.WHERE else f"Run {number}"
    return RunView(title, _rule_line(run, mission), tuple(_lines(run)))


def _rule_line(run: Run, mission: str) -> str:
    if run.rule == plan.APART:
        return "Page: public, s-maxage=600, max-age=0. Greeting: private, max-age=600"
    header = RULES[run.rule].header
    return f"Cache-Control: {header}" if header else "No Cache-Control"


def _lines(run: Run) -> list[Row | Deed]:
    """In the order things happened; a load stands where the browser reported it."""
    lines: list[Row | Deed] = []
    loads = iter(run.loads)
    counts: dict[str, int] = {}
    for each in run.events:
        if each.kind is Kind.LOAD:
            load = next(loads)
            name = file_of(each)
            counts[name] = counts.get(name, 0) + 1
            lines.append(_row(run, each, load.arrivals, counts[name]))
        elif each.kind is Kind.EDGE and each.facts.who:
            lines.append(_row(run, None, (each,), 1))
        elif each.kind in _DEEDS:
            lines.append(Deed(_deed(each), each.at))
    return lines + [_row(run, None, (each,), 0) for each in run.unreported]


_DEEDS = {Kind.RULE, Kind.DEPLOY, Kind.RENAME, Kind.PURGE}


def _deed(each: Event) -> str:
    match each.kind:
        case Kind.RULE:
            return f"IT sends {RULES[each.facts.rule].label} from now on"
        case Kind.DEPLOY:
            return f"IT publishes {plan.NEW_PRICE}"
        case Kind.RENAME:
            return f"The page links to {each.facts.name} from now on"
        case _:
            return "The edge is emptied"


def _row(run: Run, load: Event | None, arrivals: tuple[Event, ...], count: int) -> Row:
    last = arrivals[-1] if arrivals else None
    who = last.facts.who if last else ""
    left = _left(run, load, last, count) if not who else _visitor_cell(last)
    if not plan.MISSIONS[run.begun.mission].through_edge:
        return Row("", left, _wire(last), None, UNUSED, _server_cell(last))
    asked = last if last is not None and last.facts.answer == "miss" else None
    return Row(
        visitor=_VISITORS[who],
        left=left,
        wire=_wire(last),
        edge=_edge_cell(last),
        beyond=FULL if asked else OWN if last else UNUSED,
        right=_server_cell(asked),
    )


def _wire(last: Event | None) -> str:
    if last is None:
        return OWN
    return SHORT if last.facts.status == 304 else FULL


def _left(run: Run, load: Event | None, last: Event | None, count: int) -> Cell:
    if load is None:
        return Cell("Not counted yet", "Press the button once you have seen it", quiet=True)
    which = _which(run, load, count)
    if run.begun.mission == plan.WHERE:
        return _bytes_cell(load, f"Your load{_milliseconds(load)}")
    own = "" if last else f", from {_OWNERS.get(run.begun.mission, 'your')} own copy"
    if run.begun.mission == plan.SECOND:
        return _bytes_cell(load, f"{which}{_milliseconds(load)}{own}")
    return Cell(_read(run, load, last), f"{which}{_size(load)}{_milliseconds(load)}{own}")


def _which(run: Run, load: Event, count: int) -> str:
    if load.facts.name == greeting(run.number):
        return "The greeting"
    if run.rule == plan.APART:
        return "The page"
    ordinal = _ORDINALS[count - 1] if count <= len(_ORDINALS) else "Another"
    return f"{ordinal} load"


def _bytes_cell(load: Event, small: str) -> Cell:
    if load.facts.bytes is None:
        return Cell("Opened", f"{small}, by your word")
    return Cell(f"{load.facts.bytes:,}", small, unit="bytes")


def _size(load: Event) -> str:
    return "" if load.facts.bytes is None else f", {load.facts.bytes:,} bytes"


def _milliseconds(load: Event) -> str:
    return "" if load.facts.ms is None else f", {load.facts.ms} ms"


def _read(run: Run, load: Event, last: Event | None) -> str:
    """What the page said: what arrived, or else what the copy in use says."""
    if last is not None:
        return last.facts.shown
    name = load.facts.name
    held = [one for one in run.yours if one.facts.name == name and one.at <= load.at]
    return held[-1].facts.shown if held else "?"


def _visitor_cell(last: Event | None) -> Cell:
    assert last is not None, "a visitor is known by what arrived"
    return Cell(last.facts.shown, "Holds no copy of this page")


def _edge_cell(last: Event | None) -> Cell:
    if last is None:
        return Cell("No line", "The edge never heard of it", quiet=True)
    if last.facts.answer == "hit":
        return Cell("hit", f"Age: {last.facts.age}, {_clock(last)}")
    kept = "kept a copy" if last.facts.stored else "kept nothing"
    return Cell("miss", f"Asked the server, {kept}, {_clock(last)}")


def _server_cell(last: Event | None) -> Cell:
    if last is None:
        return Cell("No line", "The server never heard of it", quiet=True)
    status = "304 Not Modified" if last.facts.status == 304 else "200 OK"
    return Cell(status, f"GET {last.facts.name}, {_clock(last)}")


def _clock(each: Event) -> str:
    return f"{each.at:%H:%M:%S}"
