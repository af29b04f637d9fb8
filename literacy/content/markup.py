"""The Markdown of lessons: CommonMark and tables, with containers, term and fact references."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from literacy.content.containers import Fault, container_rule, lab_parts, scan
from literacy.lib.slugs import slugify

__all__ = [
    "CALLS",
    "Fault",
    "Passage",
    "faults",
    "lab_parts",
    "old_anchors",
    "paragraphs",
    "parser",
    "plain_text",
    "slug_of",
    "words_of",
]

CALLS = "①②③④⑤⑥⑦⑧⑨"
LARGEST = 64 * 1024

_TERM = re.compile(r"\[\[([^\[\]|]{1,80})(?:\|([^\[\]|]{1,160}))?\]\]")
_FACT = re.compile(r"\{\{(fact|asof):([a-z0-9][a-z0-9-]*)\}\}")
_UNREAD = re.compile(r"\[\[|\]\]|\]\(|\{\{|\}\}|\{[#.]")
_ANCHORS = re.compile(r"(?:\s*\{#[A-Za-z0-9][\w-]*\})+\s*$")
_NOTERM = re.compile(r"\s+\{\.noterm\}\s*$")
_NOTERM_SPAN = "]{.noterm}"
_FIXED = {"story": "story", "key": "key-idea", "ask-it": "ask-it"}
# Ids that the lesson page itself needs; no heading may take them.
_RESERVED = {*_FIXED.values(), "main", "sources", "objectives", "notes", "facts", "quiz"}
_ALIGNMENT = {"text-align:right": "n", "text-align:center": "ta-center"}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list item as plain words; `inside` names its containers, outermost first."""

    line: int
    text: str
    inside: tuple[str, ...] = ()


class LessonMarkdown(MarkdownIt):
    """markdown-it with the few addresses a lesson may link to."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the name is markdown-it's
        """Web and mail addresses and places on this site; a `//host` could leave it unseen."""
        if re.search(r"[\x00-\x20\x7f\\]", url) or url.startswith("//"):
            return False
        scheme = re.match(r"([^/?#:]*):", url)
        return scheme is None or scheme[1].lower() in {"http", "https", "mailto"}


@cache
def parser() -> MarkdownIt:
    """The one parser. Raw HTML and code by indentation are off; quotation marks become curly."""
    markdown = LessonMarkdown("commonmark", {"html": False, "typographer": True})
    markdown.enable(["table", "smartquotes"]).disable("code")
    chains = ["paragraph", "reference", "blockquote", "list"]
    markdown.block.ruler.before("fence", "container", container_rule, {"alt": chains})
    markdown.inline.ruler.before("link", "term_ref", _term_ref)
    markdown.inline.ruler.before("link", "fact_ref", _fact_ref)
    markdown.inline.ruler.before("link", "noterm", _noterm_span)
    markdown.core.ruler.before("block", "containers", _find_containers)
    markdown.core.ruler.after("block", "trailers", _read_trailers)
    markdown.core.ruler.before("text_join", "unread", _note_unread)
    markdown.core.ruler.before("text_join", "soft_breaks", _soften_breaks)
    markdown.core.ruler.push("alignment", _align_by_class)
    markdown.core.ruler.push("anchors", _give_anchors)
    return markdown


def plain_text(tokens: Sequence[Token]) -> str:
    """The prose, paragraphs parted by an empty line."""
    return "\n\n".join(passage.text for passage in paragraphs(tokens))


def paragraphs(tokens: Sequence[Token]) -> tuple[Passage, ...]:
    """Prose in order, without headings, code blocks, tables and figures."""
    return tuple(_passages(tokens))


def words_of(inline: Token) -> str:
    """The words of an inline token as a reader sees them; facts have none of their own."""
    shown = {"text", "code_inline", "term_ref", "image"}
    words = "".join(
        child.content if child.type in shown else " " * (child.type == "hardbreak")
        for child in inline.children or ()
    )
    return re.sub(r"\s+", " ", words).strip()


def old_anchors(heading: Token) -> tuple[str, ...]:
    """Anchors a heading had before it was renamed: `## Title {#now} {#before}`."""
    return tuple(heading.meta.get("old", ()))


def slug_of(reference: str) -> str:
    """The slug that a reference means: `[[CDN]]` and `[[cdn|the network]]` are one term."""
    return slugify(reference)


def faults(body: str, tokens: Sequence[Token]) -> tuple[Fault, ...]:
    """Everything in the markup that would not come out as written; lines count from 0."""
    return tuple(sorted((*_size(body), *scan(body).faults, *_token_faults(tokens))))


def _find_containers(state: StateCore) -> None:
    state.env["containers"] = {found.opens: found for found in scan(state.src).containers}


def _term_ref(state: StateInline, silent: bool) -> bool:
    found = _TERM.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("term_ref", "a", 0)
        shown = re.sub(r"\s+", " ", found[2] or found[1]).strip().replace("'", "’")
        token.content = shown
        token.meta = {"slug": slug_of(found[1]), "shown": shown}
    state.pos = found.end()
    return True


def _fact_ref(state: StateInline, silent: bool) -> bool:
    found = _FACT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("fact_ref", "span", 0).meta = {"id": found[2], "form": found[1]}
    state.pos = found.end()
    return True


def _noterm_span(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    if end < 0 or not state.src.startswith(_NOTERM_SPAN, end):
        return False
    if not silent:
        maximum = state.posMax
        state.push("noterm_open", "span", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.push("noterm_close", "span", -1)
        state.posMax = maximum
    state.pos = end + len(_NOTERM_SPAN)
    return True


def _read_trailers(state: StateCore) -> None:
    """`{#anchor}` ends a heading and `{.noterm}` a paragraph; neither is text."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type == "heading_open" and (found := _ANCHORS.search(inline.content)):
            first, *old = re.findall(r"[\w-]+", found[0])
            opening.attrs["id"] = first
            opening.meta["old"] = tuple(old)
            inline.content = inline.content[: found.start()]
        elif opening.type == "paragraph_open" and (found := _NOTERM.search(inline.content)):
            opening.meta["noterm"] = True
            inline.content = inline.content[: found.start()]


def _note_unread(state: StateCore) -> None:
    """What looks like a reference and isn't one, while escapes can still be told from it."""
    for inline in state.tokens:
        texts = (child.content for child in inline.children or () if child.type == "text")
        if unread := [
            text[found.start() :][:24] for text in texts if (found := _UNREAD.search(text))
        ]:
            inline.meta["unread"] = unread


def _soften_breaks(state: StateCore) -> None:
    """A wrapped line is one text to everything after this, so a term may cross the wrap."""
    for inline in state.tokens:
        for child in inline.children or ():
            if child.type == "softbreak":
                child.type, child.tag, child.content = "text", "", "\n"


def _align_by_class(state: StateCore) -> None:
    """The security policy refuses the style attributes that markdown-it gives to cells."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"}:
            style = str(token.attrs.pop("style", ""))
            if style in _ALIGNMENT:
                token.attrs["class"] = _ALIGNMENT[style]


def _give_anchors(state: StateCore) -> None:
    """Each place a reader can stop at gets an id: headings by their words, the rest by a hash
    of their words, which survives edits elsewhere."""
    anchors = _Anchors(_explicit_ids(state.tokens))
    in_item = False
    for position, token in enumerate(state.tokens):
        if token.type == "heading_open":
            words = words_of(state.tokens[position + 1])
            token.attrs.setdefault("id", anchors.new(slugify(words) or "section"))
        elif token.type.startswith("container_") and token.nesting == 1:
            token.attrs["id"] = anchors.of_container(token)
        elif token.type in {"list_item_open", "fence", "table_open"}:
            token.attrs["id"] = anchors.of_words(_first_words(state.tokens, position))
        elif token.type == "paragraph_open" and not token.hidden and not in_item:
            token.attrs["id"] = anchors.of_words(words_of(state.tokens[position + 1]))
        # The first paragraph of an item is the item itself.
        in_item = token.type == "list_item_open"


class _Anchors:
    """Ids given out in one body; none twice."""

    def __init__(self, explicit: Sequence[str]) -> None:
        self._taken = {*_RESERVED, *explicit}
        self._fixed = set(_FIXED)

    def new(self, wanted: str) -> str:
        tries = (f"{wanted}-{number}" if number > 1 else wanted for number in count(1))
        anchor = next(anchor for anchor in tries if anchor not in self._taken)
        self._taken.add(anchor)
        return anchor

    def of_words(self, words: str) -> str:
        digest = hashlib.sha256(words.encode()).hexdigest()
        return self.new(f"p-{digest[:8]}")

    def of_container(self, token: Token) -> str:
        name, keys = token.meta["name"], token.meta["keys"]
        if name in self._fixed:
            self._fixed.discard(name)
            return _FIXED[name]
        if wanted := slugify(keys.get("id", "")):
            return self.new(wanted)
        return self.of_words(f"{name} {sorted(keys.items())} {token.content}")


def _explicit_ids(tokens: Sequence[Token]) -> list[str]:
    headings = [token for token in tokens if token.type == "heading_open" and "id" in token.attrs]
    return [anchor for each in headings for anchor in (str(each.attrs["id"]), *old_anchors(each))]


def _first_words(tokens: Sequence[Token], position: int) -> str:
    if tokens[position].type == "fence":
        return tokens[position].content
    return next((words_of(token) for token in tokens[position:] if token.type == "inline"), "")


def _passages(tokens: Sequence[Token]) -> Iterator[Passage]:
    inside: list[str] = []
    previous = None
    in_table = False
    for token in tokens:
        if token.type.startswith("container_"):
            _enter_or_leave(inside, token)
        elif token.type in {"table_open", "table_close"}:
            in_table = token.nesting == 1
        elif token.type == "inline" and not in_table and "figure" not in inside:
            heading = previous is not None and previous.type == "heading_open"
            if not heading and (text := words_of(token)):
                yield Passage(token.map[0] if token.map else 0, text, tuple(inside))
        previous = token


def _enter_or_leave(inside: list[str], token: Token) -> None:
    if token.nesting == 1:
        inside.append(token.meta["name"])
    else:
        inside.pop()


def _size(body: str) -> Iterator[Fault]:
    if len(body.encode()) > LARGEST:
        yield Fault(0, f"This is longer than {LARGEST // 1024} KB; split it into two lessons.")


def _token_faults(tokens: Sequence[Token]) -> Iterator[Fault]:
    repeated = Counter(_explicit_ids(tokens))
    yield from (
        Fault(0, f"The anchor `{{#{anchor}}}` is used {times} times.")
        for anchor, times in repeated.items()
        if times > 1
    )
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "heading_open" and token.tag not in {"h2", "h3"}:
            yield Fault(line, "Use ## and ### for headings; the lesson's title is the only #.")
        elif token.type == "inline":
            yield from _inline_faults(token, line)
        elif token.type == "container_code_open":
            yield from _call_faults(token, line)
        elif token.type == "container_lab_open":
            stray = lab_parts(token.content).stray
            yield from (
                Fault(line + 1 + each, "Start this line of the lab with `goal:` or `fallback:`.")
                for each in stray
            )


def _inline_faults(inline: Token, line: int) -> Iterator[Fault]:
    if any(child.type == "image" for child in inline.children or ()):
        yield Fault(line, "Put the picture in `::: figure`, with alt, so that all can read it.")
    for near in inline.meta.get("unread", ()):
        yield Fault(
            line, f"I can't read `{near}`: a link, a reference or an attribute is misspelled."
        )


def _call_faults(token: Token, line: int) -> Iterator[Fault]:
    marks = re.findall(f"[{CALLS}](?=\\s*$)", token.content, re.MULTILINE)
    notes = re.findall(r"^\s{0,3}\d+\. ", token.content.rpartition("```")[2], re.MULTILINE)
    if marks != list(CALLS[: len(marks)]):
        yield Fault(line, "Number the call-outs in this code ① ② ③, from top to bottom.")
    if len(marks) != len(notes):
        yield Fault(line, f"This code has {len(marks)} call-outs, but {len(notes)} notes below it.")
