"""The text of a file of terms, and how it was read."""

from dataclasses import dataclass

from literacy.lib.decoding import GUESSED, decoded
from literacy.lib.errors import Invalid

MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Text:
    """`remark` tells in a sentence how it was read, where that was a guess."""

    text: str
    remark: str = ""


def text_of(raw: bytes, *, most_bytes: int = MOST_BYTES) -> Text:
    """The text of a file; raises Invalid with a sentence when it is too long or is no text."""
    if len(raw) > most_bytes:
        raise Invalid(
            f"The file is larger than {most_bytes // 1024**2} MB. Split it, and bring in its parts."
        )
    text, encoding = decoded(raw)
    if not text.strip():
        raise Invalid("The file is empty.")
    if encoding != GUESSED:
        return Text(text)
    return Text(text, "The file is not UTF-8; it was read as Latin-1. Check letters like é.")
