"""All that apply, of four or five: which of these."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, combinations
from typing import Any, ClassVar, Literal, Self

from literacy.lib.markdown import plain
from literacy.questions.kinds.choices import (
    Choice,
    ChoiceSpec,
    choice_faults,
    choice_notes,
    clue_faults,
    drawn_choices,
    held_misconceptions,
)
from literacy.questions.kinds.kind import Kind, Spec
from literacy.questions.question import Answer, AnswerMissing, Face, Fault, Feedback, Fields, Mark
from literacy.questions.wording import count_faults

Scoring = Literal["balanced", "all-or-nothing"]


class MultipleSpec(Spec):
    choices: list[ChoiceSpec]
    scoring: Scoring = "balanced"
    keep_order: bool = False


@dataclass(frozen=True, slots=True)
class Multiple(Kind):
    """The answer is a list of the tokens of choices."""

    kind: ClassVar[str] = "multiple"

    choices: tuple[Choice, ...]
    scoring: Scoring = "balanced"
    keep_order: bool = False

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = MultipleSpec.read(data)
        return cls(
            spec.common(lesson=lesson, line=line),
            tuple(choice.choice() for choice in spec.choices),
            scoring=spec.scoring,
            keep_order=spec.keep_order,
        )

    def face(self, seed: int, answer: Answer = None) -> Face:
        salt = self.common.global_id
        drawn = drawn_choices(self.choices, seed=seed, salt=salt, kept=self.keep_order)
        return self._face(self.kind, choices=drawn)

    def read(self, fields: Fields) -> Answer:
        ticked = fields.get("q", ())
        tokens = [choice.token for choice in self.choices if choice.token in ticked]
        if not tokens:
            raise AnswerMissing("Choose at least one answer first.")
        return tokens

    def mark(self, answer: Answer) -> Mark:
        picked = self._picked(answer)
        correct = bool(picked) and all(c.correct is (c in picked) for c in self.choices)
        score = float(correct) if self.scoring == "all-or-nothing" else self._balance(picked)
        held = held_misconceptions(self.choices, picked) if picked else ()
        return Mark(score, correct, held)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        picked = self._picked(answer)
        missed = "Also right" if picked else "Right"
        notes = choice_notes(self.choices, picked, revealed=revealed, missed=missed)
        if revealed:
            return Feedback(notes, why=self._why)
        return Feedback(notes, hint=_hint(picked, correct=self.mark(answer).correct))

    def key(self) -> list[str]:
        return [choice.token for choice in self.choices if choice.correct]

    def wrong_answers(self) -> Iterator[Answer]:
        tokens = [choice.token for choice in self.choices]
        ticks = chain.from_iterable(combinations(tokens, n) for n in range(1, len(tokens) + 1))
        return (list(some) for some in ticks if list(some) != self.key())

    def said(self, answer: Answer) -> str:
        return "; ".join(plain(choice.text) for choice in self._picked(answer))

    def faults(self) -> Iterator[Fault]:
        yield from count_faults(len(self.choices), ("choices",), least=4, most=5, of="choices")
        if not any(choice.correct for choice in self.choices):
            yield Fault(("choices",), "No choice is right. Put `correct: true` on at least one.")
        if all(choice.correct for choice in self.choices):
            yield Fault(("choices",), "Every choice is right. At least one must be wrong.")
        yield from choice_faults(self.choices, key="choices", of="choice", kept=self.keep_order)
        yield from clue_faults(self.common.stem, self.choices, key="choices")

    def _picked(self, answer: Answer) -> tuple[Choice, ...]:
        """The choices ticked; a list that names anything else is no answer to this question."""
        if not isinstance(answer, list) or len(answer) > len(self.choices):
            return ()
        picked = tuple(choice for choice in self.choices if choice.token in answer)
        return picked if len(picked) == len(answer) else ()

    def _balance(self, picked: tuple[Choice, ...]) -> float:
        """Right ticks less wrong ticks, of all right choices: ticking everything earns little."""
        right = sum(choice.correct for choice in picked)
        possible = sum(choice.correct for choice in self.choices)
        return max(0.0, (2 * right - len(picked)) / possible) if possible else 0.0


def _hint(picked: tuple[Choice, ...], *, correct: bool) -> str:
    if picked and not correct and all(choice.correct for choice in picked):
        return "What you chose is right, and something is still missing."
    return ""
