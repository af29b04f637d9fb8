"""Keys, reasons and names of mistakes stay on the server until the answer is in (SAFETY: T11)."""

import html
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import pytest

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.markdown import plain
from literacy.questions.question import Question
from literacy.quizzes.models import Attempt
from tests import make
from tests.browsing import Browser, words
from tests.quizzes.banks import KEYS, question

SECRET_KEYS = {"why", "misconception"}


def secrets(held: Any) -> Iterator[str]:
    """Every reason and every name of a mistake, however deep in the question it lies."""
    if isinstance(held, Mapping):
        for key, value in held.items():
            if key in SECRET_KEYS and value:
                yield str(value)
            else:
                yield from secrets(value)
    elif isinstance(held, list | tuple):
        for each in held:
            yield from secrets(each)


def test_no_page_of_an_unanswered_question_gives_anything_away(
    shelf: Shelf, database: Database, people: make.People, signed_in: Any
) -> None:
    asked = [each for bank in shelf.catalogue.banks.values() for each in bank.items.values()]
    browser = signed_in(people.maya)

    leaks = [
        leak for one in asked for leak in leaks_of(one, page_of(one, database, people, browser))
    ]

    assert len(asked) >= 48
    assert leaks == []


def page_of(one: Question, database: Database, people: make.People, browser: Browser) -> str:
    """The source and the words of the page that asks this question."""
    attempt_id = attempt_at(one, database, people)
    response = browser.get(f"/attempts/{attempt_id}")
    assert response.status_code == 200
    return html.unescape(response.get_data(as_text=True)) + words(response)


def attempt_at(one: Question, database: Database, people: make.People) -> int:
    with database.transaction() as saving:
        saving.query(Attempt).delete()
        attempt = Attempt(
            key=one.common.global_id,
            person_id=people.maya.id,
            quiz=one.common.lesson,
            number=1,
            seed=7,
            bank_version="1",
            items=[one.common.id],
            areas=[one.common.area],
            right_needed=1,
            started_at=make.NOW,
        )
        saving.add(attempt)
        saving.flush()
        return attempt.id


def leaks_of(one: Question, page: str) -> list[str]:
    held = set(secrets(asdict(one)))  # type: ignore[call-overload]
    assert held, f"{one.common.global_id} has no reason at all"
    return [
        f"{one.common.global_id}: {secret}"
        for secret in held
        if secret in page or plain(secret) in page
    ]


def other_key(kind: str) -> dict[str, Any]:
    """The same question with another answer: nothing that is shown may change with it."""
    keys = KEYS[kind]
    match kind:
        case "single" | "multiple":
            turned = [{**one, "correct": not one.get("correct", False)} for one in keys["choices"]]
            return {"choices": turned}
        case "truefalse":
            return {"answer": not keys["answer"]}
        case "numeric":
            return {"answer": 17, "hints": []}
        case "short":
            return {"accept": ["another word"], "near": []}
        case "classify":
            other = {"Long": "Never stored", "Never stored": "Long"}
            return {"cards": [{**card, "in": other[card["in"]]} for card in keys["cards"]]}
        case _:
            turned = [{**line, "correct": line["n"] == 1} for line in keys["lines"]]
            return {"lines": turned}


@pytest.mark.parametrize(
    "kind", ["single", "multiple", "truefalse", "numeric", "short", "classify", "spot"]
)
def test_what_is_shown_does_not_depend_on_the_key(kind: str) -> None:
    one, other = question("one", kind=kind), question("one", kind=kind, **other_key(kind))

    assert one.key() != other.key()
    assert one.face(7) == other.face(7)
