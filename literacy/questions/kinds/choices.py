"""Choices with the key on the choice: what single, multiple and true/false have in common."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean

from literacy.lib.markdown import inline, plain
from literacy.questions.drawing import shuffled, token
from literacy.questions.kinds.kind import Slug, Strict, Text
from literacy.questions.numbers import read_number
from literacy.questions.question import Fault, Note
from literacy.questions.wording import (
    Path,
    choice_text_faults,
    duplicate_faults,
    reason_faults,
)

TOO_LONG = 1.5
"""A right choice this many times as long as the mean of the others gives itself away."""

_AMOUNT = re.compile(r"([€$£]?\s*[-−]?\d[\d.,\s]*%?)\s*(.*)", re.DOTALL)
_CLUE = re.compile(r"[^\W\d_]{5,}")
_COMMON_WORDS = frozenset(
    {
        *("about", "after", "again", "before", "being", "between", "could", "does", "every"),
        *("first", "from", "have", "into", "itself", "likely", "might", "most", "often", "other"),
        *("should", "since", "still", "than", "that", "their", "them", "then", "there", "these"),
        *("they", "thing", "this", "those", "through", "until", "what", "when", "where"),
        *("which", "while", "with", "without", "would", "your"),
    }
)


class ChoiceSpec(Strict):
    """One choice as a bank's file writes it."""

    text: Text
    correct: bool = False
    why: str = ""
    misconception: Slug | None = None

    def choice(self) -> "Choice":
        return Choice(self.text, self.correct, self.why, self.misconception or "")


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice, whether it is right, why, and the mistake that makes it tempting."""

    text: str
    correct: bool
    why: str
    misconception: str = ""

    @property
    def token(self) -> str:
        return token(self.text)


def with_token(choices: Iterable[Choice], answer: object) -> Choice | None:
    """The choice an answer names, if it names one of these."""
    return next((choice for choice in choices if choice.token == answer), None)


def drawn_choices(
    choices: Sequence[Choice], *, seed: int, salt: str, kept: bool = False
) -> tuple[dict[str, str], ...]:
    """The choices for a face; scales and numbers stay in their order."""
    in_order = kept or amounts(choices) is not None
    drawn = choices if in_order else shuffled(choices, seed, salt)
    return tuple({"value": choice.token, "text": inline(choice.text)} for choice in drawn)


def choice_notes(
    choices: Iterable[Choice], picked: Sequence[Choice], *, revealed: bool, missed: str
) -> tuple[Note, ...]:
    """Chosen ones first, then the right ones left out (tagged `missed`), then the rest."""
    shown = [choice for choice in choices if revealed or choice in picked]
    shown.sort(key=lambda choice: (choice not in picked, not choice.correct))
    return tuple(_note(choice, chosen=choice in picked, missed=missed) for choice in shown)


def held_misconceptions(choices: Iterable[Choice], picked: Sequence[Choice]) -> tuple[str, ...]:
    """The mistakes behind wrong choices taken and right ones left, each once."""
    held = (
        choice.misconception
        for choice in choices
        if choice.misconception and choice.correct is (choice not in picked)
    )
    return tuple(dict.fromkeys(held))


def choice_faults(
    choices: Sequence[Choice], *, key: str, of: str, kept: bool = False
) -> Iterator[Fault]:
    """What breaks a rule in any list of choices."""
    for index, choice in enumerate(choices):
        yield from choice_text_faults(choice.text, (key, index, "text"))
        yield from reason_faults(choice.why, (key, index, "why"), of=of, full=True)
    paths: list[Path] = [(key, index, "text") for index in range(len(choices))]
    yield from duplicate_faults([choice.text for choice in choices], paths, of=of)
    yield from _order_faults(choices, key, kept=kept)
    yield from _length_faults(choices, key)


def one_key_faults(choices: Sequence[Choice], *, key: str, of: str) -> Iterator[Fault]:
    """Exactly one choice may be right."""
    right = [index for index, choice in enumerate(choices) if choice.correct]
    if not right:
        yield Fault((key,), f"No {of} is right. Put `correct: true` on one of them.")
    for index in right[1:]:
        yield Fault(
            (key, index, "correct"), f"A second {of} is right. Only one may say `correct: true`."
        )


def clue_faults(stem: str, choices: Sequence[Choice], *, key: str) -> Iterator[Fault]:
    """A word that only the stem and the right choice share points to the answer."""
    wrong = set().union(*(_clues(choice.text) for choice in choices if not choice.correct))
    for index, choice in enumerate(choices):
        if choice.correct and (clues := (_clues(choice.text) & _clues(stem)) - wrong):
            yield Fault(
                (key, index, "text"),
                f"Only the stem and this right choice say {_quoted(clues)}. That is a clue.",
                warning=True,
            )


def is_key_longest(choices: Sequence[Choice]) -> bool:
    """The right choice is longer than every other one."""
    right = [len(plain(choice.text)) for choice in choices if choice.correct]
    wrong = [len(plain(choice.text)) for choice in choices if not choice.correct]
    return bool(right and wrong) and max(right) > max(wrong)


def amounts(choices: Sequence[Choice]) -> tuple[Decimal, ...] | None:
    """The numbers of the choices, when each is one number with the same unit."""
    parts = [_AMOUNT.fullmatch(plain(choice.text)) for choice in choices]
    numbers = [read_number(part[1]) for part in parts if part]
    units = {part[2].rstrip(".s") for part in parts if part}
    if len(units) != 1 or len(numbers) != len(choices) or None in numbers:
        return None
    return tuple(number for number in numbers if number is not None)


def _note(choice: Choice, *, chosen: bool, missed: str) -> Note:
    if chosen:
        verdict = "right" if choice.correct else "wrong"
        tag = "Your answer, right" if choice.correct else "Your answer, not right"
    else:
        verdict, tag = ("right", missed) if choice.correct else ("open", "")
    return Note(inline(choice.text), inline(choice.why), verdict, chosen=chosen, tag=tag)


def _order_faults(choices: Sequence[Choice], key: str, *, kept: bool) -> Iterator[Fault]:
    numbers = amounts(choices)
    if numbers and not kept and list(numbers) != sorted(numbers):
        yield Fault(
            (key,),
            "Numbers in choices go from small to large. Sort them, or say `keep_order: true`.",
        )


def _length_faults(choices: Sequence[Choice], key: str) -> Iterator[Fault]:
    wrong = [len(plain(choice.text)) for choice in choices if not choice.correct]
    for index, choice in enumerate(choices):
        length = len(plain(choice.text))
        if wrong and choice.correct and length > TOO_LONG * fmean(wrong):
            yield Fault(
                (key, index, "text"),
                f"This right choice has {length} characters, the wrong ones {fmean(wrong):.0f} on "
                "average. Cut it, and move the detail to `why`.",
                warning=True,
            )


def _clues(text: str) -> set[str]:
    return {word.lower() for word in _CLUE.findall(plain(text))} - _COMMON_WORDS


def _quoted(words: set[str]) -> str:
    return " and ".join(f"“{word}”" for word in sorted(words))
