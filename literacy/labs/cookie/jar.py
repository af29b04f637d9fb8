"""The shop's four badges: what they are called in this session, and which of them it knows."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from literacy.labs.cookie.events import Draft, Event, Kind

BASKET, LANGUAGE, LOGIN, VISITOR = "basket", "language", "login", "visitor"
ROLES = (BASKET, LANGUAGE, LOGIN, VISITOR)
NAMED = (BASKET, LANGUAGE, LOGIN)

LANGUAGES: Mapping[str, str] = {"fr": "Français", "es": "Español", "de": "Deutsch"}


@dataclass(frozen=True, slots=True)
class Words:
    """What the shop's page says, in one language."""

    lang: str
    full: str
    empty: str
    hello: str
    stranger: str


WORDS: Mapping[str, Words] = {
    each.lang: each
    for each in (
        Words("en", "Basket: 3 lamps", "Basket: empty", "Hello, Camille", "Not signed in"),
        Words("fr", "Panier : 3 lampes", "Panier : vide", "Bonjour, Camille", "Non connectée"),
        Words("es", "Cesta: 3 lámparas", "Cesta: vacía", "Hola, Camille", "Sin iniciar sesión"),
        Words("de", "Warenkorb: 3 Lampen", "Warenkorb: leer", "Hallo, Camille", "Nicht angemeldet"),
    )
}

_LETTERS = "abcd"
_ORDERS = tuple(permutations(_LETTERS))
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def names_of(path: str) -> Mapping[str, str]:
    """The cookie's name for each role; names give nothing away and differ between sessions."""
    order = _ORDERS[int(path[:4], 16) % len(_ORDERS)] if path else _ORDERS[0]
    return {role: f"lab_{letter}" for role, letter in zip(ROLES, order, strict=True)}


def new_code(events: Iterable[Event], path: str, role: str) -> str:
    """A code that means nothing by itself."""
    number = len(issued(events, role))
    digest = hashlib.sha256(f"badge {role} {number} {path}".encode()).digest()
    if role == VISITOR:
        return f"{int.from_bytes(digest[:4], 'big') % 90_000 + 10_000}"
    return "".join(_SIGNS[each % len(_SIGNS)] for each in digest[:4])


def issued(events: Iterable[Event], role: str) -> tuple[str, ...]:
    """Every code the shop has handed out for this, whether or not the badge is still there."""
    handed = [each for each in events if each.kind is Kind.HAND and each.facts.name == role]
    return tuple(each.facts.code for each in handed)


def held(events: Sequence[Event], path: str, received: Mapping[str, str]) -> dict[str, str]:
    """Of the cookies that came with a request, those the shop knows, by role."""
    names = names_of(path)
    came = {role: received[name] for role, name in names.items() if name in received}
    return {role: value for role, value in came.items() if _is_known(events, role, value)}


def _is_known(events: Iterable[Event], role: str, value: str) -> bool:
    # A language stands on the badge itself: nothing has to be looked up.
    return value in LANGUAGES if role == LANGUAGE else value in issued(events, role)


def pairs(by_role: Mapping[str, str]) -> tuple[str, ...]:
    """How badges are written in the record: `basket=K7Q2`."""
    return tuple(f"{role}={by_role[role]}" for role in ROLES if role in by_role)


def by_role(badges: Iterable[str]) -> dict[str, str]:
    """The other way round."""
    return {role: value for role, _equals, value in (each.partition("=") for each in badges)}


def changes(drafts: Iterable[Draft], path: str) -> dict[str, str]:
    """What these events do to the jar: a cookie's name with its value, or with "" to delete it."""
    names = names_of(path)
    done = [each for each in drafts if each.kind in (Kind.HAND, Kind.TAKE)]
    return {names[each.facts.name]: each.facts.code for each in done}
