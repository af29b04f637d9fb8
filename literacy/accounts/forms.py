"""What people type at the doors, on their own page and in administration."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, Length, ValidationError

from literacy.accounts.addresses import LONGEST, is_address, kept_form
from literacy.accounts.people import TeamSeen
from literacy.accounts.permissions import Role
from literacy.accounts.strength import problem_with
from literacy.lib.lines import one_line
from literacy.lib.zones import place_of, zones_by_region

LONGEST_NAME = 120
ROLE_WORDS = {
    Role.LEARNER: "Learner: takes the course",
    Role.AUTHOR: "Author: takes the course, writes and answers glossary requests",
    Role.MANAGER: "Manager: takes the course, sees the progress of the teams in charge",
    Role.ADMIN: "Administrator: takes the course, looks after people and teams",
}


def _address(typed: str | None) -> str:
    return kept_form(typed or "")


class _Named:
    """A name somebody can be called by."""

    def __call__(self, form: FlaskForm, field: Field) -> None:
        if not any(sign.isalnum() for sign in field.data):
            raise ValidationError("Write a name with at least one letter.")


class _Address:
    def __call__(self, form: FlaskForm, field: Field) -> None:
        if not is_address(field.data):
            raise ValidationError("Write an address such as maya@example.com.")


def _name(label: str, missing: str) -> StringField:
    return StringField(
        label,
        filters=[one_line],
        validators=[
            DataRequired(missing),
            Length(max=LONGEST_NAME, message="A name of 120 characters at most, please."),
            _Named(),
        ],
    )


def _email() -> EmailField:
    return EmailField(
        "Email",
        filters=[_address],
        validators=[DataRequired("Write your email address."), _Address()],
    )


def _role(**given: str) -> RadioField:
    return RadioField(
        "Role",
        choices=[SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()],
        validators=[DataRequired("Choose a role.")],
        **given,
    )


class SignInForm(FlaskForm):  # type: ignore[misc]
    email = EmailField(
        "Email", filters=[_address], validators=[DataRequired("Write your email address.")]
    )
    password = PasswordField("Password", validators=[DataRequired("Write your password.")])


class EmailForm(FlaskForm):  # type: ignore[misc]
    email = _email()


class _NewPassword(FlaskForm):  # type: ignore[misc]
    """A form with a new password; `known` is what others know about its owner."""

    known: tuple[str, ...] = ()

    def refuse_weak(self, field: Field, also: Iterable[str | None] = ()) -> None:
        about = (*self.known, *(text for text in also if text))
        problem = problem_with(field.data or "", about=about)
        if problem:
            raise ValidationError(problem)


class SetUpForm(_NewPassword):
    name = _name("Your name", "Write your name.")
    email = _email()
    password = PasswordField("Password", validators=[DataRequired("Choose a password.")])

    def validate_password(self, field: Field) -> None:
        self.refuse_weak(field, (self.name.data, self.email.data))


class InvitationForm(_NewPassword):
    name = _name("Your name", "Write your name.")
    password = PasswordField("Password", validators=[DataRequired("Choose a password.")])

    def validate_password(self, field: Field) -> None:
        self.refuse_weak(field, (self.name.data,))


class ResetForm(_NewPassword):
    password = PasswordField("New password", validators=[DataRequired("Choose a password.")])

    def validate_password(self, field: Field) -> None:
        self.refuse_weak(field)


class PasswordForm(_NewPassword):
    current_password = PasswordField(
        "Current password", validators=[DataRequired("Write the password you have now.")]
    )
    new_password = PasswordField("New password", validators=[DataRequired("Choose a password.")])

    def validate_new_password(self, field: Field) -> None:
        if field.data and field.data == self.current_password.data:
            raise ValidationError("This is the password you have now. Choose another one.")
        self.refuse_weak(field)


class ProfileForm(FlaskForm):  # type: ignore[misc]
    name = _name("Name", "Write your name.")
    job = StringField(
        "Job",
        filters=[one_line],
        validators=[Length(max=LONGEST_NAME, message="120 characters at most, please.")],
    )
    theme = RadioField(
        "Look",
        choices=[
            SelectChoice("auto", "As my device"),
            SelectChoice("light", "Light"),
            SelectChoice("dark", "Dark"),
        ],
        validators=[DataRequired("Choose one of the three looks.")],
    )
    zone = SelectField(
        "Time zone",
        default="",
        choices=[
            SelectChoice("", "As the site"),
            SelectChoice("UTC", "UTC"),
            *(
                SelectChoice(name, place_of(name), optgroup=region)
                for region, names in zones_by_region()
                for name in names
            ),
        ],
        invalid_choice_message="Choose one of the time zones in the list.",
    )


class RoleForm(FlaskForm):  # type: ignore[misc]
    role = _role()
    seen = HiddenField(validators=[Length(max=10)])

    def chosen(self) -> Role:
        return Role(self.role.data)

    def was(self) -> Role | None:
        """The role that the page showed; None when somebody wrote another word there."""
        return Role(self.seen.data) if self.seen.data in set(Role) else None


class TeamsForm(FlaskForm):  # type: ignore[misc]
    """`member_of` and `manages` hold ids of teams; `offer` says which there are."""

    member_of = SelectMultipleField("Member of", coerce=int)
    manages = SelectMultipleField("Manages", coerce=int)
    seen = HiddenField(validators=[Length(max=10_000)])

    def offer(self, teams: Iterable[TeamSeen]) -> None:
        choices = [SelectChoice(team.id, team.name) for team in teams]
        self.member_of.choices = choices
        self.manages.choices = choices


class InviteForm(TeamsForm):
    email = EmailField(
        "Email",
        filters=[_address],
        validators=[
            DataRequired("Write the email address."),
            Length(max=LONGEST, message="This address is too long."),
            _Address(),
        ],
    )
    name = _name("Name", "Write the name.")
    role = _role(default=Role.LEARNER.value)


class TeamForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        "Name",
        filters=[one_line],
        validators=[
            DataRequired("Write the team's name."),
            Length(max=80, message="A name of 80 characters at most, please."),
            _Named(),
        ],
    )
