"""The form that reports a problem, and the one that answers it."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

LONGEST = 1000
TOO_LONG = f"Keep it to {LONGEST} characters."


def _trimmed(value: str | None) -> str:
    return (value or "").strip()


class ReportForm(FlaskForm):  # type: ignore[misc]
    item = HiddenField()
    comment = TextAreaField(
        "What is wrong with it?",
        filters=[_trimmed],
        validators=[
            DataRequired("Say in a sentence what is wrong, so that IT knows where to look."),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )


class ReplyForm(FlaskForm):  # type: ignore[misc]
    reply = TextAreaField(
        "Your answer",
        filters=[_trimmed],
        validators=[
            DataRequired("Write what you found, or close the report without an answer."),
            Length(max=LONGEST, message=TOO_LONG),
        ],
    )
