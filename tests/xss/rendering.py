"""Every payload in every place of Markdown, through each renderer of the site."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from markupsafe import escape

from literacy.content.catalogue import Catalogue, Lesson
from literacy.content.load import load
from literacy.glossary.company.notes import shown as note
from literacy.glossary.entry import plain, shown, with_links
from literacy.glossary.linking import Linker
from literacy.glossary.uses import readable
from literacy.labs.missions import MISSIONS
from literacy.lessons.parts import Html
from literacy.lessons.rendering import render
from literacy.lib.markdown import block, inline, remark
from literacy.paths import course_root
from tests import make
from tests.xss.markup import Pair, fragment, unsafe

CONTEXTS = {
    "raw": "{}",
    "link": "[x]({})",
    "link in angle brackets": "[x](<{}>)",
    "image": "![x]({})",
    "alternative text": "![{}](/static/x.png)",
    "title": '[x](/y "{}")',
    "autolink": "<{}>",
    "reference": "[x][r]\n\n[r]: {}",
    "language of code": "```{}\nx\n```",
    "code": "`{}`",
    "heading": "## {}",
    "cell of a table": "| a |\n|---|\n| {} |",
    "after javascript:": "[x](javascript:{})",
    "attribute of HTML": '<a href="{}">x</a>',
}
INSIDE_TERMS = {"marked term": "[[{}|x]]", "words of a marked term": "[[cookie|{}]]"}
"""What the glossary's own text has besides."""

_TEXT = ("a", "br", "code", "em", "s", "strong", "p", "ul", "ol", "li", "blockquote", "pre", "hr")
_BLOCK = (*_TEXT, "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td")
_GIVEN: tuple[Pair, ...] = (("a", "href"), ("a", "title"), ("code", "class"), ("ol", "start"))
_PICTURE: tuple[Pair, ...] = (("img", ""), ("img", "src"), ("img", "alt"), ("img", "title"))
MARKDOWN = frozenset([*((tag, "") for tag in _BLOCK), *_GIVEN, *_PICTURE])
HTTPS = frozenset({"https"})


@dataclass(frozen=True, slots=True)
class Renderer:
    """A way from Markdown to HTML, with what may come out of it."""

    name: str
    of: Callable[[str], str]
    allowed: frozenset[Pair]
    schemes: frozenset[str] = HTTPS


@dataclass(slots=True)
class Tally:
    """What became of the renders of one source; `slowest` is in seconds."""

    renders: int = 0
    slowest: float = 0.0
    slow: str = ""
    unsafe: list[str] | None = None

    def took(self, seconds: float, what: str) -> None:
        self.renders += 1
        if seconds > self.slowest:
            self.slowest, self.slow = seconds, what


def tally(payloads: Iterable[str]) -> Tally:
    """Every payload in every context through every renderer."""
    told = Tally(unsafe=[])
    for payload in payloads:
        for name, text in in_contexts(payload):
            for renderer in renderers():
                _render(renderer, name, text, told)
    return told


def in_contexts(payload: str) -> Iterator[tuple[str, str]]:
    for name, context in (CONTEXTS | INSIDE_TERMS).items():
        yield name, context.replace("{}", payload)


def _render(renderer: Renderer, context: str, text: str, told: Tally) -> None:
    began = time.perf_counter()
    html = renderer.of(text)
    told.took(time.perf_counter() - began, f"{renderer.name}, {context}: {text[:60]!r}")
    assert told.unsafe is not None
    for found in unsafe(fragment(html), renderer.allowed, schemes=renderer.schemes):
        told.unsafe.append(f"{renderer.name}, {context}: {found} from {text[:120]!r}")


@cache
def renderers() -> tuple[Renderer, ...]:
    lesson = _lessons()
    return (
        Renderer("inline", inline, _only("a", "br", "code", "em", "s", "strong")),
        Renderer("block", block, MARKDOWN),
        Renderer("remark", remark, _only(*_TEXT)),
        Renderer("term", shown, _only("a", "br", "code", "em", "s", "strong")),
        Renderer("term in words", lambda text: f"<p>{_escaped(plain(text))}</p>", _only("p")),
        Renderer("company note", note, _only(*_TEXT)),
        Renderer("term as a block", lambda text: block(with_links(text)), MARKDOWN),
        Renderer("lesson", lesson, _in_lessons(lesson), frozenset({"http", "https", "mailto"})),
    )


def _escaped(text: str) -> str:
    """As a template writes words that are not marked safe."""
    return str(escape(text))


def _only(*tags: str) -> frozenset[Pair]:
    return frozenset([*((tag, "") for tag in tags), *(g for g in _GIVEN if g[0] in tags)])


def _lessons() -> Callable[[str], str]:
    """A lesson of the course with another body, as the press makes it."""
    course = _course()
    linker = Linker(readable(course))
    lesson: Lesson = course.lessons["why-caching"]

    def of(body: str) -> str:
        made = render(replace(lesson, body=body), course, linker, today=make.NOW.date())
        return "\n".join(part.html for part in made.parts if isinstance(part, Html))

    return of


@cache
def _course() -> Catalogue:
    loaded = load(course_root(), labs=MISSIONS, today=make.NOW.date())
    assert loaded.catalogue is not None, "the course that comes with the site can be shown"
    return loaded.catalogue


def _in_lessons(of: Callable[[str], str]) -> frozenset[Pair]:
    """Markdown, and what the course's own lessons have; never a picture from elsewhere."""
    bodies = (lesson.body for lesson in _course().lessons.values())
    return frozenset().union(MARKDOWN, *(fragment(of(body)).pairs for body in bodies))
