"""What the lab shows: jars, grids, diaries and logs, as values that a template can print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from literacy.labs.cookie import consent, four_badges, jar, pixel, the_badge
from literacy.labs.cookie.events import Event, Kind
from literacy.labs.cookie.plan import Sites
from literacy.labs.cookie.recordings import is_recorded, recording_in
from literacy.labs.limits import COOKIE_LIFE


@dataclass(frozen=True, slots=True)
class Badge:
    """A cookie in the jar, as its Set-Cookie line was."""

    name: str
    value: str
    rest: str


@dataclass(frozen=True, slots=True)
class Visit:
    """One load of the shop's page: what it showed, and the badges that came with the request."""

    number: int
    at: datetime
    lang: str
    basket: str
    greeting: str
    cookies: tuple[tuple[str, str], ...]
    new_visitor: bool
    has_all: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows in the shop's database, which no deleted cookie takes away."""

    baskets: int
    sign_ins: int
    visitors: int


@dataclass(frozen=True, slots=True)
class JarBoard:
    jar: tuple[Badge, ...]
    visits: tuple[Visit, ...]
    kept: Kept
    names: tuple[str, ...]
    said: Mapping[str, str]
    can_name: bool
    languages: Mapping[str, str]


_VISITS_SHOWN = 6


def jar_board(events: Sequence[Event], path: str, received: Mapping[str, str]) -> JarBoard:
    names = jar.names_of(path)
    loads = tuple(
        _visit(number, each, names) for number, each in enumerate(the_badge.visits(events), start=1)
    )
    answers = [each for each in events if each.kind is Kind.NAME]
    return JarBoard(
        jar=_jar(jar.held(events, path, received), names),
        visits=loads[-_VISITS_SHOWN:],
        kept=_kept(events),
        names=tuple(sorted(names.values())),
        said=jar.by_role(answers[-1].facts.badges) if answers else {},
        can_name=any(each.has_all for each in loads),
        languages=jar.LANGUAGES,
    )


def _jar(here: Mapping[str, str], names: Mapping[str, str]) -> tuple[Badge, ...]:
    seconds = int(COOKIE_LIFE.total_seconds())
    rest = f"Max-Age={seconds}; Path=/labs/cookie; HttpOnly; SameSite=Lax"
    badges = [Badge(names[role], value, rest) for role, value in here.items()]
    return tuple(sorted(badges, key=lambda each: each.name))


def _visit(number: int, visit: Event, names: Mapping[str, str]) -> Visit:
    came = jar.by_role(visit.facts.badges)
    words = jar.WORDS[came.get(jar.LANGUAGE, "en")]
    return Visit(
        number=number,
        at=visit.at,
        lang=words.lang,
        basket=words.full if jar.BASKET in came else words.empty,
        greeting=words.hello if jar.LOGIN in came else words.stranger,
        cookies=tuple(sorted((names[role], value) for role, value in came.items())),
        new_visitor=jar.VISITOR not in came,
        has_all=set(jar.NAMED) <= came.keys(),
    )


def _kept(events: Sequence[Event]) -> Kept:
    return Kept(
        baskets=len(jar.issued(events, jar.BASKET)),
        sign_ins=len(jar.issued(events, jar.LOGIN)),
        visitors=len(jar.issued(events, jar.VISITOR)),
    )


@dataclass(frozen=True, slots=True)
class GridRow:
    """One badge in both places; None where it has not been said or seen."""

    id: str
    label: str
    said_here: bool | None
    sent_here: bool | None
    said_own: bool | None
    sent_own: bool | None


@dataclass(frozen=True, slots=True)
class GridBoard:
    """`asks` is the place to predict for, `waits` the one whose picture may be loaded."""

    rows: tuple[GridRow, ...]
    asks: str
    waits: str
    dot: str
    own_page: str
    is_recorded: bool


def grid_board(events: Sequence[Event], path: str, sites: Sites) -> GridBoard:
    waiting = four_badges.waiting(events)
    run, place = waiting or (0, "")
    real = bool(waiting and path and sites.partner and recording_in(events) is None)
    base = f"{sites.partner}/labs/cookie"
    dot = f"{base}/dot/{path}/{run}/here/hand"
    return GridBoard(
        rows=tuple(_grid_row(events, badge) for badge in four_badges.BADGES.values()),
        asks=_asks(events),
        waits=place,
        dot=dot if real and place == four_badges.HERE else "",
        own_page=f"{base}/own/{path}/{run}" if real and place == four_badges.OWN else "",
        is_recorded=is_recorded(events),
    )


def _asks(events: Sequence[Event]) -> str:
    """The place that has not been predicted yet, once the one before it is known."""
    if not four_badges.predictions(events, four_badges.HERE):
        return four_badges.HERE
    known = four_badges.grid(events, four_badges.HERE) is not None
    asked = four_badges.predictions(events, four_badges.OWN)
    return four_badges.OWN if known and not asked else ""


def _grid_row(events: Sequence[Event], badge: four_badges.Badge) -> GridRow:
    said, sent = {}, {}
    for place in four_badges.PLACES:
        predicted = four_badges.predictions(events, place)
        seen = four_badges.grid(events, place)
        said[place] = badge.id in predicted[-1].facts.badges if predicted else None
        sent[place] = badge.id in seen.sent if seen else None
    return GridRow(badge.id, badge.label, said["here"], sent["here"], said["own"], sent["own"])


@dataclass(frozen=True, slots=True)
class Door:
    """A shop to visit, and the site on which it stands."""

    name: str
    sells: str
    address: str
    host: str
    visited: bool


@dataclass(frozen=True, slots=True)
class DiaryBoard:
    shops: tuple[Door, ...]
    diary: str
    has_both: bool
    opened: bool
    lines: tuple[pixel.Line, ...]
    marked: str
    answer: str
    is_recorded: bool


def diary_board(events: Sequence[Event], path: str, sites: Sites) -> DiaryBoard:
    real = bool(path and events and recording_in(events) is None)
    real = real and not sites.lacking("the-pixels-diary")
    seen, opened = pixel.visited(events), pixel.opened(events)
    marks = [each.facts.name for each in events if each.kind is Kind.MARK]
    return DiaryBoard(
        shops=tuple(_door(each, path, sites, seen) for each in pixel.SHOPS.values())
        if real
        else (),
        diary=f"{sites.partner}/labs/cookie/diary/{path}" if real else "",
        has_both=seen == set(pixel.SHOPS),
        opened=opened,
        lines=pixel.lines(events) if opened else (),
        marked=marks[-1] if marks else "",
        answer=_right_line(events) if pixel.marked_right(events) else "",
        is_recorded=is_recorded(events),
    )


def _right_line(events: Sequence[Event]) -> str:
    return pixel.JOINED if pixel.joined(events) else pixel.NOTHING


def _door(shop: pixel.Shop, path: str, sites: Sites, seen: frozenset[str]) -> Door:
    origin = origin_of(shop.id, sites)
    return Door(
        name=shop.name,
        sells=shop.sells,
        address=f"{origin}/labs/cookie/shop/{path}/{shop.id}",
        host=origin.partition("://")[2].partition(":")[0],
        visited=shop.id in seen,
    )


def origin_of(shop: str, sites: Sites) -> str:
    """The first shop has a site of its own; this course's own site plays the second."""
    return sites.shop if shop == pixel.HARBOUR else sites.main


@dataclass(frozen=True, slots=True)
class CallLine:
    key: str
    tag: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A page view with what the partner's log has of it; `stopped` if it should have had more."""

    title: str
    at: datetime
    answer: str
    calls: tuple[CallLine, ...]
    stopped: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done between two page views."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConsentBoard:
    begun: bool
    lines: tuple[ViewRow | Deed, ...]
    calls: tuple[CallLine, ...]
    marked: str
    found: bool
    rules: tuple[consent.Rule, ...]
    rule: str
    is_recorded: bool


_ANSWERS = {
    consent.NO: "The visitor refuses",
    consent.YES: "The visitor accepts",
    consent.OPEN: "The visitor takes the answer back",
}


def consent_board(events: Sequence[Event], now: datetime) -> ConsentBoard:
    lines = _consent_lines(events, now)
    marks = [each.facts.name for each in events if each.kind is Kind.MARK]
    views = [each for each in lines if isinstance(each, ViewRow)]
    return ConsentBoard(
        begun=bool(events),
        lines=lines,
        calls=tuple(call for each in views for call in each.calls),
        marked=marks[-1] if marks else "",
        found=consent.found(events),
        rules=tuple(consent.RULES.values()),
        rule=consent.rule_now(events),
        is_recorded=is_recorded(events),
    )


def _consent_lines(events: Sequence[Event], now: datetime) -> tuple[ViewRow | Deed, ...]:
    """The newest page views and what was done since the oldest of them."""
    views = {each.number: each for each in consent.views(events)}
    oldest = max(views, default=0) - consent.VIEWS_SHOWN
    first = next(
        (
            place
            for place, each in enumerate(events)
            if each.kind is Kind.VIEW and each.facts.run > oldest
        ),
        0,
    )
    lines: list[ViewRow | Deed] = []
    for each in events[first:]:
        if each.kind is Kind.VIEW:
            lines.append(_view_row(views[each.facts.run], now))
        elif each.kind is Kind.CONSENT:
            lines.append(Deed(_ANSWERS[each.facts.answer], each.at))
        elif each.kind is Kind.RULE:
            label = consent.RULES[each.facts.rule].label
            lines.append(Deed(f"The rule of the dot t2 is now: {label}", each.at))
    return tuple(lines)


def _view_row(viewed: consent.Viewed, now: datetime) -> ViewRow:
    return ViewRow(
        title=consent.PAGES[viewed.event.facts.name].title,
        at=viewed.event.at,
        answer=viewed.event.facts.answer,
        calls=tuple(_call_line(each, viewed) for each in viewed.calls),
        stopped=viewed.was_stopped(now),
    )


def _call_line(call: Event, viewed: consent.Viewed) -> CallLine:
    page, tag = viewed.event.facts.name, call.facts.name
    return CallLine(consent.call_key(call), tag, f"dot.gif?tag={tag}&page={page}", call.at)
