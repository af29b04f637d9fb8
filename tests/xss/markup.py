"""What HTML would do in a browser: every element, attribute and address, against a list."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import html5lib

URLS = frozenset(
    [
        *("href", "src", "action", "formaction", "data", "poster", "cite", "background", "srcset"),
        *("xlink:href", "ping", "longdesc", "manifest", "srcdoc", "dynsrc", "lowsrc", "codebase"),
    ]
)
CONTROLS = frozenset(
    [
        *("script", "style", "link", "meta", "base", "iframe", "frame", "object", "embed", "form"),
        *("input", "button", "textarea", "select", "math", "img", "image", "template"),
        *("video", "audio", "noscript", "dialog", "details", "marquee", "xmp", "plaintext"),
    ]
)
"""Elements that do something; on a page whose words are others, there are as many of each.

Signs are left out: there is one beside each remark, and remarks depend on the words."""

Pair = tuple[str, str]
Parse = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Page:
    """What a parser for browsers finds in a piece of HTML."""

    pairs: frozenset[Pair]
    """Elements, each with every attribute it has; ("p", "") says that there is a paragraph."""
    controls: Mapping[str, int]
    addresses: tuple[tuple[str, str, str], ...]
    """Element, attribute and value."""
    wrong: tuple[str, ...] = field(default=())


def document(html: str) -> Page:
    return _page(html5lib.parse(html, namespaceHTMLElements=False))


def fragment(html: str) -> Page:
    return _page(html5lib.parseFragment(html, namespaceHTMLElements=False))


def unsafe(page: Page, allowed: frozenset[Pair], *, schemes: frozenset[str]) -> Iterator[str]:
    """What is on the page and not on the list; `schemes` are those that links may have."""
    yield from page.wrong
    yield from (f"<{tag} {name}>".replace(" >", ">") for tag, name in page.pairs - allowed)
    for tag, name, value in page.addresses:
        if not _is_harmless(tag, value, schemes):
            yield f"<{tag} {name}={value[:80]!r}>"


def _page(tree: Any) -> Page:
    found = (each for each in tree.iter() if isinstance(each.tag, str))
    elements = [each for each in found if each.tag != "DOCUMENT_FRAGMENT"]
    tags = [_plain(each.tag) for each in elements]
    pairs: set[Pair] = {(tag, "") for tag in tags}
    addresses = []
    for tag, element in zip(tags, elements, strict=True):
        for name, value in element.attrib.items():
            pairs.add((tag, _plain(name)))
            if _plain(name) in URLS:
                addresses.append((tag, _plain(name), value))
    wrong = tuple(_wrong(tags, elements))
    controls = Counter(tag for tag in tags if tag in CONTROLS)
    return Page(frozenset(pairs), controls, tuple(addresses), wrong)


def _wrong(tags: list[str], elements: list[Any]) -> Iterator[str]:
    """What no list could allow: code in the page, and attributes that are code."""
    for tag, element in zip(tags, elements, strict=True):
        if tag in ("script", "style") and (text := (element.text or "").strip()):
            digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
            yield f"<{tag}> {digest} with {text[:60]!r}"
        if tag == "script" and not str(element.get("src", "")).startswith("/static/"):
            yield f"<script src={element.get('src')!r}>"
        if tag == "meta" and element.get("http-equiv"):
            yield "<meta http-equiv>"
        names = map(_plain, element.attrib)
        yield from (f"<{tag} {name}>" for name in names if name.startswith("on") or name in _CODE)


_CODE = frozenset({"style", "srcdoc", "is", "nonce"})


def _plain(name: str) -> str:
    """`{namespace}href` as it is written: what comes from SVG or MathML says so by its element."""
    return str(name).rpartition("}")[2].lower()


def _is_harmless(tag: str, value: str, schemes: frozenset[str]) -> bool:
    """An address on the site; and for a link, one with a scheme of the list.

    Browsers take white space and control characters out before they look.
    """
    seen = re.sub(r"[\t\n\r]", "", value).strip("".join(map(chr, range(0x21))))
    if re.match(r"[/\\]{2}", seen) or "\\" in seen.partition("?")[0]:
        return False
    scheme = re.match(r"([^/?#]*?):", seen)
    if scheme is None:
        return True
    return tag == "a" and scheme[1].lower() in schemes
