"""What people ask IT to explain: alike words, where a request stands, and who reads first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from literacy.accounts.permissions import Role
from literacy.content.catalogue import Term
from literacy.glossary.finding import CLOSE, close, find, fold
from literacy.glossary.studio.workflow import Side, side_of

WAITING = ("open", "accepted")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with how many people want it answered."""

    id: int
    word: str
    context: str
    place: str
    status: str
    at: datetime
    votes: int
    asker: str
    slug: str = ""
    reason: str = ""
    settled_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.status in WAITING


def step(asked: Asked, *, in_review: bool) -> str:
    """Where a request stands, for those who asked."""
    match asked.status:
        case "open":
            return "Waiting for IT"
        case "accepted":
            return "Written, and being read" if in_review else "IT is writing it"
        case "answered" | "merged":
            return "Answered"
        case _:
            return "Not for the glossary"


def alike(waiting: Iterable[Asked], word: str) -> tuple[Asked, ...]:
    """Requests that may mean the same word; one for the very same is joined without asking."""
    wanted = fold(word)
    if not wanted:
        return ()
    likely = [(_likeness(fold(each.word), wanted), each) for each in waiting]
    best = sorted((each for each in likely if each[0] >= CLOSE), key=lambda each: -each[0])
    return tuple(each for _share, each in best[:_MOST])


def _likeness(one: str, other: str) -> float:
    if f" {other} " in f" {one} " or f" {one} " in f" {other} ":
        return 1.0
    return SequenceMatcher(None, one, other).ratio()


def near(terms: Sequence[Term], word: str) -> tuple[Term, ...]:
    """Entries that may answer: names that hold the word, then names nearly like it."""
    named = [found.term for found in find(terms, word)[:_MOST]]
    return tuple({term.slug: term for term in (*close(terms, word), *named)}.values())[:_MOST]


def readers_first(slugs: Iterable[str], mine: Iterable[Asked], role: Role) -> tuple[str, ...]:
    """What waits for a first reader, words this person asked for first; marketers read first."""
    if side_of(role) is not Side.MARKETING:
        return ()
    wanted = {each.slug for each in mine}
    return tuple(sorted(slugs, key=lambda slug: (slug not in wanted, slug)))
