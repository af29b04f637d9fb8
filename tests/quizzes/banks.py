"""A bank of twelve questions whose answers a test can give by name, and a course that holds it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from literacy.content.catalogue import Bank, Catalogue, Fact
from literacy.questions.drawing import token
from literacy.questions.kinds.registry import parse
from literacy.questions.question import Answer, Question
from literacy.quizzes.actions import Sent
from literacy.quizzes.offers import Offer, offer
from literacy.quizzes.standing import Place, Standing
from tests import make
from tests.questions.items import KEYS, WHY, item

TODAY = make.NOW.date()
LESSON = "cache-rules"
SIX = ("single", "multiple", "truefalse", "spot", "order", "classify")
ALL_KINDS = (*SIX, "numeric", "short", "cloze", "scenario")


def question(name: str, *, area: str = "a", kind: str = "single", **changes: Any) -> Question:
    data = item(kind, id=name, area=area, **{"why": WHY, **KEYS[kind], **changes})
    return parse(data, lesson=LESSON, line=1)


def questions(kinds: tuple[str, ...] = SIX, areas: str = "ab", **changes: Any) -> list[Question]:
    """One question of each kind in each area, called such as `a-single`."""
    return [
        question(f"{area}-{kind}", area=area, kind=kind, **changes)
        for area in areas
        for kind in kinds
    ]


def bank(items: list[Question] | None = None, areas: Mapping[str, str] | None = None) -> Bank:
    found = questions() if items is None else items
    return Bank(
        lesson=LESSON,
        areas=areas or {"a": "Choose the right rule", "b": "Predict what a visitor sees"},
        items={each.common.id: each for each in found},
        version="1",
        path="quizzes/06-caching/cache-rules.yml",
    )


def course(catalogue: Catalogue, held: Bank | None = None) -> Catalogue:
    """The real course, with this bank for the lesson on cache rules."""
    return replace(catalogue, banks={**catalogue.banks, LESSON: held or bank()})


@dataclass
class OneCourse:
    """A shelf with one course on it."""

    catalogue: Catalogue
    problems: tuple[object, ...] = ()


def offered(catalogue: Catalogue, held: Bank | None = None) -> Offer:
    return offer(course(catalogue, held), LESSON, today=TODAY)


def fact(name: str, overdue_on: date) -> Fact:
    return Fact(name, "caching", "wrong", "right", "a source", "P", "2026-01", overdue_on)


def fields(asked: Question, answer: Answer) -> dict[str, list[str]]:
    """The form fields a browser posts for this answer."""
    return {name: [str(each) for each in values] for name, values in _fields(asked, answer)}


def _fields(asked: Any, answer: Answer) -> Iterator[tuple[str, list[Any]]]:
    match asked.kind:
        case "truefalse":
            yield "q", [str(answer["verdict"]).lower()]
            yield "q-reason", [answer["reason"]]
        case "classify" | "cloze":
            yield from ((f"q-{name}", [value]) for name, value in answer.items())
        case "order":
            yield from ((f"q-{name}", [place]) for place, name in enumerate(answer, 1))
        case "scenario":
            *before, last = answer
            node = asked.start
            for step in before:
                node = asked.nodes[node].moves[step].goto
            yield "q-path", [".".join(map(str, before))]
            yield "q", [token(asked.nodes[node].moves[last].text)]
        case _:
            yield "q", list(answer) if isinstance(answer, list) else [answer]


def key(number: int) -> str:
    return f"a-key-for-this-send-{number}"


def send(
    place: Place,
    asked: Question,
    *,
    right: bool = True,
    number: int | None = None,
    **given: Any,
) -> Sent:
    """A right or a wrong answer to the question at this place."""
    answer = asked.key() if right else next(iter(asked.wrong_answers()))
    return Sent(
        **{
            "key": key(number or place.number * 10 + place.next_try),
            "item": place.item,
            "try_number": place.next_try,
            "fields": fields(asked, answer),
            **given,
        }
    )


def asked_at(at: Standing, held: Bank) -> tuple[Place, Question]:
    place = at.current
    assert place is not None
    return place, held.items[place.item]
