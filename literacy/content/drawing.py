"""Drawings of the course: SVG, held to a list of what a diagram needs, to stand in a page."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markupsafe import Markup, escape

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "defs", "marker", "use", "symbol", "clipPath", "mask"),
        *("pattern", "linearGradient", "radialGradient", "stop"),
    }
)
_ATTRIBUTES = frozenset(
    {
        *("class", "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx"),
        *("ry", "dx", "dy", "width", "height", "points", "transform", "rotate"),
        *("viewBox", "preserveAspectRatio", "fill", "fill-opacity", "fill-rule"),
        *("stroke", "stroke-width", "stroke-dasharray", "stroke-dashoffset"),
        *("stroke-linecap", "stroke-linejoin", "stroke-opacity", "opacity"),
        *("text-anchor", "dominant-baseline", "baseline-shift", "font-size"),
        *("font-weight", "font-family", "letter-spacing", "textLength", "lengthAdjust"),
        *("paint-order", "vector-effect", "pathLength", "href", "marker-start"),
        *("marker-mid", "marker-end", "markerWidth", "markerHeight", "markerUnits"),
        *("refX", "refY", "orient", "clip-path", "clip-rule", "mask", "patternUnits"),
        *("patternTransform", "gradientUnits", "gradientTransform", "offset"),
        *("stop-color", "stop-opacity"),
    }
)
_LOCAL = re.compile(r"url\(\s*['\"]?#([\w-]+)['\"]?\s*\)")


class UnreadableDrawing(ValueError):
    """The file is not a drawing; its text says what is wrong."""


def drawing(source: str, *, label: str, prefix: str) -> Markup:
    """An SVG as inline markup with `label` as its name; `prefix` keeps its ids apart from others.

    Elements and attributes that a diagram doesn't need (scripts, styles, handlers, addresses
    elsewhere) are left out. Raises UnreadableDrawing.
    """
    root = _root(source)
    description = root.find(f"{_SVG}desc")
    words = " ".join("".join(description.itertext()).split()) if description is not None else ""
    opening = Markup('<svg class="{}" role="img" aria-label="{}"{}{}>').format(
        _classes(root), label, _view(root), _described(words, prefix)
    )
    described = Markup('<desc id="{}-desc">{}</desc>').format(prefix, words) if words else ""
    return Markup("").join([opening, described, *_children(root, prefix), Markup("</svg>")])


def _root(source: str) -> ElementTree.Element:
    # Without a document type there are no entities, so nothing can expand or point elsewhere.
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise UnreadableDrawing("Leave out the document type; a drawing starts with <svg>.")
    try:
        root = ElementTree.fromstring(source)  # noqa: S314
    except ElementTree.ParseError as error:
        raise UnreadableDrawing(f"This is not well-formed XML: {error}.") from None
    if root.tag != f"{_SVG}svg":
        raise UnreadableDrawing('A drawing starts with <svg xmlns="http://www.w3.org/2000/svg">.')
    if not root.get("viewBox"):
        raise UnreadableDrawing("A drawing needs a viewBox, so that it can fit its column.")
    return root


def _classes(root: ElementTree.Element) -> str:
    return " ".join(dict.fromkeys(["draw", *root.get("class", "").split()]))


def _view(root: ElementTree.Element) -> Markup:
    """The size comes from the page, so of the root's geometry only the view is kept."""
    kept = {name: root.get(name) for name in ("viewBox", "preserveAspectRatio")}
    return _attributes((name, value) for name, value in kept.items() if value)


def _described(words: str, prefix: str) -> Markup:
    return Markup(' aria-describedby="{}-desc"').format(prefix) if words else Markup("")


def _children(parent: ElementTree.Element, prefix: str) -> Iterator[Markup]:
    yield escape(parent.text or "")
    for child in parent:
        yield from _element(child, prefix)
        yield escape(child.tail or "")


def _element(element: ElementTree.Element, prefix: str) -> Iterator[Markup]:
    # Comments and processing instructions have a function for a tag.
    tag = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
    if tag not in _ELEMENTS:
        return
    yield Markup("<{}{}>").format(tag, _attributes(_kept(element, prefix)))
    yield from _children(element, prefix)
    yield Markup("</{}>").format(tag)


def _kept(element: ElementTree.Element, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        plain = "href" if name == _LINK else name
        if plain not in _ATTRIBUTES:
            continue
        local = _LOCAL.sub(rf"url(#{prefix}-\1)", value)
        if plain == "id":
            yield plain, f"{prefix}-{value}"
        elif plain == "href":
            if value.startswith("#"):
                yield plain, f"#{prefix}-{value[1:]}"
        elif "url(" not in _LOCAL.sub("", value).lower():
            yield plain, local


def _attributes(pairs: Iterator[tuple[str, str]]) -> Markup:
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in pairs)
