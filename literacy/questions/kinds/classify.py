"""Cards to put into categories: telling similar things apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Self

from pydantic import Field

from literacy.lib.markdown import inline, plain
from literacy.questions.drawing import shuffled, token
from literacy.questions.fields import first
from literacy.questions.kinds.kind import Kind, Spec, Strict, Text
from literacy.questions.question import (
    Answer,
    AnswerMissing,
    Face,
    Fault,
    Feedback,
    Fields,
    Mark,
    Note,
)
from literacy.questions.wording import Path, count_faults, duplicate_faults, reason_faults


class CardSpec(Strict):
    text: Text
    belongs_in: Annotated[Text, Field(alias="in")]
    why: str = ""


class ClassifySpec(Spec):
    categories: list[Text]
    cards: list[CardSpec]


@dataclass(frozen=True, slots=True)
class Card:
    """A card, the category it belongs in, and why."""

    text: str
    category: str
    why: str

    @property
    def token(self) -> str:
        return token(self.text)


@dataclass(frozen=True, slots=True)
class Classify(Kind):
    """The answer maps the token of each card to a category."""

    kind: ClassVar[str] = "classify"

    categories: tuple[str, ...]
    cards: tuple[Card, ...]

    @classmethod
    def parse(cls, data: Mapping[str, Any], *, lesson: str, line: int) -> Self:
        spec = ClassifySpec.read(data)
        cards = tuple(Card(card.text, card.belongs_in, card.why) for card in spec.cards)
        return cls(spec.common(lesson=lesson, line=line), tuple(spec.categories), cards)

    def face(self, seed: int, answer: Answer = None) -> Face:
        drawn = shuffled(self.cards, seed, self.common.global_id)
        cards = tuple(
            {"value": card.token, "text": inline(card.text), "label": plain(card.text)}
            for card in drawn
        )
        categories = tuple(
            {"value": name, "text": inline(name), "label": plain(name)} for name in self.categories
        )
        return self._face(self.kind, cards=cards, categories=categories)

    def read(self, fields: Fields) -> Answer:
        said = {card.token: first(fields, f"q-{card.token}") for card in self.cards}
        if any(category not in self.categories for category in said.values()):
            raise AnswerMissing("Give every card a group first.", so_far=said)
        return said

    def mark(self, answer: Answer) -> Mark:
        said = self._said(answer)
        right = sum(said.get(card.token) == card.category for card in self.cards)
        return Mark(right / len(self.cards) if right else 0.0, 0 < right == len(self.cards))

    def explain(self, answer: Answer, *, revealed: bool) -> Feedback:
        said = self._said(answer)
        if revealed:
            notes = tuple(_note(card, said.get(card.token, "")) for card in self.cards)
            return Feedback(notes, why=self._why)
        right = sum(said.get(card.token) == card.category for card in self.cards)
        hint = f"{right} of {len(self.cards)} cards are in the right group." if said else ""
        return Feedback((), hint=hint)

    def key(self) -> Answer:
        return {card.token: card.category for card in self.cards}

    def wrong_answers(self) -> Iterator[Answer]:
        return (
            {**self.key(), card.token: category}
            for card in self.cards
            for category in self.categories
            if category != card.category
        )

    def said(self, answer: Answer) -> str:
        said = self._said(answer)
        return "; ".join(
            f"{plain(card.text)}: {plain(said[card.token])}"
            for card in self.cards
            if card.token in said
        )

    def faults(self) -> Iterator[Fault]:
        yield from count_faults(
            len(self.categories), ("categories",), least=2, most=4, of="categories"
        )
        yield from count_faults(len(self.cards), ("cards",), least=4, most=6, of="cards")
        texts: list[Path] = [("cards", index, "text") for index in range(len(self.cards))]
        yield from duplicate_faults([card.text for card in self.cards], texts, of="card")
        names: list[Path] = [("categories", index) for index in range(len(self.categories))]
        yield from duplicate_faults(list(self.categories), names, of="category")
        yield from self._category_faults()
        for index, card in enumerate(self.cards):
            yield from reason_faults(card.why, ("cards", index, "why"), of="card")

    def _category_faults(self) -> Iterator[Fault]:
        names = ", ".join(self.categories)
        for index, card in enumerate(self.cards):
            if card.category not in self.categories:
                sentence = f"“{card.category}” is not one of the categories: {names}."
                yield Fault(("cards", index, "in"), sentence)
        for index, category in enumerate(self.categories):
            if all(card.category != category for card in self.cards):
                yield Fault(
                    ("categories", index), f"No card belongs in “{category}”.", warning=True
                )

    def _said(self, answer: Answer) -> dict[str, str]:
        """The cards the answer puts somewhere; what names no card or category is left out."""
        if not isinstance(answer, dict):
            return {}
        given = {card.token: answer.get(card.token) for card in self.cards}
        return {name: value for name, value in given.items() if value in self.categories}


def _note(card: Card, said: str) -> Note:
    text, why, expected = inline(card.text), inline(card.why), plain(card.category)
    if said == card.category:
        return Note(text, why, "right", chosen=True, expected=expected, tag=f"{expected}, right")
    if not said:
        return Note(text, why, "open", expected=expected, tag=expected)
    tag = f"You said {plain(said)}; right is {expected}"
    return Note(text, why, "wrong", chosen=True, expected=expected, tag=tag)
