"""What an attempt means in words, and where the learner is sent to read."""

from dataclasses import replace

import pytest

from literacy.content.shelf import Shelf
from literacy.quizzes.results import Reread, meaning, next_lesson, reread, rereads, rows, sureness
from literacy.quizzes.standing import AttemptFacts, Standing, Try, standing
from literacy.quizzes.subjects import Subject, subject
from tests import make
from tests.quizzes.banks import bank, course, question, questions

FIVE = ("a-single", "a-order", "a-spot", "b-single", "b-order")


def about(shelf: Shelf) -> Subject:
    return subject(course(shelf.catalogue), "cache-rules")


def finished(missed: tuple[str, ...] = (), **given: object) -> Standing:
    held = {each.common.id: each for each in questions()}
    attempt = AttemptFacts(
        id=1,
        key="1.k",
        quiz="cache-rules",
        kind="full",
        number=1,
        seed=7,
        items=FIVE,
        areas=tuple(held[item].common.area for item in FIVE),
        right_needed=4,
        started_at=make.NOW,
        finished_at=make.NOW,
        right_count=5 - len(missed),
        passed=len(missed) < 2,
    )
    tries = [
        Try(item, 1, 1, item, "x", True, False, "certain", 0, item not in missed, make.NOW)
        for item in FIVE
    ]
    return standing(replace(attempt, **given), tries)


@pytest.mark.parametrize(
    ("missed", "given", "sentence"),
    [
        ((), {}, "That is enough to pass"),
        (FIVE[:2], {}, "A pass needs 4 right of 5. One more would do."),
        (FIVE[:3], {}, "A pass needs 4 right of 5. The feedback says what to reread."),
        (
            FIVE[3:],
            {"right_needed": 3, "passed": False},
            "at least one right in each area, and “Predict what a visitor sees” had none",
        ),
        ((), {"kind": "missed", "passed": None}, "All of them are right now."),
        (FIVE[:1], {"kind": "missed", "passed": None}, "it changes no result"),
    ],
    ids=["passed", "one short", "far", "an empty area", "practice right", "practice missed"],
)
def test_a_result_says_in_words_why(
    shelf: Shelf, missed: tuple[str, ...], given: dict[str, object], sentence: str
) -> None:
    assert sentence in meaning(finished(missed, **given), about(shelf))


def test_a_question_leads_to_the_heading_that_teaches_it(shelf: Shelf) -> None:
    found = reread(shelf.catalogue, question("one", see="#fresh-or-has-it-changed"))

    assert found == Reread(
        "Fresh, or “has it changed?”", "/lessons/cache-rules#fresh-or-has-it-changed"
    )


def test_a_question_may_lead_to_another_lesson(shelf: Shelf) -> None:
    found = reread(shelf.catalogue, question("one", see="why-caching#four-places-keep-copies"))

    assert found is not None
    assert found.path == "/lessons/why-caching#four-places-keep-copies"


def test_a_heading_that_is_gone_leads_to_its_lesson(shelf: Shelf) -> None:
    found = reread(shelf.catalogue, question("one", see="#gone"))

    assert found is not None
    assert found.path == "/lessons/cache-rules"


def test_a_lesson_that_is_not_written_is_not_linked(shelf: Shelf) -> None:
    assert reread(shelf.catalogue, question("one", see="unwritten#part")) is None


def test_a_question_asked_under_an_old_address_leads_to_the_lesson_as_it_is_called_now(
    shelf: Shelf,
) -> None:
    moved = replace(shelf.catalogue, moved_lessons={"rules-of-caching": "cache-rules"})

    found = reread(moved, question("one", see="rules-of-caching#gone"))

    assert found is not None
    assert found.path == "/lessons/cache-rules"


def test_headings_to_reread_are_named_once_and_only_for_misses(shelf: Shelf) -> None:
    at = finished(FIVE[:3])

    listed = rows(at, about(shelf), course(shelf.catalogue))

    assert [each.title for each in rereads(listed)] == ["Fresh, or “has it changed?”"]
    assert rereads(rows(finished(), about(shelf), course(shelf.catalogue))) == ()


def test_a_question_that_left_the_bank_has_a_row_of_its_own(shelf: Shelf) -> None:
    gone = course(shelf.catalogue, bank(questions(areas="a")))

    listed = rows(finished(), subject(gone, "cache-rules"), gone)

    assert [each.stem for each in listed][3:] == ["This question was withdrawn"] * 2


def test_sureness_shows_how_often_somebody_that_sure_was_right() -> None:
    (certain,) = sureness(finished(FIVE[:2]))

    assert (certain.words, certain.right, certain.answers) == ("Certain", 3, 5)


def test_the_next_lesson_follows_in_reading_order(shelf: Shelf) -> None:
    order = [slug for module in shelf.catalogue.modules.values() for slug in module.lessons]

    following = next_lesson(shelf.catalogue, shelf.catalogue.lessons[order[0]])

    assert following is not None
    assert following.slug == order[1]
    assert next_lesson(shelf.catalogue, shelf.catalogue.lessons[order[-1]]) is None
