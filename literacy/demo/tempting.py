"""Which mistake people of the made-up company share, so that there is something to talk about."""

from collections.abc import Mapping

from literacy.demo.company import MIX_UP, MIX_UP_LESSON
from literacy.questions.misconceptions import misconceptions
from literacy.questions.question import Answer, Question
from literacy.quizzes.offers import Offer
from literacy.quizzes.standing import Place

MOST_SEEDS = 400


def seed_for(offered: Offer, first: int) -> int:
    """The next seed that draws a question about the shared mistake in its lesson, and in no other.

    Where no draw does, the first seed is as good as any.
    """
    wanted = offered.name == MIX_UP_LESSON
    tempting = {each.item for each in offered.pool if is_tempting(each.question)}
    fitting = (
        seed
        for seed in range(first, first + MOST_SEEDS)
        if bool(tempting & set(offered.draw(seed=seed, last_drawn={}).items)) is wanted
    )
    return next(fitting, first)


def is_tempting(question: Question) -> bool:
    return MIX_UP in misconceptions(question)


def missed_first(places: tuple[Place, ...], questions: Mapping[str, Question]) -> tuple[Place, ...]:
    """The places in the order in which they are missed: the tempting one before the others."""
    return tuple(sorted(places, key=lambda place: not is_tempting(questions[place.item])))


def wrong_answer(question: Question) -> Answer:
    """A whole answer that is wrong, the shared mistake if this question can show it."""
    wrong = [each for each in question.wrong_answers() if question.complete(each)]
    shown = (each for each in wrong if MIX_UP in question.mark(each).misconceptions)
    return next(shown, wrong[0])
