"""A lesson that changed after it was passed: who is called back, and what closes it again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from literacy.accounts.models import Person
from literacy.content.catalogue import Catalogue, Edit
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.progress.mastery import LessonState, mastery
from literacy.progress.outline import course_outline
from literacy.progress.queries import facts_of
from literacy.quizzes import actions
from literacy.quizzes.offers import update_offer
from tests import make
from tests.browsing import Browser, words
from tests.progress.learning import pass_lessons
from tests.quizzes.banks import OneCourse, course, key, send
from tests.quizzes.sitting import Sitting

NEWS = Edit(
    version=2,
    on=make.NOW.date(),
    kind="new fact",
    note="Browsers ask less often than they did.",
    see="fresh-or-has-it-changed",
    was="A browser asks each time.",
    now="A browser asks once an hour.",
    items=("a-single", "b-order"),
)


def with_edit(catalogue: Catalogue, edit: Edit) -> Catalogue:
    lesson = replace(catalogue.lessons["cache-rules"], version=edit.version, edits=(edit,))
    return replace(catalogue, lessons={**catalogue.lessons, "cache-rules": lesson}, version="2")


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    """Maya has passed the lesson as it was."""
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, ["cache-rules"])
    return Sitting(database, course(shelf.catalogue), people.maya)


def state(maya: Sitting) -> LessonState:
    outline = course_outline(maya.catalogue, today=maya.now.date())
    with maya.database.reading() as session:
        facts = facts_of(session, [maya.who.id])[maya.who.id]
    lessons = mastery(outline, facts).lessons
    return next(each.state for each in lessons if each.outline.slug == "cache-rules")


def start(maya: Sitting, *, number: int = 1) -> int:
    with maya.database.transaction() as saving:
        return actions.start_attempt(
            saving,
            make.viewer(maya.who),
            update_offer(maya.catalogue, "cache-rules", today=maya.now.date()),
            key=key(number),
            kind="full",
            seed=7,
            now=maya.now,
        )


def answer_all(maya: Sitting, attempt_id: int, *, right: bool) -> None:
    while (place := maya.at(attempt_id).current) is not None:
        asked = maya.bank.items[place.item.partition("/")[2]]
        maya.record(attempt_id, send(place, asked, right=right, dont_know=not right))


@pytest.mark.parametrize("kind", ["typo", "clarified"])
def test_a_typo_reopens_nothing(maya: Sitting, kind: str) -> None:
    maya.catalogue = with_edit(maya.catalogue, replace(NEWS, kind=kind))

    assert state(maya) is LessonState.PASSED


def test_a_new_fact_reopens_a_lesson_that_was_passed(maya: Sitting) -> None:
    assert state(maya) is LessonState.PASSED

    maya.catalogue = with_edit(maya.catalogue, NEWS)

    assert state(maya) is LessonState.REOPENED


def test_who_has_not_passed_it_yet_is_not_called_back(maya: Sitting, people: make.People) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)
    maya.who = people.eve

    assert state(maya) is LessonState.NOT_STARTED


def test_the_questions_that_the_edit_names_are_asked(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)

    at = maya.at(start(maya))

    assert {place.item for place in at.places} == {"cache-rules/a-single", "cache-rules/b-order"}
    assert at.attempt.right_needed == 2


def test_answering_them_finishes_the_lesson_again(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)

    answer_all(maya, start(maya), right=True)

    assert state(maya) is LessonState.PASSED


def test_a_miss_leaves_it_open_and_can_be_tried_again_at_once(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)

    for number in range(1, 4):
        answer_all(maya, start(maya, number=number), right=False)
    assert state(maya) is LessonState.REOPENED
    answer_all(maya, start(maya, number=9), right=True)
    assert state(maya) is LessonState.PASSED


def test_a_quiz_passed_since_knows_the_new_fact(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)

    maya.finish(maya.start(), right=5)

    assert state(maya) is LessonState.PASSED


def test_the_next_new_fact_reopens_it_once_more(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)
    answer_all(maya, start(maya), right=True)

    maya.catalogue = with_edit(maya.catalogue, replace(NEWS, version=3))

    assert state(maya) is LessonState.REOPENED


def test_what_is_new_alone_never_passes_a_lesson(maya: Sitting, people: make.People) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)
    maya.who = people.eve

    answer_all(maya, start(maya), right=True)

    assert state(maya) is LessonState.STARTED


# On the pages


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    return OneCourse(course(shelf.catalogue))


SignIn = Callable[[Person], Browser]


def test_home_leads_to_what_changed(maya: Sitting, shelf: Any, signed_in: SignIn) -> None:
    shelf.catalogue = maya.catalogue = with_edit(maya.catalogue, NEWS)

    page = signed_in(maya.who).get("/")

    assert "Something changed" in words(page)
    assert "Show me what changed" in words(page)
    assert 'href="/quizzes/cache-rules/update"' in page.get_data(as_text=True)


def test_what_changed_is_shown_before_and_after(
    maya: Sitting, shelf: Any, signed_in: SignIn
) -> None:
    shelf.catalogue = maya.catalogue = with_edit(maya.catalogue, NEWS)

    page = signed_in(maya.who).get("/quizzes/cache-rules/update")

    assert "<del>A browser asks each time.</del>" in page.get_data(as_text=True)
    assert "<ins>A browser asks once an hour.</ins>" in page.get_data(as_text=True)
    assert "Answer 2 questions" in words(page)


def test_what_passes_it_is_said_beside_the_questions(
    maya: Sitting, shelf: Any, signed_in: SignIn
) -> None:
    shelf.catalogue = maya.catalogue = with_edit(maya.catalogue, NEWS)

    page = words(signed_in(maya.who).get(f"/attempts/{start(maya)}"))

    assert "To pass 2 right Time No limit" in page


def test_a_lesson_without_news_has_no_such_page(maya: Sitting, signed_in: SignIn) -> None:
    assert signed_in(maya.who).get("/quizzes/cache-rules/update").status_code == 404


def test_a_manager_goes_on_seeing_that_it_was_passed(maya: Sitting) -> None:
    maya.catalogue = with_edit(maya.catalogue, NEWS)
    outline = course_outline(maya.catalogue, today=maya.now.date())
    with maya.database.reading() as session:
        standing = mastery(outline, facts_of(session, [maya.who.id])[maya.who.id])

    assert standing.count_passed == 1
    assert standing.module("06-caching").count_passed == 1
