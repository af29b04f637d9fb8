"""One to three typed words: names to recall."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup, escape
from pydantic import Field

from literacy.lib.markdown import inline
from literacy.questions.fields import typed
from literacy.questions.kinds.kind import Kind, Spec, Strict, Text
from literacy.questions.question import (
    Answer,
    AnswerMissing,
    Face,
    Fault,
    Feedback,
    Fields,
    Mark,
    Note,
)
from literacy.questions.spelling import normalized
from literacy.questions.wording import reason_faults, word_count

MAX_TYPED = 80


class NearSpec(Strict):
    match: Annotated[list[Text], Field(min_length=1)]
    why: str = ""


class ShortSpec(Spec):
    accept: Annotated[list[Text], Field(min_length=1)]
    near: list[NearSpec] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Near:
    """Words that are close, and what to say about them."""

    match: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Short(Kind):
    """The answer is the text that was typed."""

    kind: ClassVar[str] = "short"

    accept: tuple[str, ...]
    near: tuple[Near, ...] = ()

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = ShortSpec.read(data)
        near = tuple(Near(tuple(one.match), one.why) for one in spec.near)
        return cls(spec.common(lesson=lesson, line=line), tuple(spec.accept), near)

    def face(self, seed: int, answer: Answer = None) -> Face:
        return self._face(self.kind)

    def read(self, fields: Fields) -> Answer:
        text = typed(fields, "q", at_most=MAX_TYPED, ask="Type one to three words first.")
        if not normalized(text):
            raise AnswerMissing("Type one to three words first.")
        return text

    def mark(self, answer: Answer) -> Mark:
        correct = self._accepts(_text(answer))
        return Mark(float(correct), correct)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        text = _text(answer)
        notes = [_typed_note(text, right=self._accepts(text))] if text else []
        if revealed and not self._accepts(text):
            best = self.accept[0]
            notes.append(Note(escape(best), "", "right", expected=best, tag="Right answer"))
        return Feedback(tuple(notes), why=self._why if revealed else "", hint=self._hint(text))

    def key(self) -> Answer:
        return self.accept[0]

    def wrong_answers(self) -> Iterator[Answer]:
        return (word for near in self.near for word in near.match)

    def said(self, answer: Answer) -> str:
        return _text(answer)

    def faults(self) -> Iterator[Fault]:
        for index, word in enumerate(self.accept):
            yield from _word_faults(word, ("accept", index))
        yield from reason_faults(self.common.why, ("why",), of="question", full=True)
        for index, near in enumerate(self.near):
            yield from reason_faults(near.why, ("near", index, "why"), of="near answer")
            yield from self._near_faults(near, index)

    def _near_faults(self, near: Near, index: int) -> Iterator[Fault]:
        for place, word in enumerate(near.match):
            if self._accepts(word):
                sentence = (
                    f"“{word}” is near and accepted at once. Case, spaces, hyphens and accents "
                    "don't count."
                )
                yield Fault(("near", index, "match", place), sentence)

    def _accepts(self, text: str) -> bool:
        return bool(text) and normalized(text) in map(normalized, self.accept)

    def _hint(self, text: str) -> Markup:
        said = normalized(text)
        if self._accepts(text):
            return Markup("")
        close = (near.why for near in self.near if said in map(normalized, near.match))
        return inline(next(close, ""))


def _text(answer: Answer) -> str:
    return answer.strip() if isinstance(answer, str) and len(answer) <= MAX_TYPED else ""


def _typed_note(text: str, *, right: bool) -> Note:
    tag = "Your answer, right" if right else "Your answer, not right"
    return Note(escape(text), "", "right" if right else "wrong", chosen=True, tag=tag)


def _word_faults(word: str, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not normalized(word):
        yield Fault(path, f"“{word}” has no letter or figure that could be typed.")
    if word_count(word) > 3 or len(word) > MAX_TYPED:
        yield Fault(path, f"“{word}” is too long to type from memory. Three words are the most.")
