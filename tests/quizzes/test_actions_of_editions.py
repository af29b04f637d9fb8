"""What was asked stays as it was asked, whatever becomes of its file."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.questions.kinds.registry import parse
from literacy.quizzes import queries
from literacy.quizzes.models import QuestionEdition
from literacy.quizzes.pages import QuestionPage, question_page
from literacy.quizzes.results import rows
from literacy.quizzes.standing import Standing
from literacy.quizzes.subjects import Subject, subject
from tests import make
from tests.quizzes.banks import ALL_KINDS, bank, course, question, questions
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue, bank(questions(ALL_KINDS))), people.maya)


def about(maya: Sitting, at: Standing) -> Subject:
    now = subject(maya.catalogue, at.attempt.quiz)
    with maya.database.reading() as session:
        return now.as_asked(queries.questions_asked(session, at, now))


def pages(maya: Sitting, attempt_id: int) -> list[QuestionPage]:
    at = maya.at(attempt_id)
    return [question_page(at, place, about(maya, at), maya.catalogue) for place in at.places]


def shown(maya: Sitting, attempt_id: int) -> list[tuple[object, ...]]:
    """All that a result shows of its questions, apart from the note that one was edited."""
    at = maya.at(attempt_id)
    listed = rows(at, about(maya, at), maya.catalogue)
    return [
        *((page.stem, page.answer, page.taught) for page in pages(maya, attempt_id)),
        *((row.stem, row.reread) for row in listed),
        (at.attempt, at.right),
    ]


def edited(maya: Sitting) -> None:
    """Every question rewritten, and its version raised."""
    newer = [
        replace_stem(each.common.id, each.common.area, each.kind)
        for each in maya.bank.items.values()
    ]
    maya.catalogue = course(maya.catalogue, bank(newer))


def replace_stem(id: str, area: str, kind: str) -> object:
    return question(id, area=area, kind=kind, stem="Something else is asked now?", version=2)


def test_every_question_of_the_course_comes_back_from_what_is_kept(shelf: Shelf) -> None:
    every = [each for held in shelf.catalogue.banks.values() for each in held.items.values()]

    again = [
        parse(
            json.loads(json.dumps(each.common.source)),
            lesson=each.common.lesson,
            line=each.common.line,
        )
        for each in every
    ]

    assert again == every
    assert [each.common.edition for each in again] == [each.common.edition for each in every]


def test_editing_every_question_changes_nothing_in_an_old_result(maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.finish(attempt_id, right=3)
    before = shown(maya, attempt_id)

    edited(maya)

    assert shown(maya, attempt_id) == before
    assert all(page.was_edited for page in pages(maya, attempt_id))


def test_deleting_every_question_changes_nothing_in_an_old_result(maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.finish(attempt_id, right=3)
    before = shown(maya, attempt_id)

    maya.catalogue = course(maya.catalogue, bank([question("a-new"), question("b-new", area="b")]))

    assert shown(maya, attempt_id) == before


def test_a_second_try_is_at_the_question_as_it_was_first_asked(maya: Sitting) -> None:
    attempt_id = maya.start()
    while maya.bank.items[maya.at(attempt_id).current.item].kind == "scenario":
        maya.answer(attempt_id, dont_know=True)
    place = maya.at(attempt_id).current
    stem = maya.bank.items[place.item].common.stem
    maya.answer(attempt_id, right=False)

    edited(maya)

    page = pages(maya, attempt_id)[place.number - 1]
    assert str(page.stem) == stem.replace("'", "’") or stem[:20] in str(page.stem)
    assert page.is_second_try


def test_a_question_not_answered_yet_is_asked_as_it_stands_now(maya: Sitting) -> None:
    attempt_id = maya.start()

    edited(maya)

    assert {str(page.stem) for page in pages(maya, attempt_id)} == {"Something else is asked now?"}


def test_a_question_is_kept_once_for_each_change(maya: Sitting, people: make.People) -> None:
    maya.finish(maya.start(), right=5)
    other = replace(maya, who=people.eve)
    other.finish(other.start(), right=5)

    with maya.database.reading() as session:
        kept = session.scalar(select(func.count()).select_from(QuestionEdition))
        asked = {place.item for place in maya.at(1).places} | {
            place.item for place in _of(other).places
        }

    assert kept == len(asked)


def _of(other: Sitting) -> Standing:
    return other.at(2)


def test_old_answers_without_an_edition_show_the_question_of_now(maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.finish(attempt_id, right=5)
    with maya.database.transaction() as saving:
        saving.query(QuestionEdition).delete()

    assert all(page.taught for page in pages(maya, attempt_id))
