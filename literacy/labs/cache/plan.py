"""The five missions as they are set: goals, rules to choose from, files, rounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from literacy.labs.cache.rules import IN_FORCE, RULES, Rule

WHERE, SECOND, DEPLOY, PURGE, HELLO = (
    "where-is-it",
    "second-load",
    "deploy-day",
    "purge-the-edge",
    "hello-anna",
)

OLD_PRICE, NEW_PRICE = "€49", "€39"
SALE = "Autumn sale"
HELLO_ANNA, HELLO_BEN = "Hello Anna", "Hello Ben"

FIRST_PUBLISHED = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)

# Deploy day: how long after publishing a copy may still say the old price.
GRACE = timedelta(seconds=5)
APART = "apart"
GREETING_RULE = RULES["private-600"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule to choose, or a way to build the page."""

    id: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Mission:
    """`rule` is what a run starts with where the learner can't choose one before the first load."""

    goal: str
    file: str
    through_edge: bool
    choices: tuple[Choice, ...] = ()
    rule: str = ""

    @property
    def start(self) -> str:
        return self.rule or self.choices[0].id


@dataclass(frozen=True, slots=True)
class Round:
    """A set-up of “where is it?”: what is true before the learner loads the piece."""

    id: str
    situation: str


def _choices(*ids: str) -> tuple[Choice, ...]:
    return tuple(_choice(RULES[each]) for each in ids)


def _choice(rule: Rule) -> Choice:
    return Choice(rule.id, rule.label, rule.meaning)


MISSIONS: Mapping[str, Mission] = {
    WHERE: Mission(
        goal="Load a piece of a page four times and name who answered each time.",
        file="piece",
        through_edge=True,
        rule="public-600",
    ),
    SECOND: Mission(
        goal=(
            "Find a rule that makes the second load cost no request. "
            "Then find one that costs a request but no download."
        ),
        file="lamp",
        through_edge=False,
        choices=_choices("max-age-3600", "no-cache", "no-store", "no-rule"),
    ),
    DEPLOY: Mission(
        goal=(
            "After IT publishes, the returning visitor follows an ordinary link and sees €39. "
            "You may change the rule ahead, wait, or choose a new name, "
            "but not touch the visitor’s browser."
        ),
        file="lamp",
        through_edge=False,
        choices=_choices("max-age-15", "max-age-3", "no-cache"),
    ),
    PURGE: Mission(
        goal=(
            "Load the page. When IT has changed the price, purge the edge. A new visitor then "
            "gets €39, while your fresh copy still says €49."
        ),
        file="lamp",
        through_edge=True,
        rule="public-600",
    ),
    HELLO: Mission(
        goal="Set a rule, or load the greeting apart, so that Ben is never greeted as Anna.",
        file="sale",
        through_edge=True,
        choices=(
            *_choices("max-age-600", "shared-600", "private-600", "no-store"),
            Choice(
                APART,
                "greeting apart",
                "The page is the same for everyone, with public, s-maxage=600. "
                "The greeting is a small file of its own, with private.",
            ),
        ),
    ),
}

ROUNDS: Mapping[str, Round] = {
    each.id: each
    for each in (
        Round("first", "Nobody has opened this piece before: not you, and nobody else."),
        Round("again", "You open a piece again that you opened in an earlier round."),
        Round("colleague", "A colleague has opened this piece. You have not."),
        Round(
            "purged", "A colleague opened this piece, then IT emptied the edge. You are new to it."
        ),
    )
}

# “again” opens the piece of “first” once more, so it comes after it.
_ORDERS = (
    ("colleague", "first", "again", "purged"),
    ("first", "again", "colleague", "purged"),
    ("purged", "first", "colleague", "again"),
    ("first", "purged", "again", "colleague"),
    ("purged", "colleague", "first", "again"),
    ("colleague", "purged", "first", "again"),
)


def rounds_of(path: str) -> tuple[Round, ...]:
    """The four rounds in this session's own order."""
    order = _ORDERS[int(path[:4], 16) % len(_ORDERS)] if path else _ORDERS[0]
    return tuple(ROUNDS[each] for each in order)


def address_rule(mission: str, rule: str) -> str:
    """How the rule stands in the file's address: deploy day's address outlives its rule."""
    return IN_FORCE if mission == DEPLOY else rule
