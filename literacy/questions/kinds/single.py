"""One choice of three: decisions and causes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from literacy.lib.markdown import plain
from literacy.questions.fields import first
from literacy.questions.kinds.choices import (
    Choice,
    ChoiceSpec,
    choice_faults,
    choice_notes,
    clue_faults,
    drawn_choices,
    one_key_faults,
    with_token,
)
from literacy.questions.kinds.kind import Kind, Spec
from literacy.questions.question import Answer, AnswerMissing, Face, Fault, Feedback, Fields, Mark
from literacy.questions.wording import count_faults


class SingleSpec(Spec):
    choices: list[ChoiceSpec]
    keep_order: bool = False


@dataclass(frozen=True, slots=True)
class Single(Kind):
    """The answer is the token of a choice."""

    kind: ClassVar[str] = "single"

    choices: tuple[Choice, ...]
    keep_order: bool = False

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = SingleSpec.read(data)
        return cls(
            spec.common(lesson=lesson, line=line),
            tuple(choice.choice() for choice in spec.choices),
            keep_order=spec.keep_order,
        )

    def face(self, seed: int, answer: Answer = None) -> Face:
        salt = self.common.global_id
        drawn = drawn_choices(self.choices, seed=seed, salt=salt, kept=self.keep_order)
        return self._face(self.kind, choices=drawn)

    def read(self, fields: Fields) -> Answer:
        picked = with_token(self.choices, first(fields, "q"))
        if picked is None:
            raise AnswerMissing("Choose one answer first.")
        return picked.token

    def mark(self, answer: Answer) -> Mark:
        picked = self._picked(answer)
        correct = any(choice.correct for choice in picked)
        held = tuple(choice.misconception for choice in picked if choice.misconception)
        return Mark(float(correct), correct, () if correct else held)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        picked = self._picked(answer)
        notes = choice_notes(self.choices, picked, revealed=revealed, missed="Best answer")
        return Feedback(notes, why=self._why if revealed else "")

    def key(self) -> Answer:
        return next((choice.token for choice in self.choices if choice.correct), None)

    def wrong_answers(self) -> Iterator[Answer]:
        return (choice.token for choice in self.choices if not choice.correct)

    def said(self, answer: Answer) -> str:
        return "".join(plain(choice.text) for choice in self._picked(answer))

    def faults(self) -> Iterator[Fault]:
        yield from count_faults(len(self.choices), ("choices",), least=2, most=4, of="choices")
        if len(self.choices) == 4:
            yield Fault(
                ("choices",),
                "Three choices are enough. Drop the one few people take.",
                warning=True,
            )
        yield from one_key_faults(self.choices, key="choices", of="choice")
        yield from choice_faults(self.choices, key="choices", of="choice", kept=self.keep_order)
        yield from clue_faults(self.common.stem, self.choices, key="choices")

    def _picked(self, answer: Answer) -> tuple[Choice, ...]:
        picked = with_token(self.choices, answer)
        return (picked,) if picked else ()
