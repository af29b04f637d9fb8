"""One question of an attempt as its page shows it: asked, asked once more, or answered."""

from dataclasses import dataclass

from markupsafe import Markup

from literacy.content.catalogue import Catalogue
from literacy.lessons.rereads import Reread, reread
from literacy.lib.markdown import inline
from literacy.questions.question import Answer, Face, Feedback, Question
from literacy.quizzes.standing import Place, Standing
from literacy.quizzes.subjects import Subject

KEPT_FOR_SECOND_TRY = frozenset({"classify", "cloze", "multiple", "order"})
"""Answers with several parts: what was right in them need not be done again."""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """`face` is there while the question is asked, `taught` once something was answered.

    A question that left the bank has neither.
    """

    place: Place
    stem: Markup
    face: Face | None
    answer: Answer
    taught: Feedback | None
    reread: Reread | None
    was_edited: bool

    @property
    def is_asked(self) -> bool:
        return not self.place.is_done

    @property
    def is_second_try(self) -> bool:
        return self.is_asked and self.place.next_try > 1

    @property
    def is_withdrawn(self) -> bool:
        return self.face is None and self.taught is None


def question_page(
    at: Standing, place: Place, subject: Subject, catalogue: Catalogue
) -> QuestionPage:
    """The key and its reasons are in it only when the question is done."""
    question = subject.question(place.item)
    if question is None or place.is_withdrawn:
        return QuestionPage(place, Markup(""), None, None, None, None, was_edited=False)
    begun = place.begun.answer if place.begun else None
    keeps = begun is None and question.kind in KEPT_FOR_SECOND_TRY
    return QuestionPage(
        place=place,
        stem=inline(question.common.stem),
        face=None if place.is_done else question.face(at.attempt.seed, begun),
        answer=_last_answer(place) if keeps else begun,
        taught=_taught(place, question),
        reread=reread(catalogue, question) if place.is_missed else None,
        was_edited=_was_edited(place, subject.current(place.item)),
    )


def _was_edited(place: Place, current: Question | None) -> bool:
    """It has another version now, or has left the bank."""
    if place.first is None:
        return False
    return current is None or current.common.version != place.first.item_version


def _last_answer(place: Place) -> Answer:
    """The latest answer that says something: “show me the answer” keeps the one before."""
    given = [each.answer for each in place.tries if each.answer is not None]
    return given[-1] if given else None


def _taught(place: Place, question: Question) -> Feedback | None:
    if place.is_done:
        return question.explain(_last_answer(place), revealed=True)
    if place.is_missed and not place.begun:
        return question.explain(_last_answer(place), revealed=False)
    return None
