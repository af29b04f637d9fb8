"""The paragraphs of a printed lesson, and where a note stands once the text was edited."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from literacy.lessons.parts import Html
from literacy.lessons.rendering import RenderedLesson

LONGEST_QUOTE = 160

# What would read badly in one line: pictures, code, buttons, and words for screen readers alone.
_LEFT_OUT = re.compile(
    r'<svg\b.*?</svg>|<pre\b.*?</pre>|<button\b.*?</button>|<ol class="calls".*?</ol>'
    r'|<span class="vh">.*?</span>',
    re.DOTALL,
)
_BREAK = re.compile(r"</?(?:p|li|ul|ol|div|td|th|tr|figcaption|summary|br)\b[^>]*>")
_BLOCK = re.compile(
    r'<(?:p|li|h[2-4]|aside|section|figure|details|div|table)\b[^>]*?\sid="([^"]+)"[^>]*>'
)
_TAG = re.compile(r"<[^>]+>")
_WORD = re.compile(r"\w+")
ALIKE = 0.4
"""Share of words in common from which an edited paragraph is taken for the same one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block that can be kept: its id, the section it is in, and how it begins."""

    anchor: str
    section: str
    quote: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a note stands now; without an `anchor` its paragraph is gone."""

    anchor: str
    is_edited: bool = False


def passages(printed: RenderedLesson) -> Mapping[str, Passage]:
    """Every block with words of its own, by its id, in the order of the text."""
    titles, section = dict(printed.outline), ""
    found: dict[str, Passage] = {}
    for anchor, words in _blocks(printed):
        section = titles.get(anchor, section)
        if words:
            found[anchor] = Passage(anchor, section, words)
    return found


def _blocks(printed: RenderedLesson) -> Iterator[tuple[str, str]]:
    for part in printed.parts:
        if isinstance(part, Html):
            yield from _blocks_in(_LEFT_OUT.sub("", part.html))
        else:
            yield part.anchor, "Lab" if part.kind == "lab" else "Question in the text"


def _blocks_in(text: str) -> Iterator[tuple[str, str]]:
    """Each block's words go to the next block: what is nested has a place of its own."""
    starts = list(_BLOCK.finditer(text))
    ends = [*(each.start() for each in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        yield start[1], _quote(text[start.end() : end])


def _quote(markup: str) -> str:
    words = " ".join(html.unescape(_TAG.sub("", _BREAK.sub(" ", markup))).split())
    if len(words) <= LONGEST_QUOTE:
        return words
    return words[:LONGEST_QUOTE].rsplit(" ", 1)[0].rstrip(".,;:") + "…"


def spot(anchor: str, section: str, quote: str, among: Mapping[str, Passage]) -> Spot:
    """The place itself, else the paragraph that is most like what stood there, else none."""
    if anchor in among:
        return Spot(anchor)
    score, likest = max(
        ((_likeness(section, quote, each), each.anchor) for each in among.values()),
        default=(0.0, ""),
    )
    return Spot(likest if score >= ALIKE else "", is_edited=True)


def _likeness(section: str, quote: str, passage: Passage) -> float:
    """Words in common out of all words; a little more in the section where it stood."""
    before, now = _words(quote), _words(passage.quote)
    shared = len(before & now)
    if not shared:
        return 0.0
    common = shared / (len(before) + len(now) - shared)
    return common + (0.05 if passage.section == section else 0.0)


# Each lost note is held against the same paragraphs, so their words are told apart once.
@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def by_section(found: Iterable[Passage]) -> dict[str, list[Passage]]:
    """For a list to choose from: sections in order, each with its passages."""
    sections: dict[str, list[Passage]] = {}
    for each in found:
        sections.setdefault(each.section, []).append(each)
    return sections
