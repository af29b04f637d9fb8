"""What a learner meets in what spans lessons: pages, statuses and sentences."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from literacy.accounts.models import Person
from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.quizzes.names import QuizKind
from tests import make
from tests.browsing import Browser, words
from tests.counting import statements
from tests.quizzes.banks import OneCourse, key
from tests.quizzes.modules import Sitter, thinned, whole

SignIn = Callable[[Person], Browser]
EXAM = "/quizzes/06-caching/exam"


@pytest.fixture
def shelf(shelf: Shelf) -> Any:
    return OneCourse(whole(shelf.catalogue))


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Any) -> Sitter:
    return Sitter(database, shelf.catalogue, people.maya)


@pytest.fixture
def browser(signed_in: SignIn, people: make.People) -> Browser:
    return signed_in(people.maya)


def at_the(maya: Sitter, kind: QuizKind) -> Sitter:
    maya.kind = kind
    return maya


def test_an_exam_says_what_it_asks_and_how_it_goes(browser: Browser) -> None:
    page = words(browser.get(EXAM))

    assert "Exam: Caching" in page
    assert "10 right" in page
    assert "At least four are new to you." in page
    assert "Feedback on every one comes at the end." in page


def test_an_exam_gives_no_feedback_before_its_end(browser: Browser, maya: Sitter) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id, right=False)

    page = browser.get(f"/attempts/{attempt_id}?question=1")

    assert "Question 2 of 12" in words(page)
    assert "Not right" not in words(page)
    assert "right at the first try" not in words(page)
    assert 'is-wrong"><a' not in page.get_data(as_text=True)


def test_an_answer_in_an_exam_leads_to_the_next_question(browser: Browser, maya: Sitter) -> None:
    begun = browser.post(f"{EXAM}/attempts", key=key(1), kind="full")
    assert begun.headers["Location"] == "/attempts/1#question"
    place = maya.at(1).current

    sent = browser.post(
        "/attempts/1/answers", key=key(2), item=place.item, **{"try": 1}, dont_know="y"
    )

    assert sent.headers["Location"] == "/attempts/1?on=2#question"


def test_an_exam_that_is_passed_says_what_the_map_says(browser: Browser, maya: Sitter) -> None:
    attempt_id = maya.finish(maya.start(), right=11).attempt.id

    page = words(browser.get(f"/attempts/{attempt_id}"))
    home = words(browser.get("/"))

    assert "Passed: 11 of 12 right" in page
    assert "The map shows the module as tested out" in page
    assert "Tested out" in home


def test_an_exam_missed_twice_waits_and_lists_what_to_read(browser: Browser, maya: Sitter) -> None:
    for _twice in range(2):
        maya.finish(maya.start(), right=0)

    page = words(browser.get(EXAM))
    refused = browser.post(f"{EXAM}/attempts", key=key(1), kind="full")

    assert "New questions in 24 hours" in page
    assert "Worth reading again" in page
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "86400"


def test_an_exam_in_preparation_says_what_it_waits_for(
    browser: Browser, signed_in: SignIn, people: make.People, shelf: Any
) -> None:
    shelf.catalogue = thinned(shelf.catalogue, "stale-price", items=2)

    page = browser.get(EXAM)

    assert page.status_code == 200
    assert "opens when every lesson of the module has its questions" in words(page)
    assert "Changing a price on time" in words(page)
    assert "For authors" not in words(page)
    assert "stale-price: Area a" in words(signed_in(people.ivan).get(EXAM))


def test_a_pretest_can_be_skipped_and_fails_nobody(browser: Browser, maya: Sitter) -> None:
    page = words(browser.get("/quizzes/06-caching/pretest"))
    done = at_the(maya, QuizKind.PRETEST).finish(maya.start(), right=1)
    result = browser.get(f"/attempts/{done.attempt.id}?question=1")

    assert "You’re not meant to know these: guess." in page
    assert "Skip it, start reading" in page
    assert "Now you know what to look for" in words(result)
    assert "The answer is in:" in words(result)
    assert "Not right" not in words(result)
    assert maya.asked(done.places[0].item).common.why not in words(result)


def test_a_placement_ends_in_a_path_that_locks_nothing(browser: Browser, maya: Sitter) -> None:
    at_the(maya, QuizKind.PLACEMENT)
    done = maya.finish(maya.start(), right=3)

    page = words(browser.get(f"/attempts/{done.attempt.id}"))

    assert "Your path through the course" in page
    assert "Skip to the exam" in page
    assert "Essentials only" in page
    assert "Read all of it" in page
    assert "nothing is locked" in page


def test_a_final_pauses_half_way(browser: Browser, maya: Sitter) -> None:
    at_the(maya, QuizKind.FINAL)
    attempt_id = maya.start()
    for _ in range(20):
        maya.answer(attempt_id)

    paused = words(browser.get(f"/attempts/{attempt_id}?pause"))
    on = words(browser.get(f"/attempts/{attempt_id}"))

    assert "Half of it is behind you" in paused
    assert "Question 21 of 40" in on
    assert "Final assessment" in words(browser.get("/"))


def test_a_final_in_preparation_names_the_modules(browser: Browser, shelf: Any) -> None:
    shelf.catalogue = thinned(shelf.catalogue, "stale-price", items=0)

    page = words(browser.get("/quizzes/course/final"))

    assert "1 module is still being written" in page
    assert "06 Caching: the art of the useful copy" in page


@pytest.mark.parametrize(
    "path",
    ["/quizzes/99-nothing/exam", "/quizzes/course/exam", "/quizzes/06-caching/final",
     "/quizzes/06-caching/missed", "/quizzes/why-caching/exam", "/quizzes/course/placement/x"],
)  # fmt: skip
def test_there_is_no_other_quiz(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_a_pretest_is_not_tried_again_by_its_misses(browser: Browser, maya: Sitter) -> None:
    at_the(maya, QuizKind.PRETEST).finish(maya.start(), right=0)

    refused = browser.post("/quizzes/06-caching/pretest/attempts", key=key(1), kind="missed")

    assert refused.status_code == 409


# What was missed, and reports


def test_what_was_missed_is_listed_with_the_way_back(browser: Browser, maya: Sitter) -> None:
    attempt_id = maya.finish(maya.start(), right=10).attempt.id

    page = browser.get("/me/missed")

    assert "2 questions to look at again" in words(page)
    assert "Try all 2 again" in words(page)
    assert f"/attempts/{attempt_id}?question=" in page.get_data(as_text=True)


def test_nothing_missed_is_a_page_with_a_next_step(browser: Browser) -> None:
    page = words(browser.get("/me/missed"))

    assert "Nothing is left" in page
    assert "Back to the course" in page


def test_the_list_costs_a_fixed_number_of_statements(
    browser: Browser, maya: Sitter, database: Database
) -> None:
    maya.finish(maya.start(), right=11)
    few = asked_by(database, lambda: browser.get("/me/missed"))
    maya.finish(maya.start(), right=0)

    assert asked_by(database, lambda: browser.get("/me/missed")) == few


def asked_by(database: Database, act: Callable[[], object]) -> int:
    with statements(database) as sent:
        act()
    return len(sent)


def test_a_report_is_sent_answered_and_told(
    browser: Browser, maya: Sitter, signed_in: SignIn, people: make.People
) -> None:
    done = maya.finish(maya.start(), right=11)
    place = done.places[0]
    sent = browser.post(f"/attempts/{done.attempt.id}/reports", item=place.item, comment="Two fit.")
    ivan = signed_in(people.ivan)
    listed = words(ivan.get("/author/reports"))
    answered = ivan.post("/author/reports/1/answer", reply="We dropped one.")
    back = words(browser.get(f"/attempts/{done.attempt.id}?question=1"))

    assert sent.headers["Location"] == f"/attempts/{done.attempt.id}?question=1#report"
    assert "Two fit." in listed
    assert "Maya" not in listed
    assert answered.status_code == 303
    assert "IT answered: We dropped one." in back
    assert "We dropped one." in words(browser.get("/me/missed"))


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [
        ("", "Say in a sentence what is wrong"),
        ("  ", "Say in a sentence"),
        ("x" * 1001, "Keep it to 1000"),
    ],
    ids=["nothing", "spaces", "too much"],
)
def test_a_report_that_is_refused_keeps_what_was_typed(
    browser: Browser, maya: Sitter, comment: str, sentence: str
) -> None:
    done = maya.finish(maya.start(), right=11)

    refused = browser.post(
        f"/attempts/{done.attempt.id}/reports", item=done.places[0].item, comment=comment
    )

    assert refused.status_code == 422
    assert sentence in words(refused)
    assert comment.strip()[:50] in words(refused)


@pytest.mark.parametrize("reply", ["", "x" * 1001], ids=["nothing", "too much"])
def test_an_answer_that_is_refused_says_why(
    browser: Browser, maya: Sitter, signed_in: SignIn, people: make.People, reply: str
) -> None:
    done = maya.finish(maya.start(), right=11)
    browser.post(f"/attempts/{done.attempt.id}/reports", item=done.places[0].item, comment="x")

    refused = signed_in(people.ivan).post("/author/reports/1/answer", reply=reply)

    assert refused.status_code == 422


def test_learners_do_not_read_reports(browser: Browser) -> None:
    assert browser.get("/author/reports").status_code == 403
    assert browser.post("/author/reports/1/answer", reply="x").status_code == 403


def test_a_report_names_the_file_of_a_lesson_that_changed_its_slug(
    browser: Browser, maya: Sitter, shelf: Any, signed_in: SignIn, people: make.People
) -> None:
    done = maya.finish(maya.start(), right=11)
    item = done.places[0].item
    browser.post(f"/attempts/{done.attempt.id}/reports", item=item, comment="Hm.")
    shelf.catalogue = reslugged(shelf.catalogue, item.partition("/")[0], "renamed")

    page = words(signed_in(people.ivan).get("/author/reports/1"))

    assert f"{shelf.catalogue.banks['renamed'].path}:" in page


def reslugged(course: Catalogue, old: str, new: str) -> Catalogue:
    """The course with one lesson at another address; its permanent id stays."""
    lessons, banks = dict(course.lessons), dict(course.banks)
    lessons[new] = replace(lessons.pop(old), slug=new)
    banks[new] = banks.pop(old)
    return replace(course, lessons=lessons, banks=banks, version=f"{course.version} {new}")


def test_a_closed_report_is_found_among_the_closed(
    browser: Browser, maya: Sitter, signed_in: SignIn, people: make.People
) -> None:
    done = maya.finish(maya.start(), right=11)
    browser.post(f"/attempts/{done.attempt.id}/reports", item=done.places[0].item, comment="Hm.")
    ivan = signed_in(people.ivan)

    ivan.post("/author/reports/1/closure")

    assert "Hm." not in words(ivan.get("/author/reports"))
    assert "Hm." in words(ivan.get("/author/reports?state=closed"))
    assert ivan.get("/author/reports?state=nonsense").status_code == 200
    assert ivan.get("/author/reports/99").status_code == 404
