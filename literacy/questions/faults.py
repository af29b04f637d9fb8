"""What an author should mend in one question, over and above its shape."""

from collections.abc import Iterator

from literacy.questions.question import Fault, Question
from literacy.questions.wording import LONGEST_WHY, stem_faults, word_count


def faults(question: Question) -> Iterator[Fault]:
    """Everything wrong with a question; it is run through its own marker once it has a key."""
    found = [*stem_faults(question.common.stem), *_why_faults(question), *question.faults()]
    yield from dict.fromkeys(found)
    if all(fault.warning for fault in found):
        yield from _marking_faults(question)


def _why_faults(question: Question) -> Iterator[Fault]:
    words = word_count(question.common.why)
    if words > LONGEST_WHY:
        sentence = f"This `why` has {words} words; {LONGEST_WHY} are the most. Keep one reason."
        yield Fault(("why",), sentence)


def _marking_faults(question: Question) -> Iterator[Fault]:
    """The marker's word against the author's: the key is full marks, a wrong answer is not."""
    mark = question.mark(question.key())
    if mark.score != 1 or not mark.correct:
        yield Fault(("id",), f"Its own key earns {mark.score:.0%}. Check what is marked as right.")
    for answer in question.wrong_answers():
        mark = question.mark(answer)
        if mark.score >= 1 or mark.correct:
            sentence = f"A wrong answer earns full marks: {question.said(answer)}."
            yield Fault(("id",), sentence)
            return
