"""A few lines with a fault in them: headers, links, code and threads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup
from pydantic import Field, StringConstraints

from literacy.lib.markdown import inline
from literacy.questions.kinds.kind import Kind, Spec, Strict
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
from literacy.questions.wording import count_faults, reason_faults

Snippet = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]

MAX_TESTED = 8


class LineSpec(Strict):
    n: Annotated[int, Field(ge=1)]
    correct: bool = False
    why: str = ""


class SpotSpec(Spec):
    snippet: Snippet
    lines: list[LineSpec]


@dataclass(frozen=True, slots=True)
class Line:
    """What is to be said about one line of the snippet."""

    number: int
    correct: bool
    why: str


@dataclass(frozen=True, slots=True)
class Spot(Kind):
    """The answer is a list of line numbers, counted from 1."""

    kind: ClassVar[str] = "spot"

    snippet: tuple[str, ...]
    lines: tuple[Line, ...]

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = SpotSpec.read(data)
        snippet = tuple(text.rstrip() for text in spec.snippet.rstrip().splitlines())
        lines = tuple(Line(one.n, one.correct, one.why) for one in spec.lines)
        return cls(spec.common(lesson=lesson, line=line), snippet, lines)

    def face(self, seed: int, answer: Answer = None) -> Face:
        """The order of the lines is part of the question, so nothing is drawn."""
        lines = tuple({"n": n, "text": text} for n, text in enumerate(self.snippet, 1))
        return self._face(self.kind, lines=lines, several=len(self.key()) > 1)

    def read(self, fields: Fields) -> Answer:
        ticked = fields.get("q", ())
        numbers = [n for n, _ in enumerate(self.snippet, 1) if str(n) in ticked]
        if not numbers:
            raise AnswerMissing("Choose a line first.")
        return numbers

    def mark(self, answer: Answer) -> Mark:
        picked = self._picked(answer)
        correct = bool(picked) and picked == self.key()
        return Mark(float(correct), correct)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        picked = self._picked(answer)
        notes = (
            self._note(line, picked) for line in self.lines if line.number <= len(self.snippet)
        )
        shown = tuple(note for note in notes if revealed or note.chosen)
        return Feedback(shown, why=self._why if revealed else "")

    def key(self) -> list[int]:
        return sorted(line.number for line in self.lines if line.correct)

    def wrong_answers(self) -> Iterator[Answer]:
        numbers = range(1, min(len(self.snippet), MAX_TESTED) + 1)
        ticks = chain.from_iterable(combinations(numbers, n) for n in range(1, len(numbers) + 1))
        return (list(some) for some in ticks if list(some) != self.key())

    def said(self, answer: Answer) -> str:
        return "; ".join(f"Line {n}: {self.snippet[n - 1]}" for n in self._picked(answer))

    def faults(self) -> Iterator[Fault]:
        yield from count_faults(
            len(self.snippet), ("snippet",), least=4, most=MAX_TESTED, of="lines in the snippet"
        )
        if not self.key():
            yield Fault(("lines",), "No line is the fault. Put `correct: true` on one.")
        if len(self.key()) == len(self.snippet):
            yield Fault(("lines",), "Every line is at fault. Leave at least one that is fine.")
        yield from self._number_faults()
        for index, line in enumerate(self.lines):
            yield from reason_faults(line.why, ("lines", index, "why"), of="line")

    def _number_faults(self) -> Iterator[Fault]:
        numbers = [line.number for line in self.lines]
        for index, number in enumerate(numbers):
            if number > len(self.snippet):
                yield Fault(
                    ("lines", index, "n"),
                    f"There is no line {number}: the snippet has {len(self.snippet)}.",
                )
            if number in numbers[:index]:
                yield Fault(("lines", index, "n"), f"Line {number} is explained twice.")
        for number, text in enumerate(self.snippet, 1):
            if text and number not in numbers:
                yield Fault(("lines",), f"Line {number} has no `why`. Somebody will choose it.")

    def _picked(self, answer: Answer) -> list[int]:
        """The lines chosen, in order; a list with anything else in it is no answer."""
        if not isinstance(answer, list) or len(answer) > len(self.snippet):
            return []
        numbers = [n for n, _ in enumerate(self.snippet, 1) if _names(answer, n)]
        return numbers if len(numbers) == len(answer) else []

    def _note(self, line: Line, picked: list[int]) -> Note:
        text = self.snippet[line.number - 1]
        words = Markup("Line {}: <code>{}</code>").format(line.number, text)
        chosen = line.number in picked
        verdict = "right" if line.correct else ("wrong" if chosen else "open")
        return Note(words, inline(line.why), verdict, chosen=chosen, tag=_tag(line, chosen=chosen))


def _names(answer: list[Any], number: int) -> bool:
    return any(type(one) is int and one == number for one in answer)


def _tag(line: Line, *, chosen: bool) -> str:
    if chosen:
        return "Your answer, right" if line.correct else "Your answer, not right"
    return "This is the line" if line.correct else ""
