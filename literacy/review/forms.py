"""What the review's form sends, read and checked; a plain function, as the quiz has it."""

import re
from datetime import UTC, datetime

from werkzeug.datastructures import MultiDict

from literacy.lib.errors import Invalid
from literacy.questions.sureness import is_confidence
from literacy.review.actions import Sent
from literacy.review.subjects import Subject

_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_SECONDS = re.compile(r"\d{1,11}")


def sent_answer(form: MultiDict[str, str]) -> Sent:
    """The answer a form brought; raises Invalid when the form itself is damaged."""
    subject = Subject.read(form.get("subject", ""))
    key, turn, confidence = form.get("key", ""), form.get("turn", ""), form.get("confidence")
    whole = _KEY.fullmatch(key) and _NUMBER.fullmatch(turn) and is_confidence(confidence)
    if subject is None or not whole:
        raise Invalid("This page came through damaged. Load it again and answer once more.")
    return Sent(
        key=key,
        subject=subject,
        turn=int(turn),
        item=form.get("item", ""),
        fields={name: form.getlist(name) for name in form if name.startswith("q")},
        confidence=confidence or None,
        dont_know="dont_know" in form,
        shown_at=_moment(form.get("shown", "")),
    )


def _moment(text: str) -> datetime | None:
    """When the question was shown, as its page says; it decides only how quick an answer was."""
    return datetime.fromtimestamp(int(text), UTC) if _SECONDS.fullmatch(text) else None
