"""A lesson as its reader meets it: the page, the checks, the bets, and coming back."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from literacy.content.shelf import Shelf
from literacy.lessons.models import CheckAnswer, Prediction, Reading
from literacy.lib.db import Database
from tests.browsing import Browser, words
from tests.make import People

SignIn = Callable[[object], Browser]
LESSON = "/lessons/cache-rules"
CHECK = f"{LESSON}/checks/ask-first"


def anchor_of_check(browser: Browser) -> str:
    page = browser.get(LESSON).get_data(as_text=True)
    found = re.search(r'<answer-in-place class="note check" id="([^"]+)"', page)
    assert found
    return found[1]


def choices(browser: Browser) -> dict[str, str]:
    """The check's choices as shown: words to the value that is posted."""
    page = browser.get(LESSON).get_data(as_text=True)
    rows = re.findall(r'name="ask-first" value="([^"]+)"[^>]*><span>(.*?)</span>', page)
    return {re.sub("<[^>]+>", "", text): value for value, text in rows}


def test_a_lesson_says_what_it_promises(signed_in: SignIn, people: People) -> None:
    page = words(signed_in(people.maya).get(LESSON))

    for part in ("How long is a copy good for?", "After this you can say why two people see two",
                 "Lesson 2 of 4", "You will be able to", "8 min", "Ask IT", "Key idea", "Sources:",
                 "Take the quiz: 5 questions"):  # fmt: skip
        assert part in page


def test_every_lesson_of_the_course_can_be_opened(
    signed_in: SignIn, people: People, shelf: Shelf
) -> None:
    maya = signed_in(people.maya)

    statuses = {slug: maya.get(f"/lessons/{slug}").status_code for slug in shelf.catalogue.lessons}

    assert set(statuses.values()) == {200}


def test_a_lesson_in_preparation_says_so(signed_in: SignIn, people: People) -> None:
    response = signed_in(people.maya).get("/lessons/how-sites-fall-over")

    assert response.status_code == 404
    assert "is still being written" in words(response)


@pytest.mark.parametrize("slug", ["no-such-lesson", "..%2f..%2fetc%2fpasswd", "x" * 500])
def test_a_lesson_that_does_not_exist_is_not_there(
    signed_in: SignIn, people: People, slug: str
) -> None:
    assert signed_in(people.maya).get(f"/lessons/{slug}").status_code == 404


def test_a_lesson_leads_to_its_neighbors(signed_in: SignIn, people: People) -> None:
    page = signed_in(people.maya).get(LESSON).get_data(as_text=True)

    assert 'href="/lessons/why-caching" rel="prev"' in page
    assert 'href="/lessons/stale-price" rel="next"' in page


def test_the_reader_comes_back_to_the_paragraph(signed_in: SignIn, people: People) -> None:
    at_work = signed_in(people.maya)
    page = at_work.get(LESSON).get_data(as_text=True)
    anchor = re.search(r'<p id="(p-[^"]+)">While the time in the rule', page)
    assert anchor

    response = at_work.post(f"{LESSON}/place", anchor=anchor[1], share="0.4")

    assert response.status_code == 204
    on_the_phone = signed_in(people.maya).get(LESSON)
    assert f'data-anchor="{anchor[1]}"' in on_the_phone.get_data(as_text=True)
    assert "You stopped at “Fresh, or “has it changed?””" in words(on_the_phone)


def test_the_place_is_the_readers_own(signed_in: SignIn, people: People) -> None:
    signed_in(people.maya).post(f"{LESSON}/place", anchor="key-idea", share="0.9")

    page = signed_in(people.eve).get(LESSON).get_data(as_text=True)

    assert "data-anchor" not in page


def test_a_place_that_is_gone_brings_nobody_anywhere(signed_in: SignIn, people: People) -> None:
    maya = signed_in(people.maya)

    maya.post(f"{LESSON}/place", anchor="p-rewritten", share="0.4")

    assert "data-anchor" not in maya.get(LESSON).get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422),
        ({"anchor": ""}, 422),
        ({"anchor": "x" * 121}, 422),
        ({"anchor": "a\x00b"}, 422),
        ({"anchor": "key-idea", "share": "not a number"}, 204),
        ({"anchor": "key-idea", "share": "99"}, 204),
        ({"anchor": "key-idea", "share": "-1"}, 204),
        ({"anchor": "key-idea", "share": "nan"}, 204),
    ],
)
def test_odd_places_do_no_harm(
    signed_in: SignIn, people: People, fields: dict[str, str], status: int
) -> None:
    maya = signed_in(people.maya)

    assert maya.post(f"{LESSON}/place", **fields).status_code == status
    assert maya.get(LESSON).status_code == 200


def test_a_right_answer_to_a_check_explains_every_choice(signed_in: SignIn, people: People) -> None:
    maya = signed_in(people.maya)

    response = maya.post(CHECK, **{"ask-first": choices(maya)["no-cache"]})

    assert response.location.endswith(f"#{anchor_of_check(maya)}")
    page = words(maya.get(LESSON))
    assert "The browser keeps a copy but checks it each time." in page
    assert "every visit would download the whole page" in page


def test_a_miss_says_why_and_keeps_the_answer_for_another_try(
    signed_in: SignIn, people: People
) -> None:
    maya = signed_in(people.maya)

    maya.post(CHECK, **{"ask-first": choices(maya)["no-store"]})

    page = words(maya.get(LESSON))
    assert "every visit would download the whole page" in page
    assert "Try again" in page
    assert "The browser keeps a copy but checks it each time." not in page


def test_i_dont_know_is_an_answer(signed_in: SignIn, people: People, database: Database) -> None:
    maya = signed_in(people.maya)

    maya.post(CHECK, dont_know="y")

    assert "Here is the answer" in words(maya.get(LESSON))
    with database.reading() as session:
        assert session.query(CheckAnswer).one().dont_know


def test_a_check_keeps_its_key_until_it_is_answered(
    signed_in: SignIn, people: People, shelf: Shelf
) -> None:
    maya = signed_in(people.maya)
    for slug, bank in shelf.catalogue.banks.items():
        page = words(maya.get(f"/lessons/{slug}"))
        for item in bank.items.values():
            for note in item.explain(item.key(), revealed=True).notes:
                why = words_of(note.why)
                assert not why or why not in page, f"{slug} gives away {item.common.id}"


def words_of(html: str) -> str:
    return re.sub("<[^>]+>", "", str(html))


def test_nothing_chosen_is_said_kindly(signed_in: SignIn, people: People) -> None:
    maya = signed_in(people.maya)

    page = words(maya.post(CHECK, follow=True))

    assert "Choose" in page
    assert "Check my answer" in page


@pytest.mark.parametrize("value", ["nonsense", "", "x" * 5000, "<script>"])
def test_an_answer_nobody_offered_is_no_answer(
    signed_in: SignIn, people: People, database: Database, value: str
) -> None:
    maya = signed_in(people.maya)

    assert maya.post(CHECK, **{"ask-first": value}).status_code == 303

    with database.reading() as session:
        assert not [each for each in session.query(CheckAnswer) if each.correct]


@pytest.mark.parametrize(
    "path",
    [
        f"{LESSON}/checks/minutes-left",
        f"{LESSON}/checks/no-such-item",
        "/lessons/no-such-lesson/checks/ask-first",
        f"{LESSON}/predictions/9",
    ],
)
def test_what_the_lesson_does_not_ask_is_not_there(
    signed_in: SignIn, people: People, path: str
) -> None:
    assert signed_in(people.maya).post(path, choice="0").status_code == 404


def test_a_bet_is_kept_and_can_be_changed(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)

    maya.post(f"{LESSON}/predictions/1", choice="0")
    maya.post(f"{LESSON}/predictions/1", choice="1")

    with database.reading() as session:
        assert [bet.choice for bet in session.query(Prediction)] == [1]
    assert "Your bet is kept" in words(maya.get(LESSON))


@pytest.mark.parametrize("choice", ["", "7", "-1", "two"])
def test_a_bet_on_nothing_is_said_kindly(
    signed_in: SignIn, people: People, database: Database, choice: str
) -> None:
    maya = signed_in(people.maya)

    page = words(maya.post(f"{LESSON}/predictions/1", choice=choice, follow=True))

    assert "Choose what you expect first." in page
    with database.reading() as session:
        assert session.query(Prediction).count() == 0


def test_a_text_to_copy_is_there_as_plain_text(signed_in: SignIn, people: People) -> None:
    maya = signed_in(people.maya)
    page = maya.get("/lessons/stale-price").get_data(as_text=True)
    found = re.search(r'href="(/lessons/stale-price/templates/[^"]+)"', page)
    assert found

    response = maya.get(found[1])

    assert response.content_type == "text/plain; charset=utf-8"
    assert maya.get("/lessons/stale-price/templates/no-such").status_code == 404


def test_the_place_is_one_row_however_often_it_is_told(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)

    for share in ("0.1", "0.2", "0.3"):
        maya.post(f"{LESSON}/place", anchor="key-idea", share=share)

    with database.reading() as session:
        assert [reading.share for reading in session.query(Reading)] == [0.3]


def test_a_check_asks_how_sure_one_is_and_keeps_it(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)
    right = choices(maya)["no-cache"]

    maya.post(CHECK, **{"ask-first": right, "confidence": "certain"})

    with database.reading() as session:
        kept = session.scalars(select(CheckAnswer)).one()
    assert (kept.confidence, kept.correct) == ("certain", True)


def test_a_check_is_as_right_without_a_word_on_how_sure(
    signed_in: SignIn, people: People, database: Database
) -> None:
    for who, sure in ((people.maya, {}), (people.eve, {"confidence": "guessing"})):
        browser = signed_in(who)
        browser.post(CHECK, **{"ask-first": choices(browser)["no-cache"], **sure})

    with database.reading() as session:
        assert set(session.scalars(select(CheckAnswer.correct))) == {True}


def test_a_sureness_that_is_none_is_refused(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)
    right = choices(maya)["no-cache"]

    refused = maya.post(CHECK, **{"ask-first": right, "confidence": "absolutely"})

    assert refused.status_code == 422
    with database.reading() as session:
        assert session.scalars(select(CheckAnswer)).all() == []
