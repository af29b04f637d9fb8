"""What every kind of question has in common: its face, its answer and its mark."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

Fields = Mapping[str, Sequence[str]]
"""Form fields as posted: a name to all its values."""

Answer = Any
"""A JSON value; each kind says which shape it takes."""


class AnswerMissing(Exception):
    """Something is not chosen or typed yet; its text tells the learner what to do.

    `so_far` is what was given, for `fields` to show again: nobody types a thing twice.
    """

    def __init__(self, sentence: str, *, so_far: Answer = None) -> None:
        super().__init__(sentence)
        self.so_far = so_far


@dataclass(frozen=True, slots=True)
class Note:
    """One line of feedback: a choice, card, blank or step, and why it is right or not.

    `verdict` is `right`, `wrong` or `open` (neither chosen nor right); `chosen` says it was the
    learner's. `text` and `why` are safe HTML; `tag` and `expected` (what would be right) are words.
    """

    text: str
    why: str
    verdict: str
    chosen: bool = False
    expected: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The result of one answer: `score` from 0 to 1.

    `correct` is full marks (or the pass points of a scenario).
    """

    score: float
    correct: bool
    misconceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What an answer taught: notes on what was chosen, and, once revealed, on everything.

    `why` and `hint` are safe HTML.
    """

    notes: tuple[Note, ...]
    why: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """A question as a learner may see it before answering: no key, no reason, in drawn order.

    `stem` and every `text` in `parts` are safe HTML; a `label` is the same in plain words.
    """

    kind: str
    stem: str
    parts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Common:
    """The keys every question has; `see` is `#heading` of the own lesson or `lesson#heading`.

    `source` is the block of the file it was read from, and `edition` its digest.
    """

    id: str
    lesson: str
    area: str
    level: str
    stem: str
    see: str
    why: str = ""
    facts: tuple[str, ...] = ()
    version: int = 1
    edit: str = ""
    reviewed_by: tuple[str, ...] = ()
    retired: bool = False
    line: int = 0
    source: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    edition: str = field(default="", compare=False)

    @property
    def global_id(self) -> str:
        return f"{self.lesson}/{self.id}"


@dataclass(frozen=True, slots=True)
class Fault:
    """What an author should mend; `key_path` leads from the item to it, as in `choices, 1, why`."""

    key_path: tuple[str | int, ...]
    sentence: str
    warning: bool = False


class Question(Protocol):
    """A kind of question: pure, frozen, and able to show, read, mark and explain itself."""

    kind: ClassVar[str]

    @property
    def common(self) -> Common: ...

    def face(self, seed: int, answer: Answer = None) -> Face:
        """The question without its key; the same seed gives the same order.

        A question answered in steps shows the step that follows `answer`; others ignore it.
        """

    def read(self, fields: Fields) -> Answer:
        """The fields posted under the prefix `q` as a JSON answer; raises AnswerMissing."""

    def complete(self, answer: Answer) -> bool:
        """Nothing is left to answer; false only in the middle of a story."""

    def mark(self, answer: Answer) -> Mark:
        """Full, partial or no marks; an answer of the wrong shape scores 0."""

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        """Before the second try: why this answer is not it. Revealed: every reason and the key."""

    def key(self) -> Answer:
        """An answer that scores 1."""

    def wrong_answers(self) -> Iterator[Answer]:
        """A bounded set of answers that must not score 1."""

    def said(self, answer: Answer) -> str:
        """The answer in plain words, for a record or a report."""

    def faults(self) -> Iterator[Fault]:
        """What breaks the rules of this kind; `faults.faults` adds those of every kind."""
