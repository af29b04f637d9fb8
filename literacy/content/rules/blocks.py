"""Containers: which there are, the keys they take, and how much each may hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from literacy.content.files import Kind
from literacy.content.markup import lab_parts, paragraphs, words_of
from literacy.content.problems import Problem
from literacy.content.sentences import did_you_mean
from literacy.content.written import Block, Draft, Manuscript
from literacy.lib.text import words

MOST_MYTHS = 3
MOST_CODE_LINES = 12

_QUOTED = re.compile(r'^["“].+[”"]$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shape:
    """The limits of one container; `id` may stand on each and names its anchor."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    fewest_words: int = 0
    most_words: int = 0
    once: bool = False
    filled: bool = True


SHAPES = {
    "story": Shape(fewest_words=40, most_words=110, once=True),
    "key": Shape(most_words=45, once=True),
    "ask-it": Shape(once=True),
    "myth": Shape(required=("claim",)),
    "check": Shape(required=("item",), filled=False),
    "predict": Shape(),
    "lab": Shape(required=("name", "mission")),
    "figure": Shape(required=("src", "alt"), optional=("caption", "long"), filled=False),
    "code": Shape(optional=("title",)),
    "steps": Shape(optional=("fade",)),
    "deeper": Shape(required=("title",), most_words=120),
    "it-view": Shape(most_words=60),
    "template": Shape(required=("title",), optional=("name",)),
}


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """Everything wrong with the containers of a lesson, but for what a figure's file holds."""
    for block in lesson.blocks:
        if block.name not in SHAPES:
            hint = did_you_mean(block.name, SHAPES)
            yield lesson.error(block.line, f"There is no container “{block.name}”.{hint}")
            continue
        yield from _keys(lesson, block)
        yield from _length(lesson, block)
        if block.name in _CONTENTS:
            yield from _CONTENTS[block.name](lesson, block)
        if block.name == "check":
            yield from _check_item(lesson, block, draft)
    yield from _counts(lesson)
    yield from _labs(lesson, draft)


def _keys(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    shape = SHAPES[block.name]
    known = (*shape.required, *shape.optional, "id")
    for key in block.keys:
        if key not in known:
            hint = did_you_mean(key, known)
            yield lesson.error(block.line, f"“{block.name}” takes no key “{key}”.{hint}")
    for key in shape.required:
        if not block.keys.get(key, "").strip():
            yield lesson.error(block.line, f'“{block.name}” needs {key}="…".')


def _length(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    shape = SHAPES[block.name]
    count = len(words(_said(block.inside)))
    if shape.filled and not block.source.strip():
        yield lesson.error(block.line, f"“{block.name}” is empty.")
    elif count < shape.fewest_words:
        yield lesson.error(
            block.line,
            f"The {block.name} has {count} words; it needs {shape.fewest_words} or more.",
        )
    elif shape.most_words and count > shape.most_words:
        yield lesson.error(
            block.line, f"“{block.name}” has {count} words; at most {shape.most_words} fit."
        )


def _counts(lesson: Manuscript) -> Iterator[Problem]:
    for name in (name for name, shape in SHAPES.items() if shape.once):
        found = lesson.named(name)
        if not found:
            yield lesson.error(lesson.body_line, f"The lesson has no “::: {name}”.")
        for again in found[1:]:
            yield lesson.error(again.line, f"“{name}” comes once in a lesson; this is another.")
    for story in lesson.named("story")[:1]:
        if not story.first:
            yield lesson.error(story.line, "The story opens the lesson; move it to the top.")
    for ask_it in lesson.named("ask-it")[:1]:
        if not ask_it.last:
            yield lesson.error(ask_it.line, "“ask-it” closes the lesson; move it to the end.")
    for myth in lesson.named("myth")[MOST_MYTHS:]:
        yield lesson.error(myth.line, f"A lesson refutes at most {MOST_MYTHS} myths.")


def _ask_it(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    asked = _items(block.inside)
    if not 2 <= len(asked) <= 4:
        yield lesson.error(
            block.line,
            f"“ask-it” lists 2 to 4 questions, each after a dash; here are {len(asked)}.",
        )
    for item in asked:
        if not _QUOTED.match(item):
            yield lesson.error(
                block.line, f"Put the question in quotation marks, ready to say: {_start(item)}"
            )


def _predict(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    count = len(_items(block.inside))
    if not 2 <= count <= 4:
        yield lesson.error(
            block.line, f"“predict” offers 2 to 4 choices, each after a dash; here are {count}."
        )


def _lab(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    parts = lab_parts(block.source)
    for name, part in (("goal", parts.goal), ("fallback", parts.fallback)):
        if not part.text:
            yield lesson.error(block.line, f"The lab needs “{name}:” followed by its text.")


def _code(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    fences = [token for token in block.inside if token.type == "fence"]
    if len(fences) != 1:
        yield lesson.error(
            block.line, f"“code” holds one block between ``` lines; here are {len(fences)}."
        )
    for fence in fences:
        count = len(fence.content.splitlines())
        if count > MOST_CODE_LINES:
            yield lesson.error(
                block.line, f"The code has {count} lines; at most {MOST_CODE_LINES} fit."
            )


def _steps(lesson: Manuscript, block: Block) -> Iterator[Problem]:
    count = len(_items(block.inside))
    fade = block.keys.get("fade", "0")
    if count < 2:
        yield lesson.error(block.line, "“steps” is a numbered list of two steps or more.")
    elif not fade.isdecimal() or int(fade) >= count:
        yield lesson.error(
            block.line, f'fade="{fade}" must be a number below {count}, the number of steps.'
        )


_CONTENTS: dict[str, Callable[[Manuscript, Block], Iterator[Problem]]] = {
    "ask-it": _ask_it,
    "predict": _predict,
    "lab": _lab,
    "code": _code,
    "steps": _steps,
}


def _check_item(lesson: Manuscript, block: Block, draft: Draft) -> Iterator[Problem]:
    item = block.keys.get("item", "")
    slug, _, name = item.partition("/")
    bank = draft.banks.get(slug)
    if bank is None or name not in bank.items:
        if Kind.BANK in draft.unread:
            return
        known = [f"{each.lesson}/{name}" for each in draft.banks.values() for name in each.items]
        yield lesson.error(block.line, f"There is no question “{item}”.{did_you_mean(item, known)}")
    elif bank.items[name].common.retired:
        yield lesson.error(block.line, f"The question “{item}” is retired; choose another.")


def _labs(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    promised = lesson.front.value.lab
    shown = {
        f"{block.keys.get('name', '')}/{block.keys.get('mission', '')}": block.line
        for block in lesson.named("lab")
    }
    known = [f"{name}/{mission}" for name, missions in draft.labs.items() for mission in missions]
    for mission, line in shown.items():
        if mission not in known:
            yield lesson.error(
                line, f"There is no mission “{mission}”.{did_you_mean(mission, known)}"
            )
        elif mission not in promised:
            yield lesson.error(line, f"Add the mission to the top of the file: lab: {mission}")
    for mission in promised:
        if mission not in shown:
            yield lesson.front.error(f"The lab “{mission}” is nowhere in the lesson.", "lab")


def _items(tokens: Sequence[Token]) -> list[str]:
    """The words of each item of the outermost list."""
    items: list[str] = []
    depth = 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
            if depth == 1:
                items.append("")
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "inline" and depth:
            items[-1] = f"{items[-1]} {words_of(token)}".strip()
    return items


def _said(tokens: Sequence[Token]) -> str:
    return "\n\n".join(passage.text for passage in paragraphs(tokens))


def _start(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
