"""Gaps in a text, to fill by choosing, counting or writing: calculations in context."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup
from pydantic import StringConstraints

from literacy.lib.markdown import inline, plain
from literacy.questions.drawing import shuffled
from literacy.questions.fields import first
from literacy.questions.kinds.blanks import Blank, BlankSpec, Chosen, Counted, Written
from literacy.questions.kinds.kind import Kind, Spec, Text
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
from literacy.questions.wording import count_faults

MAX_TYPED = 80

_GAP = re.compile(r"\{\{\s*(\d+)\s*\}\}", re.ASCII)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_SIGN_BEFORE = re.compile(r"(?:^|(?<=\s))[^\s\w<>&;]{1,2}$")
_SIGN_AFTER = re.compile(r"^[^\s\w<>&;]{1,2}(?=\s|$)")
_MARKER = "\ue000"
"""Stands for a gap while the text around it is rendered; a private-use character, so never text."""

BlankNumber = Annotated[str, StringConstraints(pattern=r"^\d+$")]


class ClozeSpec(Spec):
    text: Text
    blanks: dict[int | BlankNumber, BlankSpec]


@dataclass(frozen=True, slots=True)
class Cloze(Kind):
    """The answer maps the number of each gap, as text, to what was put there."""

    kind: ClassVar[str] = "cloze"

    text: str
    blanks: Mapping[str, Blank]

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = ClozeSpec.read(data)
        blanks = {str(number): blank.blank() for number, blank in spec.blanks.items()}
        return cls(spec.common(lesson=lesson, line=line), spec.text, blanks)

    def face(self, seed: int, answer: Answer = None) -> Face:
        """The texts around the gaps; a gap keeps the sign that touches it, as in `€{{1}}.`"""
        numbers = [number for number in self._gaps() if number in self.blanks]
        gaps = [self._gap(number, len(numbers), seed) for number in numbers]
        texts = list(self._texts(self.text))
        for place, gap in enumerate(gaps):
            texts[place], gap["before"] = _cut(texts[place], _SIGN_BEFORE)
            texts[place + 1], gap["after"] = _cut(texts[place + 1], _SIGN_AFTER)
        return self._face(self.kind, texts=tuple(texts), gaps=tuple(gaps))

    def read(self, fields: Fields) -> Answer:
        said = {number: first(fields, f"q-{number}") for number in self.blanks}
        if not any(said.values()):
            gaps = "gap" if len(said) == 1 else "gaps"
            raise AnswerMissing(f"Fill in the {gaps} first.", so_far=said)
        for number, blank in self.blanks.items():
            if not said[number]:
                raise AnswerMissing(f"Fill in gap {number}, too.", so_far=said)
            if len(said[number]) > MAX_TYPED or not blank.understands(said[number]):
                raise AnswerMissing(f"Check gap {number}: {_wanted(blank)}", so_far=said)
        return said

    def mark(self, answer: Answer) -> Mark:
        said = self._said(answer)
        right = sum(self.blanks[number].accepts(text) for number, text in said.items())
        return Mark(right / len(self.blanks) if right else 0.0, 0 < right == len(self.blanks))

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        said = self._said(answer)
        notes = tuple(
            self._note(number, said.get(number, ""), revealed=revealed)
            for number in self.blanks
            if revealed or number in said
        )
        return Feedback(notes, why=self._why if revealed else "")

    def key(self) -> Answer:
        return {number: blank.answer for number, blank in self.blanks.items()}

    def wrong_answers(self) -> Iterator[Answer]:
        return (
            {**self.key(), number: text}
            for number, blank in self.blanks.items()
            for text in blank.wrong_texts()
        )

    def said(self, answer: Answer) -> str:
        return "; ".join(f"Gap {number}: {text}" for number, text in self._said(answer).items())

    def faults(self) -> Iterator[Fault]:
        gaps = self._gaps()
        yield from count_faults(len(gaps), ("text",), least=2, most=4, of="gaps")
        for number in dict.fromkeys(gaps):
            if number not in self.blanks:
                yield Fault(("text",), f"Gap {{{{{number}}}}} has no entry under `blanks`.")
            if gaps.count(number) > 1:
                yield Fault(("text",), f"Gap {{{{{number}}}}} is in the text twice.")
        for number, blank in self.blanks.items():
            if number not in gaps:
                yield Fault(("blanks", int(number)), f"The text has no gap {{{{{number}}}}}.")
            yield from blank.faults(("blanks", int(number)))

    def _gaps(self) -> list[str]:
        return _GAP.findall(self.text)

    def _texts(self, text: str) -> tuple[Markup, ...]:
        """The text before, between and after its gaps; gaps without an entry stay as written."""
        marked = _GAP.sub(
            lambda gap: _MARKER if gap[1] in self.blanks else gap[0], text.replace(_MARKER, "")
        )
        return tuple(inline(marked).split(_MARKER))

    def _gap(self, number: str, count: int, seed: int) -> dict[str, Any]:
        gap = self.blanks[number].gap()
        options = shuffled(gap["options"], seed, f"{self.common.global_id}/{number}")
        return {**gap, "n": number, "options": options, "label": f"Gap {number} of {count}"}

    def _said(self, answer: Answer) -> dict[str, str]:
        if not isinstance(answer, dict):
            return {}
        given = {number: answer.get(number) for number in self.blanks}
        return {
            number: text
            for number, text in given.items()
            if isinstance(text, str) and 0 < len(text) <= MAX_TYPED
        }

    def _note(self, number: str, said: str, *, revealed: bool) -> Note:
        blank = self.blanks[number]
        right = bool(said) and blank.accepts(said)
        verdict = "right" if right else ("wrong" if said else "open")
        tag = f"Gap {number}, right" if right else f"Gap {number}, not right"
        text = self._in_sentence(number, said or "…")
        if not revealed:
            return Note(text, "", verdict, chosen=True, tag=tag)
        if not right:
            tag = f"Gap {number}: right is {plain(blank.answer)}"
        return Note(
            text, inline(blank.why), verdict, chosen=bool(said), expected=blank.answer, tag=tag
        )

    def _in_sentence(self, number: str, said: str) -> Markup:
        """The sentence around a gap with what was put there, so that a note can be read alone."""
        sentences = _SENTENCE_END.split(self.text)
        around = next((s for s in sentences if number in _GAP.findall(s)), "")
        texts = self._texts(around)
        gaps = [gap for gap in _GAP.findall(around) if gap in self.blanks]
        filled = [Markup("<b>{}</b>").format(said if gap == number else "…") for gap in gaps]
        return Markup("").join(
            piece for pair in zip(texts, [*filled, ""], strict=True) for piece in pair
        )


def _wanted(blank: Blank) -> str:
    match blank:
        case Chosen():
            return "choose one of the words."
        case Counted():
            return "it takes one number in figures."
        case Written():
            return "it takes one to three words."


def _cut(text: Markup, sign: re.Pattern[str]) -> tuple[Markup, str]:
    """A text without the sign at its edge, and the sign, which must not part from its gap."""
    found = sign.search(text)
    if found is None:
        return text, ""
    return text[: found.start()] + text[found.end() :], found[0]
