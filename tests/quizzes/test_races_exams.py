"""Exams begun and questions reported at the same moment: the store keeps one of each."""

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.names import QuizKind
from literacy.quizzes.reports import actions
from literacy.quizzes.reports.models import QuestionReport
from tests import make
from tests.quizzes.banks import course, key
from tests.quizzes.modules import Sitter, whole
from tests.quizzes.racing import at_once
from tests.quizzes.sitting import Sitting

SPANNING = [QuizKind.EXAM, QuizKind.PRETEST, QuizKind.PLACEMENT, QuizKind.FINAL]


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitter:
    return Sitter(database, whole(shelf.catalogue), people.maya)


@pytest.fixture
def reader(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


def count(database: Database, model: type[Attempt | QuizAnswer | QuestionReport]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("kind", SPANNING)
@pytest.mark.parametrize("keys", [1, 2], ids=["sent twice", "begun twice"])
def test_two_starts_at_once_give_one_attempt(kind: QuizKind, keys: int, maya: Sitter) -> None:
    maya.kind = kind

    started = at_once(2, lambda number: maya.start(send_key=key(number % keys)))

    assert len(set(started)) == 1
    assert count(maya.database, Attempt) == 1


def test_twenty_starts_of_an_exam_in_twenty_tabs_give_one_attempt(maya: Sitter) -> None:
    started = at_once(20, lambda number: maya.start(send_key=key(number)))

    assert len(set(started)) == 1
    assert count(maya.database, Attempt) == 1


def report(reader: Sitting, attempt_id: int, item: str, comment: str) -> int:
    with reader.database.transaction() as saving:
        return actions.report_problem(
            saving,
            make.viewer(reader.who),
            reader.catalogue,
            attempt_id=attempt_id,
            item=item,
            comment=comment,
            now=reader.now,
        )


@pytest.mark.parametrize("senders", [2, 20])
def test_reports_of_one_question_at_once_are_one_report(senders: int, reader: Sitting) -> None:
    attempt_id = reader.start()
    item = reader.at(attempt_id).places[0].item
    reader.answer(attempt_id, dont_know=True)

    numbers = at_once(
        senders, lambda number: report(reader, attempt_id, item, f"Two are right, {number}.")
    )

    assert numbers == [1] * senders
    assert count(reader.database, QuestionReport) == 1
