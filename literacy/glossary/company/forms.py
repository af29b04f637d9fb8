"""The form for a company's own note."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from literacy.glossary.company.notes import LONGEST


def _trimmed(value: str | None) -> str:
    return (value or "").replace("\r\n", "\n").replace("\x00", "").strip()


class NoteForm(FlaskForm):  # type: ignore[misc]
    text = TextAreaField(
        "The note",
        filters=[_trimmed],
        validators=[
            Length(
                max=LONGEST, message=f"Keep it to {LONGEST} characters; more belongs in a lesson."
            )
        ],
    )
    based_on = HiddenField()

    @property
    def version(self) -> int:
        """The version its writer began from; 0 for none, and for what is no number."""
        given = self.based_on.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else 0
