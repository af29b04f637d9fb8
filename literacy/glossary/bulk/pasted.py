"""Terms as people paste them: a word, a colon and what it means, a line each."""

import re
from collections.abc import Iterator

from literacy.glossary.bulk.given import Batch, Given, batch, given

# A bullet or a number before the word; then a colon, a tab or a dash between word and meaning.
_LINE = re.compile(
    r"(?:[-*•]\s+|\d{1,3}[.)]\s+)?(?P<term>[^\t]+?)\s*(?:\t|:(?!//)\s*|\s[–—-]\s)(?P<meaning>.*)"
)


def read_pasted(text: str) -> Batch:
    """A draft for each line; raises Invalid where there is none."""
    empty = "Paste a line for each term, as in: Cache: a copy kept close by."
    return batch(_rows(text), empty=empty)


def _rows(text: str) -> Iterator[Given]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield _row(number, line.strip())


def _row(number: int, line: str) -> Given:
    found = _LINE.fullmatch(line)
    if found is None:
        problem = (
            "Put a colon between the word and its meaning, as in: Cache: a copy kept close by."
        )
        return given(number, {"term": line}, problems=(problem,))
    return given(number, {"term": found["term"], "definition": found["meaning"], "status": "draft"})
