"""What a team as a whole mixes up: counts of people, never names, never a single answer.

A mistake is held by who showed it the last time a question offered it, at the first try.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from literacy.content.catalogue import Catalogue, Conversation
from literacy.progress.wording import first_up, number
from literacy.questions.question import Answer
from literacy.teams.crowd import ENOUGH, FEWEST_LEFT, FEWEST_TOLD

Item = tuple[str, str]
"""The permanent ids of a lesson and of a question in its bank, as attempts keep them."""


class FirstTry(NamedTuple):
    """One person's first answer to one question; the answer stays in this module."""

    person: int
    item: Item
    answer: Answer
    at: datetime


@dataclass(frozen=True, slots=True)
class MixUp:
    """A conversation worth having; `who` is as much as may be said: Three of your team."""

    talk: Conversation
    held: int
    who: str

    @property
    def title(self) -> str:
        """Three of your team mix up sessions and users"""
        return f"{self.who} mix up {self.talk.mixes[0]} and {self.talk.mixes[1]}"


def telling_items(course: Catalogue) -> tuple[Item, ...]:
    """The questions whose wrong answers can tell of a mistake that has a conversation."""
    return tuple(_names(course))


def mixups(course: Catalogue, tries: Iterable[FirstTry]) -> tuple[MixUp, ...]:
    """What enough people share, the most shared first; the caller has made sure of the crowd."""
    met, held = _latest(course, tries)
    found = [
        MixUp(talk, len(held[name]), _who(len(held[name]), len(met[name])))
        for name, talk in course.conversations.items()
        if len(met[name]) >= ENOUGH and len(held[name]) >= FEWEST_TOLD
    ]
    return tuple(sorted(found, key=lambda each: (-each.held, each.talk.id)))


def _latest(
    course: Catalogue, tries: Iterable[FirstTry]
) -> tuple[Mapping[str, set[int]], Mapping[str, set[int]]]:
    """Who met each mistake, and who showed it the last time."""
    names = _names(course)
    met: dict[str, set[int]] = defaultdict(set)
    held: dict[str, set[int]] = defaultdict(set)
    marked: dict[tuple[Item, str], Sequence[str]] = {}
    for each in sorted(tries, key=lambda one: (one.at, one.item)):
        # A team chooses among few answers: each of them is marked once.
        given = (each.item, repr(each.answer))
        if given not in marked:
            marked[given] = _shown(course, each)
        shown = marked[given]
        for name in names.get(each.item, ()):
            met[name].add(each.person)
            if name in shown:
                held[name].add(each.person)
            else:
                held[name].discard(each.person)
    return met, held


def _shown(course: Catalogue, each: FirstTry) -> Sequence[str]:
    lesson, item = each.item
    bank = course.bank_with(lesson)
    assert bank is not None, "only questions of the course are asked for"
    return bank.items[item].mark(each.answer).misconceptions


def _who(held: int, met: int) -> str:
    if met - held < FEWEST_LEFT:
        return "Most of your team"
    return f"{first_up(number(held))} of your team"


def _names(course: Catalogue) -> Mapping[Item, frozenset[str]]:
    """Each question that can tell of mistakes, with their names."""
    found: dict[Item, set[str]] = defaultdict(set)
    for talk in course.conversations.values():
        for slug, item in talk.items:
            found[course.lessons[slug].id, item].add(talk.id)
    return {item: frozenset(names) for item, names in found.items()}
