"""Tokens of lesson Markdown as HTML, in the course's own markup."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from markdown_it.token import Token
from markupsafe import Markup, escape

from literacy.content.catalogue import Catalogue, Fact, LabMission, Lesson
from literacy.content.markup import old_anchors, words_of
from literacy.lessons.parts import CheckSlot, LabSlot, PredictSlot, TemplateText
from literacy.lib.markdown import inline as short_markdown

Slot = CheckSlot | PredictSlot | LabSlot
Piece = Markup | Slot

# Longer code may wrap, so that no narrow screen scrolls sideways for one word.
LONG_CODE = 24
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_PLAIN_TAGS = frozenset(
    {
        *("p", "strong", "em", "blockquote", "h2", "h3", "h4", "h5"),
        *("ul", "ol", "li", "thead", "tbody", "tr", "th", "td"),
    }
)
_CLASSES = {"ul": "dots", "ol": "numbers"}
_CHECKED = Markup('<span class="being-checked">being checked</span>')


@dataclass(slots=True)
class Writer:
    """Writes one lesson; gathers on the way what the page needs to know about it."""

    lesson: Lesson
    catalogue: Catalogue
    today: date
    containers: Mapping[str, "Container"]
    missions: Sequence[LabMission] = ()
    figure: int = 0
    listing: int = 0
    bets: int = 0
    labs: int = 0
    facts: dict[str, Fact] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    templates: list[TemplateText] = field(default_factory=list)

    def pieces(self, tokens: Sequence[Token]) -> list[Piece]:
        """HTML and slots in order; an opening tag and its closing one may be pieces apart."""
        pieces: list[Piece] = []
        position = 0
        while position < len(tokens):
            token = tokens[position]
            if token.type.startswith("container_"):
                end = closing(tokens, position)
                write = self.containers.get(token.meta["name"], _plain)
                pieces.extend(write(self, token, tokens[position + 1 : end]))
                position = end
            else:
                pieces.append(self._block(tokens, position))
            position += 1
        return pieces

    def html(self, tokens: Sequence[Token]) -> Markup:
        """HTML alone, for places where a slot can't stand."""
        return joined(piece for piece in self.pieces(tokens) if isinstance(piece, Markup))

    def inline(self, token: Token) -> Markup:
        return joined(self._span(child) for child in token.children or ())

    def number(self, count: int) -> str:
        """`6.1`: the first of its kind in module 6."""
        module = self.catalogue.modules.get(self.lesson.module)
        number = module.number if module else self.lesson.module.partition("-")[0]
        return f"{number.lstrip('0') or '0'}.{count}"

    def fact(self, token: Token) -> Markup:
        """The fact's date, linked to where it comes from, after its sentence if that is wanted."""
        fact = self.catalogue.facts.get(token.meta["id"])
        if fact is None:
            return Markup("")
        self.facts[fact.id] = fact
        link = Markup('<a class="asof" href="#fact-{}">as of {}</a>').format(
            fact.id, spoken_date(fact.as_of)
        )
        note = link + checked(fact, self.today)
        if token.meta["form"] == "asof":
            return note
        return Markup("{} ({})").format(short_markdown(fact.right), note)

    def _block(self, tokens: Sequence[Token], position: int) -> Markup:
        token = tokens[position]
        if token.type == "inline":
            return self.inline(token)
        if token.type == "table_open":
            return _table(tokens, position)
        return Markup("") if token.hidden else _BLOCKS.get(token.type, _tag)(token)

    def _span(self, token: Token) -> Markup:
        if token.type == "fact_ref":
            return self.fact(token)
        return _SPANS.get(token.type, _tag)(token)


Container = Callable[[Writer, Token, Sequence[Token]], list[Piece]]


def closing(tokens: Sequence[Token], position: int) -> int:
    """Where the block that opens at `position` closes."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens)


def joined(pieces: Iterable[Markup]) -> Markup:
    return Markup("").join(pieces)


def attributes(token: Token, *names: str) -> Markup:
    """The token's own attributes of these names, escaped."""
    return joined(
        Markup(' {}="{}"').format(name, token.attrs[name]) for name in names if name in token.attrs
    )


def spoken_date(as_of: str) -> str:
    """`2026-11` as November 2026; a year alone stays a year."""
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?:-(\d{2}))?", as_of)
    if found is None or found[2] is None:
        return as_of
    day = f" {int(found[3])}," if found[3] else ""
    return f"{MONTHS[int(found[2]) - 1]}{day} {found[1]}"


def checked(fact: Fact, today: date) -> Markup:
    """The mark of a fact whose time is up: it may still be right, and somebody is looking."""
    return Markup(" ") + _CHECKED if fact.is_overdue(today) else Markup("")


def language(fence: Token) -> Markup:
    """A class for the fence's language, if its name is a plain word."""
    named = re.match(r"[a-z0-9+-]+(?=\s|$)", fence.info.strip())
    return Markup(' class="language-{}"').format(named[0]) if named else Markup("")


def _plain(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    """A container the course doesn't know reads as the text it holds."""
    opening = Markup("<div{}>").format(attributes(token, "id"))
    return [opening, *writer.pieces(inner), Markup("</div>\n")]


def _tag(token: Token) -> Markup:
    """The tag of a token whose tag is one of a few; others leave no trace."""
    tag = "h2" if token.tag == "h1" else token.tag
    if tag not in _PLAIN_TAGS:
        return Markup("")
    if token.nesting < 0:
        return Markup("</{}>{}").format(tag, "\n" if token.block else "")
    if tag in _CLASSES:
        token.attrs.setdefault("class", _CLASSES[tag])
    if tag == "th":
        token.attrs["scope"] = "col"
    return Markup("<{}{}>").format(tag, attributes(token, "id", "class", "start", "scope"))


def _heading(token: Token) -> Markup:
    """A heading; the anchors it had under older names stay in front of its words."""
    spans = joined(Markup('<span id="{}"></span>').format(old) for old in old_anchors(token))
    return _tag(token) + spans


def _table(tokens: Sequence[Token], position: int) -> Markup:
    """A table in a region of its own, which scrolls by keyboard when the screen is narrow."""
    head = takewhile(lambda token: token.type != "thead_close", tokens[position:])
    names = ", ".join(words_of(token) for token in head if token.type == "inline")
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Table: {}">'
        '<table class="data"{}>\n'
    ).format(names, attributes(tokens[position], "id"))


def _bare_code(fence: Token) -> Markup:
    return Markup(
        '<div class="listing"{}><pre tabindex="0" role="group" aria-label="Code">'
        "<code{}>{}</code></pre></div>\n"
    ).format(attributes(fence, "id"), language(fence), fence.content.rstrip("\n"))


def _code(content: str) -> Markup:
    wrap = Markup(' class="long"') if len(content) > LONG_CODE else ""
    return Markup("<code{}>{}</code>").format(wrap, content)


def _term(token: Token) -> Markup:
    slug = token.meta.get("linked")
    if not slug:
        return escape(token.content)
    return Markup('<a class="term" href="/glossary/{}" data-term="{}">{}</a>').format(
        slug, slug, token.content
    )


_BLOCKS: Mapping[str, Callable[[Token], Markup]] = {
    "fence": _bare_code,
    "heading_open": _heading,
    "table_close": lambda _: Markup("</table></div>\n"),
    "hr": lambda _: Markup("<hr>\n"),
}
_SPANS: Mapping[str, Callable[[Token], Markup]] = {
    "text": lambda token: escape(token.content),
    "image": lambda token: escape(words_of(token)),
    "code_inline": lambda token: _code(token.content),
    "hardbreak": lambda _: Markup("<br>\n"),
    "link_open": lambda token: Markup('<a href="{}">').format(token.attrs["href"]),
    "link_close": lambda _: Markup("</a>"),
    "term_ref": _term,
}
