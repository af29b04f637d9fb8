"""A short story that branches, two or three choices deep: working with IT, incidents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field, StringConstraints

from literacy.lib.markdown import inline, plain
from literacy.questions.drawing import shuffled, token
from literacy.questions.fields import first
from literacy.questions.kinds.kind import Kind, Spec, Strict, Text
from literacy.questions.kinds.story import Move, Node, Step, ends, story_faults, walk
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
from literacy.questions.wording import duplicate_faults

NodeName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

MOST_TESTED = 400


class MoveSpec(Strict):
    text: Text
    goto: NodeName
    points: Annotated[int, Field(ge=0)]
    why: str = ""


class NodeSpec(Strict):
    say: Text
    choices: list[MoveSpec] = Field(default_factory=list)
    end: bool = False


class ScenarioSpec(Spec):
    start: NodeName
    nodes: dict[NodeName, NodeSpec]
    pass_points: Annotated[int, Field(ge=1)]


@dataclass(frozen=True, slots=True)
class Scenario(Kind):
    """The answer is the path so far: the place of each choice taken, counted from 0."""

    kind: ClassVar[str] = "scenario"

    start: str
    nodes: Mapping[str, Node]
    pass_points: int

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = ScenarioSpec.read(data)
        nodes = {name: _node(node) for name, node in spec.nodes.items()}
        common = spec.common(lesson=lesson, line=line)
        return cls(common, spec.start, nodes, spec.pass_points)

    def face(self, seed: int, answer: Answer = None) -> Face:
        """The story up to `answer`, with the reasons of the choices taken, and what comes next."""
        steps = self._steps(answer)
        node = self._after(steps)
        return self._face(
            self.kind,
            past=tuple(map(_past, steps)),
            say=inline(node.say),
            choices=self._drawn(node, seed, len(steps)),
            path=".".join(str(step.index) for step in steps),
            ended=node.end,
        )

    def read(self, fields: Fields) -> Answer:
        path = _path(first(fields, "q-path"))
        node = None if path is None else self._node_at(path)
        if path is None or node is None:
            raise AnswerMissing("This story has changed. Load the page again to go on.")
        picked = first(fields, "q")
        for index, move in enumerate(node.moves):
            if token(move.text) == picked:
                return [*path, index]
        raise AnswerMissing("Choose what to do first.")

    def complete(self, answer: Answer) -> bool:
        return self._after(self._steps(answer)).end

    def mark(self, answer: Answer) -> Mark:
        """A story that was left before its end earns nothing."""
        if not self.complete(answer):
            return Mark(0.0, False)
        points = sum(step.move.points for step in self._steps(answer))
        return Mark(min(1.0, points / self.pass_points), points >= self.pass_points)

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        notes = (note for step in self._steps(answer) for note in _notes(step, revealed=revealed))
        return Feedback(tuple(notes), why=self._why if revealed else "")

    def key(self) -> Answer:
        return max(self._endings(), key=self._points, default=[])

    def wrong_answers(self) -> Iterator[Answer]:
        return (path for path in self._endings() if self._points(path) < self.pass_points)

    def said(self, answer: Answer) -> str:
        return " → ".join(plain(step.move.text) for step in self._steps(answer))

    def faults(self) -> Iterator[Fault]:
        yield from story_faults(self.nodes, self.start)
        for name, node in self.nodes.items():
            texts = [move.text for move in node.moves]
            paths: list[tuple[str | int, ...]] = [
                ("nodes", name, "choices", index, "text") for index in range(len(texts))
            ]
            yield from duplicate_faults(texts, paths, of="choice")
        yield from self._points_faults()

    def _points_faults(self) -> Iterator[Fault]:
        points = [self._points(path) for path in self._endings()]
        if points and max(points) < self.pass_points:
            yield Fault(
                ("pass_points",),
                f"Nobody can pass: the best path earns {max(points)} of {self.pass_points} points.",
            )
        if points and min(points) >= self.pass_points:
            yield Fault(("pass_points",), "Every path passes, so there is nothing to decide.")

    def _steps(self, answer: Answer) -> Sequence[Step]:
        return walk(self.nodes, self.start, answer) or ()

    def _after(self, steps: Sequence[Step]) -> Node:
        name = steps[-1].move.goto if steps else self.start
        return self.nodes.get(name, Node(say="", end=True))

    def _node_at(self, path: list[int]) -> Node | None:
        steps = walk(self.nodes, self.start, path)
        return None if steps is None else self._after(steps)

    def _drawn(self, node: Node, seed: int, step: int) -> tuple[dict[str, str], ...]:
        drawn = shuffled(node.moves, seed, f"{self.common.global_id}/{step}")
        return tuple({"value": token(move.text), "text": inline(move.text)} for move in drawn)

    def _endings(self) -> Iterator[list[int]]:
        return islice(ends(self.nodes, self.start), MOST_TESTED)

    def _points(self, path: list[int]) -> int:
        return sum(step.move.points for step in self._steps(path))


def _node(spec: NodeSpec) -> Node:
    moves = tuple(Move(one.text, one.goto, one.points, one.why) for one in spec.choices)
    return Node(spec.say, moves, spec.end)


def _path(posted: str) -> list[int] | None:
    places = posted.split(".") if posted else []
    if any(len(place) != 1 or place not in "0123456789" for place in places):
        return None
    return [int(place) for place in places]


def _past(step: Step) -> dict[str, str]:
    said, why = inline(step.move.text), inline(step.move.why)
    return {"say": inline(step.node.say), "text": said, "why": why}


def _notes(step: Step, *, revealed: bool) -> Iterator[Note]:
    best = max(step.node.moves, key=lambda move: move.points)
    right = step.move.points == best.points
    tag = "Your choice, the best one here" if right else "Your choice, not the best one here"
    yield _note(step.move, "right" if right else "wrong", chosen=True, tag=tag)
    if revealed and not right:
        yield _note(best, "right", chosen=False, tag="Better here")


def _note(move: Move, verdict: str, *, chosen: bool, tag: str) -> Note:
    return Note(inline(move.text), inline(move.why), verdict, chosen=chosen, tag=tag)
