"""What each button and each request does, as new events for the record; nothing is stored here."""

import re
from collections.abc import Mapping, Sequence

from literacy.labs.link import chain, moving, plan
from literacy.labs.link.events import Draft, Event, Facts, Kind, newest, next_run
from literacy.lib.errors import Invalid, NotFound

TAIL_CHARACTERS, QUERY_CHARACTERS = 200, 400
# What may stand in an address after the path, and the space that people type there.
_TAIL = re.compile(r"[?#][A-Za-z0-9 \-._~%!$&'()*+,;=:@/?#]*")


def label(given: Sequence[str]) -> tuple[Draft, ...]:
    """The parts the learner gave the pieces, in the order they were shown."""
    if len(given) != len(plan.PARTS) or any(part not in plan.PARTS for part in given):
        raise Invalid("Give each of the five pieces a part first.")
    return (Draft(Kind.LABELS, Facts(labels=tuple(given))),)


def build(events: Sequence[Event], tail: str) -> tuple[Draft, ...]:
    """A link of the learner's own: the page's path, and what they wrote behind it."""
    tail = tail.strip()
    if len(tail) > TAIL_CHARACTERS:
        raise Invalid(f"Keep what follows the path to {TAIL_CHARACTERS} characters.")
    if not tail.startswith(("?", "#")):
        raise Invalid("What follows the path begins with ? or with #.")
    if not _TAIL.fullmatch(tail):
        raise Invalid("Use letters, digits and the signs of an address, such as ? & = # - and _.")
    return (Draft(Kind.BUILT, Facts(run=next_run(events), tail=tail)),)


def set_hops(
    events: Sequence[Event], rules: Sequence[str], statuses: Sequence[str]
) -> tuple[Draft, ...]:
    """A rule and a status for each hop; a fresh run, so that no older way is mixed with it."""
    known = {str(status): status for status in plan.STATUSES}
    if len(rules) != len(plan.HOPS) or any(rule not in plan.RULES for rule in rules):
        raise Invalid("Choose a rule for each of the three hops.")
    if len(statuses) != len(plan.HOPS) or any(status not in known for status in statuses):
        raise Invalid("Choose 301 or 302 for each of the three hops.")
    numbers = tuple(known[status] for status in statuses)
    return (Draft(Kind.RULES, Facts(run=next_run(events), rules=tuple(rules), statuses=numbers)),)


def make_plan(events: Sequence[Event], chosen: Mapping[str, str]) -> tuple[Draft, ...]:
    options = {"ttl": moving.TTLS, "lowered": moving.LOWERED, "switch": moving.SWITCHES}
    if any(chosen.get(name) not in known for name, known in options.items()):
        raise Invalid("Choose a TTL, from when it is in force, and a time to switch.")
    named = {name: chosen[name] for name in options}
    return (Draft(Kind.PLAN, Facts(run=next_run(events), **named)),)  # type: ignore[arg-type]


def hop(
    events: Sequence[Event], session: str, number: int, name: str, query: str
) -> tuple[Draft, ...]:
    """A request at a hop: which address it names, by its rule and the lab's own tags alone."""
    here = next((at for at in range(1, len(plan.HOPS) + 1) if str(at) == name), None)
    rules = _run(events, number, Kind.RULES)
    if here is None or rules is None:
        raise NotFound("There is no such hop in this lab. Follow the link from the lab itself.")
    rule = rules.facts.rules[here - 1]
    facts = Facts(
        run=number,
        hop=here,
        status=rules.facts.statuses[here - 1],
        query=cut(query),
        location=chain.next_address(session, number, here, rule, query),
    )
    return (Draft(Kind.HOP, facts),)


def land(events: Sequence[Event], number: int, query: str) -> tuple[str, tuple[Draft, ...]]:
    """The mission that a request at the page belongs to, and its line in the record."""
    begun = _run(events, number, Kind.RULES) or _run(events, number, Kind.BUILT)
    if begun is None:
        raise NotFound("There is no such page in this lab. Follow the link from the lab itself.")
    return begun.mission, (Draft(Kind.LAND, Facts(run=number, query=cut(query))),)


def cut(query: str) -> str:
    """A query string as it is kept: printable ASCII, so long and no longer."""
    return re.sub(r"[^!-~]", "", query)[:QUERY_CHARACTERS]


def _run(events: Sequence[Event], number: int, kind: Kind) -> Event | None:
    return newest((each for each in events if each.facts.run == number), kind)
