"""The forms that bring terms in: first a file or a paste, then what was read, to be taken in."""

import base64
import binascii
import zlib

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, TextAreaField

from literacy.lib.errors import Invalid

MOST_BYTES = 15 * 1024 * 1024
"""Of a file or a list: more than 10,000 whole terms."""
MOST_POSTED = 16 * 1024 * 1024
LOST = "The terms were lost on the way. Choose the file again."


class BringForm(FlaskForm):  # type: ignore[misc]
    """A file or a paste; `kept` is either of them as it was read before."""

    file = FileField("YAML or CSV file")
    text = TextAreaField("A line for each term")
    kept = HiddenField()
    name = HiddenField()
    unfinished = BooleanField("Keep what isn’t finished as a draft")

    def raw(self) -> bytes:
        """What was given; raises Invalid with a sentence where it is nothing, or too much."""
        if self.kept.data:
            return _unpacked(self.kept.data)
        if self.is_file:
            return bytes(self.file.data.read(MOST_BYTES + 1))
        if not (self.text.data or "").strip():
            raise Invalid("Write a line first." if self.is_list else "Choose a file first.")
        return str(self.text.data).encode("utf-8", "replace")

    @property
    def is_file(self) -> bool:
        return bool(self.file.data and self.file.data.filename)

    @property
    def is_list(self) -> bool:
        """Whether the field for a paste was sent, be it empty."""
        return bool(self.text.raw_data)

    @property
    def source(self) -> str:
        """The name of the file; empty for a paste."""
        named = self.file.data.filename if self.is_file else self.name.data
        return " ".join((named or "").split())[-80:]


def packed(raw: bytes) -> str:
    """The terms small enough for a form field."""
    return base64.b64encode(zlib.compress(raw, 9)).decode()


def _unpacked(field: str) -> bytes:
    try:
        held = base64.b64decode(field, validate=True)
        return zlib.decompressobj().decompress(held, MOST_BYTES + 1)
    except (binascii.Error, zlib.error, ValueError):
        raise Invalid(LOST) from None
