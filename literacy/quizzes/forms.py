"""What the quiz's forms send, read and checked; plain functions, for an answer is the hot path."""

import re

from werkzeug.datastructures import MultiDict

from literacy.lib.errors import Invalid
from literacy.questions.sureness import is_confidence
from literacy.quizzes.actions import Sent
from literacy.quizzes.standing import TRIES

_KEY = re.compile(r"[A-Za-z0-9_-]{16,40}")
_KINDS = ("full", "missed")


def sent_answer(form: MultiDict[str, str]) -> Sent:
    """The answer a form brought; raises Invalid when the form itself is damaged."""
    tries = [str(number) for number in range(1, TRIES + 1)]
    confidence = form.get("confidence") or None
    if form.get("try") not in tries or not is_confidence(confidence):
        raise Invalid("This page came through damaged. Load it again and answer once more.")
    return Sent(
        key=sent_key(form),
        item=form.get("item", ""),
        try_number=int(form["try"]),
        fields={name: form.getlist(name) for name in form if name.startswith("q")},
        confidence=confidence,
        dont_know="dont_know" in form,
    )


def sent_key(form: MultiDict[str, str]) -> str:
    """The name of this very sending, made when its page was; it makes sending twice harmless."""
    key = form.get("key", "")
    if not _KEY.fullmatch(key):
        raise Invalid("This page came through damaged. Load it again and send it once more.")
    return key


def sent_kind(form: MultiDict[str, str]) -> str:
    """All new questions, or only the missed ones."""
    kind = form.get("kind", "full")
    if kind not in _KINDS:
        raise Invalid("A quiz is begun with new questions or with the missed ones.")
    return kind
