"""A bank as a whole: enough of each area, no pattern in the keys, nothing twice."""

from typing import Any

import pytest

from literacy.questions.banks import AreaMeasures, bank_faults, bank_measures
from literacy.questions.question import Question
from tests.questions.items import KEYS, bank, choice, question

SIX_KINDS = ["single", "multiple", "numeric", "order", "classify", "spot"]


def named(kind: str, name: str, **changes: Any) -> Question:
    return question(kind, **{"id": name, "stem": f"What about {name}?", **changes})


def full_area(**changes: Any) -> list[Question]:
    return [named(kind, f"about-{kind}", **changes) for kind in SIX_KINDS]


def with_key(name: str, key: str, other: str) -> Question:
    return named("single", name, choices=[choice(key, correct=True), choice(other)])


def test_an_area_with_enough_is_ready() -> None:
    measures = bank_measures(full_area())

    assert measures.areas == {"a": AreaMeasures(items=6, kinds=6, applied=6)}
    assert measures.ready


@pytest.mark.parametrize(
    "items",
    [
        pytest.param(full_area()[:5], id="five items"),
        pytest.param([named("spot", f"s{n}") for n in range(6)], id="one kind"),
        pytest.param(full_area(level="understand"), id="nothing applied"),
        pytest.param(full_area(retired=True), id="all retired"),
        pytest.param([], id="empty"),
    ],
)
def test_an_area_without_enough_is_not_ready(items: list[Question]) -> None:
    assert not bank_measures(items).ready


def test_an_area_nobody_wrote_for_is_seen() -> None:
    assert not bank_measures(full_area(), areas=["a", "b"]).ready


def test_a_thin_area_is_a_warning() -> None:
    (fault,) = bank_faults(full_area()[:2])

    assert fault.warning
    assert fault.key_path == ("areas", "a")
    assert fault.sentence == (
        "Area a has 2 questions of 2 kinds, 2 at `apply` or above. "
        "It needs 6, 3 and 2 before the quiz opens."
    )


def test_keys_that_are_longest_too_often_are_an_error() -> None:
    items = [with_key(f"k{n}", "A long right one", "Short") for n in range(2)]
    items += [with_key(f"s{n}", "Short", "A long wrong one") for n in range(2)]

    faults = [fault for fault in bank_faults(items) if not fault.warning]

    (fault,) = faults
    assert fault.sentence == (
        "In 50% of the questions with one right choice it is the longest; 40% is the most. "
        "Shorten some, or lengthen a wrong one."
    )


def test_two_choice_items_are_too_few_to_judge() -> None:
    items = [with_key(f"k{n}", "A long right one", "Short") for n in range(2)]

    assert [fault for fault in bank_faults(items) if not fault.warning] == []


def test_two_items_with_one_id_are_an_error() -> None:
    items = [named("single", "one"), named("spot", "one")]

    faults = [fault for fault in bank_faults(items) if not fault.warning]

    assert [(fault.key_path, fault.sentence) for fault in faults] == [
        (("items", 1, "id"), "The id “one” is taken in this file.")
    ]


def test_two_items_that_ask_the_same_are_an_error() -> None:
    items = [question("spot", id="one"), question("spot", id="two")]

    faults = [fault for fault in bank_faults(items) if not fault.warning]

    assert [(fault.key_path, fault.sentence) for fault in faults] == [
        (("items", 1, "stem"), "“one” asks the same thing already.")
    ]


def test_the_founders_bank_lacks_only_its_last_four_items() -> None:
    faults = list(bank_faults(bank("cache-rules"), areas=["a", "b"]))

    assert [(fault.key_path, fault.warning) for fault in faults] == [
        (("areas", "a"), True),
        (("areas", "b"), True),
    ]


def test_items_two_people_have_not_seen_are_counted() -> None:
    items = [named("spot", "one", reviewed_by=["ivan", "amara"]), named("spot", "two")]

    assert bank_measures(items).unreviewed == 1


def test_every_kind_counts_towards_an_area() -> None:
    items = [named(kind, f"about-{kind}") for kind in KEYS]

    assert bank_measures(items).areas["a"].kinds == 10
