"""A branching story as a graph: walking it, finding its ends, and what makes it break."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from literacy.questions.question import Fault
from literacy.questions.wording import choice_text_faults, reason_faults

LONGEST = 6
"""Deeper than this nobody would read, and a circle is certain to be noticed."""


@dataclass(frozen=True, slots=True)
class Move:
    """A choice in a story: where it leads, what it earns and what it teaches."""

    text: str
    goto: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Node:
    """A moment of the story; an end has no choices."""

    say: str
    moves: tuple[Move, ...] = ()
    end: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A choice that was taken: at which moment, and its place among the choices there."""

    node: Node
    index: int
    move: Move


def walk(nodes: Mapping[str, Node], start: str, path: object) -> tuple[Step, ...] | None:
    """The steps of a path, or None when it leaves the story."""
    if not isinstance(path, list) or len(path) > LONGEST:
        return None
    steps: list[Step] = []
    name = start
    for place in path:
        node = nodes.get(name)
        if node is None or type(place) is not int or not 0 <= place < len(node.moves):
            return None
        steps.append(Step(node, place, node.moves[place]))
        name = node.moves[place].goto
    return tuple(steps)


def ends(nodes: Mapping[str, Node], name: str, before: tuple[int, ...] = ()) -> Iterator[list[int]]:
    """Every path from here to an end, at most LONGEST choices long."""
    node = nodes.get(name)
    if node is None or len(before) > LONGEST:
        return
    if node.end:
        yield list(before)
        return
    for place, move in enumerate(node.moves):
        yield from ends(nodes, move.goto, (*before, place))


def story_faults(nodes: Mapping[str, Node], start: str) -> Iterator[Fault]:
    """Dead ends, dead links, circles, moments nobody reaches, and what is said badly."""
    if start not in nodes:
        yield Fault(("start",), f"There is no node called “{start}” to start with.")
        return
    reached = _reachable(nodes, start)
    for name, node in nodes.items():
        if name not in reached:
            yield Fault(("nodes", name), f"Nothing leads to “{name}”.")
        yield from _node_faults(nodes, name, node)
    yield from _length_faults(nodes, start)


def _node_faults(nodes: Mapping[str, Node], name: str, node: Node) -> Iterator[Fault]:
    path = ("nodes", name)
    if node.end and node.moves:
        yield Fault(path, f"“{name}” is an end, so it can have no choices.")
    if not node.end and not 2 <= len(node.moves) <= 4:
        yield Fault(path, f"“{name}” needs two or three choices, or `end: true`.")
    if name in _after(nodes, name):
        yield Fault(path, f"From “{name}” the story can come back to “{name}” and never end.")
    for index, move in enumerate(node.moves):
        place = (*path, "choices", index)
        if move.goto not in nodes:
            yield Fault((*place, "goto"), f"There is no node called “{move.goto}”.")
        yield from choice_text_faults(move.text, (*place, "text"))
        yield from reason_faults(move.why, (*place, "why"), of="choice")


def _length_faults(nodes: Mapping[str, Node], start: str) -> Iterator[Fault]:
    longest = max((len(path) for path in ends(nodes, start)), default=0)
    if nodes[start].end:
        yield Fault(("start",), "The story ends where it starts.")
    elif longest == 0:
        yield Fault(("nodes",), f"The story never ends within {LONGEST} choices.")
    elif not 2 <= longest <= 3:
        yield Fault(
            ("nodes",),
            f"The longest path has {longest} choices; two or three are best.",
            warning=True,
        )


def _reachable(nodes: Mapping[str, Node], start: str) -> set[str]:
    return {start} | _after(nodes, start)


def _after(nodes: Mapping[str, Node], name: str) -> set[str]:
    """Every node that some path from here comes to."""
    found: set[str] = set()
    waiting = _targets(nodes, name)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += _targets(nodes, here)
    return found


def _targets(nodes: Mapping[str, Node], name: str) -> list[str]:
    moves: Sequence[Move] = nodes[name].moves if name in nodes else ()
    return [move.goto for move in moves]
