"""What somebody of the made-up company answers in a review: right, unsure, or sure and wrong."""

import zlib
from collections.abc import Mapping
from datetime import datetime

from literacy.content.catalogue import Catalogue
from literacy.review.asking import ask
from literacy.review.cards import Origin, Recall
from literacy.review.queue import Entry
from literacy.review.ratings import rating

WRONG, SURE_AND_WRONG, UNKNOWN = range(3)
"""What the chance of an answer comes to, of TWELVE; anything else is right."""

TWELVE = 12
SURENESS = ("fairly", "certain", "certain", "guessing", None)


def reviewed(
    catalogue: Catalogue, entry: Entry, *, seen: Mapping[str, int], person: int, at: datetime
) -> Recall | None:
    """The answer to one question of a day, the same each time the company is founded."""
    asked = ask(catalogue, entry.subject, turn=entry.turn, seen=seen, person=person, on=at.date())
    if asked is None:
        return None
    chance = zlib.crc32(f"{person}/{asked.item}/{entry.turn}".encode())
    fate = chance % TWELVE
    wrong = fate in (WRONG, SURE_AND_WRONG)
    answer = next(iter(asked.question.wrong_answers())) if wrong else asked.question.key()
    sureness = "certain" if fate == SURE_AND_WRONG else SURENESS[chance % len(SURENESS)]
    correct = not wrong and fate != UNKNOWN
    return Recall(
        key=f"demo.{person}.{entry.subject.key}.{entry.turn}"[-80:],
        subject=entry.subject,
        origin=Origin.REVIEW,
        items=(asked.item,),
        item_version=asked.question.common.version,
        answer=None if fate == UNKNOWN else answer,
        correct=correct,
        dont_know=fate == UNKNOWN,
        confidence=sureness,
        rating=rating(correct=correct, confidence=sureness),
        at=at,
    )
