"""From the bytes of a file to its text, whatever program wrote it."""

from dataclasses import dataclass

from literacy.lib.errors import Invalid

MOST_BYTES = 32 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Text:
    """`remark` tells in a sentence how it was read, where that was a guess."""

    text: str
    remark: str = ""


def decoded(raw: bytes, *, most_bytes: int = MOST_BYTES) -> Text:
    """The text of a file; raises Invalid with a sentence when it is too long or is no text."""
    if len(raw) > most_bytes:
        raise Invalid(
            f"The file is larger than {most_bytes // 1024**2} MB. Split it, and bring in its parts."
        )
    if raw.startswith(_WORKBOOKS):
        raise Invalid("This is a workbook. Save it as “CSV UTF-8” and choose that file.")
    if raw.startswith(_WIDE):
        return Text(_whole(raw.decode("utf-16", errors="replace")))
    try:
        return Text(_whole(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        text = _whole(raw.decode("cp1252", errors="replace"))
        return Text(text, "The file is not UTF-8; it was read as Latin-1. Check letters like é.")


def _whole(text: str) -> str:
    if "\0" in text:
        raise Invalid("This is no text file: it holds signs that no text has.")
    if not text.strip():
        raise Invalid("The file is empty.")
    return text
