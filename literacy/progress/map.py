"""The course map drawn from its prerequisites: nothing is placed by hand, so no line can lie.

A line stands for a prerequisite. One that follows from others (07 needs 02, and 03 that needs 02)
is not drawn twice: it can be followed along the lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from literacy.progress.contents import ModuleRow
from literacy.progress.mastery import ModuleState

Edge = tuple[str, str]
"""A module and one that builds on it."""

Graph = tuple[tuple[str, tuple[str, ...], str], ...]
"""Each module with what it requires and its strand."""

Place = tuple[float, float]

WIDE = 1200
MARGIN = 40
ROW = 58
TOP = 44
BEND = ROW / 2
NARROW = 350
STEP = 40
INDENT = 34


@dataclass(frozen=True, slots=True)
class Stop:
    row: ModuleRow
    x: float
    y: float

    @property
    def is_end(self) -> bool:
        """At the right edge, where a name must stand to the left."""
        return self.x > WIDE - MARGIN * 2


@dataclass(frozen=True, slots=True)
class Line:
    """A path in SVG; `travelled` when both its ends are begun."""

    edge: Edge
    path: str
    travelled: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The drawing that is the same for everybody."""

    width: float
    height: float
    places: Mapping[str, Place]
    paths: Mapping[Edge, str]


@dataclass(frozen=True, slots=True)
class Map:
    width: float
    height: float
    stops: tuple[Stop, ...]
    lines: tuple[Line, ...]


def wide_map(rows: Sequence[ModuleRow]) -> Map:
    """From left to right: a module stands one column after the last of what helps to know first."""
    return _filled(_wide(_graph(rows)), rows)


def narrow_map(rows: Sequence[ModuleRow]) -> Map:
    """From top to bottom, for phones: what builds on a module stands below it, further in."""
    return _filled(_narrow(_graph(rows)), rows)


def direct(requires: Mapping[str, Sequence[str]]) -> tuple[Edge, ...]:
    """The prerequisites without those that follow from others: the transitive reduction."""
    return tuple(
        (first, slug)
        for slug, needed in requires.items()
        for first in needed
        if not any(first in reached(requires, other) for other in needed if other != first)
    )


def reached(requires: Mapping[str, Sequence[str]], slug: str) -> frozenset[str]:
    """Everything that helps to know before this module, near and far."""
    near = requires.get(slug, ())
    return frozenset(near).union(*(reached(requires, each) for each in near))


def _graph(rows: Sequence[ModuleRow]) -> Graph:
    outlines = [row.module.outline for row in rows]
    return tuple((each.slug, each.requires, each.strand) for each in outlines)


def _filled(ground: Ground, rows: Sequence[ModuleRow]) -> Map:
    """The drawing of the course with one learner's states in it."""
    by_slug = {row.module.slug: row for row in rows}
    begun = {slug for slug, row in by_slug.items() if row.module.state > ModuleState.NOT_STARTED}
    stops = tuple(Stop(by_slug[slug], *place) for slug, place in ground.places.items())
    lines = (Line(edge, path, begun.issuperset(edge)) for edge, path in ground.paths.items())
    # Travelled lines come last, so that ink lies on top where lines share their way.
    in_order = tuple(sorted(lines, key=lambda line: line.travelled))
    return Map(ground.width, ground.height, stops, in_order)


@lru_cache(maxsize=4)
def _wide(graph: Graph) -> Ground:
    edges = direct({slug: requires for slug, requires, _ in graph})
    depths, heights = _depths(graph, edges), _heights(graph, edges)
    width = (WIDE - 2 * MARGIN) / max(*depths.values(), 1)
    places: dict[str, Place] = {
        slug: (MARGIN + depths[slug] * width, TOP + heights[slug] * ROW) for slug in depths
    }
    places = {**places, **_spread(graph, places)}
    paths = {(a, b): _across(places[a], places[b]) for a, b in edges}
    return Ground(WIDE, TOP + max(heights.values(), default=0) * ROW + 24, places, paths)


@lru_cache(maxsize=4)
def _narrow(graph: Graph) -> Ground:
    edges = direct({slug: requires for slug, requires, _ in graph})
    depths, order = _depths(graph, edges), _walk(graph, edges)
    places = {
        slug: (14.0 + depths[slug] * INDENT, 20.0 + row * STEP) for row, slug in enumerate(order)
    }
    paths = {(a, b): _down(places[a], places[b]) for a, b in edges}
    return Ground(NARROW, len(order) * STEP, places, paths)


def _depths(graph: Graph, edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way that leads to each module."""

    def depth(slug: str) -> int:
        return max((depth(first) + 1 for first, then in edges if then == slug), default=0)

    return {slug: depth(slug) for slug, *_ in graph}


def _walk(graph: Graph, edges: Sequence[Edge]) -> list[str]:
    """Each module followed by what builds on it, every one once."""
    seen: dict[str, None] = {}

    def visit(slug: str) -> None:
        if slug not in seen:
            seen[slug] = None
            for _, then in (edge for edge in edges if edge[0] == slug):
                visit(then)

    has_before = {then for _, then in edges}
    for slug in (each for each, *_ in graph if each not in has_before):
        visit(slug)
    return list(seen)


def _heights(graph: Graph, edges: Sequence[Edge]) -> dict[str, int]:
    """Each end of a way has a row of its own; a module stands level with the middle one of what
    builds on it, so that one line runs straight on."""
    heights: dict[str, int] = {}
    free = count()
    for slug in reversed(_walk(graph, edges)):
        after = [heights[then] for first, then in edges if first == slug and then in heights]
        heights[slug] = sorted(after)[len(after) // 2] if after else next(free)
    last = max(heights.values(), default=0)
    return {slug: last - height for slug, height in heights.items()}


def _spread(graph: Graph, places: Mapping[str, Place]) -> dict[str, Place]:
    """The strand of people frames the course, so its last module stands at the far edge."""
    people = [slug for slug, _, strand in graph if strand == "people"]
    if len(people) < 2:
        return {}
    return {people[-1]: (WIDE - MARGIN, places[people[-1]][1])}


def _across(start: Place, end: Place) -> str:
    (x, y), (to_x, to_y) = start, end
    if y == to_y:
        return f"M{x:g} {y:g}H{to_x:g}"
    turn = x + 110
    slant = min(abs(to_y - y) / 2, BEND) * (1 if to_y > y else -1)
    return f"M{x:g} {y:g}H{turn:g}l{BEND:g} {slant:g}V{to_y - slant:g}l{BEND:g} {slant:g}H{to_x:g}"


def _down(start: Place, end: Place) -> str:
    (x, y), (to_x, to_y) = start, end
    return f"M{x:g} {y:g}V{to_y - 12:g}l12 12H{to_x:g}"
