"""The eleven missions in their order, and what two of them need besides a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.sql.core_missions import CORE, LOOK
from literacy.labs.sql.further_missions import FURTHER, REPORTS
from literacy.labs.sql.mission import Mission

MISSIONS: Mapping[str, Mission] = {**CORE, **FURTHER}

# Five paid web orders of known buyers, each of another product; a test holds them to that.
LOOK_ORDERS = (5254, 5402, 5661, 5772, 5957)
LEADS_TO_BUYER = "contact_id"
WRONG_COLUMNS = {
    "order_id": "That’s the order’s own key. Which column leads to somebody else?",
    "product_id": "That leads to the product. The buyer stands in another table.",
}
OTHER_COLUMN = "That column holds no key. Which one holds the number of another row?"
FOLLOWED = "You followed two keys, from an order to its buyer and to its product."
LOOK_ANSWER = """
SELECT c.first_name, p.name
FROM orders o
JOIN contacts c ON c.contact_id = o.contact_id
JOIN products p ON p.product_id = o.product_id
WHERE o.order_id = {}
"""
ALL_TICKED = "Three right numbers, and the five reasons that part them."
TICK_HINT = (
    "Compare what each report counts, when its month closes, and which rows can be missing or "
    "stand there twice."
)

__all__ = ["LOOK", "REPORTS"]


def order_of(person_id: int) -> int:
    """The order whose keys this person follows; a neighbor gets another."""
    return LOOK_ORDERS[person_id % len(LOOK_ORDERS)]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that differ, and the reasons that part them."""

    name: str
    asked: str
    reasons: frozenset[str]


REASONS: Mapping[str, str] = {
    "definition": "Definition: they count different things",
    "zone": "Time zone: they close the month at another hour",
    "duplicate": "Duplicate: something stands twice",
    "missing": "Missing row: something is not there",
}
PAIRS = (
    Pair("finance", "What parts `finance` from `shop`?", frozenset({"definition", "zone"})),
    Pair(
        "analytics",
        "What makes `analytics` differ from `shop`?",
        frozenset({"missing", "duplicate", "zone"}),
    ),
)


def wrong_reasons(ticked: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The names of the pairs that aren't ticked rightly."""
    return tuple(pair.name for pair in PAIRS if set(ticked.get(pair.name, ())) != pair.reasons)
