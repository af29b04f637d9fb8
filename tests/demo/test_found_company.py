"""The made-up company: consistent with the real rules, and able to be looked around in."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person, Team
from literacy.accounts.passwords import verify
from literacy.content.shelf import Shelf
from literacy.demo.company import DOORS, MODULE, PASSWORD, PEOPLE
from literacy.lib.db import Database
from literacy.progress.deadlines import Stand, cells
from literacy.progress.mastery import LessonState, Standing, mastery
from literacy.progress.outline import course_outline
from literacy.progress.queries import asked_of, facts_of
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.queries import standing_for
from literacy.quizzes.subjects import subject
from tests import make
from tests.browsing import Browser, words

NOW = make.NOW


@pytest.fixture
def session(company: Database) -> Iterator[Session]:
    with company.reading() as session:
        yield session


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def standing(session: Session, shelf: Shelf, name: str) -> Standing:
    who = person(session, name).id
    outline = course_outline(shelf.catalogue, today=NOW.date())
    return mastery(outline, facts_of(session, [who])[who])


def test_there_are_24_people_in_three_teams_and_a_project(session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Person)) == 24
    assert session.scalar(select(func.count()).select_from(Team)) == 4
    assert session.scalar(select(func.count()).select_from(Membership)) == 22
    assert session.scalar(select(func.count()).select_from(Management)) == 4


@pytest.mark.parametrize(
    ("email", "role"),
    [
        ("maya@example.com", "learner"),
        ("ivan@example.com", "author"),
        ("grace@example.com", "manager"),
        ("rosa@example.com", "admin"),
    ],
)
def test_the_four_doors_open(session: Session, email: str, role: str) -> None:
    found = session.scalars(select(Person).where(Person.email == email)).one()

    assert found.role == role
    assert verify(found.password_hash, PASSWORD)


def test_grace_leads_two_teams_and_a_project(session: Session) -> None:
    led = session.scalars(
        select(Team.name)
        .join(Management, Management.team_id == Team.id)
        .where(Management.person_id == person(session, "Grace Lindqvist").id)
    ).all()

    assert sorted(led) == ["Brand and Content", "Campaigns", "Winter sale"]


def test_maya_is_in_the_middle_of_a_lesson_with_one_passed(session: Session, shelf: Shelf) -> None:
    module = standing(session, shelf, "Maya Okafor").module(MODULE)

    assert module is not None
    assert [lesson.state for lesson in module.lessons] == [
        LessonState.PASSED,
        LessonState.STARTED,
        LessonState.NOT_STARTED,
        LessonState.NOT_STARTED,
    ]


@pytest.mark.parametrize(
    ("name", "stand"),
    [
        ("Abdul Nasser", Stand.DONE),
        ("Chloé Martin", Stand.STARTED),
        ("Lena Hoff", Stand.NOT_STARTED),
        ("Benedikt Vogel", Stand.LATE),
        ("Oliver Grant", Stand.LATE),
        ("Femi Adeyemi", Stand.NOT_STARTED),
        ("Kwame Boateng", Stand.STARTED),
        ("Lucía Romero", Stand.NOT_ASKED),
    ],
)
def test_the_team_has_people_of_every_kind(
    session: Session, shelf: Shelf, name: str, stand: Stand
) -> None:
    outline = course_outline(shelf.catalogue, today=NOW.date())
    asked = asked_of(session, outline, person(session, name).id)

    found = cells(standing(session, shelf, name), asked, today=NOW.date())

    assert found[MODULE].stand is stand


def test_every_attempt_was_really_drawn_and_marked_by_the_rules(
    session: Session, shelf: Shelf
) -> None:
    for attempt in session.scalars(select(Attempt)).all():
        about = subject(shelf.catalogue, attempt.quiz)
        who = session.get_one(Person, attempt.person_id)
        replayed = standing_for(session, make.viewer(who), attempt.id)

        assert all(map(about.question, attempt.items))
        assert replayed.is_done == (attempt.finished_at is not None)
        if replayed.is_done:
            assert (replayed.right, replayed.outcome) == (attempt.right_count, attempt.passed)


def test_every_answer_earns_what_its_question_gives(session: Session, shelf: Shelf) -> None:
    rows = session.execute(
        select(QuizAnswer, Attempt.quiz).join(Attempt, Attempt.id == QuizAnswer.attempt_id)
    ).all()

    assert len(rows) > 200
    for answer, quiz in rows:
        mark = subject(shelf.catalogue, quiz).question(answer.item).mark(answer.answer)
        assert (answer.score, answer.correct) == (mark.score, mark.correct)


def test_nothing_happened_after_now_or_before_somebody_joined(session: Session) -> None:
    for attempt in session.scalars(select(Attempt)).all():
        who = session.get_one(Person, attempt.person_id)
        assert who.created_at < attempt.started_at < (attempt.finished_at or NOW) <= NOW


def test_addresses_are_of_nobody(session: Session) -> None:
    emails = session.scalars(select(Person.email)).all()

    assert len(set(emails)) == len(PEOPLE)
    assert all(email.endswith(("@example.com", "@fernhill.example")) for email in emails)
    assert all(email.isascii() for email in emails)


@pytest.mark.parametrize(
    ("name", "path", "sentence"),
    [
        ("Maya Okafor", "/", "on your phone, 4 hours ago"),
        ("Grace Lindqvist", "/team/", "Six people. Three are past the date on 06 Caching."),
        ("Grace Lindqvist", "/team/campaigns", "Eight people. Nobody is past a date."),
        ("Piotr Zieliński", "/", "Go on with the quiz"),
        ("Samir Patel", "/", "4 passed"),
        ("Ivan Petrov", "/author/", "feature freeze"),
    ],
)
def test_each_page_has_something_to_look_at(
    name: str,
    path: str,
    sentence: str,
    session: Session,
    signed_in: Callable[[Person], Browser],
) -> None:
    response = signed_in(person(session, name)).get(path)

    assert response.status_code == 200
    assert sentence in words(response)


def test_each_result_page_opens(session: Session, signed_in: Callable[[Person], Browser]) -> None:
    maya = person(session, "Maya Okafor")
    browser = signed_in(maya)
    attempts = session.scalars(select(Attempt.id).where(Attempt.person_id == maya.id)).all()

    pages = [browser.client.get(f"/attempts/{each}", follow_redirects=True) for each in attempts]

    assert {page.status_code for page in pages} == {200}
    assert len(pages) >= 6


def test_the_doors_are_people_of_the_company() -> None:
    assert set(DOORS) <= {each.name for each in PEOPLE}
