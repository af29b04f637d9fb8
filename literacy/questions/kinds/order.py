"""Steps to put in order: processes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from typing import Any, ClassVar, Literal, Self

from literacy.lib.markdown import inline, plain
from literacy.questions.drawing import shuffled, token
from literacy.questions.fields import first
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
from literacy.questions.wording import Path, count_faults, duplicate_faults, reason_faults

Scoring = Literal["exact", "pairs"]


class OrderSpec(Spec):
    steps: list[Text]
    scoring: Scoring = "exact"


@dataclass(frozen=True, slots=True)
class Order(Kind):
    """The answer is a list of the tokens of all steps, in the learner's order."""

    kind: ClassVar[str] = "order"

    steps: tuple[str, ...]
    scoring: Scoring = "exact"

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = OrderSpec.read(data)
        return cls(spec.common(lesson=lesson, line=line), tuple(spec.steps), spec.scoring)

    def face(self, seed: int, answer: Answer = None) -> Face:
        """Never drawn in the right order: leaving everything as it stands is no answer."""
        drawn = shuffled(self.steps, seed, self.common.global_id)
        if drawn == self.steps:
            drawn = (*drawn[1:], *drawn[:1])
        return self._face(self.kind, steps=tuple(map(_step, drawn)))

    def read(self, fields: Fields) -> Answer:
        places = {name: first(fields, f"q-{name}") for name in self.key()}
        if "" in places.values():
            raise AnswerMissing("Give every step a number.", so_far=places)
        numbers = [str(number) for number, _ in enumerate(self.steps, 1)]
        if sorted(places.values()) != numbers:
            sentence = f"Use each number from 1 to {len(numbers)} once."
            raise AnswerMissing(sentence, so_far=places)
        return sorted(places, key=lambda name: places[name])

    def mark(self, answer: Answer) -> Mark:
        order = self._order(answer)
        correct = order == self.steps
        score = self._pairs_in_order(order) if self.scoring == "pairs" else float(correct)
        return Mark(score, correct)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        order = self._order(answer)
        if revealed:
            notes = tuple(_note(step, self.steps.index(step), order) for step in self.steps)
            return Feedback(notes, why=self._why)
        placed = sum(mine == right for mine, right in zip(order, self.steps, strict=False))
        hint = f"{placed} of {len(self.steps)} steps are in their place." if order else ""
        return Feedback((), hint=hint)

    def key(self) -> Answer:
        return [token(step) for step in self.steps]

    def wrong_answers(self) -> Iterator[Answer]:
        orders = permutations(token(step) for step in self.steps)
        return (list(order) for order in orders if list(order) != self.key())

    def said(self, answer: Answer) -> str:
        return " → ".join(plain(step) for step in self._order(answer))

    def faults(self) -> Iterator[Fault]:
        paths: list[Path] = [("steps", index) for index in range(len(self.steps))]
        yield from count_faults(len(self.steps), ("steps",), least=4, most=6, of="steps")
        yield from duplicate_faults(list(self.steps), paths, of="step")
        yield from reason_faults(self.common.why, ("why",), of="question", full=True)

    def _order(self, answer: Answer) -> tuple[str, ...]:
        """The steps as the learner ordered them, or nothing if they are not all there once."""
        known = {token(step): step for step in self.steps}
        if not isinstance(answer, list) or len(answer) != len(known):
            return ()
        order = tuple(known[name] for name in answer if isinstance(name, str) and name in known)
        return order if len(set(order)) == len(known) else ()

    def _pairs_in_order(self, order: Sequence[str]) -> float:
        """The share of all pairs of steps that stand the right way round (Kendall)."""
        pairs = list(combinations(order, 2))
        right = sum(self.steps.index(one) < self.steps.index(other) for one, other in pairs)
        return right / len(pairs) if pairs else 0.0


def _step(step: str) -> dict[str, str]:
    return {"value": token(step), "text": inline(step), "label": plain(step)}


def _note(step: str, place: int, order: Sequence[str]) -> Note:
    if not order:
        return Note(inline(step), "", "open", expected=str(place + 1), tag=f"Place {place + 1}")
    said = order.index(step)
    right = said == place
    tag = f"Place {place + 1}, right" if right else f"Place {place + 1}, you put it at {said + 1}"
    verdict = "right" if right else "wrong"
    return Note(inline(step), "", verdict, chosen=True, expected=str(place + 1), tag=tag)
