"""What the shop sold and to whom; with what goes missing, comes late or leads nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from literacy.labs.sql.chance import Chance
from literacy.labs.sql.goods import PRODUCTS
from literacy.labs.sql.people import NAMED, Contact

FIRST_ORDER = 5001
FIRST_DELETED = 90_001
CLOCK = "%Y-%m-%d %H:%M:%S"
SINCE, UNTIL = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
_NOON = UNTIL - timedelta(hours=12)
_NO_DELAY = timedelta(0)

# The orders in the lessons' pictures: contact, product, total.
_NAMED: Mapping[int, tuple[int | None, int, float]] = {
    5017: (1042, 1, 49.0),
    5018: (1041, 2, 60.0),
    5019: (1042, 3, 16.0),
    5020: (None, 4, 30.0),
}
_LARGEST = 1_480.0
_PRICES = {int(str(row[0])): float(str(row[3])) for row in PRODUCTS}
_DEAR = (6, 17, 18, 35, 38, 40)


@dataclass(frozen=True, slots=True)
class Sales:
    """How many orders, and how many of them have which fault."""

    orders: int
    guests: int
    deleted: int
    tests: int
    late_numbers: int
    end_of_january: int
    end_of_february: int


@dataclass(frozen=True, slots=True)
class Order:
    """`typed_in` after so long gave it its number."""

    contact_id: int | None
    product_id: int
    quantity: int
    total_eur: float | None
    status: str
    channel: str
    ordered_at: datetime
    order_id: int = 0
    typed_in: timedelta = _NO_DELAY

    def row(self) -> tuple[object, ...]:
        return (
            *(self.order_id, self.contact_id, self.product_id, self.quantity, self.total_eur),
            *(self.status, self.channel, self.ordered_at.strftime(CLOCK)),
        )


def orders(chance: Chance, people: Sequence[Contact], sales: Sales) -> tuple[Order, ...]:
    """In the order of their numbers; no two at the same second."""
    moments = chance.shuffled(_moments(chance, sales))
    buyers = chance.shuffled(_buyers(chance, people, sales, len(moments)))
    made = [_order(chance, moment, buyer) for moment, buyer in zip(moments, buyers, strict=True)]
    made = _late(chance, made, sales.late_numbers)
    made.sort(key=lambda order: order.ordered_at + order.typed_in)
    numbered = [replace(order, order_id=FIRST_ORDER + at) for at, order in enumerate(made)]
    return tuple(_with_large_ones(chance, [_as_named(order) for order in numbered], people))


def _moments(chance: Chance, sales: Sales) -> list[datetime]:
    """Whole seconds, no two alike; the last hours of two months hold as many as are asked for."""
    ends = {
        datetime(2026, 1, 31, 22, tzinfo=UTC): sales.end_of_january,
        datetime(2026, 2, 28, 22, tzinfo=UTC): sales.end_of_february,
        datetime(2026, 10, 31, 13, tzinfo=UTC): 6,
    }
    found: set[datetime] = set()
    for start, count in ends.items():
        enough = len(found) + count
        while len(found) < enough:
            found.add(start + timedelta(seconds=chance.below(7_200)))
    while len(found) < sales.orders:
        moment = chance.moment(SINCE, UNTIL)
        near_an_end = any(abs(moment - start) < timedelta(hours=2, minutes=1) for start in ends)
        if moment < UNTIL and not near_an_end:
            found.add(moment)
    return sorted(found)


def _buyers(
    chance: Chance, people: Sequence[Contact], sales: Sales, total: int
) -> list[int | None]:
    """Guests, people deleted since, tests, and contacts; some come back again and again."""
    tests = [each.contact_id for each in people if each.is_test]
    named = {each[0].lower() for each in NAMED.values()}
    known = [each.contact_id for each in people if each.address not in named and not each.is_test]
    once = chance.shuffled(known)[: len(known) * 2 // 5]
    regulars = once[: len(once) // 5]
    odd: list[int | None] = [None] * sales.guests
    odd += [FIRST_DELETED + chance.below(400) for _each in range(sales.deleted)]
    odd += [chance.one_of(tests) for _each in range(sales.tests)]
    rest = total - len(odd)
    return odd + [chance.one_of(regulars if chance.happens(0.3) else once) for _n in range(rest)]


def _order(chance: Chance, at: datetime, buyer: int | None) -> Order:
    product = chance.one_of(tuple(_PRICES))
    quantity = chance.one_of((1, 1, 1, 1, 2, 2, 3))
    channel = chance.one_of(("web",) * 20 + ("phone",) * 3 + ("shop",) * 2)
    total = None if channel == "phone" and chance.happens(0.48) else _total(product, quantity)
    status = chance.one_of(("paid",) * 88 + ("cancelled",) * 7 + ("refunded",) * 5)
    return Order(buyer, product, quantity, total, status, channel, at)


def _total(product: int, quantity: int) -> float:
    return round(_PRICES[product] * quantity, 2)


def _late(chance: Chance, made: Sequence[Order], count: int) -> list[Order]:
    """Phone orders that were typed in days later; two of them came on the last morning."""
    last_day = UNTIL - timedelta(days=1)
    morning = [at for at, order in enumerate(made) if last_day <= order.ordered_at < _NOON]
    earlier = [
        at
        for at, order in enumerate(made)
        if SINCE + timedelta(days=30) < order.ordered_at < last_day - timedelta(days=4)
    ]
    late = {*morning[:2], *chance.shuffled(earlier)[: count - 2]}
    return [
        replace(order, channel="phone", typed_in=timedelta(hours=chance.between(20, 70)))
        if at in late
        else order
        for at, order in enumerate(made)
    ]


def _as_named(order: Order) -> Order:
    if order.order_id not in _NAMED:
        return order
    contact_id, product_id, total = _NAMED[order.order_id]
    return replace(
        order,
        contact_id=contact_id,
        product_id=product_id,
        quantity=1,
        total_eur=total,
        channel="web",
        status="paid",
    )


def _with_large_ones(
    chance: Chance, made: Sequence[Order], people: Sequence[Contact]
) -> Iterator[Order]:
    """A guest's is the largest of all; the eleven after it are offices', no two alike."""
    tests = {each.contact_id for each in people if each.is_test}
    real = [
        at
        for at, order in enumerate(made)
        if order.contact_id not in tests and order.order_id not in _NAMED and order.total_eur
    ]
    guests = [at for at in real if made[at].contact_id is None]
    linked = [at for at in real if (made[at].contact_id or FIRST_DELETED) < FIRST_DELETED]
    totals = {chance.one_of(guests): _LARGEST}
    for number, at in enumerate(chance.shuffled(linked)[:11]):
        totals[at] = round(1_260 - number * 53.5 - chance.below(40), 2)
    for at, order in enumerate(made):
        if at in totals:
            yield replace(order, total_eur=totals[at], product_id=chance.one_of(_DEAR), quantity=3)
        else:
            yield order


def first_paid_days(people: Sequence[Contact], made: Sequence[Order]) -> Mapping[str, str]:
    """The day of the first paid order of each address, whichever of its rows ordered."""
    addresses = {each.contact_id: each.address for each in people}
    days: dict[str, str] = {}
    for order in made:
        address = addresses.get(order.contact_id or 0)
        if address is not None and order.status == "paid":
            day = order.ordered_at.strftime("%Y-%m-%d")
            days[address] = min(day, days.get(address, day))
    return days


def first_days(made: Sequence[Order]) -> Mapping[int, str]:
    """The day of each contact's first order, whatever became of it."""
    days: dict[int, str] = {}
    for order in made:
        if order.contact_id is not None:
            day = order.ordered_at.strftime("%Y-%m-%d")
            days[order.contact_id] = min(day, days.get(order.contact_id, day))
    return days
