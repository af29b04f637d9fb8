"""The form that asks a team for a module by a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from literacy.accounts.forms import spaced
from literacy.progress.outline import ModuleOutline

FURTHEST = timedelta(days=2 * 366)
LONGEST_WHY = 200
NO_DAY = "Choose a day, such as 2026-12-03."


class DayField(DateField):  # type: ignore[misc]
    """A date field that says in our words what it can't read."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NO_DAY) from None


class DateForm(FlaskForm):  # type: ignore[misc]
    """Which module, by when and why; `today` is the earliest day it takes."""

    module = SelectField("Module", validate_choice=False)
    due_on = DayField("Due on", validators=[InputRequired(NO_DAY)])
    why = StringField(
        "Why, in a few words",
        filters=[spaced],
        validators=[Length(max=LONGEST_WHY, message=f"Keep it under {LONGEST_WHY} characters.")],
    )

    def __init__(self, modules: Iterable[ModuleOutline], *, today: date) -> None:
        super().__init__()
        self.today = today
        self.module.choices = [SelectChoice(each.slug, each.name) for each in modules]

    def validate_module(self, field: SelectField) -> None:
        if field.data not in {choice.value for choice in field.choices}:
            raise ValidationError("Choose a module.")

    def validate_due_on(self, field: DayField) -> None:
        if field.data is None:
            return
        if field.data < self.today:
            raise ValidationError("This day has passed. Choose today or a later day.")
        if field.data > self.today + FURTHEST:
            raise ValidationError("This is more than two years away. Choose a nearer day.")
