"""What people choose about their mail."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectChoice, SelectField, SelectMultipleField

from literacy.accounts.news.kinds import NewsKind, Quiet

_NO_KIND = "Choose among the kinds of mail in the list."
_KIND_ERRORS = {"invalid_value_message": _NO_KIND, "invalid_choice_message": _NO_KIND}
_HOURS = [SelectChoice(hour, f"{hour:02}:00") for hour in range(24)]
_NO_HOUR = "Choose one of the hours in the list."
_HOUR_ERRORS = {"invalid_value_message": _NO_HOUR, "invalid_choice_message": _NO_HOUR}


class NewsForm(FlaskForm):  # type: ignore[misc]
    """Which mail a person gets, and the hours of her day without it."""

    wanted = SelectMultipleField("Mail you get", coerce=NewsKind, **_KIND_ERRORS)
    begin = SelectField("Quiet from", coerce=int, choices=_HOURS, **_HOUR_ERRORS)
    end = SelectField("until", coerce=int, choices=_HOURS, **_HOUR_ERRORS)

    def offer(self, kinds: Iterable[NewsKind]) -> None:
        self.wanted.choices = [SelectChoice(kind, kind.label) for kind in kinds]

    def quiet(self) -> Quiet:
        return Quiet(self.begin.data, self.end.data)


class OfferForm(FlaskForm):  # type: ignore[misc]
    """Yes or no to mail that asks first; `back` is the page the question stood on."""

    answer = SelectField(choices=[SelectChoice("yes", "Yes"), SelectChoice("no", "No")])
    back = HiddenField()

    @property
    def is_yes(self) -> bool:
        return bool(self.answer.data == "yes")
