"""A check inside a lesson as its reader sees it now: asked, tried, or answered."""

import zlib
from dataclasses import dataclass

from literacy.lessons.traces import Tried
from literacy.questions.question import Face, Feedback, Mark, Question


@dataclass(frozen=True, slots=True)
class Check:
    """`mark` and `taught` are empty until it was answered; `open` says it can be tried again."""

    item: str
    face: Face
    answer: object | None
    mark: Mark | None
    taught: Feedback | None
    dont_know: bool
    open: bool


def check(question: Question, *, tried: Tried | None) -> Check:
    """What to show; a miss shows why, and keeps the key for the next try."""
    item = question.common.global_id
    seed = zlib.crc32(item.encode())
    answer = tried.answer if tried else None
    face = question.face(seed, answer)
    if tried is None or (not tried.dont_know and not question.complete(answer)):
        return Check(item, face, answer, None, None, dont_know=False, open=True)
    revealed = tried.correct or tried.dont_know
    shown = question.key() if tried.dont_know else answer
    return Check(
        item=item,
        face=face,
        answer=answer,
        mark=question.mark(answer) if answer is not None else None,
        taught=question.explain(shown, revealed=revealed),
        dont_know=tried.dont_know,
        open=not revealed,
    )
