"""What a rendered lesson is made of: stretches of HTML, and places that differ per reader."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from literacy.content.catalogue import LabMission


@dataclass(frozen=True, slots=True)
class Html:
    """A stretch of the lesson that is the same for everyone."""

    kind: ClassVar[Literal["html"]] = "html"
    html: Markup

    def __html__(self) -> Markup:
        return self.html


@dataclass(frozen=True, slots=True)
class CheckSlot:
    """The place of a question; `item_id` is its global id, as in `cache-rules/ask-first`."""

    kind: ClassVar[Literal["check"]] = "check"
    item_id: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PredictSlot:
    """The place of a bet; `number` counts from 1 in the lesson, `lab` is the lab it is about."""

    kind: ClassVar[Literal["predict"]] = "predict"
    number: int
    anchor: str
    question_html: Markup
    choices: tuple[Markup, ...]
    lab: LabMission | None


@dataclass(frozen=True, slots=True)
class LabSlot:
    """The place of a lab, with the words that stand in it before and without its script."""

    kind: ClassVar[Literal["lab"]] = "lab"
    lab: str
    mission: str
    anchor: str
    goal_html: Markup
    fallback_html: Markup


Part = Html | CheckSlot | PredictSlot | LabSlot


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A text to copy, as it is sent by its plain text link."""

    name: str
    title: str
    text: str
