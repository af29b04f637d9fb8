"""The forms that take a roster: first the file, then what was read, to be carried out."""

import base64
import binascii
import zlib

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import ValidationError

from literacy.accounts.roster.sheet import MOST_BYTES
from literacy.lib.errors import Invalid

NO_FILE = "Choose a CSV file."


class RosterFileForm(FlaskForm):  # type: ignore[misc]
    file = FileField("CSV file")

    def validate_file(self, field: FileField) -> None:
        if not field.data or not field.data.filename:
            raise ValidationError(NO_FILE)

    def raw(self) -> bytes:
        return bytes(self.file.data.read(MOST_BYTES + 1))


class RosterForm(FlaskForm):  # type: ignore[misc]
    """`sheet` is the file as it was read in the dry run; it is checked again from the start."""

    sheet = HiddenField()
    close_missing = BooleanField("Close the accounts of those who are not in the file")
    invite = BooleanField("Mail an invitation to everybody who is new", default=True)

    def raw(self) -> bytes:
        """The file; raises Invalid where somebody changed the field."""
        try:
            packed = base64.b64decode(self.sheet.data or "", validate=True)
            opened = zlib.decompressobj()
            raw = opened.decompress(packed, MOST_BYTES + 1)
        except (binascii.Error, zlib.error, ValueError):
            raise Invalid("The file was lost on the way. Choose it again.") from None
        if not raw:
            raise Invalid("The file was lost on the way. Choose it again.")
        return raw


def packed(raw: bytes) -> str:
    """The file small enough for a form field."""
    return base64.b64encode(zlib.compress(raw, 9)).decode()
