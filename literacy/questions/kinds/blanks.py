"""The three sorts of gap in a cloze: chosen from a list, counted, or written."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from literacy.questions.kinds.kind import Number, Strict, Text
from literacy.questions.kinds.numeric import Amount, Percentage, tolerance
from literacy.questions.numbers import Tolerance, exact, in_digits, read_number
from literacy.questions.question import Fault
from literacy.questions.spelling import normalized
from literacy.questions.wording import Path, duplicate_faults, reason_faults, word_count


class BlankSpec(Strict):
    """`choose` + `answer`, or a number with its `tolerance`, or words to `accept`."""

    choose: list[Text | Number] | None = None
    answer: Text | Number | None = None
    tolerance: Amount | Percentage | None = None
    accept: list[Text] | None = None
    why: str = ""

    def blank(self) -> "Blank":
        if self.choose is not None:
            return Chosen(tuple(map(_words, self.choose)), _words(self.answer), self.why)
        if isinstance(self.answer, int | float):
            return Counted(exact(self.answer), tolerance(self.tolerance), self.why)
        written = [self.answer] if self.answer else []
        return Written((*written, *(self.accept or ())), self.why)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A gap filled from a list."""

    options: tuple[str, ...]
    answer: str
    why: str

    def understands(self, text: str) -> bool:
        return text in self.options

    def accepts(self, text: str) -> bool:
        return text == self.answer

    def wrong_texts(self) -> Iterator[str]:
        return (option for option in self.options if option != self.answer)

    def gap(self) -> dict[str, Any]:
        return {"options": self.options, "number": False}

    def faults(self, path: Path) -> Iterator[Fault]:
        if self.answer not in self.options:
            yield Fault(path, f"The answer “{self.answer}” is not one of the words to choose.")
        if len(self.options) < 2:
            yield Fault(path, "Give two or more words to choose from.")
        paths: list[Path] = [(*path, "choose", place) for place in range(len(self.options))]
        yield from duplicate_faults(list(self.options), paths, of="word")
        yield from reason_faults(self.why, (*path, "why"), of="gap")


@dataclass(frozen=True, slots=True)
class Counted:
    """A gap that takes a number."""

    number: Decimal
    tolerance: Tolerance | None
    why: str

    @property
    def answer(self) -> str:
        return in_digits(self.number)

    def understands(self, text: str) -> bool:
        return read_number(text) is not None

    def accepts(self, text: str) -> bool:
        value = read_number(text)
        near = self.tolerance or Tolerance(Decimal(0))
        return value is not None and near.allows(value, answer=self.number)

    def wrong_texts(self) -> Iterator[str]:
        reach = self.tolerance.reach(self.number) if self.tolerance else Decimal(0)
        yield f"{self.number + reach * 2 + 1:f}"

    def gap(self) -> dict[str, Any]:
        return {"options": (), "number": True}

    def faults(self, path: Path) -> Iterator[Fault]:
        if self.tolerance is None:
            yield Fault(path, "Say how near is near enough: `tolerance: 0` or `5%`.")
        yield from reason_faults(self.why, (*path, "why"), of="gap")


@dataclass(frozen=True, slots=True)
class Written:
    """A gap that takes a word or a short name."""

    accept: tuple[str, ...]
    why: str

    @property
    def answer(self) -> str:
        return self.accept[0] if self.accept else ""

    def understands(self, text: str) -> bool:
        return bool(normalized(text))

    def accepts(self, text: str) -> bool:
        return bool(normalized(text)) and normalized(text) in map(normalized, self.accept)

    def wrong_texts(self) -> Iterator[str]:
        yield "".join(self.accept) + "x"

    def gap(self) -> dict[str, Any]:
        return {"options": (), "number": False}

    def faults(self, path: Path) -> Iterator[Fault]:
        if not self.accept:
            yield Fault(path, "This gap has no `answer`.")
        for word in self.accept:
            if not normalized(word) or word_count(word) > 3:
                yield Fault(path, f"“{word}” can't be typed from memory. Use one to three words.")
        yield from reason_faults(self.why, (*path, "why"), of="gap")


Blank = Chosen | Counted | Written


def _words(value: str | int | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{exact(value):f}"
