"""What a team mixes up: counts, never names, and only where enough people share it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from literacy.content.shelf import Shelf
from literacy.questions.question import Answer
from literacy.teams.mixups import FirstTry, mixups, telling_items
from tests.make import NOW

MISTAKE = "no-cache-means-no-copy"
ITEM = ("cache-rules", "ask-first")


def answers(
    shelf: Shelf, name: str = MISTAKE, item: tuple[str, str] = ITEM
) -> tuple[Answer, Answer]:
    """An answer that shows the mistake, and the right one."""
    question = shelf.catalogue.banks[item[0]].items[item[1]]
    wrong = question.wrong_answers()
    return next(
        each for each in wrong if name in question.mark(each).misconceptions
    ), question.key()


def tries(shelf: Shelf, holds: Sequence[bool], *, day: int = 0) -> list[FirstTry]:
    """One first try for each person, who holds the mistake or not."""
    shown, key = answers(shelf)
    at = NOW + timedelta(days=day)
    return [FirstTry(person, ITEM, shown if held else key, at) for person, held in enumerate(holds)]


@pytest.mark.parametrize(
    ("holds", "title"),
    [
        ([True] * 3 + [False] * 5, "Three of your team mix up “no-cache” and “never stored”"),
        ([True] * 12 + [False] * 5, "12 of your team mix up “no-cache” and “never stored”"),
        ([True] * 7, "Most of your team mix up “no-cache” and “never stored”"),
        ([True] * 4 + [False], "Most of your team mix up “no-cache” and “never stored”"),
        ([True] * 3 + [False] * 2, "Three of your team mix up “no-cache” and “never stored”"),
    ],
    ids=["three", "twelve", "all", "all but one", "all but two"],
)
def test_a_mistake_that_is_shared_is_told_as_a_count(
    shelf: Shelf, holds: list[bool], title: str
) -> None:
    (found,) = mixups(shelf.catalogue, tries(shelf, holds))

    assert found.title == title


@pytest.mark.parametrize(
    "holds",
    [[True] * 2 + [False] * 8, [True] * 4, [False] * 9, []],
    ids=["two share it", "four met it", "nobody", "no answers"],
)
def test_too_few_people_are_not_told_of(shelf: Shelf, holds: list[bool]) -> None:
    assert mixups(shelf.catalogue, tries(shelf, holds)) == ()


def test_the_last_time_counts(shelf: Shelf) -> None:
    then, now = tries(shelf, [True] * 6), tries(shelf, [False] * 6, day=3)

    assert mixups(shelf.catalogue, [*now, *then]) == ()
    assert len(mixups(shelf.catalogue, [*tries(shelf, [True] * 6, day=5), *now])) == 1


def test_a_lesson_that_changed_its_address_is_still_counted(shelf: Shelf) -> None:
    course = shelf.catalogue
    slug, item = ITEM
    talk = course.conversations[MISTAKE]
    moved = replace(
        course,
        lessons={"rules-of-copies": replace(course.lessons[slug], slug="rules-of-copies")},
        banks={"rules-of-copies": course.banks[slug]},
        conversations={MISTAKE: replace(talk, items=frozenset({("rules-of-copies", item)}))},
    )

    assert telling_items(moved) == (ITEM,)
    assert len(mixups(moved, tries(shelf, [True] * 6))) == 1


def test_what_most_share_comes_first(shelf: Shelf) -> None:
    item = ("why-databases", "two-anna-nowaks")
    shown, key = answers(shelf, "name-is-a-key", item)
    more = [FirstTry(n, item, shown if n < 4 else key, NOW) for n in range(7)]

    found = mixups(shelf.catalogue, [*tries(shelf, [True] * 3 + [False] * 4), *more])

    assert [each.talk.id for each in found] == ["name-is-a-key", MISTAKE]


def test_a_conversation_holds_no_name_and_no_answer(shelf: Shelf) -> None:
    first = mixups(shelf.catalogue, tries(shelf, [True] * 3 + [False] * 3))
    others = mixups(shelf.catalogue, tries(shelf, [False] * 3 + [True] * 3))

    assert first == others


def test_every_mistake_of_the_course_has_a_conversation(shelf: Shelf) -> None:
    course = shelf.catalogue

    assert {item for talk in course.conversations.values() for item in talk.items} == set(
        telling_items(course)
    )
    for talk in course.conversations.values():
        for lesson, heading in talk.passages:
            anchors = {each.anchor for each in course.lessons[lesson].headings}
            assert heading in anchors, (talk.id, lesson, heading)
