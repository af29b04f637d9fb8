"""The form of a term, and the small ones around it; they parse and convert."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms import SelectChoice as Choice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from literacy.glossary.studio.wording import DAYS, KEYS, LABELS, Wording, text_of, with_text

LONG = frozenset({"definition", "why", "it_hears", "example", "ask_it"})
MOST = 2_000
TYPED = tuple(key for key in KEYS if key not in {"reviewed", "replaced_by", "link"})
_HINTS: Mapping[str, str] = {
    "term": "As people say it, singular.",
    "expands": "Only for an acronym.",
    "also": "Other names and spellings, with commas. Search finds them all.",
    "say": "How to pronounce it, if people hesitate.",
    "definition": "What it does, then what it isn’t. One or two sentences.",
    "why": "The consequence for a campaign, a report or a customer.",
    "it_hears": "The ambiguity, the worry, the next question. No blame.",
    "example": "One sentence from working life, no brand.",
    "ask_it": "One question to say aloud, ending with ?",
    "related": "Two to six, with commas. Names will do.",
    "lessons": "Where it is taught or used, with commas. Titles will do.",
    "source_url": "Starts with https://",
    "facts": "Ids from facts.yml, with commas. Such an entry is reviewed twice a year.",
    "owner": "An IT team, not a person.",
    "module": "Such as 06-caching; otherwise that of the first lesson.",
    "redirects": "Addresses it had before, with commas.",
    "review_by": "A day such as 2027-11-21; otherwise in a year.",
}


def _field(key: str) -> StringField:
    kind = TextAreaField if key in LONG else StringField
    too_long = f"“{LABELS[key]}” is far too long; keep it under {MOST:,} characters."
    return kind(
        LABELS[key],
        validators=[Length(max=MOST, message=too_long)],
        description=_HINTS.get(key, ""),
    )


class TermForm(FlaskForm):  # type: ignore[misc]
    """Every field of an entry as text; it is judged elsewhere, so that any draft may be saved."""

    based_on = IntegerField(validators=[InputRequired("Open the entry again.")])
    request_id = HiddenField(validators=[Length(max=12)])
    reason = StringField(
        "What changed, and why",
        validators=[Length(max=300, message="Keep the reason to 300 characters.")],
        description="Stays in the history.",
    )
    link = SelectField(
        LABELS["link"],
        choices=[
            Choice("auto", "Wherever lessons use the word"),
            Choice("marked", "Only where an author marks it"),
        ],
    )

    def wording(self, before: Wording) -> Wording:
        """`before` with what was typed."""
        typed = {key: self[key].data or "" for key in TYPED}
        return with_text(before, {**typed, "link": self.link.data or "auto"})

    @classmethod
    def filled(cls, wording: Wording, *, based_on: int, request_id: str = "") -> "TermForm":
        """The form as it opens."""
        texts = {key: text_of(wording, key) for key in (*TYPED, "link")}
        return cls(formdata=None, based_on=based_on, request_id=request_id, **texts)


for _key in TYPED:
    setattr(TermForm, _key, _field(_key))

assert DAYS - {"reviewed"} <= set(TYPED)


class VersionForm(FlaskForm):  # type: ignore[misc]
    """A step on the version that was looked at."""

    number = IntegerField(validators=[InputRequired("Open the term again.")])


class ReasonForm(VersionForm):
    reason = TextAreaField(
        "Why",
        validators=[
            DataRequired("Say why, in a few words: it stays in the history."),
            Length(max=500, message="Keep it to 500 characters."),
        ],
    )


class RetirementForm(ReasonForm):
    replaced_by = StringField("Which term takes its place?", validators=[Length(max=80)])


class CommentForm(VersionForm):
    field = SelectField(
        "About",
        choices=[Choice("", "The whole entry"), *(Choice(key, LABELS[key]) for key in TYPED)],
    )
    text = TextAreaField(
        "Comment",
        validators=[
            DataRequired("Write the comment first."),
            Length(max=1000, message="Keep it to 1,000 characters."),
        ],
    )


class ApprovalForm(VersionForm):
    checked_facts = BooleanField("I checked its dated facts against their sources.")


class RestatementForm(VersionForm):
    text = TextAreaField(
        "In your own words",
        validators=[
            DataRequired("Say it in a sentence of your own, as you would to a colleague."),
            Length(max=1000, message="Keep it to 1,000 characters."),
        ],
    )


class StoppedForm(VersionForm):
    reason = TextAreaField(
        "What stopped you?",
        validators=[
            DataRequired("Name the word or the sentence that stopped you."),
            Length(max=500, message="Keep it to 500 characters."),
        ],
    )


class DecisionForm(FlaskForm):  # type: ignore[misc]
    """What IT says to a request that gets no entry of its own."""

    decision = SelectField(
        "What becomes of it?",
        choices=[
            Choice("merged", "We have it under another name"),
            Choice("answered", "Answer it here, without an entry"),
            Choice("declined", "Leave it out"),
        ],
    )
    slug = StringField("Which entry?", validators=[Optional(), Length(max=80)])
    reason = TextAreaField(
        "What the askers read",
        validators=[
            DataRequired("Tell those who asked, in a sentence."),
            Length(max=500, message="Keep it to 500 characters."),
        ],
    )
