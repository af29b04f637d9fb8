"""The form that asks somebody for help."""

from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, TextAreaField
from wtforms.validators import Length, ValidationError

from literacy.help.call import LONGEST_NOTE, Helper


def _kept(value: str | None) -> str:
    """What was typed, with lines as browsers send them made plain."""
    return (value or "").replace("\r\n", "\n").strip()


class HelpForm(FlaskForm):  # type: ignore[misc]
    """Whom to ask, about which lesson, and a note; `lessons` are titles by id."""

    to = SelectField("Who should help you?", validate_choice=False)
    lesson = SelectField("What is it about?", validate_choice=False)
    note = TextAreaField(
        "What stops you?",
        filters=[_kept],
        validators=[Length(max=LONGEST_NOTE, message=f"Keep it under {LONGEST_NOTE} characters.")],
    )

    def __init__(
        self, helpers: Sequence[Helper], lessons: Mapping[str, str], *, lesson: str = ""
    ) -> None:
        super().__init__(data={"lesson": lesson})
        self.to.choices = [SelectChoice(str(each.id), each.name) for each in helpers]
        general = SelectChoice("", "The course in general")
        self.lesson.choices = [general, *(SelectChoice(*each) for each in lessons.items())]

    def validate_to(self, field: SelectField) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose who should help you.")

    def validate_lesson(self, field: SelectField) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose a lesson, or the course in general.")
