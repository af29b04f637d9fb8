"""What the lab shows of a visit: the browser's bars, and the server's line for each request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from literacy.labs.visit import plan
from literacy.labs.visit.events import Event, Facts
from literacy.labs.visit.record import Visit, visits

PARTNER_PATH = "/labs/visit/partner/"


@dataclass(frozen=True, slots=True)
class Bar:
    """One file as the browser saw it; `start` and `width` are percents of the whole."""

    name: str
    site: str
    start: float
    width: float
    ms: int
    bytes: str


@dataclass(frozen=True, slots=True)
class Line:
    """One request as the server saw it; `at` and `took` in milliseconds from the first one."""

    name: str
    site: str
    at: int
    took: int
    status: str
    cookies: str
    referrer: str


@dataclass(frozen=True, slots=True)
class Teller:
    """What the requests to one site told about who asked."""

    site: str
    address: str
    device: str
    agent: str
    language: str
    referrer: str
    cookies: str


@dataclass(frozen=True, slots=True)
class Board:
    """`shown_at` is the percent at which the page showed, or None where nobody can tell."""

    number: int
    change: str
    bars: tuple[Bar, ...]
    shown: int | None
    shown_at: float | None
    lines: tuple[Line, ...]
    tellers: tuple[Teller, ...]
    span: int
    has_partner: bool


_STATUSES = {200: "200 OK", 500: "500 failed", 503: "503 not now"}


def board(visit: Visit, number: int) -> Board:
    whole = _whole(visit)
    measured = visit.measured
    shown = measured.shown if measured else None
    return Board(
        number=number,
        change=visit.change.label if visit.change != plan.AS_IT_IS else "",
        bars=_bars(visit, whole),
        shown=shown,
        shown_at=_percent(shown, whole) if shown is not None else None,
        lines=tuple(_line(visit, hit) for hit in visit.hits),
        tellers=_tellers(visit),
        span=visit.span,
        has_partner=bool(visit.begun.partner),
    )


def _whole(visit: Visit) -> int:
    bars = visit.measured.bars if visit.measured else ()
    shown = visit.measured.shown if visit.measured else None
    return max(1, shown or 0, *(bar.start + bar.took for bar in bars))


def _bars(visit: Visit, whole: int) -> tuple[Bar, ...]:
    measured = sorted(visit.measured.bars if visit.measured else (), key=lambda bar: bar.start)
    return tuple(
        Bar(
            name=bar.name,
            site=_site(visit, bar.name),
            start=_percent(bar.start, whole),
            width=max(0.6, _percent(bar.took, whole)),
            ms=bar.took,
            bytes="not told" if bar.bytes is None else f"{bar.bytes:,}",
        )
        for bar in measured
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def _site(visit: Visit, name: str) -> str:
    """The site a file came from; with one name only, the path that stands for the other one."""
    begun = visit.begun
    if name in begun.others:
        return urlsplit(begun.partner).netloc or f"…{PARTNER_PATH}"
    return next((hit.facts.host for hit in visit.hits if hit.facts.name == plan.PAGE), "")


def _line(visit: Visit, hit: Event) -> Line:
    facts = hit.facts
    return Line(
        name=facts.sent or facts.name,
        site=_site(visit, facts.name),
        at=_since(hit.at, visit.hits[0].at),
        took=facts.took,
        status=_STATUSES.get(facts.status, str(facts.status)),
        cookies=facts.cookies,
        referrer=facts.referrer,
    )


def _since(at: datetime, start: datetime) -> int:
    return round((at - start).total_seconds() * 1000)


def _tellers(visit: Visit) -> tuple[Teller, ...]:
    """One for each site that was asked, from its first request."""
    first: dict[str, Facts] = {}
    for hit in visit.hits:
        first.setdefault(_site(visit, hit.facts.name), hit.facts)
    return tuple(
        Teller(
            site=site,
            address=facts.address,
            device=facts.device,
            agent=facts.agent,
            language=facts.language or "not told",
            referrer=facts.referrer or "not told",
            cookies=facts.cookies,
        )
        for site, facts in first.items()
    )


@dataclass(frozen=True, slots=True)
class Logged:
    """A line of the full log."""

    at: datetime
    visit: int
    method: str
    site: str
    name: str
    took: int
    answer: str
    told: str


def logged(events: Sequence[Event], mission: str) -> tuple[Logged, ...]:
    """Every request of a mission that arrived, visit by visit."""
    numbers = enumerate(visits(events, mission), start=1)
    return tuple(_logged(visit, number, hit) for number, visit in numbers for hit in visit.hits)


def _logged(visit: Visit, number: int, hit: Event) -> Logged:
    facts = hit.facts
    told = [facts.address, facts.device, facts.language]
    return Logged(
        at=hit.at,
        visit=number,
        method="GET",
        site=_site(visit, facts.name),
        name=facts.sent or facts.name,
        took=facts.took,
        answer=_STATUSES.get(facts.status, str(facts.status)),
        told=", ".join(each for each in told if each),
    )
