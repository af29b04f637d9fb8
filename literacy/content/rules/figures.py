"""Pictures: drawn as SVG with a title and a description, and nothing in them that can act."""

import re
import xml.parsers.expat
from collections.abc import Iterator
from dataclasses import dataclass, field

from literacy.content.files import Kind
from literacy.content.problems import Finding, Problem
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Manuscript

ELEMENTS = frozenset(
    {
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs", "marker", "use", "symbol", "clipPath"),
        *("mask", "pattern", "linearGradient", "radialGradient", "stop"),
    }
)

_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|(?:javascript|data|https?):", re.IGNORECASE)
_SVG = "http://www.w3.org/2000/svg"
_NAMESPACES = frozenset({_SVG, "http://www.w3.org/1999/xlink"})


def figure_key(module: str, source: str) -> str:
    """The name of a figure in the catalogue: `06-caching/clock.svg` for `src="clock.svg"`."""
    return f"{module}/{source.removeprefix('figures/')}"


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """Figures whose file is missing, whose alt is a file name or whose long text is nowhere."""
    module = lesson.front.value.module
    for block in lesson.named("figure"):
        source = block.keys.get("src", "")
        key = figure_key(module, source)
        if source and key not in draft.figures and Kind.FIGURE not in draft.unread:
            near = [name.partition("/")[2] for name in draft.figures if name.startswith(module)]
            yield lesson.error(
                block.line,
                f"There is no picture lessons/{module}/figures/{key.partition('/')[2]}."
                f"{did_you_mean(source, near)}",
            )
        if key in draft.figures and f"{key.removesuffix('.svg')}-narrow.svg" not in draft.figures:
            narrow = f"{source.removesuffix('.svg')}-narrow.svg"
            yield lesson.warning(block.line, f"Draw it for phones, too, as {narrow}.")
        if re.fullmatch(r"\s*[\w-]+\.svg\s*", block.keys.get("alt", "")):
            yield lesson.error(block.line, "The alt is a file name; say what the picture shows.")
        long = block.keys.get("long", "")
        if long and long not in lesson.anchors and long not in _ids(lesson):
            yield lesson.error(block.line, f"Nothing here has the id “{long}” that long= names.")


def _ids(lesson: Manuscript) -> frozenset[str]:
    return frozenset(block.keys["id"] for block in lesson.blocks if "id" in block.keys)


def drawing_findings(text: str) -> Iterator[Finding]:
    """What makes an SVG unsafe to put into a page, or silent to who can't see it."""
    drawing = _Drawing()
    try:
        drawing.read(text)
    except _DocumentType as refused:
        yield Finding(refused.line, "A picture has no <!DOCTYPE>, for it could name other files.")
        return
    except xml.parsers.expat.ExpatError as wrong:
        yield Finding(wrong.lineno, "The picture is not well-formed SVG; open it in a browser.")
        return
    yield from drawing.findings
    if drawing.root != "svg":
        yield Finding(1, "The picture must be one <svg> element.")
        return
    if not drawing.has_namespace:
        yield Finding(1, f'The <svg> needs xmlns="{_SVG}".')
    if not drawing.has_view_box:
        yield Finding(1, "The <svg> needs a viewBox, so that it fits any width.")
    for name in ("title", "desc"):
        if not drawing.texts.get(name, "").strip():
            yield Finding(1, f"The picture needs a <{name}> with words for who can't see it.")


class _DocumentType(Exception):
    """Entities are declared in it, so it is refused before one can be expanded."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(slots=True)
class _Drawing:
    """One pass over the elements and their attributes."""

    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    root: str = ""
    has_view_box: bool = False
    has_namespace: bool = False
    _inside: str = ""
    _parser: xml.parsers.expat.XMLParserType = field(default_factory=xml.parsers.expat.ParserCreate)

    def read(self, text: str) -> None:
        parser = self._parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.Parse(text, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        self._inside = name
        if name == "svg" and "viewBox" in attributes:
            self.has_view_box = True
        if name == "svg" and attributes.get("xmlns") == _SVG:
            self.has_namespace = True
        if name not in ELEMENTS:
            self._find(f"<{name}> is not allowed in a picture.")
        for key, value in attributes.items():
            self._attribute(name, key, value)

    def _attribute(self, name: str, key: str, value: str) -> None:
        bare = key.lower().rpartition(":")[2]
        if key == "xmlns" or key.startswith("xmlns:"):
            if value not in _NAMESPACES:
                self._find(f"The namespace {value} is not allowed in a picture.")
        elif bare.startswith("on"):
            self._find(f"{key}= on <{name}> is a script; remove it.")
        elif bare == "style":
            self._find(f"style= on <{name}> is refused by browsers here; use class= or fill=.")
        elif bare in {"href", "src"} and not value.startswith("#"):
            self._find(f"{key}= on <{name}> must point inside the picture, with #.")
        elif _OUTSIDE.search(value):
            self._find(f"{key}= on <{name}> must not point outside the picture.")

    def _end(self, _name: str) -> None:
        self._inside = ""

    def _characters(self, text: str) -> None:
        if self._inside in {"title", "desc"}:
            self.texts[self._inside] = self.texts.get(self._inside, "") + text

    def _doctype(self, *_names: object) -> None:
        raise _DocumentType(self._parser.CurrentLineNumber)

    def _instruction(self, target: str, _data: str) -> None:
        self._find(f"<?{target}?> is not allowed in a picture.")

    def _find(self, sentence: str) -> None:
        self.findings.append(Finding(self._parser.CurrentLineNumber, sentence))
