"""Words as the index keeps them: folded, without endings, and in one spelling.

Both stores get the same words, so that they find the same things: neither's own stemmer is used,
because none of them finds words inside Chinese, and only one of them knows that colour is color.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

LONGEST = 40
"""Letters of a word that count; nobody types more, and an address in a text has hundreds."""

_WORD = re.compile(r"[^\W_]+")
_CONTRACTED = re.compile(r"[’'](?:s|t|d|re|ve|ll|m)(?![^\W_])", re.IGNORECASE)
# Written without spaces: each sign is a word, and neighbors are sought as neighbors.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
# British to American, on words whose endings are gone; what it does to others, it does to both.
_SPELLINGS = (
    (re.compile(r"(?<=[a-z]{2})our(?=$|ful|ab|al|it|i)"), "or"),
    (re.compile(r"is(ation|er)?$"), r"iz\1"),
    (re.compile(r"ys$"), "yz"),
    (re.compile(r"(?<=[a-z]{2})ter$"), "tr"),
    (re.compile(r"ogu$"), "og"),
    (re.compile(r"enc$"), "ens"),
    (re.compile(r"dgement$"), "dgment"),
)
_OWN_SPELLINGS = {"grey": "gray", "chequ": "check", "artefact": "artifact", "tyr": "tir"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a text, or one sign of a language without spaces, and where it stands."""

    start: int
    end: int
    word: str
    alone: bool
    """A space or a mark parts it from the piece before; signs of one run follow closely."""
    hyphened: bool = False
    """A hyphen and nothing else joins it to the piece before."""


def pieces(text: str) -> Iterator[Piece]:
    """The words in order; `customer’s` is customer, and 介面 is two pieces."""
    end = 0
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        if between in ("’", "'") and _CONTRACTED.match(text, end):
            end = found.end()
            continue
        hyphened = bool(end) and between in ("-", "‐", "‑", ".")
        yield from _parted(found[0], found.start(), hyphened)
        end = found.end()


def folded(word: str) -> str:
    """Small letters without accents; signs that stand for letters become them."""
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(filter(str.isalnum, spread))[:LONGEST]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What caches, cached and caching share, spelled as in American English."""
    if not (word.isascii() and word.isalpha()) or len(word) < 3:
        return word
    bare = _without_ending(word)
    for british, american in _SPELLINGS:
        bare = british.sub(american, bare)
    return _OWN_SPELLINGS.get(bare, bare)


def bag(text: str) -> str:
    """What the index keeps of a text: its words, then their stems and joined compounds."""
    found = [piece for piece in pieces(text) if piece.word]
    words = [piece.word for piece in found]
    stems = [stem(word) for word in words if stem(word) != word]
    joined = [stem(before.word + after.word) for before, after in pairwise(found) if after.hyphened]
    return " ".join((*words, *stems, *joined))


def _parted(run: str, start: int, hyphened: bool) -> Iterator[Piece]:
    position = 0
    for sign in _UNSPACED.finditer(run):
        if sign.start() > position:
            yield _piece(run, start, position, sign.start(), hyphened)
        yield _piece(run, start, sign.start(), sign.end(), hyphened)
        position = sign.end()
    if position < len(run):
        yield _piece(run, start, position, len(run), hyphened)


def _piece(run: str, start: int, begin: int, end: int, hyphened: bool) -> Piece:
    word = folded(run[begin:end])
    return Piece(start + begin, start + end, word, begin == 0, hyphened and begin == 0)


def _without_ending(word: str) -> str:
    bare = word
    if bare.endswith("s") and not bare.endswith(("ss", "us", "is")):
        bare = bare[:-1]
    for ending, least in (("ing", 6), ("ed", 6)):
        if bare.endswith(ending) and len(bare) >= least and _VOWEL.search(bare[: -len(ending)]):
            bare = bare[: -len(ending)]
            break
    if len(bare) > 3:
        bare = bare.removesuffix("e")
        bare = _DOUBLED.sub(r"\1", bare)
        if bare.endswith("y") and bare[-2] not in "aeiou":
            bare = bare[:-1] + "i"
    return bare
