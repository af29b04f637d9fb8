"""Short Markdown as safe HTML: raw HTML stays text, links stay honest, pictures stay ours."""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

MAX_LENGTH = 64_000
MAX_BRACKETS = 400
MAX_MARKS = 2_000
"""Above these the parser needs seconds: 20,000 opening brackets took four."""

_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "code": {"class"},
    "ol": {"start"},
}
_INLINE_TAGS = {"a", "br", "code", "em", "s", "strong"}
_REMARK_TAGS = _INLINE_TAGS | {"p", "ul", "ol", "li", "blockquote", "pre"}
_BLOCK_TAGS = _INLINE_TAGS | {
    *("p", "ul", "ol", "li", "blockquote", "pre", "hr", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@lru_cache(maxsize=8192)
def inline(text: str) -> Markup:
    """One run of text, as in a stem or a choice: strong, code and links, no blocks, no pictures."""
    if _too_costly(text):
        return escape(text)
    return _clean(_INLINE.renderInline(text), _INLINE_TAGS)


@lru_cache(maxsize=2048)
def block(text: str) -> Markup:
    """Paragraphs, lists and tables; a text that would take too long is shown as it was typed."""
    if _too_costly(text):
        return Markup("<p>{}</p>").format(text)
    return _clean(_BLOCK.render(text), _BLOCK_TAGS)


@lru_cache(maxsize=2048)
def remark(text: str) -> Markup:
    """Paragraphs, lists and quotations beside another text: no headings, tables or pictures."""
    if _too_costly(text):
        return Markup("<p>{}</p>").format(text)
    return _clean(_REMARK.render(text), _REMARK_TAGS)


def plain(text: str) -> str:
    """The words of an inline text without its marks, for labels, records and mail."""
    return inline(text).striptags()


def stripped(html: str) -> str:
    """The words of safe HTML, for an index or a label."""
    return Markup(html).striptags()  # noqa: S704


def is_own_path(url: str) -> bool:
    """An address on this site: `#heading` or `/path`; `//host` is somebody else's."""
    return url.startswith("#") or (url.startswith("/") and not url.startswith(("//", "/\\")))


def _is_allowed_link(url: str) -> bool:
    return is_own_path(url) or url.startswith("https://")


def _too_costly(text: str) -> bool:
    brackets = text.count("[") + text.count("]")
    marks = sum(map(text.count, "*_`~<"))
    return len(text) > MAX_LENGTH or brackets > MAX_BRACKETS or marks > MAX_MARKS


def _clean(html: str, tags: set[str]) -> Markup:
    """The second lock: whatever the parser let through, only these tags and addresses leave."""
    return Markup(  # noqa: S704
        nh3.clean(
            html,
            tags=tags,
            attributes=_ATTRIBUTES,
            attribute_filter=_kept_attribute,
            url_schemes={"https"},
            link_rel=None,
        )
    )


def _kept_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href" and not _is_allowed_link(value):
        return None
    if name == "src" and not is_own_path(value):
        return None
    return value


def _own_image(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    env: MutableMapping[str, Any],
) -> str:
    """Somebody else's picture would tell them who reads here, so its description stands in."""
    if is_own_path(str(tokens[index].attrs.get("src", ""))):
        return renderer.image(tokens, index, options, env)
    return escapeHtml(renderer.renderInlineAsText(tokens[index].children, options, env))


def _parser() -> MarkdownIt:
    """Typographic quotes, but no rewriting of `(c)` or `...`, which may be the subject."""
    parser = MarkdownIt("js-default", {"typographer": True}).disable("replacements")
    parser.validateLink = _is_allowed_link  # type: ignore[method-assign]
    parser.add_render_rule("image", _own_image)
    return parser


_BLOCK = _parser()
_INLINE = _parser().disable("image")
_REMARK = _parser().disable(["image", "heading", "lheading", "table", "hr"])
