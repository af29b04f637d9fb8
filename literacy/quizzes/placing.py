"""What a placement suggests for each module: read all of it, its essentials, or sit the exam."""

from collections.abc import Mapping
from enum import StrEnum

from literacy.quizzes.standing import Standing


class Advice(StrEnum):
    EXAM = "Skip to the exam"
    ESSENTIALS = "Essentials only"
    FULL = "Read all of it"


def advice(at: Standing) -> Mapping[str, Advice]:
    """By module, in the order asked; both right, one right, or the easy one missed (plan 3.5).

    A question that was withdrawn shows no knowledge.
    """
    return {area.area: _advice(at, area.area) for area in at.areas}


def _advice(at: Standing, module: str) -> Advice:
    right = sum(
        place.is_right and not place.is_withdrawn for place in at.asked if place.part == module
    )
    if right > 1:
        return Advice.EXAM
    return Advice.ESSENTIALS if right else Advice.FULL
