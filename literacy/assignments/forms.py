"""The forms that ask for modules and paths, and that change by when and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    EmailField,
    Field,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, ValidationError

from literacy.accounts.addresses import kept_form
from literacy.accounts.people import TeamSeen
from literacy.assignments.terms import (
    LONGEST_WHY,
    MOST_DAYS,
    Audience,
    Draft,
    Terms,
    Thing,
    read_thing,
)
from literacy.lib.lines import one_line
from literacy.nudges.week import LONGEST_WORDS
from literacy.progress.asking import JOINER_DAYS
from literacy.progress.outline import ModuleOutline
from literacy.progress.paths import Path

FURTHEST = timedelta(days=2 * 366)
NO_DAY = "Choose a day, such as 2026-12-03."
NO_DAYS = f"Write a number of days from 1 to {MOST_DAYS}."
DAY, JOINING = "day", "joining"
TEAM, PEOPLE, EVERYBODY, TEAMS, PERSON = "team", "people", "everybody", "teams", "person"


def _lines(typed: str | None) -> str:
    """Lines of text without what nobody sees; an empty line ends a paragraph."""
    return "\n".join(one_line(line) for line in (typed or "").splitlines()).strip()


class DayField(DateField):  # type: ignore[misc]
    """A date field that says in our words what it can't read, and takes none at all."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = None
        if not any(each.strip() for each in valuelist):
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(NO_DAY) from None


class DaysField(IntegerField):  # type: ignore[misc]
    """A number of days, which says in our words what it can't read."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        if not (text.isascii() and text.isdigit() and len(text) < 6):
            self.data = None
            raise ValueError(NO_DAYS)
        self.data = int(text)


class TermsForm(FlaskForm):  # type: ignore[misc]
    """By when and why; `today` is the earliest day it takes, but for the one that stood there."""

    when = RadioField(
        "By when",
        default=DAY,
        choices=[
            SelectChoice(DAY, "By one day"),
            SelectChoice(JOINING, "So many days after joining"),
        ],
        validate_choice=False,
    )
    due_on = DayField("Day")
    joiner_days = DaysField("Days for people who join later", default=JOINER_DAYS)
    why = StringField(
        "Why, in a few words",
        filters=[one_line],
        validators=[Length(max=LONGEST_WHY, message=f"Keep it under {LONGEST_WHY} characters.")],
    )

    def __init__(self, *, today: date, held: Terms | None = None) -> None:
        super().__init__(data=_filled(held) if held else None)
        self.today = today
        self.held = held

    def validate_when(self, field: Field) -> None:
        if field.data not in (DAY, JOINING):
            raise ValidationError("Choose by when.")

    def validate_due_on(self, field: DayField) -> None:
        if self.when.data != DAY or field.errors:
            return
        if field.data is None:
            raise ValidationError(NO_DAY)
        if field.data < self.today and (not self.held or field.data != self.held.due_on):
            raise ValidationError("This day has passed. Choose today or a later day.")
        if field.data > self.today + FURTHEST:
            raise ValidationError("This is more than two years away. Choose a nearer day.")

    def validate_joiner_days(self, field: DaysField) -> None:
        if field.data is not None and not 1 <= field.data <= MOST_DAYS:
            raise ValidationError(NO_DAYS)

    def terms(self) -> Terms:
        due_on = self.due_on.data if self.when.data == DAY else None
        return Terms(due_on, self.joiner_days.data or JOINER_DAYS, self.why.data or "")


def _filled(held: Terms) -> dict[str, object]:
    return {
        "when": DAY if held.due_on else JOINING,
        "due_on": held.due_on,
        "joiner_days": held.joiner_days,
        "why": held.why,
    }


class _AskForm(TermsForm):
    """What is asked; which of whom, the two desks say for themselves."""

    things = SelectMultipleField("What", validate_choice=False)

    def offer(self, paths: Sequence[Path], modules: Iterable[ModuleOutline]) -> None:
        """Only what has something to learn can be asked; the rest is in preparation."""
        self.paths = [SelectChoice(f"path:{each.slug}", each.title) for each in paths]
        self.sizes = {f"path:{each.slug}": each.size for each in paths}
        self.modules = [SelectChoice(f"module:{each.slug}", each.name) for each in modules]
        self.things.choices = [*self.paths, *self.modules]

    def validate_things(self, field: Field) -> None:
        known = {choice.value for choice in field.choices}
        if not field.data or not known.issuperset(field.data):
            raise ValidationError("Choose a path or a module, or more of them.")

    def chosen(self) -> tuple[Thing, ...]:
        return tuple(read_thing(each) for each in dict.fromkeys(self.things.data))


class TeamAskForm(_AskForm):
    """A manager asks her team, or some people in it."""

    who = RadioField("To whom", default=TEAM, validate_choice=False)
    people = SelectMultipleField("People", validate_choice=False)

    def name_people(self, team: str, people: Mapping[int, str]) -> None:
        self.who.choices = [
            SelectChoice(TEAM, f"Everyone in {team}, and who joins it later"),
            SelectChoice(PEOPLE, "Only some people"),
        ]
        self.people.choices = [SelectChoice(str(id), name) for id, name in people.items()]

    def validate_who(self, field: Field) -> None:
        if field.data not in (TEAM, PEOPLE):
            raise ValidationError("Choose to whom.")

    def validate_people(self, field: Field) -> None:
        if self.who.data != PEOPLE:
            return
        if not field.data or not set(field.data) <= {choice.value for choice in field.choices}:
            raise ValidationError("Choose at least one person of the team.")

    def draft(self, team_id: int) -> Draft:
        chosen = (
            [Audience(team_id)]
            if self.who.data == TEAM
            else [Audience(team_id, int(id)) for id in dict.fromkeys(self.people.data)]
        )
        return Draft(self.chosen(), tuple(chosen), self.terms())


class CompanyAskForm(_AskForm):
    """An administrator asks everybody, whole teams, or one person."""

    who = RadioField(
        "To whom",
        default=EVERYBODY,
        choices=[
            SelectChoice(EVERYBODY, "Everyone with an account, and who joins later"),
            SelectChoice(TEAMS, "Whole teams"),
            SelectChoice(PERSON, "One person"),
        ],
        validate_choice=False,
    )
    teams = SelectMultipleField("Teams", validate_choice=False)
    email = EmailField("Email", filters=[lambda typed: kept_form(typed or "")])

    def name_teams(self, teams: Iterable[TeamSeen]) -> None:
        self.teams.choices = [SelectChoice(str(team.id), team.name) for team in teams]

    def validate_who(self, field: Field) -> None:
        if field.data not in (EVERYBODY, TEAMS, PERSON):
            raise ValidationError("Choose to whom.")

    def validate_teams(self, field: Field) -> None:
        if self.who.data != TEAMS:
            return
        if not field.data or not set(field.data) <= {choice.value for choice in field.choices}:
            raise ValidationError("Choose at least one team.")

    def validate_email(self, field: Field) -> None:
        if self.who.data == PERSON and not field.data:
            raise ValidationError("Write the person’s address.")

    def draft(self, person_id: int | None) -> Draft:
        """`person_id` is whose address was written, when one person is asked."""
        match self.who.data:
            case "teams":
                audiences = [Audience(team_id=int(id)) for id in dict.fromkeys(self.teams.data)]
            case "person":
                audiences = [Audience(person_id=person_id)]
            case _:
                audiences = [Audience()]
        return Draft(self.chosen(), tuple(audiences), self.terms())


class NudgeForm(FlaskForm):  # type: ignore[misc]
    """Whom to nudge, and the manager's own words."""

    people = SelectMultipleField("People", validate_choice=False)
    words = TextAreaField(
        "In your own words",
        filters=[_lines],
        validators=[
            Length(max=LONGEST_WORDS, message=f"Keep it under {LONGEST_WORDS} characters.")
        ],
    )

    def offer(self, people: Mapping[int, str]) -> None:
        self.people.choices = [SelectChoice(str(id), name) for id, name in people.items()]

    def validate_people(self, field: Field) -> None:
        known = {choice.value for choice in field.choices}
        if not field.data:
            raise ValidationError("Choose at least one person.")
        if not known & set(field.data):
            raise ValidationError("Nobody you chose can be nudged now. Look again, then decide.")

    def picked(self) -> frozenset[int]:
        known = {choice.value for choice in self.people.choices}
        return frozenset(int(each) for each in self.people.data if each in known)

    def names(self) -> list[str]:
        chosen = self.picked()
        return [choice.label for choice in self.people.choices if int(choice.value) in chosen]
