"""A link of the learner's own: what reached the server of it, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from literacy.labs.link import plan
from literacy.labs.link.events import Event, Kind, newest


def last_built(events: Sequence[Event]) -> Event | None:
    return newest(events, Kind.BUILT)


def landing_of(events: Sequence[Event], run: int) -> Event | None:
    return newest((each for each in events if each.facts.run == run), Kind.LAND)


def is_right(events: Sequence[Event], built: Event) -> bool:
    """Every wanted tag arrived with its value, and the link ends at the wanted place."""
    landing = landing_of(events, built.facts.run)
    return landing is not None and not fault(built.facts.tail, landing.facts.query)


def tags_arrived(query: str) -> tuple[tuple[str, str], ...]:
    """What reached the server as names and values, at most twenty."""
    return tuple((name, values[0]) for name, values in _parsed(query).items())


def fault(tail: str, query: str) -> str:
    """The first thing to mend, in words; nothing when the link is right."""
    arrived = _parsed(query)
    faults = (
        _hidden(tail, query),
        *(_wrong(tag, arrived.get(tag.name, [])) for tag in plan.WANTED),
        _misplaced(tail),
    )
    return next(filter(None, faults), "")


def _parsed(query: str) -> Mapping[str, Sequence[str]]:
    return parse_qs(query, keep_blank_values=True) if query.count("&") < 20 else {}


def _hidden(tail: str, query: str) -> str:
    if query or "utm_" not in tail:
        return ""
    return (
        "Nothing reached the server: all of it stood behind the # sign, and that stays in the "
        "browser. Put the tags in front of it."
    )


def _wrong(tag: plan.Tag, values: Sequence[str]) -> str:
    if not values:
        return f"{tag.name} did not arrive."
    value = values[0]
    if value == tag.value and len(values) == 1:
        return ""
    if len(values) > 1:
        return f"{tag.name} arrived twice. Each tag stands in a link once."
    if "?" in value:
        return (
            f"{tag.name} arrived as “{value}”. A second ? doesn’t start a new detail: "
            "join details with &."
        )
    if " " in value:
        return f"{tag.name} arrived as “{value}”, with a space in it. Write {tag.value}."
    return f"{tag.name} arrived as “{value}”, and should be “{tag.value}”."


def _misplaced(tail: str) -> str:
    if tail.partition("#")[2] == plan.FRAGMENT:
        return ""
    return (
        f"All three tags arrived. Now let the link open at its place: end it with #{plan.FRAGMENT}."
    )
