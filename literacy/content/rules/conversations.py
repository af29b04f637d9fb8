"""Conversations: ten minutes each, in words that are fair, about a mistake that a bank names."""

from collections.abc import Iterator

from literacy.content.files import Kind
from literacy.content.problems import Problem
from literacy.content.rules.voice import dated, patronizing
from literacy.content.schema import ConversationEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Written
from literacy.questions.misconceptions import misconceptions

MINUTES = 10


def problems(draft: Draft) -> Iterator[Problem]:
    """What to mend in conversations, and which mistakes have none yet."""
    named = dict(_named(draft))
    for talk in draft.conversations.values():
        yield from _one(talk)
        if talk.value.id not in named and Kind.BANK not in draft.unread:
            hint = did_you_mean(talk.value.id, named)
            yield talk.warning(
                f"No question names the misconception “{talk.value.id}”.{hint}", "id"
            )
    if not draft.conversations or Kind.CONVERSATIONS in draft.unread:
        return
    for name, problem in named.items():
        if name not in draft.conversations:
            yield problem


def _one(talk: Written[ConversationEntry]) -> Iterator[Problem]:
    entry = talk.value
    minutes = sum(step.minutes for step in entry.steps)
    if minutes != MINUTES:
        yield talk.error(f"The steps take {minutes} minutes; they must take {MINUTES}.", "steps")
    for text in (entry.truth, entry.ask, *entry.mixes, *(step.do for step in entry.steps)):
        if word := patronizing(text):
            yield talk.error(f"Leave out “{word}”: it talks down to the reader.", "id")
        if word := dated(text):
            yield talk.error(f"“{word}” ages; name a date or use a fact.", "id")


def _named(draft: Draft) -> Iterator[tuple[str, Problem]]:
    """Each misconception of the banks, with what to say where it has no conversation."""
    for bank in draft.banks.values():
        for id_, question in bank.items.items():
            for name in sorted(misconceptions(question)):
                yield (
                    name,
                    bank.file.warning(
                        f"“{name}” has no conversation in lessons/conversations.yml; "
                        "a team that shares it is not told.",
                        "items",
                        bank.places[id_],
                        "id",
                    ),
                )
