"""Which misconceptions a question can show."""

from literacy.questions.question import Question


def misconceptions(question: Question) -> frozenset[str]:
    """The names of all mistakes that a wrong answer to this question may stand for."""
    wrong = question.wrong_answers()
    return frozenset(name for answer in wrong for name in question.mark(answer).misconceptions)
