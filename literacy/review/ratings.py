"""What an answer says about memory: FSRS asks people to rate themselves, here it is derived."""

from datetime import timedelta

from fsrs import Rating

from literacy.questions.sureness import CERTAIN, GUESSING

QUICK = timedelta(seconds=15)
"""Reading three choices takes about this long; who answers within it did not have to search."""


def rating(
    *, correct: bool, confidence: str | None, second_try: bool = False, quick: bool = False
) -> Rating:
    """Again, hard, good or easy; `correct` is right in the end, at the first try or the second."""
    if not correct:
        return Rating.Again
    if second_try or confidence == GUESSING:
        return Rating.Hard
    return Rating.Easy if quick and confidence == CERTAIN else Rating.Good
