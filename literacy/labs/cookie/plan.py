"""The four missions as they are set, and the addresses they are played on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.cookie.events import Draft, Event, Facts, Kind

BADGE, FOUR, DIARY, NO = (
    "the-badge",
    "four-badges-two-sites",
    "the-pixels-diary",
    "does-no-mean-no",
)

GOALS: Mapping[str, str] = {
    BADGE: (
        "Fill the basket, choose a language and sign in. Then delete one cookie at a time, "
        "and say which one holds each of the three."
    ),
    FOUR: (
        "Predict for each of the four badges whether it is sent. Then let your own browser "
        "decide, first with the partner’s dot in this page, then on the partner’s own page, "
        "and compare."
    ),
    DIARY: (
        "Visit both shops. Then open the partner’s diary, and find what it knows that neither "
        "shop could know alone."
    ),
    NO: (
        "Refuse, and find the call that comes anyway in the partner’s log. Change the rule so "
        "that two more page views make no partner call."
    ),
}


@dataclass(frozen=True, slots=True)
class Sites:
    """The origins that play in the lab; an empty one has not been set up."""

    main: str = ""
    shop: str = ""
    partner: str = ""

    def lacking(self, mission: str) -> tuple[str, ...]:
        """The settings without which this mission can't be played for real."""
        needed = {
            FOUR: {"LITERACY_LAB_PARTNER_ORIGIN": self.partner},
            DIARY: {
                "LITERACY_LAB_ORIGIN": self.shop,
                "LITERACY_LAB_PARTNER_ORIGIN": self.partner,
            },
            NO: {"LITERACY_LAB_PARTNER_ORIGIN": self.partner},
        }.get(mission, {})
        return tuple(name for name, origin in needed.items() if not origin)


def begin(events: Sequence[Event]) -> tuple[Draft, ...]:
    """The learner opens the mission; from here on its addresses are there."""
    return () if events else (Draft(Kind.BEGIN, Facts()),)
