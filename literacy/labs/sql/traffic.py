"""Mails that went out and pages that were seen; web analytics keeps its own clock."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from literacy.labs.sql.chance import Chance
from literacy.labs.sql.goods import BY_MAIL, CAMPAIGNS, Row
from literacy.labs.sql.people import Contact
from literacy.labs.sql.shop import CLOCK, SINCE, UNTIL, Order

# Athens is two hours ahead of UTC, and three in summer.
_SUMMER = datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)
_LEILA = 1042
_PAGES = ("/", "/", "/rowan-lamp", "/gift-guide", "/lights", "/textiles", "/kitchen", "/sale")
_THANK_YOU = "/thank-you"


def sends(chance: Chance, people: Sequence[Contact], *, count: int, by_hand: int) -> Iterator[Row]:
    """Each campaign went to another number of people; some mails were sent by hand."""
    ids = [each.contact_id for each in people]
    sizes = _sizes(count - by_hand, len(BY_MAIL))
    mails = [
        (at, campaign[0], contact_id)
        for campaign, size in zip(chance.shuffled(BY_MAIL), sizes, strict=True)
        for at, contact_id in _to(chance, ids, str(campaign[3]), size)
    ]
    mails += [(chance.moment(SINCE, UNTIL), None, chance.one_of(ids)) for _n in range(by_hand)]
    mails.sort(key=lambda mail: mail[0])
    for number, (at, campaign_id, contact_id) in enumerate(mails, start=1):
        opened = at + timedelta(minutes=chance.between(2, 2_600)) if chance.happens(0.42) else None
        read = opened.strftime(CLOCK) if opened else None
        yield number, campaign_id, contact_id, at.strftime(CLOCK), read


def _sizes(total: int, parts: int) -> list[int]:
    """Parts of a whole that fall by an even step; what is left over goes to the first."""
    step = total // (parts * parts)
    sizes = [total // parts + (parts // 2 - at) * step for at in range(parts)]
    sizes[0] += total - sum(sizes)
    return sizes


def _to(chance: Chance, ids: Sequence[int], day: str, size: int) -> Iterator[tuple[datetime, int]]:
    start = datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(hours=7)
    first = chance.below(len(ids))
    for place in range(size):
        # A stride that shares no factor with the length meets everybody once before anybody twice.
        contact_id = ids[(first + place * 7_919) % len(ids)]
        yield start + timedelta(seconds=chance.below(5_400)), contact_id


def visits(
    chance: Chance, people: Sequence[Contact], made: Sequence[Order], *, count: int
) -> Iterator[Row]:
    """Some buyers refuse to be seen, and a thank-you page that is loaded again counts again."""
    seen = list(_thanked(chance, made))
    leila = [order for order in made if order.contact_id == _LEILA][:1]
    others = [each.contact_id for each in people if each.contact_id != _LEILA]
    seen += [
        (chance.moment(SINCE, UNTIL), chance.one_of(_PAGES), None, None)
        for _each in range(count - len(seen) - 3 * len(leila))
    ]
    for order in leila:
        seen += [
            (order.ordered_at - timedelta(minutes=before), page, _LEILA, None)
            for before, page in ((9, "/"), (7, "/rowan-lamp"), (3, "/lights"))
        ]
    seen.sort(key=lambda each: each[0])
    for number, (at, page, known, order_id) in enumerate(seen, start=1):
        browsing = known is None and order_id is None and chance.happens(0.12)
        contact_id = chance.one_of(others) if browsing else known
        campaign_id = chance.one_of(CAMPAIGNS)[0] if chance.happens(0.34) else None
        yield number, contact_id, campaign_id, page, _athens(at), order_id


def _thanked(
    chance: Chance, made: Sequence[Order]
) -> Iterator[tuple[datetime, str, int | None, int | None]]:
    for order in made:
        if order.channel != "web" or chance.happens(0.26):
            continue
        known = order.contact_id if chance.happens(0.4) and order.contact_id != _LEILA else None
        at = order.ordered_at + timedelta(seconds=chance.between(2, 40))
        yield at, _THANK_YOU, known, order.order_id
        if chance.happens(0.06):
            later = at + timedelta(minutes=chance.between(2, 400))
            yield later, _THANK_YOU, known, order.order_id


def _athens(at: datetime) -> str:
    ahead = 3 if _SUMMER[0] <= at < _SUMMER[1] else 2
    return (at + timedelta(hours=ahead)).strftime(CLOCK)
