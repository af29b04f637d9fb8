"""From the bytes of a file to its text, whatever program wrote it."""

from literacy.lib.errors import Invalid

WIDE = "UTF-16"
GUESSED = "Windows-1252 (Latin 1)"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(raw: bytes) -> tuple[str, str]:
    """The text and the encoding it was read in, without a word where that is UTF-8.

    Raises Invalid with a sentence when this is no text.
    """
    if raw.startswith(_WORKBOOKS):
        raise Invalid("This is a workbook. Save it as “CSV UTF-8” and choose that file.")
    if raw.startswith(_WIDE_MARKS):
        return _whole(raw.decode("utf-16", errors="replace")), WIDE
    try:
        return _whole(raw.decode("utf-8-sig")), ""
    except UnicodeDecodeError:
        return _whole(raw.decode("cp1252", errors="replace")), GUESSED


def _whole(text: str) -> str:
    if "\0" in text:
        raise Invalid("This is no text file: it holds signs that no text has.")
    return text
