"""The server's log of a mission: every request that arrived and everything that was done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.cookie import consent, four_badges, jar, pixel
from literacy.labs.cookie.events import Event, Facts, Kind

BROWSER, PARTNER, SHOP, YOU = "Your browser", "Your browser, to the partner", "The shop", "You"

_PLACES = {four_badges.HERE: "in this page", four_badges.OWN: "on the partner’s own page"}
_ROLES = {jar.BASKET: "basket", jar.LANGUAGE: "language", jar.LOGIN: "sign-in"}


@dataclass(frozen=True, slots=True)
class Line:
    """`came` is what came with a request: badges, or the visitor's answer."""

    at: datetime
    who: str
    what: str
    came: str


def lines(events: Sequence[Event], path: str) -> tuple[Line, ...]:
    return tuple(_line(each, jar.names_of(path)) for each in events)


def _line(each: Event, names: Mapping[str, str]) -> Line:
    who, tell = _TOLD[each.kind]
    what, came = tell(each.facts, names)
    return Line(each.at, who, what + (" (recorded)" if each.facts.recorded else ""), came)


Names = Mapping[str, str]
Told = tuple[str, str]


def _visit(facts: Facts, names: Names) -> Told:
    came = sorted((names[role], value) for role, value in jar.by_role(facts.badges).items())
    return "GET shop page", "; ".join(f"{name}={value}" for name, value in came) or "no badge"


def _named(facts: Facts, _names: Names) -> Told:
    said = jar.by_role(facts.badges)
    return "say: " + ", ".join(f"{_ROLES[role]}: {name}" for role, name in said.items()), ""


def _dot(facts: Facts, _names: Names) -> Told:
    step = "first call" if facts.step == four_badges.HAND else "next call"
    return f"GET dot, {step}, {_PLACES[facts.place]}", _labels(facts.badges)


def _predicted(facts: Facts, _names: Names) -> Told:
    return f"predict {_PLACES[facts.place]}: sent", _labels(facts.badges)


def _labels(badges: Sequence[str]) -> str:
    told = [four_badges.BADGES[each].label for each in badges]
    return ", ".join(f"“{each}”" for each in told) or "no badge"


def _pixel(facts: Facts, _names: Names) -> Told:
    came = facts.code if facts.answer == pixel.KNOWN else f"no badge; handed out {facts.code}"
    return f"GET pixel of {pixel.SHOPS[facts.name].name}", came


def _view(facts: Facts, _names: Names) -> Told:
    return f"GET {consent.PAGES[facts.name].title}", f"answer: {facts.answer or 'none yet'}"


_TOLD: Mapping[Kind, tuple[str, Callable[[Facts, Names], Told]]] = {
    Kind.BEGIN: (YOU, lambda _facts, _names: ("open the mission", "")),
    Kind.RECORDED: (YOU, lambda _facts, _names: ("play a recorded run", "")),
    Kind.HAND: (
        SHOP,
        lambda facts, names: (f"Set-Cookie: {names[facts.name]}={facts.code}", ""),
    ),
    Kind.TAKE: (YOU, lambda facts, names: (f"delete {names[facts.name]}", "")),
    Kind.VISIT: (BROWSER, _visit),
    Kind.NAME: (YOU, _named),
    Kind.PREDICT: (YOU, _predicted),
    Kind.DOT: (PARTNER, _dot),
    Kind.SHOP: (BROWSER, lambda facts, _names: (f"GET {pixel.SHOPS[facts.name].name}", "")),
    Kind.PIXEL: (PARTNER, _pixel),
    Kind.DIARY: (PARTNER, lambda _facts, _names: ("GET diary", "")),
    Kind.MARK: (YOU, lambda _facts, _names: ("mark a line", "")),
    Kind.VIEW: (BROWSER, _view),
    Kind.CALL: (PARTNER, lambda facts, _names: (f"GET dot {facts.name}, view {facts.run}", "")),
    Kind.CONSENT: (
        YOU,
        lambda facts, _names: (f"answer the banner: {facts.answer or 'taken back'}", ""),
    ),
    Kind.RULE: (
        YOU,
        lambda facts, _names: (f"set the dot’s rule: {consent.RULES[facts.rule].label}", ""),
    ),
}
