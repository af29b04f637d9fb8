"""The form that asks a team for a module by a day."""

from collections.abc import Iterable
from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import DateField, SelectChoice, SelectField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from literacy.progress.outline import ModuleOutline

FURTHEST = timedelta(days=2 * 366)
LONGEST_WHY = 200


class DateForm(FlaskForm):  # type: ignore[misc]
    """Which module, by when and why; `today` is the earliest day it takes."""

    module = SelectField("Module", validators=[InputRequired("Choose a module.")])
    due_on = DateField("Due on", validators=[InputRequired("Choose a day, such as 2026-12-03.")])
    why = StringField(
        "Why, in a few words",
        filters=[lambda typed: " ".join((typed or "").split())],
        validators=[Length(max=LONGEST_WHY, message=f"Keep it under {LONGEST_WHY} characters.")],
    )

    def __init__(self, modules: Iterable[ModuleOutline], *, today: date) -> None:
        super().__init__()
        self.today = today
        self.module.choices = [SelectChoice(each.slug, each.name) for each in modules]

    def validate_due_on(self, field: DateField) -> None:
        if field.data < self.today:
            raise ValidationError("This day has passed. Choose today or a later day.")
        if field.data > self.today + FURTHEST:
            raise ValidationError("This is more than two years away. Choose a nearer day.")
