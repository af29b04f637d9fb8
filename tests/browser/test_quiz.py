"""Journey 3: prove it. By keyboard alone, without JavaScript, and through a server that is busy."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from literacy.content.shelf import Shelf
from literacy.questions.question import Question
from literacy.quizzes.standing import Place
from tests import make
from tests.browser.conftest import Live
from tests.quizzes.banks import asked_at
from tests.quizzes.sitting import Sitting

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
QUIZ = "/quizzes/cache-rules"


@pytest.fixture
def maya(live: Live, people: make.People, shelf: Shelf) -> Sitting:
    """What the store knows of Maya, to be asked beside the browser."""
    return Sitting(live.database, shelf.catalogue, people.maya, now=live.clock())


def here(maya: Sitting, attempt_id: int = 1) -> tuple[Place, Question]:
    return asked_at(maya.at(attempt_id), maya.bank)


def at_a_choice(maya: Sitting) -> int:
    """An attempt whose open question has one answer to choose; what came before is answered."""
    attempt_id = maya.start()
    while here(maya, attempt_id)[1].kind != "single":
        maya.answer(attempt_id)
    return attempt_id


def choose(page: Any, asked: Question, *, right: bool) -> None:
    answer = asked.key() if right else next(iter(asked.wrong_answers()))
    page.locator(f"input[value='{answer}']").check()


def test_a_whole_quiz_by_keyboard_alone(page_as: OpenPage, people: make.People) -> None:
    page = page_as(people.maya)
    page.goto(QUIZ)
    tab_to(page, "button", "Start the quiz")
    page.keyboard.press("Enter")
    for number in range(1, 6):
        page.locator("#question:focus").wait_for()
        assert f"Question {number} of 5" in page.title()
        tab_to(page, "button", "I don’t know")
        page.keyboard.press("Enter")
        page.locator("#feedback:focus").wait_for()
        tab_to(page, "a", "See your result" if number == 5 else "Next question")
        page.keyboard.press("Enter")

    page.locator("h1:focus").wait_for()
    expect(page.locator("h1")).to_have_text("Not yet: 0 of 5 right")
    expect(page.get_by_role("link", name="Read again").first).to_be_visible()


def tab_to(page: Any, tag: str, words: str) -> None:
    """Press Tab until the focus is on this control."""
    said = "document.activeElement.textContent.trim()"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{tag}') && {said}") == words:
            return
    raise AssertionError(f"Tab never comes to “{words}”")


def test_a_number_chooses_and_enter_answers(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    place, asked = here(maya, attempt_id)
    shown = [choice["value"] for choice in asked.face(7).parts["choices"]]
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}#question")

    page.keyboard.press(str(shown.index(asked.key()) + 1))
    page.keyboard.press("Enter")

    page.wait_for_url("**#feedback")
    assert maya.at(attempt_id).place_of(place.item).is_right


def test_enter_sends_no_steps_that_nobody_put_in_order(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = maya.start()
    while here(maya, attempt_id)[1].kind != "order":
        maya.answer(attempt_id)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}#question")
    page.locator("#question:focus").wait_for()

    page.keyboard.press("Enter")
    page.get_by_role("button", name="I don’t know").click()
    page.locator("#feedback:focus").wait_for()

    expect(page.locator("#feedback")).to_contain_text("You said you didn’t know")


def test_numbers_typed_into_a_field_stay_numbers(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = maya.start()
    while here(maya, attempt_id)[1].kind not in {"numeric", "short"}:
        maya.answer(attempt_id, right=True)
        if maya.at(attempt_id).is_done:
            attempt_id = maya.start(seed=11)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}")

    page.locator("main [name='q']").click()
    page.keyboard.type("123")

    expect(page.locator("main [name='q']")).to_have_value("123")
    expect(page.locator("[name='confidence']:checked")).to_have_count(0)


def test_a_miss_a_second_try_and_the_result_without_javascript(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    place, asked = here(maya, attempt_id)
    page = page_as(people.maya, javascript=False)
    page.goto(f"/attempts/{attempt_id}")

    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#refusal")).to_have_text("Choose one answer first.")
    choose(page, asked, right=False)
    page.get_by_label("Certain").check()
    page.get_by_role("button", name="Answer", exact=True).click()
    assert "You were sure. That’s the kind worth a second look." in page.inner_text("main")
    choose(page, asked, right=True)
    page.get_by_role("button", name="Answer once more").click()

    assert "Right at the second try" in page.inner_text("main")
    assert [each.correct for each in maya.at(attempt_id).place_of(place.item).tries] == [
        False,
        True,
    ]


def test_nothing_chosen_is_said_in_place(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}")

    page.get_by_role("button", name="Answer", exact=True).click()

    page.locator("#refusal:focus").wait_for()
    expect(page.locator("#refusal")).to_have_text("Choose one answer first.")


def test_an_answer_survives_a_busy_server(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    place, asked = here(maya, attempt_id)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}#question")
    refusals = iter([503, 429])

    def refuse_twice(route: Any) -> None:
        status = next(refusals, None)
        route.fulfill(status=status, json={}) if status else route.continue_()

    page.route("**/answers", refuse_twice)
    choose(page, asked, right=True)
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator("[data-when='waiting']").wait_for()

    page.wait_for_url("**#feedback", timeout=20_000)
    assert [each.correct for each in maya.at(attempt_id).place_of(place.item).tries] == [True]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_an_answer_is_sent_when_its_page_is_opened_again(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    place, asked = here(maya, attempt_id)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}#question")
    page.route("**/answers", lambda route: route.abort())
    choose(page, asked, right=True)
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator("[data-when='waiting']").wait_for()

    page.unroute("**/answers")
    page.goto("/")
    page.goto(f"/attempts/{attempt_id}")

    page.wait_for_url("**#feedback")
    assert maya.at(attempt_id).place_of(place.item).is_right


def test_an_answer_lost_on_its_way_back_is_stored_once(
    page_as: OpenPage, people: make.People, maya: Sitting
) -> None:
    attempt_id = at_a_choice(maya)
    place, asked = here(maya, attempt_id)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}#question")
    first = iter([True])

    def lose_the_first(route: Any) -> None:
        if next(first, False):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/answers", lose_the_first)
    choose(page, asked, right=True)
    page.get_by_role("button", name="Answer", exact=True).click()

    page.wait_for_url("**#feedback", timeout=20_000)
    assert len(maya.at(attempt_id).place_of(place.item).tries) == 1


def test_another_person_finds_no_kept_answer(
    page_as: OpenPage, people: make.People, maya: Sitting, live: Live, shelf: Shelf
) -> None:
    attempt_id = at_a_choice(maya)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}")
    page.evaluate("localStorage.setItem('answer/999/17/ask-first/1', 'q=x')")

    page.reload()

    assert page.evaluate("Object.keys(localStorage)") == []


def test_two_tabs_show_both_answers(page_as: OpenPage, people: make.People, maya: Sitting) -> None:
    attempt_id = at_a_choice(maya)
    _place, asked = here(maya, attempt_id)
    page = page_as(people.maya)
    page.goto(f"/attempts/{attempt_id}")
    maya.answer(attempt_id)

    choose(page, asked, right=False)
    page.get_by_role("button", name="Answer", exact=True).click()

    page.get_by_text("This question was already answered in another tab.").first.wait_for()
    expect(page.locator("#elsewhere")).to_contain_text(asked.said(asked.key()))
    expect(page.locator("#elsewhere")).to_contain_text(
        asked.said(next(iter(asked.wrong_answers())))
    )


def test_every_state_is_accessible_and_fits(
    page_as: OpenPage,
    people: make.People,
    maya: Sitting,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(people.maya)

    def check(path: str) -> None:
        page.goto(path)
        axe(page)
        fits(page)
        expect(page.locator("h1")).to_have_count(1)

    check(QUIZ)
    attempt_id = at_a_choice(maya)
    check(f"/attempts/{attempt_id}")
    maya.answer(attempt_id, right=False, confidence="certain")
    check(f"/attempts/{attempt_id}")
    missed = here(maya, attempt_id)[0].number
    maya.answer(attempt_id, number=98)
    check(f"/attempts/{attempt_id}?question={missed}")
    check(QUIZ)
    maya.finish(attempt_id, right=0)
    check(f"/attempts/{attempt_id}")
    maya.miss(1)
    check(QUIZ)
    check("/quizzes/clients-and-servers")
