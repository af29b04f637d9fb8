"""True or false, and why: a bare verdict would be a coin."""

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
    drawn_choices,
    one_key_faults,
    with_token,
)
from literacy.questions.kinds.kind import Kind, Spec
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

VERDICTS = {"true": True, "false": False}


class TrueFalseSpec(Spec):
    answer: bool
    reasons: list[ChoiceSpec]


@dataclass(frozen=True, slots=True)
class TrueFalse(Kind):
    """The answer is `{"verdict": true, "reason": token}`; a lucky verdict earns nothing."""

    kind: ClassVar[str] = "truefalse"

    answer: bool
    reasons: tuple[Choice, ...]

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = TrueFalseSpec.read(data)
        reasons = tuple(reason.choice() for reason in spec.reasons)
        return cls(spec.common(lesson=lesson, line=line), spec.answer, reasons)

    def face(self, seed: int, answer: Answer = None) -> Face:
        drawn = drawn_choices(self.reasons, seed=seed, salt=self.common.global_id)
        return self._face(self.kind, reasons=drawn)

    def read(self, fields: Fields) -> Answer:
        verdict = VERDICTS.get(first(fields, "q"))
        reason = with_token(self.reasons, first(fields, "q-reason"))
        said = {"verdict": verdict, "reason": reason.token if reason else None}
        if verdict is None:
            raise AnswerMissing("Choose true or false, then a reason.", so_far=said)
        if reason is None:
            sentence = "Choose the reason, too. The verdict alone could be luck."
            raise AnswerMissing(sentence, so_far=said)
        return said

    def mark(self, answer: Answer) -> Mark:
        verdict, picked = self._taken(answer)
        correct = verdict is self.answer and any(reason.correct for reason in picked)
        held = tuple(reason.misconception for reason in picked if reason.misconception)
        return Mark(float(correct), correct, () if correct else held)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        verdict, picked = self._taken(answer)
        reasons = choice_notes(self.reasons, picked, revealed=revealed, missed="Best reason")
        notes = (*self._verdict_notes(verdict, revealed=revealed), *reasons)
        return Feedback(notes, why=self._why if revealed else "")

    def key(self) -> Answer:
        reason = next((reason.token for reason in self.reasons if reason.correct), None)
        return {"verdict": self.answer, "reason": reason}

    def wrong_answers(self) -> Iterator[Answer]:
        both = ({"verdict": v, "reason": r.token} for v in (True, False) for r in self.reasons)
        return (answer for answer in both if answer != self.key())

    def said(self, answer: Answer) -> str:
        verdict, picked = self._taken(answer)
        return "; ".join([_word(verdict), *(plain(r.text) for r in picked)]) if picked else ""

    def faults(self) -> Iterator[Fault]:
        yield from count_faults(len(self.reasons), ("reasons",), least=3, most=3, of="reasons")
        yield from one_key_faults(self.reasons, key="reasons", of="reason")
        yield from choice_faults(self.reasons, key="reasons", of="reason")

    def _taken(self, answer: Answer) -> tuple[bool | None, tuple[Choice, ...]]:
        if not isinstance(answer, dict) or not isinstance(answer.get("verdict"), bool):
            return None, ()
        reason = with_token(self.reasons, answer.get("reason"))
        return answer["verdict"], (reason,) if reason else ()

    def _verdict_notes(self, verdict: bool | None, *, revealed: bool) -> Iterator[Note]:
        """The verdict itself needs no reason of its own: the reasons below are about it."""
        if verdict is not None:
            right = verdict is self.answer
            tag = "Your verdict, right" if right else "Your verdict, not right"
            yield Note(_word(verdict), "", "right" if right else "wrong", chosen=True, tag=tag)
        elif revealed:
            yield Note(_word(self.answer), "", "right", tag="Right")


def _word(verdict: bool | None) -> str:
    return "True" if verdict else "False"
