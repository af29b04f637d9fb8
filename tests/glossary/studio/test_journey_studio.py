"""The studio by its pages: write, look, send, review, publish, go back; nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from literacy.glossary import queries as asking
from literacy.glossary.studio import queries
from literacy.glossary.studio.wording import KEYS, text_of
from literacy.glossary.studio.workflow import Stage, State
from literacy.lib.db import Database
from literacy.web.services import Services
from tests.browsing import Browser, words
from tests.glossary.studio.desk import GOOD, OWN_WORDS, Desk, wording
from tests.make import People

SignIn = Callable[[object], Browser]
SLUG = "dark-funnel"
AT = f"/author/terms/{SLUG}"


def fields(given: object = GOOD, **more: object) -> dict[str, object]:
    """The form as a browser sends it."""
    return {**{key: text_of(given, key) for key in KEYS}, "based_on": 0, **more}


@pytest.fixture
def ivan(signed_in: SignIn, people: People) -> Browser:
    return signed_in(people.ivan)


@pytest.fixture
def one_approval(app: Flask) -> None:
    held: Services = app.extensions["literacy"]
    settings = replace(held.settings, term_approvals=1)
    app.extensions["literacy"] = replace(held, settings=settings)


def test_a_new_term_is_written_reviewed_and_published(
    signed_in: SignIn, people: People, desk: Desk, ivan: Browser
) -> None:
    sent = ivan.post("/author/terms/new", **fields(then="review"))
    assert sent.location == f"{AT}/review"

    maya, olga = signed_in(people.maya), signed_in(desk.olga)
    reading = f"/glossary/{SLUG}/first-reading"
    assert GOOD.ask_it in words(maya.get(reading))
    maya.post(f"{reading}/restatement", number=2, text=OWN_WORDS)
    assert OWN_WORDS.replace("'", "’") in words(olga.get(f"{AT}/review")).replace("'", "’")
    olga.post(f"{AT}/approval", number=2)
    published = olga.post(f"{AT}/publication", number=2)

    assert published.location == f"/glossary/{SLUG}"
    assert GOOD.ask_it in words(maya.get(f"/glossary/{SLUG}"))


@pytest.mark.usefixtures("one_approval")
def test_a_small_company_publishes_in_one_step(ivan: Browser) -> None:
    page = words(ivan.get("/author/terms/new"))
    published = ivan.post("/author/terms/new", **fields(then="publish"))

    assert "Publish" in page
    assert "Send for review" not in page
    assert published.location == f"/glossary/{SLUG}"
    assert GOOD.ask_it in words(ivan.get(f"/glossary/{SLUG}"))


def test_what_breaks_a_rule_is_saved_and_told(ivan: Browser, desk: Desk) -> None:
    broken = wording(definition="word " * 31)

    page = words(ivan.post("/author/terms/new", follow=True, **fields(broken, then="review")))

    assert "Saved as a draft. Mend this first" in page
    assert desk.history(SLUG).newest.state is State.DRAFT


def test_a_preview_shows_the_entry_and_saves_no_version(ivan: Browser, database: Database) -> None:
    answer = ivan.post("/author/terms/new", **fields(then="preview"))

    assert answer.status_code == 200
    assert GOOD.ask_it in words(answer).partition("As readers see it")[2]
    with database.reading() as session:
        assert queries.open_terms(session) == ()


def test_typing_is_kept_and_judged_without_a_save(ivan: Browser) -> None:
    said = ivan.post("/author/terms/typing", **fields(wording(definition="word " * 31), slug=""))

    assert "31 words; at most 30 fit" in words(said)
    assert "<html" not in said.get_data(as_text=True)
    again = words(ivan.get("/author/terms/new"))
    assert "What you had not saved is back" in again
    assert "word word word" in ivan.get("/author/terms/new").get_data(as_text=True)


def test_typing_is_nobody_elses(signed_in: SignIn, ivan: Browser, desk: Desk) -> None:
    ivan.post("/author/terms/typing", **fields(slug=""))

    assert GOOD.ask_it not in words(signed_in(desk.olga).get("/author/terms/new"))


def test_kept_words_can_be_dropped(ivan: Browser) -> None:
    ivan.post("/author/terms/typing", **fields(slug=""))

    page = words(ivan.post("/author/terms/new/forgotten", follow=True))

    assert GOOD.ask_it not in page


def test_names_and_titles_are_understood_as_slugs(ivan: Browser, desk: Desk) -> None:
    typed = fields(
        related="Cookie, browser", lessons="Why keep copies at all?", owner="Web platform"
    )

    ivan.post("/author/terms/new", **typed)

    saved = desk.history(SLUG).newest.wording
    assert (saved.related, saved.lessons) == (("cookie", "browser"), ("why-caching",))
    assert saved.owner == "web-platform"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"term": ""}, "Write the term first"),
        ({"term": "Cookie"}, "in the glossary already"),
        ({"why": "x" * 2001}, "far too long"),
        ({"based_on": ""}, ""),
        ({"link": "never"}, ""),
    ],
    ids=["no name", "taken", "too much", "no version", "wrong choice"],
)
def test_a_refused_form_keeps_every_word(
    ivan: Browser, sent: dict[str, object], sentence: str
) -> None:
    answer = ivan.post("/author/terms/new", **fields(**sent))

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert GOOD.ask_it in answer.get_data(as_text=True)


def test_a_name_that_is_taken_is_kept_as_it_was_typed(ivan: Browser) -> None:
    ivan.post("/author/terms/new", **fields(term="Cookie"))

    assert "What you had not saved is back" in words(ivan.get("/author/terms/new"))


def test_the_second_saver_sees_both_versions_by_field_and_merges(
    signed_in: SignIn, ivan: Browser, desk: Desk
) -> None:
    ivan.post("/author/terms/new", **fields())
    olga = signed_in(desk.olga)
    olga.post(AT, **fields(wording(why="Olga's reason.", example="Olga's case."), based_on=1))

    clash = ivan.post(AT, **fields(wording(why="Ivan's reason."), based_on=1))

    page = words(clash).replace("’", "'")
    assert clash.status_code == 422
    assert "Olga Berg saved first" in page
    assert "Olga Berg wrote: “Olga's reason.”" in page
    html = clash.get_data(as_text=True)
    assert 'name="based_on" value="2"' in html
    ivan.post(AT, **fields(wording(why="Both reasons.", example="Olga's case."), based_on=2))
    newest = desk.history(SLUG).newest
    assert (newest.number, newest.wording.why) == (3, "Both reasons.")
    assert newest.wording.example == "Olga's case."


def test_a_clash_is_kept_until_it_is_solved(signed_in: SignIn, ivan: Browser, desk: Desk) -> None:
    ivan.post("/author/terms/new", **fields())
    signed_in(desk.olga).post(AT, **fields(wording(why="Olga's reason."), based_on=1))
    ivan.post(AT, **fields(wording(why="Ivan's reason."), based_on=1))

    assert "Ivan&#39;s reason." in ivan.get(AT).get_data(as_text=True)


def test_other_fields_of_two_people_are_merged_in_passing(
    signed_in: SignIn, ivan: Browser, desk: Desk
) -> None:
    ivan.post("/author/terms/new", **fields())
    signed_in(desk.olga).post(AT, **fields(wording(why="Olga's reason."), based_on=1))

    page = ivan.post(AT, follow=True, **fields(wording(example="Ivan's case."), based_on=1))

    assert "Olga Berg changed Why a marketer should care meanwhile" in words(page)
    newest = desk.history(SLUG).newest.wording
    assert (newest.why, newest.example) == ("Olga's reason.", "Ivan's case.")


def test_a_review_shows_what_changed_in_words(ivan: Browser, desk: Desk) -> None:
    desk.published()
    desk.save(SLUG, wording(owner="web-team"), based_on=2)

    page = words(ivan.get(f"{AT}/review"))

    assert "What changed since version 2" in page
    assert "taken out: web-analytics . put in: web-team ." in page


def test_comments_stand_beside_their_version(ivan: Browser) -> None:
    ivan.post("/author/terms/new", **fields())

    ivan.post(f"{AT}/comments", number=1, field="why", text="Say whose reports.")

    page = words(ivan.get(f"{AT}/review"))
    assert "version 1, Why a marketer should care Say whose reports." in page


def test_a_stopped_reader_sends_it_back(
    signed_in: SignIn, people: People, ivan: Browser, desk: Desk
) -> None:
    ivan.post("/author/terms/new", **fields(then="review"))
    maya = signed_in(people.maya)

    maya.post(f"/glossary/{SLUG}/first-reading/stop", number=2, reason="What is a tool?")

    assert desk.history(SLUG).newest.state is State.DRAFT
    assert "What is a tool?" in words(ivan.get(f"{AT}/history"))
    assert maya.get(f"/glossary/{SLUG}/first-reading").status_code == 404


@pytest.mark.parametrize(
    ("step", "sent", "sentence"),
    [
        ("restatement", {"number": 2, "text": ""}, "Say it in a sentence"),
        ("restatement", {"number": 2, "text": GOOD.definition}, "the author’s words"),
        ("restatement", {"number": 1, "text": OWN_WORDS}, "changed this term"),
        ("restatement", {"number": "", "text": OWN_WORDS}, ""),
        ("restatement", {"number": 2, "text": "x" * 1001}, "1,000 characters"),
        ("stop", {"number": 2, "reason": ""}, "Name the word"),
        ("stop", {"number": 2, "reason": "x" * 501}, "500 characters"),
    ],
)
def test_a_first_reading_is_refused_in_words(
    signed_in: SignIn, people: People, ivan: Browser, step: str, sent: dict[str, object],
    sentence: str,
) -> None:  # fmt: skip
    ivan.post("/author/terms/new", **fields(then="review"))

    answer = signed_in(people.maya).post(f"/glossary/{SLUG}/first-reading/{step}", **sent)

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_a_first_reading_is_for_marketers(signed_in: SignIn, people: People, ivan: Browser) -> None:
    ivan.post("/author/terms/new", **fields(then="review"))

    at = f"/glossary/{SLUG}/first-reading"
    statuses = [
        signed_in(each).get(at).status_code
        for each in (people.maya, people.grace, people.ivan, people.rosa)
    ]
    assert statuses == [200, 200, 404, 404]


def test_a_step_on_an_older_version_is_refused_and_says_so(ivan: Browser, desk: Desk) -> None:
    ivan.post("/author/terms/new", **fields())

    page = words(ivan.post(f"{AT}/submission", number=7, follow=True))

    assert "Read it again first" in page
    assert desk.number(SLUG) == 1


@pytest.mark.parametrize("step", ["submission", "approval", "publication", "end", "return"])
def test_a_step_without_a_version_changes_nothing(ivan: Browser, desk: Desk, step: str) -> None:
    ivan.post("/author/terms/new", **fields())

    assert ivan.post(f"{AT}/{step}").status_code == 303
    assert desk.number(SLUG) == 1


def test_history_puts_a_version_back(ivan: Browser, desk: Desk) -> None:
    desk.published()
    desk.save(SLUG, wording(why="A worse reason."), based_on=2)
    desk.publish(SLUG, needed=1)

    page = words(ivan.post(f"{AT}/restoration", number=2, follow=True))

    assert "Version 2 is back. It is in force now." in page
    assert desk.history(SLUG).newest.wording.why == GOOD.why


def test_a_term_is_retired_from_its_history(ivan: Browser, desk: Desk) -> None:
    desk.published()

    page = words(
        ivan.post(
            f"{AT}/retirement", number=2, replaced_by="Cookie", reason="Two for one.", follow=True
        )
    )

    assert "Retired. Its page stays" in page
    assert desk.history(SLUG).stage is Stage.RETIRED


def test_a_request_is_answered_by_the_term_written_for_it(
    signed_in: SignIn, people: People, desk: Desk, ivan: Browser, database: Database
) -> None:
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word="hidden path", context="In a report", place="/")
    with database.reading() as session:
        asked = asking.open_requests(session)[0]
    form = ivan.get(f"/author/terms/new?request={asked.id}").get_data(as_text=True)
    assert 'value="Hidden path"' in form

    ivan.post("/author/terms/new", **fields(request_id=asked.id))
    writing = words(maya.get("/glossary/request"))
    desk.publish(SLUG, needed=1)

    assert "IT is writing it" in writing
    assert "Answered" in words(maya.get("/glossary/request"))
    assert f'href="/glossary/{SLUG}"' in maya.get("/glossary/request").get_data(as_text=True)


@pytest.mark.parametrize("asked", ["", "999", "x", "9" * 30, "-1"])
def test_a_request_that_is_not_there_changes_nothing(ivan: Browser, asked: str) -> None:
    assert ivan.get(f"/author/terms/new?request={asked}").status_code == 200


@pytest.mark.parametrize("page", ["", "/review", "/history"])
def test_a_term_that_is_not_there_is_not_there(ivan: Browser, page: str) -> None:
    assert ivan.get(f"/author/terms/no-such-term{page}").status_code == 404
