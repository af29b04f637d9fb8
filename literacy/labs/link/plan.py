"""The three missions as they are set: a link to label, one to mend, a chain and its rules."""

from collections.abc import Mapping
from dataclasses import dataclass

LABEL, KEEP, MOVE = "label-the-parts", "keep-the-tags", "moving-day"

TITLES: Mapping[str, str] = {
    LABEL: "Label the parts of a link",
    KEEP: "Keep the tags",
    MOVE: "Moving day",
}

GOALS: Mapping[str, str] = {
    LABEL: (
        "Label the five parts of a campaign link. "
        "Then build one that brings its tags to the server."
    ),
    KEEP: (
        "The lab’s link carries three tags. Change the rule at one hop so that all of them reach "
        "the page."
    ),
    MOVE: ("Choose a TTL and a switch time so that no visitor reaches the old server after 09:00."),
}

PARTS: Mapping[str, str] = {
    "scheme": "Scheme",
    "host": "Host",
    "path": "Path",
    "query": "Query string",
    "fragment": "Fragment",
}


# By its parts, in the order of `PARTS`. One part looks like another: `www` in the path, a site in
# the query string.
PIECES = (
    "https",
    "shop.harbourfinch.example",
    "/www/table-lamps",
    "utm_source=post&from=lamps.example",
    "prices",
)
LINK = "{}://{}{}?{}#{}".format(*PIECES)
# The order in which the pieces are shown.
SHOWN = (3, 1, 4, 0, 2)


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    value: str


# The link to build: what the agency sent, and what has to arrive.
WANTED = (Tag("utm_source", "mail"), Tag("utm_medium", "email"), Tag("utm_campaign", "spring-sale"))
FRAGMENT = "reviews"
AGENCYS_TAIL = "#reviews?utm_source=mail?utm_medium=email&utm_campaign=spring sale"

# The chain: what the printed link carries.
CARRIED = (Tag("utm_source", "flyer"), Tag("utm_medium", "print"), Tag("utm_campaign", "spring"))
STAMP = Tag("utm_source", "redirect")


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    label: str


RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule("keep", "hands on the whole query string"),
        Rule("drop", "hands on nothing after the path"),
        Rule("source", "hands on utm_source alone"),
        Rule("stamp", "puts utm_source=redirect instead"),
    )
}
STATUSES: Mapping[int, str] = {301: "301, for good", 302: "302, for now"}


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect of the chain, and how it is set when the learner finds it."""

    says: str
    rule: str
    status: int


HOPS = (
    Hop("from http to https", "keep", 301),
    Hop("from /lamp-spring to /spring", "drop", 302),
    Hop("from /spring to the page, /lamps-spring", "keep", 302),
)
START_RULES = tuple(hop.rule for hop in HOPS)
