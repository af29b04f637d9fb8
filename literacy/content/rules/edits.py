"""Edits: each version says what changed, and a new fact shows what it reopens."""

from collections.abc import Iterator

from literacy.content.problems import Problem
from literacy.content.schema import NEW_FACT, EditEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Manuscript, WrittenBank
from literacy.questions.question import Question

MOST_ITEMS = 2


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """What keeps the versions of a lesson from being told."""
    front = lesson.front.value
    for number, edit in enumerate(front.edits):
        if edit.version != number + 2:
            yield lesson.front.error(
                "Edits are listed from version 2 on, one after the other; "
                f"this one is {number + 2}.",
                "edits", number, "version",
            )  # fmt: skip
        if edit.on > draft.today:
            yield lesson.front.error(
                "An edit is dated on the day it is made, not later.", "edits", number, "on"
            )
        found = _new_fact if edit.kind == NEW_FACT else _small
        yield from found(lesson, edit, number, draft)
    newest = len(front.edits) + 1
    if front.version != newest:
        yield lesson.front.error(
            f"“version” is {front.version}, but the newest edit is of version {newest}.", "version"
        )


def question_problems(bank: WrittenBank, question: Question, place: int) -> Iterator[Problem]:
    """A question that changed says how."""
    common = question.common
    if common.version > 1 and not common.edit:
        yield bank.file.error(
            f"Version {common.version} doesn’t say what changed. Add “edit”: typo, clarified or "
            "new fact.",
            "items", place, "version",
        )  # fmt: skip
    if common.version == 1 and common.edit:
        yield bank.file.error(
            "“edit” says how a question changed; raise “version” with it.", "items", place, "edit"
        )


def _small(lesson: Manuscript, edit: EditEntry, number: int, draft: Draft) -> Iterator[Problem]:
    for key, given in (("items", edit.items), ("was", edit.was), ("now", edit.now)):
        if given:
            yield lesson.front.error(
                f"“{key}” belongs to a new fact; “{edit.kind}” reopens nothing.",
                "edits", number, key,
            )  # fmt: skip


def _new_fact(lesson: Manuscript, edit: EditEntry, number: int, draft: Draft) -> Iterator[Problem]:
    for key, given in (("was", edit.was), ("now", edit.now), ("see", edit.see)):
        if not given:
            yield lesson.front.error(
                f"A new fact shows what changed: add “{key}”.", "edits", number
            )
    anchor = edit.see.removeprefix("#")
    if edit.see and anchor not in lesson.anchors:
        yield lesson.front.error(
            f"This lesson has no heading #{anchor}.{did_you_mean(anchor, lesson.anchors)}",
            "edits", number, "see",
        )  # fmt: skip
    yield from _items(lesson, edit, number, draft)


def _items(lesson: Manuscript, edit: EditEntry, number: int, draft: Draft) -> Iterator[Problem]:
    if not 1 <= len(edit.items) <= MOST_ITEMS:
        yield lesson.front.error(
            "A new fact names one or two questions that ask for it, under “items”.",
            "edits", number,
        )  # fmt: skip
    bank = draft.banks.get(lesson.slug)
    known = bank.items if bank else {}
    for place, item in enumerate(edit.items):
        if bank and item not in known and len(known) == len(bank.file.value.items):
            yield lesson.front.error(
                f"There is no question “{item}” in the bank.{did_you_mean(item, known)}",
                "edits", number, "items", place,
            )  # fmt: skip
        elif item in known and known[item].common.retired:
            yield lesson.front.error(
                f"The question “{item}” is retired; choose another.",
                "edits", number, "items", place,
            )  # fmt: skip
