"""The ten kinds by the name that banks use, and the way from a bank's block to a question."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from literacy.questions.editions import digest
from literacy.questions.kinds.classify import Classify
from literacy.questions.kinds.cloze import Cloze
from literacy.questions.kinds.multiple import Multiple
from literacy.questions.kinds.numeric import Numeric
from literacy.questions.kinds.order import Order
from literacy.questions.kinds.scenario import Scenario
from literacy.questions.kinds.short import Short
from literacy.questions.kinds.single import Single
from literacy.questions.kinds.spot import Spot
from literacy.questions.kinds.truefalse import TrueFalse
from literacy.questions.question import Question

AnyKind = (
    Single | Multiple | TrueFalse | Numeric | Short | Order | Classify | Cloze | Spot | Scenario
)

KINDS: Mapping[str, type[AnyKind]] = {
    "single": Single,
    "multiple": Multiple,
    "truefalse": TrueFalse,
    "numeric": Numeric,
    "short": Short,
    "order": Order,
    "classify": Classify,
    "cloze": Cloze,
    "spot": Spot,
    "scenario": Scenario,
}


class _Typed(BaseModel):
    """Only the key that says which model reads the rest."""

    model_config = ConfigDict(extra="ignore", strict=True)

    type: Literal[
        "single",
        "multiple",
        "truefalse",
        "numeric",
        "short",
        "order",
        "classify",
        "cloze",
        "spot",
        "scenario",
    ]


def parse(data: Mapping[str, Any], *, lesson: str, line: int) -> Question:
    """A block of a bank's file as a question.

    Raises pydantic's ValidationError, whose `loc` leads from the item to the fault. A question
    that parses may still break rules: see `literacy.questions.faults`.
    """
    kind = KINDS[_Typed.model_validate(dict(data)).type]
    question = kind.parse(data, lesson=lesson, line=line)
    kept = replace(question.common, source=dict(data), edition=digest(lesson, data))
    return replace(question, common=kept)
