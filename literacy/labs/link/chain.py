"""The chain of redirects: where each hop leads, and what a whole way through it proves.

Every address that a hop names is put together from the session, the run and a fixed list of tags;
nothing of what a request brings is ever copied into one (CWE-601).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from literacy.labs.link import plan
from literacy.labs.link.events import Event, Kind

_KNOWN = (*plan.CARRIED, plan.STAMP)


@dataclass(frozen=True, slots=True)
class Way:
    """One following of the link: the hops that were passed in order, and the landing if any."""

    hops: tuple[Event, ...]
    landing: Event | None

    @property
    def kept_all(self) -> bool:
        """True when the request came through every hop and brought every tag."""
        return (
            self.landing is not None
            and len(self.hops) == len(plan.HOPS)
            and tags_in(self.landing.facts.query) == plan.CARRIED
        )


def start(session: str, run: int) -> str:
    """The printed link: the first hop with all three tags."""
    return _with(f"/labs/link/r/{session}/{run}/1", plan.CARRIED)


def next_address(session: str, run: int, hop: int, rule: str, query: str) -> str:
    """What hop number `hop` answers as Location."""
    path = (
        f"/labs/link/r/{session}/{run}/{hop + 1}"
        if hop < len(plan.HOPS)
        else f"/labs/link/land/{session}/{run}"
    )
    return _with(path, _handed_on(rule, tags_in(query)))


def tags_in(query: str) -> tuple[plan.Tag, ...]:
    """Those of the lab's own tags that a query string brings, in the lab's own order."""
    brought = set(parse_qsl(query, max_num_fields=20)) if query.count("&") < 20 else set()
    return tuple(tag for tag in _KNOWN if (tag.name, tag.value) in brought)


def _handed_on(rule: str, tags: Sequence[plan.Tag]) -> tuple[plan.Tag, ...]:
    if rule == "keep":
        return tuple(tags)
    if rule == "source":
        return tuple(tag for tag in tags if tag.name == "utm_source")
    return (plan.STAMP,) if rule == "stamp" else ()


def _with(path: str, tags: Iterable[plan.Tag]) -> str:
    query = urlencode([(tag.name, tag.value) for tag in tags])
    return f"{path}?{query}" if query else path


def ways(events: Iterable[Event], run: int) -> tuple[Way, ...]:
    """Every following of a run's link, oldest first; a hop out of order begins nothing."""
    found: list[Way] = []
    for each in events:
        if each.facts.run != run or each.kind not in (Kind.HOP, Kind.LAND):
            continue
        if each.kind is Kind.HOP and each.facts.hop == 1:
            found.append(Way((each,), None))
        elif found and _goes_on(found[-1], each):
            found[-1] = _longer(found[-1], each)
    return tuple(found)


def _goes_on(way: Way, each: Event) -> bool:
    """The next hop, asked for with just what the last one handed on."""
    if way.landing is not None:
        return False
    last = way.hops[-1].facts
    expected = last.location.partition("?")[2]
    is_next = (
        each.kind is Kind.LAND if last.hop == len(plan.HOPS) else each.facts.hop == last.hop + 1
    )
    return is_next and each.facts.query == expected


def _longer(way: Way, each: Event) -> Way:
    if each.kind is Kind.LAND:
        return Way(way.hops, each)
    return Way((*way.hops, each), None)


def changed(rules: Sequence[str]) -> int:
    """How many hops have another rule than the one they were found with."""
    return sum(rule != found for rule, found in zip(rules, plan.START_RULES, strict=True))
