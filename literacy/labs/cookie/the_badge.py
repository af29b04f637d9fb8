"""The badge: delete one cookie at a time, and see which of them the shop can't do without."""

import itertools
from collections.abc import Mapping, Sequence

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.cookie import jar
from literacy.labs.cookie.events import Draft, Event, Facts, Kind
from literacy.labs.cookie.jar import BASKET, LANGUAGE, LOGIN, NAMED, VISITOR
from literacy.lib.errors import Invalid

_HELD = {
    BASKET: "the basket",
    LANGUAGE: "the language",
    LOGIN: "the sign-in",
    VISITOR: "the visitor’s number",
}


def deed(
    events: Sequence[Event], path: str, received: Mapping[str, str], *, role: str, value: str
) -> tuple[Draft, ...]:
    """The visitor does something that the shop has to remember."""
    if role not in NAMED:
        raise Invalid("Fill the basket, choose a language or sign in.")
    here = jar.held(events, path, received)
    if role == LANGUAGE:
        return _choose(here, value)
    if role in here:
        raise Invalid(f"The shop knows {_HELD[role]} already. Load the page to see it.")
    return (_hand(role, jar.new_code(events, path, role)),)


def _choose(here: Mapping[str, str], language: str) -> tuple[Draft, ...]:
    if language not in jar.LANGUAGES:
        raise Invalid("Choose one of the three languages.")
    return () if here.get(LANGUAGE) == language else (_hand(LANGUAGE, language),)


def _hand(role: str, code: str) -> Draft:
    return Draft(Kind.HAND, Facts(name=role, code=code))


def visit(events: Sequence[Event], path: str, received: Mapping[str, str]) -> tuple[Draft, ...]:
    """The page is loaded with whatever badges the browser shows; a stranger gets a number."""
    here = jar.held(events, path, received)
    loaded = Draft(Kind.VISIT, Facts(badges=jar.pairs(here)))
    if VISITOR in here:
        return (loaded,)
    return (loaded, _hand(VISITOR, jar.new_code(events, path, VISITOR)))


def delete(
    events: Sequence[Event], path: str, received: Mapping[str, str], *, name: str
) -> tuple[Draft, ...]:
    roles = {cookie: role for role, cookie in jar.names_of(path).items()}
    if name not in roles or roles[name] not in jar.held(events, path, received):
        raise Invalid("That cookie isn’t in your jar. Choose one of those in the list.")
    return (Draft(Kind.TAKE, Facts(name=roles[name])),)


def name_them(path: str, said: Mapping[str, str]) -> tuple[Draft, ...]:
    """Which cookie holds which of the three, as the learner has it."""
    known = jar.names_of(path).values()
    if any(said.get(role) not in known for role in NAMED):
        raise Invalid("Choose a cookie for each of the three.")
    answer = {role: said[role] for role in NAMED}
    return (Draft(Kind.NAME, Facts(badges=jar.pairs(answer))),)


def visits(events: Sequence[Event]) -> tuple[Event, ...]:
    return tuple(each for each in events if each.kind is Kind.VISIT)


def seen_missing(events: Sequence[Event]) -> tuple[str, ...]:
    """The roles whose badge was missing alone, right after a visit that had all three."""
    loads = [_named(each) for each in visits(events)]
    pairs = itertools.pairwise(loads)
    alone = [whole - part for whole, part in pairs if whole == set(NAMED) and part < whole]
    return tuple(role for role in NAMED if {role} in alone)


def _named(visit: Event) -> set[str]:
    return set(jar.by_role(visit.facts.badges)) & set(NAMED)


def named_right(events: Sequence[Event], path: str) -> bool:
    wanted = {role: name for role, name in jar.names_of(path).items() if role in NAMED}
    return any(jar.by_role(each.facts.badges) == wanted for each in _answers(events))


def _answers(events: Sequence[Event]) -> list[Event]:
    return [each for each in events if each.kind is Kind.NAME]


def verdict(events: Sequence[Event], path: str) -> Verdict:
    seen = seen_missing(events)
    goals = (
        Goal("Load the page with all three: basket, language and sign-in.", _had_all(events)),
        Goal(
            f"Load it with one of the three deleted, for each of them ({len(seen)} of 3).",
            len(seen) == len(NAMED),
        ),
        Goal("Say which cookie holds each of the three.", named_right(events, path)),
    )
    return Verdict(goals, _next(events, path, goals))


def _had_all(events: Sequence[Event]) -> bool:
    return any(_named(each) == set(NAMED) for each in visits(events))


def _next(events: Sequence[Event], path: str, goals: tuple[Goal, ...]) -> str:
    if all(goal.reached for goal in goals):
        return (
            "Each badge leads the shop to something it keeps. Delete the badge, and the row "
            "stays: the shop no longer knows whose it is."
        )
    last = _last(events)
    if last is None:
        return "Fill the basket, choose a language and sign in. Then load the page."
    if last.kind in (Kind.HAND, Kind.TAKE):
        return _not_loaded_yet(last)
    if last.kind is Kind.NAME and not goals[2].reached:
        return "Not yet. At least one of the three is another cookie. Delete one and look again."
    return _after_a_visit(events, goals)


def _last(events: Sequence[Event]) -> Event | None:
    """The newest thing the learner did; a visitor's number is handed out unasked."""
    done = [each for each in events if not (each.kind is Kind.HAND and each.facts.name == VISITOR)]
    return done[-1] if done else None


def _not_loaded_yet(last: Event) -> str:
    if last.kind is Kind.TAKE:
        return "The cookie is deleted. The page you see is the old one: load it again."
    return "The server has answered with a badge. Load the page, and the badge goes along."


def _after_a_visit(events: Sequence[Event], goals: tuple[Goal, ...]) -> str:
    loaded = visits(events)
    if not loaded:
        return "Load the page first: only then does the shop see what your browser holds."
    here = _named(loaded[-1])
    gone = [_HELD[role] for role in NAMED if role not in here]
    if not goals[0].reached:
        return f"The shop doesn’t know {_listed(gone)} yet. Use its buttons, then load the page."
    if not gone:
        if goals[1].reached:
            return "You have seen each of the three missing. Say which cookie holds which."
        return "All three are there. Delete one cookie, then load the page and see what breaks."
    if len(gone) == 1:
        rest = "" if goals[1].reached else " Bring it back, then delete another one."
        return f"Without that badge the shop has lost {gone[0]}. The row is still kept.{rest}"
    return f"Several are gone at once: {_listed(gone)}. Bring them back, then delete only one."


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
