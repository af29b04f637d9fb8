"""The part of a passage that answers a search, in stretches that are marked or not."""

from dataclasses import dataclass

from literacy.search.spelling import Piece, pieces, stem
from literacy.search.wanted import Wanted

LENGTH = 190
"""Letters of a snippet: two lines beside a title."""
BEFORE = 50


@dataclass(frozen=True, slots=True)
class Stretch:
    text: str
    marked: bool = False


def marked(text: str, wanted: Wanted) -> tuple[Stretch, ...]:
    """The whole text with the words that were sought."""
    return tuple(_stretches(text, _hits(text, wanted), 0, len(text)))


def snippet(text: str, wanted: Wanted) -> tuple[Stretch, ...]:
    """The window with most of the words sought; the beginning where none is in the text."""
    hits = _hits(text, wanted)
    if len(text) <= LENGTH + BEFORE:
        return tuple(_stretches(text, hits, 0, len(text)))
    start = _start(text, _best(hits))
    end = _end(text, start)
    body = _stretches(text, hits, start, end)
    before = [Stretch("… ")] if start else []
    return (*before, *body, *([Stretch(" …")] if end < len(text) else []))


def _hits(text: str, wanted: Wanted) -> list[Piece]:
    words, beginnings = wanted.words, wanted.beginnings
    return [
        piece
        for piece in pieces(text)
        if piece.word
        and (
            piece.word in words
            or stem(piece.word) in words
            or (beginnings and piece.word.startswith(beginnings))
        )
    ]


def _best(hits: list[Piece]) -> int:
    """Where the window begins that holds most different words."""
    held = {
        hit.start: len(
            {each.word for each in hits if 0 <= each.start - hit.start <= LENGTH - BEFORE}
        )
        for hit in hits
    }
    return max(held, key=lambda start: (held[start], -start), default=0)


def _start(text: str, hit: int) -> int:
    """A little before the hit: at its sentence if that is near, else at a word."""
    earliest = max(0, hit - BEFORE)
    if earliest == 0:
        return 0
    sentence = max(text.rfind(end, earliest, hit) for end in (". ", "? ", "! ", "。"))
    if sentence >= 0:
        return sentence + (1 if text[sentence] == "。" else 2)
    space = text.find(" ", earliest, hit)
    return space + 1 if space >= 0 else hit


def _end(text: str, start: int) -> int:
    if start + LENGTH >= len(text):
        return len(text)
    space = text.rfind(" ", start + LENGTH // 2, start + LENGTH)
    return space if space > 0 else start + LENGTH


def _stretches(text: str, hits: list[Piece], start: int, end: int) -> list[Stretch]:
    found: list[Stretch] = []
    position = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            found.append(Stretch(text[position : hit.start]))
            found.append(Stretch(text[hit.start : hit.end], marked=True))
            position = hit.end
    found.append(Stretch(text[position:end]))
    return [stretch for stretch in found if stretch.text]
