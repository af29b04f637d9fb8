"""Today's review of one person, from her cards and the course."""

from collections.abc import Mapping
from datetime import date

from literacy.content.catalogue import Catalogue
from literacy.review.asking import askable, terms_met
from literacy.review.cards import Card
from literacy.review.queue import Today, today
from literacy.review.subjects import Subject


def todays(
    catalogue: Catalogue,
    cards: Mapping[Subject, Card],
    *,
    person: int,
    on: date,
    answered: int = 0,
    first_answers: int = 0,
) -> Today:
    """What is left to ask today; a subject without a question rests until it has one again."""
    can = askable(catalogue, on=on)
    met = terms_met(catalogue, cards)
    return today(
        {subject: card for subject, card in cards.items() if subject in can},
        {subject: day for subject, day in met.items() if subject in can},
        on=on,
        answered=answered,
        first_answers=first_answers,
        salt=f"{person}/{on}",
    )
