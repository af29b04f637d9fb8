"""Reporting a problem with a question: who may, how often, and who is told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Invalid, NotFound, TooMany
from literacy.outbox.models import OutboxMessage
from literacy.quizzes.reports import actions, queries
from literacy.quizzes.reports.models import QuestionReport
from tests import make
from tests.quizzes.banks import bank, course, question, questions
from tests.quizzes.modules import Sitter, whole
from tests.quizzes.sitting import Sitting


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitting:
    return Sitting(database, course(shelf.catalogue), people.maya)


def answered(maya: Sitting, *, right: bool = False) -> tuple[int, str]:
    """An attempt whose first question was missed twice, and that question."""
    attempt_id = maya.start()
    item = maya.at(attempt_id).places[0].item
    maya.answer(attempt_id, dont_know=not right)
    return attempt_id, item


def report(
    maya: Sitting | Sitter, attempt_id: int, item: str, comment: str = "Two are right."
) -> int:
    with maya.database.transaction() as saving:
        return actions.report_problem(
            saving,
            make.viewer(maya.who),
            maya.catalogue,
            attempt_id=attempt_id,
            item=item,
            comment=comment,
            now=maya.now,
        )


def reports(maya: Sitting, state: str = "new") -> tuple[queries.Report, ...]:
    with maya.database.reading() as session:
        return queries.reports_in(session, state)


def letters(maya: Sitting) -> int:
    with maya.database.reading() as session:
        return session.scalar(select(func.count()).select_from(OutboxMessage)) or 0


def answer(maya: Sitting, people: make.People, id: int, reply: str) -> None:
    with maya.database.transaction() as saving:
        actions.answer_report(saving, make.viewer(people.ivan), id, reply=reply, now=maya.now)


def close(maya: Sitting, people: make.People, id: int) -> None:
    with maya.database.transaction() as saving:
        actions.close_report(saving, make.viewer(people.ivan), id, now=maya.now)


def test_a_report_reaches_authors_with_item_version_and_answer(maya: Sitting) -> None:
    attempt_id, item = answered(maya)

    assert report(maya, attempt_id, item) == 1

    (found,) = reports(maya)
    assert (found.lesson, found.item, found.version) == ("cache-rules", item, 1)
    assert (found.said, found.comment) == ("I don’t know", "Two are right.")
    assert found.question is not None
    assert found.question.common.stem == maya.bank.items[item].common.stem


def test_the_answer_that_was_given_is_told_in_words(maya: Sitting) -> None:
    attempt_id, item = answered(maya, right=True)

    report(maya, attempt_id, item)

    asked = maya.bank.items[item]
    assert reports(maya)[0].said == asked.said(asked.key())


def test_an_author_is_not_told_who_reported_it() -> None:
    assert "person" not in " ".join(queries.Report.__dataclass_fields__)


def test_reporting_the_same_version_twice_changes_nothing(maya: Sitting) -> None:
    attempt_id, item = answered(maya)

    report(maya, attempt_id, item)
    report(maya, attempt_id, item, "Something else.")

    assert [each.comment for each in reports(maya)] == ["Two are right."]


def test_a_new_version_can_be_reported_again(maya: Sitting) -> None:
    attempt_id, item = answered(maya)
    report(maya, attempt_id, item)
    newer = [
        question(each.common.id, area=each.common.area, kind=each.kind, version=2)
        for each in questions()
    ]
    maya.catalogue = course(maya.catalogue, bank(newer))
    maya.finish(attempt_id, right=0)
    second = maya.start("missed", seed=11)
    while maya.at(second).places[0].item != item and maya.at(second).current:
        maya.answer(second, dont_know=True)
        break

    other = maya.at(second).places[0]
    report(maya, second, other.item)

    assert {each.version for each in reports(maya)} == {1, 2}


def test_a_question_is_not_reported_before_its_answer_is_shown(maya: Sitting) -> None:
    attempt_id = maya.start()

    with pytest.raises(Invalid, match="once its answer is shown"):
        report(maya, attempt_id, maya.at(attempt_id).places[0].item)
    with pytest.raises(Invalid):
        report(maya, attempt_id, "no-such-question")


def test_a_question_of_an_exam_is_reported_after_its_end(
    database: Database, people: make.People, shelf: Shelf
) -> None:
    maya = Sitter(database, whole(shelf.catalogue), people.maya)
    attempt_id = maya.start()
    item = maya.at(attempt_id).places[0].item
    maya.answer(attempt_id)

    with pytest.raises(Invalid):
        report(maya, attempt_id, item)
    maya.finish(attempt_id, right=12)
    assert report(maya, attempt_id, item) == 1


def test_another_persons_attempt_is_not_there_to_report(maya: Sitting, people: make.People) -> None:
    attempt_id, item = answered(maya)
    maya.who = people.eve

    with pytest.raises(NotFound):
        report(maya, attempt_id, item)


def test_ten_reports_a_day_are_enough(maya: Sitting) -> None:
    attempt_id, item = answered(maya)
    with maya.database.transaction() as saving:
        saving.add_all(
            QuestionReport(
                person_id=maya.who.id, lesson="other", item=f"q-{n}", item_version=1, answer=None,
                comment="x", at=maya.now,
            )
            for n in range(10)
        )  # fmt: skip

    with pytest.raises(TooMany, match="within a day"):
        report(maya, attempt_id, item)
    maya.later(hours=25)
    assert report(maya, attempt_id, item) == 1


def test_who_reported_it_is_told_the_answer_once(maya: Sitting, people: make.People) -> None:
    report(maya, *answered(maya))
    (found,) = reports(maya)

    answer(maya, people, found.id, "You are right. We dropped the second one.")
    answer(maya, people, found.id, "You are right. We dropped the second one.")
    close(maya, people, found.id)

    assert letters(maya) == 1
    assert [each.reply for each in reports(maya, "closed")] == [
        "You are right. We dropped the second one."
    ]


def test_a_report_closed_without_an_answer_is_told_too(maya: Sitting, people: make.People) -> None:
    report(maya, *answered(maya))
    (found,) = reports(maya)

    close(maya, people, found.id)
    close(maya, people, found.id)

    assert letters(maya) == 1


def test_an_answer_needs_words_and_a_closed_report_takes_none(
    maya: Sitting, people: make.People
) -> None:
    report(maya, *answered(maya))
    (found,) = reports(maya)

    with pytest.raises(Invalid, match="Write what you found"):
        answer(maya, people, found.id, "")
    close(maya, people, found.id)
    with pytest.raises(Conflict, match="is closed"):
        answer(maya, people, found.id, "Too late.")


def test_nobody_who_left_gets_a_letter(maya: Sitting, people: make.People) -> None:
    report(maya, *answered(maya))
    (found,) = reports(maya)
    with maya.database.transaction() as saving:
        saving.get_one(type(people.maya), people.maya.id).deactivated_at = maya.now

    answer(maya, people, found.id, "Thank you.")

    assert letters(maya) == 0


def test_a_report_stays_when_the_one_who_sent_it_is_erased(
    maya: Sitting, people: make.People
) -> None:
    report(maya, *answered(maya))
    with maya.database.transaction() as saving:
        saving.delete(saving.get_one(type(people.maya), people.maya.id))

    assert len(reports(maya)) == 1


def test_the_day_counts_from_the_report_and_not_from_midnight(maya: Sitting) -> None:
    report(maya, *answered(maya))

    with maya.database.reading() as session:
        viewer = make.viewer(maya.who)
        assert queries.sent_since(session, viewer, maya.now - timedelta(hours=1)) == 1
        assert queries.sent_since(session, viewer, maya.now) == 0
