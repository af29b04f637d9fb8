"""A number with its unit: estimates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from markupsafe import Markup, escape
from pydantic import Field, StringConstraints

from literacy.lib.markdown import inline
from literacy.questions.fields import typed
from literacy.questions.kinds.kind import Kind, Number, Spec, Strict
from literacy.questions.numbers import MAX_TYPED, Tolerance, exact, in_digits, read_number
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
from literacy.questions.wording import reason_faults

Percentage = Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?\s?%$")]
Amount = Annotated[int | float, Field(ge=0, allow_inf_nan=False)]


class HintSpec(Strict):
    value: Number
    within: Amount = 0
    why: str = ""


class NumericSpec(Spec):
    answer: Number
    tolerance: Amount | Percentage | None = None
    unit: str = ""
    hints: list[HintSpec] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Hint:
    """What to say to somebody who typed a typical wrong value."""

    value: Decimal
    within: Decimal
    why: str

    def fits(self, value: Decimal) -> bool:
        return abs(value - self.value) <= self.within


@dataclass(frozen=True, slots=True)
class Numeric(Kind):
    """The answer is the text that was typed."""

    kind: ClassVar[str] = "numeric"

    answer: Decimal
    tolerance: Tolerance | None
    unit: str
    hints: tuple[Hint, ...] = ()

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = NumericSpec.read(data)
        hints = tuple(Hint(exact(h.value), exact(h.within), h.why) for h in spec.hints)
        return cls(
            spec.common(lesson=lesson, line=line),
            answer=exact(spec.answer),
            tolerance=tolerance(spec.tolerance),
            unit=spec.unit,
            hints=hints,
        )

    def face(self, seed: int, answer: Answer = None) -> Face:
        return self._face(self.kind, unit=self.unit)

    def read(self, fields: Fields) -> Answer:
        text = typed(fields, "q", at_most=MAX_TYPED, ask="Type a number first.")
        if read_number(text, unit=self.unit) is None:
            sentence = "Type one number in figures, such as 12 or 0.5."
            raise AnswerMissing(sentence, so_far=text)
        return text

    def mark(self, answer: Answer) -> Mark:
        value = self._value(answer)
        correct = value is not None and self._accepts(value)
        return Mark(float(correct), correct)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        value = self._value(answer)
        notes = [] if value is None else [self._typed_note(str(answer), value)]
        if revealed and (value is None or not self._accepts(value)):
            notes.append(self._key_note())
        return Feedback(tuple(notes), why=self._why if revealed else "", hint=self._hint(value))

    def key(self) -> Answer:
        return f"{self.answer:f}"

    def wrong_answers(self) -> Iterator[Answer]:
        beyond = self._reach() * 2 + 1
        yield from (f"{hint.value:f}" for hint in self.hints)
        yield from (f"{self.answer + beyond:f}", f"{self.answer - beyond:f}")

    def said(self, answer: Answer) -> str:
        return "" if self._value(answer) is None else with_unit(str(answer), self.unit)

    def faults(self) -> Iterator[Fault]:
        if self.tolerance is None:
            yield Fault(("answer",), "Say how near is near enough: `tolerance: 0` or `5%`.")
        if not self.unit:
            yield Fault(("answer",), "Say what is counted, such as `unit: seconds`.")
        yield from reason_faults(self.common.why, ("why",), of="question", full=True)
        for index, hint in enumerate(self.hints):
            yield from reason_faults(hint.why, ("hints", index, "why"), of="hint")
            if abs(hint.value - self.answer) <= self._reach() + hint.within:
                yield Fault(
                    ("hints", index, "value"), "This hint would be shown for a right answer, too."
                )

    def _value(self, answer: Answer) -> Decimal | None:
        return read_number(_text(answer), unit=self.unit)

    def _reach(self) -> Decimal:
        return self.tolerance.reach(self.answer) if self.tolerance else Decimal(0)

    def _accepts(self, value: Decimal) -> bool:
        return (self.tolerance or Tolerance(Decimal(0))).allows(value, answer=self.answer)

    def _hint(self, value: Decimal | None) -> Markup:
        if value is None or self._accepts(value):
            return Markup("")
        return next((inline(hint.why) for hint in self.hints if hint.fits(value)), Markup(""))

    def _typed_note(self, text: str, value: Decimal) -> Note:
        right = self._accepts(value)
        tag = "Your answer, right" if right else "Your answer, not right"
        read = in_digits(value)
        why = "" if read.replace(",", "") == text.replace(",", "") else f"Read as {read}."
        verdict = "right" if right else "wrong"
        return Note(escape(with_unit(text, self.unit)), why, verdict, chosen=True, tag=tag)

    def _key_note(self) -> Note:
        low, high = (in_digits(self.answer + way * self._reach()) for way in (-1, 1))
        why = f"Anything from {low} to {high} counts." if self._reach() else ""
        words = with_unit(in_digits(self.answer), self.unit)
        return Note(escape(words), why, "right", expected=words, tag="Right answer")


def _text(answer: Answer) -> str:
    """What was typed; a number, as JSON may bring it, is written out unless it is absurd."""
    if isinstance(answer, str):
        return answer
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return f"{answer}" if is_number and abs(answer) < 10**MAX_TYPED else ""


def tolerance(given: int | float | str | None) -> Tolerance | None:
    """A tolerance as a bank's file writes it: a number, or a percentage of the answer."""
    if given is None:
        return None
    if isinstance(given, str):
        return Tolerance(exact(given.removesuffix("%").strip()), relative=True)
    return Tolerance(exact(given))


def with_unit(number: str, unit: str) -> str:
    if not unit or number.casefold().endswith(unit.casefold()):
        return number
    return number + unit if unit == "%" else f"{number} {unit}"
