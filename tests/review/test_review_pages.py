"""What a learner meets at the review: its pages, their statuses, and the sentences on them."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import insert

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.review import actions
from literacy.review.models import ReviewAnswer
from literacy.review.queue import Entry
from literacy.review.subjects import area
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements
from tests.quizzes.banks import LESSON, course, key
from tests.quizzes.test_quiz_pages import OneCourse
from tests.review.recalling import moment
from tests.review.reviewing import Reviewing

SignIn = Callable[[Person], Browser]


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    return OneCourse(course(shelf.catalogue))


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Any) -> Reviewing:
    return Reviewing(database, shelf.catalogue, people.maya)


@pytest.fixture
def later(maya: Reviewing, clock: Any) -> Callable[..., None]:
    """Moves the site's clock and Maya's along."""

    def move(**given: float) -> None:
        maya.later(**given)
        clock.at = maya.now

    return move


@pytest.fixture
def browser(signed_in: SignIn, people: make.People) -> Browser:
    return signed_in(people.maya)


@pytest.fixture
def due(maya: Reviewing, later: Callable[..., None]) -> Entry:
    """An area that is due: the quiz was finished two days ago."""
    maya.finish_quiz()
    later(days=2)
    return maya.today.entries[0]


def filled(maya: Reviewing, entry: Entry, *, right: bool = True, **given: object) -> dict[str, Any]:
    """The form of this question as a browser sends it."""
    sent = maya.sending(entry, right=right)
    return {
        "key": sent.key,
        "subject": sent.subject.key,
        "turn": sent.turn,
        "item": sent.item,
        "shown": int(maya.now.timestamp()),
        **sent.fields,
        **given,
    }


def test_before_the_first_quiz_the_page_says_how_a_review_begins(browser: Browser) -> None:
    page = words(browser.get("/review"))

    assert "Nothing to review yet" in page
    assert "Finish the quiz of a lesson" in page
    assert "Go on with the course" in page


def test_when_nothing_is_due_the_page_says_when_something_will_be(
    maya: Reviewing, browser: Browser
) -> None:
    maya.finish_quiz()

    page = words(browser.get("/review"))

    assert "Nothing is due today" in page
    assert "November 22, 2026" in page
    assert "Go on with the course" in page


def test_a_question_is_asked_with_its_place_and_what_is_left(due: Entry, browser: Browser) -> None:
    page = words(browser.get("/review"))

    assert "Question 1 of 5 today." in page
    assert "5 questions, about 2 min" in page
    assert "How sure are you?" in page
    assert "I don’t know" in page


def test_the_question_stays_when_the_page_is_loaded_again(due: Entry, browser: Browser) -> None:
    first, second = (
        re.findall(r'name="item" value="([^"]+)"', browser.get("/review").text) for _ in "ab"
    )

    assert first == second != []


def test_no_key_and_no_reason_is_on_the_page_before_an_answer(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    question = maya.asked(due).question
    notes = question.explain(question.key(), revealed=True).notes

    page = browser.get("/review").text

    assert not any(note.why and str(note.why) in page for note in notes)


def test_an_answer_leads_to_its_reasons_and_the_next_question(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    sent = browser.post("/review/answers", **filled(maya, due))
    page = words(browser.get(sent.location))

    assert sent.status_code == 303
    assert re.fullmatch(r"/review/answers/\d+#feedback", sent.location)
    assert "Right" in page
    assert "Next question" in page
    assert "4 questions left" in page
    assert re.search(r"Another question like this comes in \d+ days", page)


def test_a_miss_names_what_to_read_again_and_when_it_comes_back(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    sent = browser.post("/review/answers", **filled(maya, due, right=False, confidence="certain"))
    page = words(browser.get(sent.location))

    assert "Not right" in page or "Partly right" in page
    assert "You were certain" in page
    assert "You were sure. That’s the kind worth a second look, so it comes back first." in page
    assert "Another question like this comes tomorrow." in page
    assert "Read again:" in page


def test_i_dont_know_shows_the_answer(maya: Reviewing, due: Entry, browser: Browser) -> None:
    sent = browser.post("/review/answers", **filled(maya, due, dont_know="yes"))
    page = words(browser.get(sent.location))

    assert "Here is the answer" in page
    assert "You said you didn’t know" in page


def test_the_end_of_the_day_says_so_and_what_comes_next(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    maya.finish()

    page = words(browser.get("/review"))

    assert "That was all for today" in page
    assert "5 of 5 right." in page
    assert "More comes tomorrow" in page
    assert "Go on with the course" in page


def test_a_form_without_a_choice_comes_back_as_it_was(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    form = filled(maya, due, confidence="guessing")
    empty = {name: value for name, value in form.items() if not name.startswith("q")}

    refused = browser.post("/review/answers", **empty)

    assert refused.status_code == 422
    assert 'value="guessing" checked' in refused.text
    assert 'role="alert"' in refused.text
    assert maya.given == ()


def test_a_script_is_answered_in_json(maya: Reviewing, due: Entry, browser: Browser) -> None:
    form = {**filled(maya, due), "csrf_token": browser.form_token()}
    empty = {name: value for name, value in form.items() if not name.startswith("q")}
    asks = {"Accept": "application/json"}

    refused = browser.client.post("/review/answers", data=empty, headers=asks)
    saved = browser.client.post("/review/answers", data=form, headers=asks)

    assert (refused.status_code, list(refused.json)) == (422, ["error"])
    assert saved.json["next"].startswith("/review/answers/")


def test_sending_a_form_twice_leads_to_the_same_answer(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    form = filled(maya, due)

    first, second = (browser.post("/review/answers", **form).location for _ in "ab")

    assert first == second
    assert len(maya.given) == 1


def test_a_second_tab_is_told_and_sees_the_answer_that_counts(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    form = filled(maya, due, right=False)
    counted = maya.answer(due)

    page = browser.post("/review/answers", follow=True, **form)

    assert page.request.path == f"/review/answers/{counted}"
    assert "This question was answered in another tab. That answer counts." in words(page)


def test_an_old_page_leads_back_to_the_review(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    page = browser.post("/review/answers", follow=True, **filled(maya, due, item="an-old-one"))

    assert page.request.path == "/review"
    assert "This page is older than your review." in words(page)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "short"},
        {"subject": "nothing"},
        {"turn": "0"},
        {"turn": "two"},
        {"confidence": "absolutely"},
        {"key": ["a" * 20] * 0},
    ],
    ids=["a short key", "no subject", "no turn", "a turn in words", "another sureness", "no key"],
)
def test_a_damaged_form_is_refused_in_words(
    maya: Reviewing, due: Entry, browser: Browser, changes: dict[str, Any]
) -> None:
    refused = browser.post("/review/answers", **{**filled(maya, due), **changes})

    assert refused.status_code == 422
    assert "came through damaged" in words(refused)
    assert maya.given == ()


def test_a_lie_about_the_time_breaks_nothing(maya: Reviewing, due: Entry, browser: Browser) -> None:
    for shown in ("99999999999", "-5", "yesterday"):
        sent = browser.post("/review/answers", **filled(maya, maya.today.entries[0], shown=shown))

        assert sent.status_code == 303


def test_an_answer_is_nobody_elses(
    maya: Reviewing, due: Entry, signed_in: SignIn, people: make.People
) -> None:
    answer = maya.answer(due)

    assert signed_in(people.grace).get(f"/review/answers/{answer}").status_code == 404


def test_what_a_quiz_told_is_no_answer_to_look_at(
    maya: Reviewing, due: Entry, browser: Browser
) -> None:
    assert browser.get("/review/answers/1").status_code == 404


def test_a_question_that_left_the_course_leaves_its_answer(
    maya: Reviewing, due: Entry, browser: Browser, shelf: Any
) -> None:
    answer = maya.answer(due)
    shelf.catalogue = course(shelf.catalogue, course_without(shelf.catalogue))

    page = words(browser.get(f"/review/answers/{answer}"))

    assert "This question has left the course" in page


def course_without(catalogue: Any) -> Any:
    held = catalogue.banks[LESSON]
    return type(held)(held.lesson, held.areas, {}, "2", held.path)


def test_ten_years_of_reviews_take_as_many_statements_as_ten_days(
    maya: Reviewing, due: Entry, browser: Browser, database: Database, later: Callable[..., None]
) -> None:
    maya.answer(due)
    paths = ("/review", f"/review/answers/{maya.given[0].id}")
    with statements(database) as young:
        for path in paths:
            assert browser.get(path).status_code == 200
    add_years(maya)

    with statements(database) as old:
        for path in paths:
            assert browser.get(path).status_code == 200

    assert len(old) == len(young) <= 10


def add_years(maya: Reviewing) -> None:
    """Ten years of answers, eight a day, and a card for each area of the course."""
    subjects = [
        area(lesson.id, letter)
        for lesson in maya.catalogue.lessons.values()
        for letter in "ab"
        if lesson.slug != LESSON
    ]
    with maya.database.transaction() as saving:
        actions.keep_recalls(saving, maya.who.id, [maya.told(each) for each in subjects])
        saving.execute(insert(ReviewAnswer), list(_answers(maya, subjects)))


def _answers(maya: Reviewing, subjects: list[Any]) -> Iterator[dict[str, Any]]:
    for day in range(3650):
        for place in range(8):
            number = day * 8 + place
            yield {
                "key": f"year-{number}",
                "person_id": maya.who.id,
                "subject": subjects[number % len(subjects)].key,
                "turn": 2 + number // len(subjects),
                "origin": "review",
                "items": ["first"],
                "item_version": 1,
                "answer": None,
                "correct": True,
                "dont_know": False,
                "confidence": "fairly",
                "quick": False,
                "rating": 3,
                "at": moment(-4000 + day),
            }


def test_key_of_the_form_is_new_each_time(due: Entry, browser: Browser) -> None:
    keys = {re.search(r'name="key" value="([^"]+)"', browser.get("/review").text)[1] for _ in "ab"}

    assert len(keys) == 2
    assert key(1) not in keys
