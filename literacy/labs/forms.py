"""What learners type in a lab."""

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from literacy.labs.limits import NOTE_CHARACTERS


class NoteForm(FlaskForm):  # type: ignore[misc]
    text = TextAreaField(
        "Why did that happen?",
        validators=[
            DataRequired("Write one sentence first."),
            Length(max=NOTE_CHARACTERS, message=f"Keep it to {NOTE_CHARACTERS} characters."),
        ],
        filters=[lambda text: text.strip() if text else text],
    )
