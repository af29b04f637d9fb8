"""Text that would like to be a script, in every field of a term and on every page that shows it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from markupsafe import escape

from literacy.glossary.entry import plain, shown
from literacy.glossary.studio.actions import drafts, review
from literacy.glossary.studio.differences import differences
from literacy.glossary.studio.wording import KEYS, text_of
from literacy.lib.mail import Letter, compose
from tests import make
from tests.accounts.test_hostile_text import PAYLOADS, Page
from tests.browsing import Browser
from tests.glossary.studio.desk import GOOD, Desk, wording
from tests.make import People

SignIn = Callable[[object], Browser]
PROSE = ("definition", "why", "it_hears", "example", "ask_it")
CONTEXTS = (
    "{}",
    "[x]({})",
    "[[{}|x]]",
    "[[cookie|{}]]",
    "![x]({})",
    "`{}`",
    "**{}**",
    "<{}>",
    "[x](javascript:{})",
)
# Long enough to be kept, short enough for every column.
HOSTILE = [payload for payload in PAYLOADS if len(payload) <= 78]


def harmless(html: str) -> bool:
    return Page(html).found == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_context_of_markdown_lets_a_payload_live(payload: str) -> None:
    for context in CONTEXTS:
        text = context.format(payload)
        assert harmless(str(shown(text))), text
        assert harmless(f"<p title='x'>{shown(text)}</p>"), text
        assert "<script" not in escape(plain(text))


def everywhere(payload: str) -> dict[str, object]:
    """The payload in every field that takes words."""
    return {
        **dict.fromkeys((*PROSE, "expands", "say", "source_title", "source_part"), payload),
        "also": (payload.replace(",", ""),),
        "owner": "web-analytics",
    }


def test_pages_cards_previews_and_histories_stay_harmless(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    ivan, maya = signed_in(people.ivan), signed_in(people.maya)
    author = make.viewer(people.ivan)
    for number, payload in enumerate(HOSTILE):
        slug = f"word-{number}"
        with desk.database.transaction() as saving:
            drafts.begin(
                saving, author, wording(term=f"Word {number}"), base=desk.course, why=payload,
                now=make.NOW,
            )  # fmt: skip
            drafts.save(
                saving, author, slug, wording(term=f"Word {number}", **everywhere(payload)),
                base=desk.course, based_on=1, why=payload, now=make.NOW,
            )  # fmt: skip
            review.comment(
                saving, author, slug, number=2, field="why", text=payload, base=desk.course,
                now=make.NOW,
            )  # fmt: skip
        for page in ("", "/review", "/history"):
            html = ivan.get(f"/author/terms/{slug}{page}").get_data(as_text=True)
            assert harmless(html), (payload, page)
    assert harmless(ivan.get("/author/").get_data(as_text=True))
    assert harmless(maya.get("/glossary/request").get_data(as_text=True))


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_preview_and_a_first_reading_stay_harmless(
    signed_in: SignIn, people: People, payload: str
) -> None:
    ivan = signed_in(people.ivan)
    typed = wording(**everywhere(payload))
    fields = {**{key: text_of(typed, key) for key in KEYS}, "based_on": 0}

    for path, then in (("/author/terms/typing", ""), ("/author/terms/new", "preview")):
        html = ivan.post(path, **fields, slug="", then=then).get_data(as_text=True)
        assert harmless(html), path


def test_published_words_stay_harmless_on_their_page_card_list_and_in_lessons(
    signed_in: SignIn, people: People, desk: Desk
) -> None:
    maya = signed_in(people.maya)
    for number, payload in enumerate(HOSTILE[:12]):
        hostile = replace(
            GOOD,
            term=f"Time limit {number}",
            also=(f"limit {payload}".replace(",", ""),),
            example=payload,
            it_hears=payload,
        )
        given = {key: getattr(hostile, key) for key in ("term", "also", "example", "it_hears")}
        try:
            slug = desk.published(**given)
        except Exception as refused:
            assert "Mend this first" in str(refused)
            continue
        for page in ("", "/card"):
            assert harmless(maya.get(f"/glossary/{slug}{page}").get_data(as_text=True))
    assert harmless(maya.get("/glossary/").get_data(as_text=True))
    lesson = Page(maya.get("/lessons/why-caching").get_data(as_text=True)).found
    assert [each for each in lesson if not each.startswith("https://")] == []


def test_differences_hold_text_and_never_markup(desk: Desk) -> None:
    found = differences(GOOD, wording(**everywhere("<script>alert(1)</script>")))

    assert all(type(run.text) is str for each in found for run in each.runs)


def answer_about(word: str) -> Letter:
    values = {
        **dict.fromkeys(("word", "reason", "name"), word), "status": "declined",
        "company": "Harbour & Finch", "origin": "", "link": "/", "stop": "/stop",
    }  # fmt: skip
    return compose("glossary/answered", to="maya@example.com", values=values)


@pytest.mark.parametrize("payload", HOSTILE)
def test_the_mail_about_an_answer_stays_harmless(payload: str) -> None:
    letter = answer_about(payload)

    # The paper that letters are written on has a style sheet of its own.
    assert Page(letter.html).found == Page(answer_about("tag").html).found
    assert letter.subject.startswith("About the word you asked for: ")
    assert "Hello" not in letter.subject.removeprefix("About the word you asked for: ")
