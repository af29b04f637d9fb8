"""What a learner meets: the pages of a quiz, their statuses, and the sentences on them."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.labs.models import LabCompletion
from literacy.lib.db import Database
from literacy.questions.question import Question
from tests import make
from tests.browsing import Browser, words
from tests.quizzes.banks import OneCourse, asked_at, bank, course, key, question, questions, send
from tests.quizzes.sitting import Sitting

SignIn = Callable[[Person], Browser]
QUIZ = "/quizzes/cache-rules"


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    return OneCourse(course(shelf.catalogue))


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Any) -> Sitting:
    return Sitting(database, shelf.catalogue, people.maya)


@pytest.fixture
def browser(signed_in: SignIn, people: make.People) -> Browser:
    return signed_in(people.maya)


def fields_of(sitting: Sitting, attempt_id: int, *, right: bool = True, **given: Any) -> Any:
    """The form of the question that is open, filled in."""
    place, asked = asked_at(sitting.at(attempt_id), sitting.bank)
    sent = send(place, asked, right=right)
    return {"key": sent.key, "item": sent.item, "try": sent.try_number, **sent.fields, **given}


def answer(browser: Browser, sitting: Sitting, attempt_id: int, **given: Any) -> TestResponse:
    filled = fields_of(sitting, attempt_id, **given)
    return browser.post(f"/attempts/{attempt_id}/answers", **filled)


def open_question(sitting: Sitting, attempt_id: int) -> Question:
    return asked_at(sitting.at(attempt_id), sitting.bank)[1]


# Where a quiz starts


def test_the_start_says_what_is_asked_and_what_passes(browser: Browser) -> None:
    page = words(browser.get(QUIZ))

    assert "Quiz: How long is a copy good for?" in page
    assert "Choose the right rule" in page
    assert "4 right, at least one in each area" in page
    assert "No limit" in page
    assert "Start the quiz" in page


def test_starting_leads_to_the_first_question(browser: Browser) -> None:
    begun = browser.post(f"{QUIZ}/attempts", key=key(1), kind="full")

    assert begun.status_code == 303
    assert begun.headers["Location"] == "/attempts/1#question"
    assert "Question 1 of 5" in words(browser.get("/attempts/1"))


def test_an_open_attempt_is_continued(browser: Browser, maya: Sitting) -> None:
    maya.answer(maya.start())

    page = browser.get(QUIZ)

    assert "Continue: question 2 of 5" in words(page)
    assert "Start the quiz" not in words(page)


def test_two_misses_in_a_row_show_the_wait_and_what_to_do_meanwhile(
    browser: Browser, maya: Sitting
) -> None:
    maya.miss(2)

    page = words(browser.get(QUIZ))

    assert "New questions in 10 minutes" in page
    assert "Read the lesson again" in page
    assert "Try only the 5 you missed" in page
    assert "Draw new questions" not in page


def test_a_draw_too_early_is_refused_with_the_time_left(browser: Browser, maya: Sitting) -> None:
    maya.miss(2)

    refused = browser.post(f"{QUIZ}/attempts", key=key(1), kind="full")

    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "600"
    assert "New questions in 10 minutes" in words(refused)


def test_a_passed_quiz_leads_on(browser: Browser, maya: Sitting) -> None:
    maya.finish(maya.start(), right=4)

    page = words(browser.get(QUIZ))

    assert "You passed on November 21, 2026, with 4 of 5 right." in page
    assert "Reach the lab’s goal" in page
    assert "Try only the one you missed" in page


def test_the_history_shows_each_attempt(browser: Browser, maya: Sitting) -> None:
    maya.miss(1)
    maya.finish(maya.start(), right=5)

    page = words(browser.get(QUIZ))

    assert "Not yet: 0 of 5" in page
    assert "Passed: 5 of 5" in page
    assert "Only you see your attempts and answers." in page


def test_a_thin_bank_is_in_preparation_and_the_lesson_can_be_read(
    browser: Browser, shelf: Any
) -> None:
    shelf.catalogue = course(shelf.catalogue, bank(questions(("single", "spot"))))

    page = browser.get(QUIZ)

    assert page.status_code == 200
    assert "This quiz is in preparation." in words(page)
    assert "Read the lesson" in words(page)
    assert "For authors" not in words(page)


def test_an_author_is_told_what_a_thin_bank_lacks(
    signed_in: SignIn, people: make.People, shelf: Any
) -> None:
    shelf.catalogue = course(shelf.catalogue, bank(questions(("single", "spot"))))

    page = words(signed_in(people.ivan).get(QUIZ))

    assert "Area a, “Choose the right rule”, has 2 questions of 2 kinds" in page


def test_a_lesson_that_is_not_written_has_a_quiz_in_preparation(browser: Browser) -> None:
    page = browser.get("/quizzes/plan-for-a-peak")

    assert page.status_code == 200
    assert "This quiz is in preparation." in words(page)


def test_a_thin_bank_can_not_be_begun(browser: Browser, shelf: Any) -> None:
    shelf.catalogue = course(shelf.catalogue, bank(questions(("single", "spot"))))

    refused = browser.post(f"{QUIZ}/attempts", key=key(1), kind="full")

    assert refused.status_code == 409
    assert "in preparation" in words(refused)


def test_an_open_attempt_goes_on_when_its_bank_gets_thin(
    browser: Browser, maya: Sitting, shelf: Any
) -> None:
    attempt_id = maya.start()
    shelf.catalogue = course(shelf.catalogue, bank(questions(("single", "spot"))))

    assert "Continue: question 1 of 5" in words(browser.get(QUIZ))
    assert browser.get(f"/attempts/{attempt_id}").status_code == 200


def test_an_old_address_leads_to_the_new_one(browser: Browser, shelf: Any) -> None:
    moved = {"cache-headers": "cache-rules"}
    shelf.catalogue = replace(shelf.catalogue, moved_lessons=moved)

    moved_to = browser.get("/quizzes/cache-headers")

    assert moved_to.status_code == 308
    assert moved_to.headers["Location"] == QUIZ


def test_there_is_no_quiz_for_a_lesson_nobody_planned(browser: Browser) -> None:
    missing = browser.get("/quizzes/astrology")

    assert missing.status_code == 404
    assert "There is no quiz at this address." in words(missing)


# Answering


def test_a_right_answer_is_saved_and_explained(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()

    saved = answer(browser, maya, attempt_id)
    page = browser.get(saved.headers["Location"])

    assert saved.status_code == 303
    assert saved.headers["Location"] == f"/attempts/{attempt_id}?question=1#feedback"
    assert "Question 1, right" in words(page)
    assert "Next question" in words(page)
    assert "09:00 UTC" in words(page)


KEYS_OWN_WHY = "Only the right answer says this, and only when it is time."
TAKEN_WHY = "This is what somebody who took the wrong one should hear."


def with_reasons_that_differ() -> list[Question]:
    choices = [
        {"text": "Her own copy", "why": KEYS_OWN_WHY, "correct": True},
        {"text": "Every copy", "why": TAKEN_WHY},
        {"text": "All the phones", "why": "Another one."},
    ]
    return [
        question(f"{area}-{kind}-{n}", area=area, kind=kind, **more)
        for area in "ab"
        for kind, more in (("single", {"choices": choices}), ("spot", {}), ("order", {}))
        for n in range(2)
    ]


def test_a_miss_says_why_and_asks_once_more_without_the_key(
    browser: Browser, maya: Sitting, shelf: Any
) -> None:
    shelf.catalogue = maya.catalogue = course(shelf.catalogue, bank(with_reasons_that_differ()))
    attempt_id = maya.start()
    while open_question(maya, attempt_id).kind != "single":
        maya.answer(attempt_id)

    missed = answer(browser, maya, attempt_id, right=False, key=key(77))
    page = words(browser.get(missed.headers["Location"]))

    assert missed.headers["Location"] == f"/attempts/{attempt_id}?try=2#feedback"
    assert "Not right" in page
    assert TAKEN_WHY in page
    assert KEYS_OWN_WHY not in page
    assert "Try once more. Only the first try counts" in page
    assert "How sure are you?" not in page


def test_the_second_try_reveals_the_key(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    answer(browser, maya, attempt_id, right=False)

    saved = answer(browser, maya, attempt_id, key=key(77))
    page = words(browser.get(saved.headers["Location"]))

    assert "Right at the second try" in page
    assert "Question 1, not right" in page or "Question 1, partly right" in page
    assert "Read again: Fresh, or “has it changed?”" in page


def test_i_dont_know_shows_the_answer_at_once(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()

    saved = answer(browser, maya, attempt_id, dont_know="yes")
    page = words(browser.get(saved.headers["Location"]))

    assert "You said you didn’t know" in page
    assert "Next question" in page


def test_sure_and_wrong_is_worth_a_second_look(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()

    saved = answer(browser, maya, attempt_id, right=False, confidence="certain")
    page = words(browser.get(saved.headers["Location"]))

    assert "You were sure. That’s the kind worth a second look." in page


def test_nothing_chosen_comes_back_with_what_to_do(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    place, _asked = asked_at(maya.at(attempt_id), maya.bank)
    empty = {"key": key(1), "item": place.item, "try": 1}

    refused = browser.post(f"/attempts/{attempt_id}/answers", **empty)

    assert refused.status_code == 422
    assert re.search(r'id="refusal"[^>]*>\w', refused.get_data(as_text=True))
    assert maya.at(attempt_id).answered == 0


def test_another_tab_sees_both_answers(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    stale = fields_of(maya, attempt_id, right=False, key=key(77))
    answer(browser, maya, attempt_id)

    refused = browser.post(f"/attempts/{attempt_id}/answers", **stale)

    assert refused.status_code == 409
    assert "This question was already answered in another tab." in words(refused)
    assert "Saved there" in words(refused)
    assert "Sent from here" in words(refused)
    assert maya.at(attempt_id).right == 1


def test_a_page_left_open_after_the_end_is_told_so(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    stale = fields_of(maya, attempt_id, key=key(77))
    maya.finish(attempt_id, right=0)

    refused = browser.post(f"/attempts/{attempt_id}/answers", **stale)

    assert refused.status_code == 409
    assert "Saved there I don’t know" in words(refused)


@pytest.mark.parametrize(
    "damaged",
    [{"key": "short"}, {"key": ""}, {"try": "3"}, {"try": "x"}, {"confidence": "very"}],
    ids=["short key", "no key", "third try", "no number", "unknown confidence"],
)
def test_a_damaged_form_is_refused_in_words(
    browser: Browser, maya: Sitting, damaged: dict[str, str]
) -> None:
    attempt_id = maya.start()

    refused = answer(browser, maya, attempt_id, **damaged)

    assert refused.status_code == 422
    assert "This page came through damaged." in words(refused)
    assert maya.at(attempt_id).answered == 0


def test_an_unknown_way_to_begin_is_refused(browser: Browser) -> None:
    refused = browser.post(f"{QUIZ}/attempts", key=key(1), kind="easy")

    assert refused.status_code == 422


def test_a_script_is_told_where_to_go(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    filled = {**fields_of(maya, attempt_id), "csrf_token": browser.form_token()}

    saved = browser.client.post(
        f"/attempts/{attempt_id}/answers", data=filled, headers={"Accept": "application/json"}
    )

    assert saved.status_code == 200
    assert saved.get_json() == {"next": f"/attempts/{attempt_id}?question=1#feedback"}


def test_a_script_is_told_what_is_missing(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    place, _asked = asked_at(maya.at(attempt_id), maya.bank)
    empty = {"key": key(1), "item": place.item, "try": 1, "csrf_token": browser.form_token()}

    refused = browser.client.post(
        f"/attempts/{attempt_id}/answers", data=empty, headers={"Accept": "application/json"}
    )

    assert refused.status_code == 422
    assert refused.get_json()["error"]["text"]


def test_a_form_without_its_token_saves_nothing(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()

    refused = browser.client.post(
        f"/attempts/{attempt_id}/answers", data=fields_of(maya, attempt_id)
    )

    assert refused.status_code == 400
    assert maya.at(attempt_id).answered == 0


def test_a_withdrawn_question_says_so_and_lets_the_learner_go_on(
    browser: Browser, maya: Sitting, shelf: Any
) -> None:
    attempt_id = maya.start()
    place, _asked = asked_at(maya.at(attempt_id), maya.bank)
    kept = [each for each in questions() if each.common.id != place.item]
    filled = fields_of(maya, attempt_id)
    shelf.catalogue = course(shelf.catalogue, bank(kept))

    page = browser.get(f"/attempts/{attempt_id}")
    gone_on = browser.post(f"/attempts/{attempt_id}/answers", **filled)

    assert "This question was withdrawn" in words(page)
    assert gone_on.status_code == 303
    assert "It counts as right." in words(browser.get(gone_on.headers["Location"]))


# Looking back, and the result


def test_an_answered_question_can_be_looked_at_again(browser: Browser, maya: Sitting) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id)
    maya.answer(attempt_id, dont_know=True)

    page = words(browser.get(f"/attempts/{attempt_id}?question=1"))

    assert "Question 1, right" in page
    assert "Back to question 3" in page


@pytest.mark.parametrize("wanted", ["4", "0", "-1", "99", "x", "9" * 40])
def test_a_question_to_come_can_not_be_looked_at(
    browser: Browser, maya: Sitting, wanted: str
) -> None:
    attempt_id = maya.start()

    page = browser.get(f"/attempts/{attempt_id}?question={wanted}")

    assert page.status_code == 200
    assert "Question 1 of 5" in words(page)


def test_a_pass_says_so_and_leads_on(browser: Browser, maya: Sitting) -> None:
    page = words(browser.get(f"/attempts/{maya.finish(maya.start(), right=4).attempt.id}"))

    assert "Passed: 4 of 5 right" in page
    assert "That is enough to pass, with something right in each area." in page
    assert "The lesson asks for one thing more: the goal of its lab." in page
    assert "Next lesson: " not in page
    assert "Try only the one you missed" in page


def test_with_the_labs_goal_reached_the_next_lesson_is_next(
    browser: Browser, maya: Sitting, shelf: Any
) -> None:
    attempt_id = maya.finish(maya.start(), right=4).attempt.id
    with maya.database.transaction() as saving:
        saving.add_all(
            LabCompletion(
                person_id=maya.who.id, lab=each.lab, mission=each.mission, how="proved", at=make.NOW
            )
            for each in shelf.catalogue.lessons["cache-rules"].labs
        )

    for path in (f"/attempts/{attempt_id}", QUIZ):
        assert "Next lesson: Changing a price on time" in words(browser.get(path))


def test_not_yet_says_what_to_read_and_what_to_try(browser: Browser, maya: Sitting) -> None:
    page = words(browser.get(f"/attempts/{maya.finish(maya.start(), right=3).attempt.id}"))

    assert "Not yet: 3 of 5 right" in page
    assert "One more would do." in page
    assert "Read again: Fresh, or “has it changed?”" in page
    assert "Draw new questions" in page
    assert "Try only the 2 you missed" in page


def test_only_the_missed_are_asked_again(browser: Browser, maya: Sitting) -> None:
    maya.finish(maya.start(), right=3)

    begun = browser.post(f"{QUIZ}/attempts", key=key(1), kind="missed")
    page = words(browser.get(begun.headers["Location"]))

    assert "Practice: How long is a copy good for?" in page
    assert "Question 1 of 2" in page


def test_practice_has_a_result_of_its_own(browser: Browser, maya: Sitting) -> None:
    maya.finish(maya.start(), right=3)
    practice = maya.finish(maya.start("missed"), right=2)

    page = words(browser.get(f"/attempts/{practice.attempt.id}"))

    assert "Practice: 2 of 2 right" in page
    assert "a new draw is what passes the quiz" in page


# Whose it is


def test_another_persons_attempt_looks_like_no_attempt(
    signed_in: SignIn, people: make.People, maya: Sitting
) -> None:
    attempt_id = maya.start()
    eve = signed_in(people.eve)

    others, nobodys = eve.get(f"/attempts/{attempt_id}"), eve.get("/attempts/4711")

    assert others.status_code == nobodys.status_code == 404
    # The page names the address it was asked for, and nothing else differs.
    told = without_request_id(others).replace(f"/attempts/{attempt_id}", "/attempts/4711")
    assert told == without_request_id(nobodys)


def test_nobody_answers_for_somebody_else(
    signed_in: SignIn, people: make.People, maya: Sitting
) -> None:
    attempt_id = maya.start()

    refused = answer(signed_in(people.eve), maya, attempt_id)

    assert refused.status_code == 404
    assert maya.at(attempt_id).answered == 0


def test_her_manager_can_not_see_an_attempt(
    signed_in: SignIn, people: make.People, maya: Sitting
) -> None:
    attempt_id = maya.finish(maya.start(), right=3).attempt.id

    assert signed_in(people.grace).get(f"/attempts/{attempt_id}").status_code == 404
    assert signed_in(people.rosa).get(f"/attempts/{attempt_id}").status_code == 404


@pytest.mark.parametrize("path", [QUIZ, "/attempts/1"])
def test_a_stranger_is_asked_to_sign_in(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 303


@pytest.mark.parametrize(
    "path", ["/attempts/0", "/attempts/99999999999999999999999", "/attempts/x"]
)
def test_an_id_no_store_has_is_not_there(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def without_request_id(page: TestResponse) -> str:
    return re.sub(r"<code>[0-9a-f]{16}</code>", "", page.get_data(as_text=True))
