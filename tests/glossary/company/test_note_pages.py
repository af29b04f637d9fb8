"""The note as readers and authors see it."""

from collections.abc import Callable

import pytest

from literacy.accounts.models import Person
from literacy.glossary.company.notes import shown
from tests import make
from tests.browsing import Browser, words

SignIn = Callable[[Person], Browser]
ON_TERM, ON_LESSON = "/author/notes/term/cdn", "/author/notes/lesson/cache-rules"


@pytest.mark.parametrize(
    ("form", "page"), [(ON_TERM, "/glossary/cdn"), (ON_LESSON, "/lessons/cache-rules")]
)
def test_a_note_is_shown_beside_the_course_s_text(
    people: make.People, signed_in: SignIn, form: str, page: str
) -> None:
    maya = signed_in(people.maya)
    before = words(maya.get(page))

    saved = signed_in(people.ivan).post(
        form, text="Ours is **Quickly**, see [[cache]].", based_on="0"
    )

    after = maya.get(page)
    assert saved.status_code == 303
    assert "In our company" not in before
    assert "In our company: Harbour & Finch Ours is Quickly , see cache ." in words(after)
    assert '<a href="/glossary/cache">cache</a>' in after.get_data(as_text=True)


def test_the_card_shows_the_note_too(people: make.People, signed_in: SignIn) -> None:
    signed_in(people.ivan).post(ON_TERM, text="Ask #web-ops.", based_on="0")

    assert "Ask #web-ops." in words(signed_in(people.maya).get("/glossary/cdn/card"))


def test_the_second_saver_sees_both_versions_and_saves_the_merged_one(
    people: make.People, signed_in: SignIn
) -> None:
    ivan = signed_in(people.ivan)
    ivan.post(ON_TERM, text="The first.", based_on="0")

    refused = ivan.post(ON_TERM, text="The second.", based_on="0")
    saved = ivan.post(ON_TERM, text="Both.", based_on="1")

    assert refused.status_code == 422
    assert "The first." in words(refused)
    assert "The second." in words(refused)
    assert 'name="based_on" type="hidden" value="1"' in refused.get_data(as_text=True)
    assert saved.status_code == 303


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * 2001, "based_on": "0"},
        {"text": "x", "based_on": "many"},
        {"text": "x\x00y", "based_on": "-1"},
        {},
    ],
    ids=["too long", "no number", "odd signs", "nothing"],
)
def test_odd_forms_are_answered_in_words(
    people: make.People, signed_in: SignIn, fields: dict[str, str]
) -> None:
    assert signed_in(people.ivan).post(ON_TERM, **fields).status_code in (303, 422)


def test_a_note_on_nothing_is_not_found(people: make.People, signed_in: SignIn) -> None:
    ivan = signed_in(people.ivan)

    assert ivan.get("/author/notes/term/no-such").status_code == 404
    assert ivan.post("/author/notes/lesson/no-such", text="x").status_code == 404
    assert ivan.get("/author/notes/team/cdn").status_code == 404


def test_an_author_finds_the_way_from_the_lesson_and_back(
    people: make.People, signed_in: SignIn
) -> None:
    ivan = signed_in(people.ivan)
    ivan.post(ON_LESSON, text="We purge at 06:00.", based_on="0")

    assert ON_LESSON in ivan.get("/lessons/cache-rules").get_data(as_text=True)
    assert ON_LESSON not in signed_in(people.maya).get("/lessons/cache-rules").get_data(
        as_text=True
    )
    assert "We purge at 06:00." in words(ivan.get("/author/notes"))


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/x.png)",
        "<img src=x onerror=alert(1)>",
        "[[x|<b onclick=1>]]",
        "[[a](javascript:1)|x]]",
    ],
)
def test_hostile_notes_do_nothing(text: str) -> None:
    html = str(shown(text)).replace("&lt;", "").lower()

    assert "<script" not in html
    assert "<img" not in html
    assert "<b" not in html.replace("<blockquote", "").replace("<br", "")
    assert 'href="javascript' not in html


def test_a_note_has_no_headings_or_tables() -> None:
    html = shown("# Big\n\n| a |\n| - |\n| b |\n\n- list")

    assert "<h1" not in html
    assert "<table" not in html
    assert "<li>list</li>" in html
