"""The rules a file may be sent with: a fixed list, and what each lets a browser or an edge do."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Rule:
    """`id` stands in the file's address, `header` is sent as Cache-Control ("" is not sent)."""

    id: str
    header: str
    meaning: str

    @property
    def label(self) -> str:
        return self.header or "no rule"

    @cached_property
    def directives(self) -> Mapping[str, int]:
        """Each directive with its seconds, or 0 where it has none (RFC 9111, 5.2)."""
        parts = [part.strip().partition("=") for part in self.header.split(",") if part.strip()]
        return {name: int(seconds or 0) for name, _equals, seconds in parts}

    @property
    def browser_keeps(self) -> bool:
        return "no-store" not in self.directives

    @property
    def browser_seconds(self) -> int | None:
        """How long a browser uses its copy without asking; None where it makes its own guess."""
        if not self.header:
            return None
        return 0 if "no-cache" in self.directives else self.directives.get("max-age", 0)

    @property
    def edge_keeps(self) -> bool:
        return self.edge_seconds > 0 and not {"no-store", "private"} & self.directives.keys()

    @property
    def edge_seconds(self) -> int:
        """`s-maxage` wins over `max-age` in a shared copy (RFC 9111, 5.2.2.10)."""
        if "no-cache" in self.directives:
            return 0
        return self.directives.get("s-maxage", self.directives.get("max-age", 0))


def _listed(*rules: Rule) -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rules}


RULES = _listed(
    Rule("max-age-3600", "max-age=3600", "Use your copy for an hour. Don’t ask me."),
    Rule("no-cache", "no-cache", "Keep a copy, but ask me every time before you use it."),
    Rule("no-store", "no-store", "Keep no copy at all."),
    Rule("no-rule", "", "The server says nothing. The file was last changed in 2024."),
    Rule("max-age-15", "max-age=15", "The long window: 15 seconds here stand for one day."),
    Rule("max-age-3", "max-age=3", "The short window: 3 seconds here stand for five minutes."),
    Rule("max-age-600", "max-age=600", "Anybody on the way may keep this for ten minutes."),
    Rule(
        "public-600",
        "public, max-age=600",
        "Browser and edge may use their copies for ten minutes.",
    ),
    Rule(
        "shared-600",
        "public, s-maxage=600, max-age=0",
        "The edge may use its copy for ten minutes. Browsers ask each time.",
    ),
    Rule(
        "private-600",
        "private, max-age=600",
        "Only the visitor’s own browser may keep this, for ten minutes.",
    ),
)

# In the address of a file whose rule IT may change while the address stays.
IN_FORCE = "in-force"
