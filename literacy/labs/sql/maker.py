"""Makes the two databases: the learner's, and one with other rows that only the judge sees."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache

from literacy.labs.sql import goods, people, schema, shop, traffic
from literacy.labs.sql.chance import Chance

LEARNERS, HIDDEN = "learner", "hidden"


@dataclass(frozen=True, slots=True)
class Plan:
    """How many of everything; `countries` counts contacts by the spelling they were given."""

    seed: int
    countries: Mapping[str, int]
    exact: int
    typed: int
    tests: int
    sales: shop.Sales
    sends: int
    by_hand: int
    visits: int


# 3,300 contacts, a tenth of them with an address that is there already; 20,000 rows in all.
_LEARNERS = Plan(
    seed=5,
    countries={
        "DE": 728,
        "Germany": 280,
        "GER": 168,
        "Deutschland": 140,
        "49": 84,
        "AT": 310,
        "CH": 240,
        "FR": 270,
        "NL": 180,
        "PL": 160,
        "PT": 150,
        "GR": 140,
        "IE": 100,
        "SE": 92,
        "GH": 60,
        "": 198,
    },
    exact=210,
    typed=120,
    tests=24,
    sales=shop.Sales(
        orders=2_636,
        guests=130,
        deleted=50,
        tests=20,
        late_numbers=40,
        end_of_january=9,
        end_of_february=31,
    ),
    sends=9_000,
    by_hand=150,
    visits=5_000,
)
# Other rows, and another share of every fault: what is counted by heart on one is wrong here.
_HIDDEN = Plan(
    seed=11,
    countries={
        "DE": 546,
        "Germany": 210,
        "GER": 126,
        "Deutschland": 105,
        "49": 63,
        "AT": 260,
        "CH": 228,
        "FR": 262,
        "NL": 165,
        "PL": 150,
        "PT": 130,
        "GR": 120,
        "IE": 90,
        "SE": 80,
        "GH": 50,
        "": 165,
    },
    exact=175,
    typed=100,
    tests=17,
    sales=shop.Sales(
        orders=2_190,
        guests=120,
        deleted=35,
        tests=15,
        late_numbers=30,
        end_of_january=22,
        end_of_february=12,
    ),
    sends=7_600,
    by_hand=95,
    visits=3_900,
)
_PLANS = {LEARNERS: _LEARNERS, HIDDEN: _HIDDEN}


@cache
def databases() -> Mapping[str, bytes]:
    """Both databases as SQLite files in memory; made once in a process, always the same."""
    return {name: _database(plan) for name, plan in _PLANS.items()}


def _database(plan: Plan) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in schema.statements():
            connection.execute(statement)
        for table, rows in _rows(plan).items():
            places = ", ".join("?" for _each in schema.TABLES[table].columns)
            connection.executemany(
                f"INSERT INTO {table} VALUES ({places})",  # noqa: S608 - our own names
                rows,
            )
        connection.commit()
        return connection.serialize()


def _rows(plan: Plan) -> Mapping[str, Iterable[tuple[object, ...]]]:
    """Each table has chance of its own, so a change to one leaves the others as they are."""
    signed_up = people.contacts(
        Chance(plan.seed),
        plan.countries,
        exact=plan.exact,
        typed=plan.typed,
        tests=plan.tests,
    )
    sold = shop.orders(Chance(plan.seed + 100), signed_up, plan.sales)
    known = _with_orders(signed_up, sold)
    mailed = Chance(plan.seed + 200)
    seen = Chance(plan.seed + 300)
    return {
        "contacts": [each.row() for each in known],
        "campaigns": goods.CAMPAIGNS,
        "products": goods.PRODUCTS,
        "sends": traffic.sends(mailed, known, count=plan.sends, by_hand=plan.by_hand),
        "orders": [order.row() for order in sold],
        "visits": traffic.visits(seen, known, sold, count=plan.visits),
    }


def _with_orders(
    signed_up: Sequence[people.Contact], sold: Sequence[shop.Order]
) -> list[people.Contact]:
    """Nobody orders before they signed up; who ordered first, signed up that day."""
    paid, first = shop.first_paid_days(signed_up, sold), shop.first_days(sold)
    return [
        replace(
            each,
            signup_on=min(each.signup_on, first.get(each.contact_id, each.signup_on)),
            first_order_on=paid.get(each.address),
        )
        for each in signed_up
    ]
