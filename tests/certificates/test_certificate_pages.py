"""A certificate's own page, for everybody who has its address, and its owner's list."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from literacy.certificates.models import Certificate
from literacy.lib.db import Database
from literacy.quizzes.models import Attempt
from tests import make
from tests.browsing import Browser, words
from tests.progress.learning import LESSONS, pass_lessons

OF = "06-caching"


@pytest.fixture
def maya(database: Database, people: make.People, signed_in) -> Browser:
    with database.transaction() as saving:
        pass_lessons(saving, people.maya, LESSONS, at=make.NOW - timedelta(days=10))
    return signed_in(people.maya)


@pytest.fixture
def token(maya: Browser, database: Database) -> str:
    maya.post(f"/me/certificates/{OF}")
    with database.reading() as session:
        return session.scalars(select(Certificate.token)).one()


def test_what_is_earned_waits_until_its_owner_wants_a_page(
    maya: Browser, database: Database
) -> None:
    assert "Ready for you" in words(maya.get("/me/certificates"))
    with database.reading() as session:
        assert session.scalars(select(Certificate)).all() == []

    made = maya.post(f"/me/certificates/{OF}")

    assert made.status_code == 303
    assert made.location.startswith("/certificates/")


def test_whoever_has_the_address_sees_what_it_says(token: str, client) -> None:
    page = client.get(f"/certificates/{token}")

    assert page.status_code == 200
    text = words(page)
    assert "Maya Okafor has passed the module 06 Caching: the art of the useful copy" in text
    assert "Passed November 11, 2026" in text
    assert "Valid until November 11, 2027" in text
    assert f"/certificates/{token}" in text


def test_it_says_nothing_else_about_its_owner(token: str, client) -> None:
    page = client.get(f"/certificates/{token}").get_data(as_text=True)

    assert "maya@example.com" not in page
    assert "Campaigns" not in page


def test_search_engines_are_kept_out(token: str, client) -> None:
    page = client.get(f"/certificates/{token}")

    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in page.get_data(as_text=True)
    assert page.headers["Cache-Control"] == "no-store"


def test_a_withdrawn_one_looks_like_one_that_never_was(
    token: str, maya: Browser, client, database: Database
) -> None:
    with database.reading() as session:
        id = session.scalars(select(Certificate.id)).one()
    maya.post(f"/me/certificates/{id}/withdrawal")

    gone, never = client.get(f"/certificates/{token}"), client.get(f"/certificates/{'y' * 43}")

    assert gone.status_code == never.status_code == 404
    without = [words(page).replace(page.headers["X-Request-Id"], "") for page in (gone, never)]
    assert without[0] == without[1]
    assert "Withdrawn" in words(maya.get("/me/certificates"))
    assert maya.post(f"/me/certificates/{id}/publication").status_code == 303
    assert client.get(f"/certificates/{token}").status_code == 404


def test_after_a_year_it_says_that_it_ran_out(token: str, client, clock) -> None:
    clock.at = make.NOW + timedelta(days=400)

    page = words(client.get(f"/certificates/{token}"))

    assert "This certificate has run out" in page
    assert "Was valid until November 11, 2027" in page


def test_the_owners_new_name_stands_on_it(
    token: str, maya: Browser, client, database: Database
) -> None:
    maya.post("/me/", name="Maya Lindqvist", theme="auto")

    assert "Maya Lindqvist has passed" in words(client.get(f"/certificates/{token}"))


def test_what_is_not_earned_is_refused_in_words(people: make.People, signed_in) -> None:
    answer = signed_in(people.eve).post(f"/me/certificates/{OF}")

    assert answer.status_code == 409
    assert "not earned yet" in words(answer)


def test_a_renewal_asks_ten_questions(token: str, maya: Browser, database: Database) -> None:
    page = words(maya.get(f"/quizzes/{OF}/renewal"))
    assert "10 questions" in page
    assert "8 right" in page

    begun = maya.post(f"/quizzes/{OF}/renewal/attempts", key="k" * 24)

    assert begun.status_code == 303
    with database.reading() as session:
        attempt = session.scalars(select(Attempt).where(Attempt.quiz == f"{OF}/renewal")).one()
    assert (len(attempt.items), len(set(attempt.items)), attempt.right_needed) == (10, 10, 8)


def test_the_whole_course_is_renewed_at_an_address_of_its_own(maya: Browser) -> None:
    assert "Renewal: the whole course" in words(maya.get("/quizzes/course/renewal"))
