"""The form that asks IT for a word."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length


def _trimmed(value: str | None) -> str:
    return " ".join((value or "").split())


class TermRequestForm(FlaskForm):  # type: ignore[misc]
    word = StringField(
        "Which word?",
        filters=[_trimmed],
        validators=[
            DataRequired("Write the word you want explained."),
            Length(max=80, message="A word or short name, please: 80 characters at most."),
        ],
    )
    context = TextAreaField(
        "Where did you meet it?",
        validators=[Length(max=500, message="Keep it to 500 characters.")],
    )
    place = HiddenField(validators=[Length(max=200)])
    anyway = BooleanField("It isn't one of these. Ask IT.")
