"""Asking IT: no twins, a status at each step, an answer on the site and by mail, and limits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from literacy.accounts.models import Person
from literacy.accounts.news.actions import stop_news
from literacy.accounts.news.kinds import NewsKind
from literacy.glossary import actions, queries
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, NotFound
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings
from tests.browsing import Browser, words
from tests.conftest import SetClock
from tests.glossary.studio.desk import Desk, olga
from tests.make import NOW, People, viewer

SignIn = Callable[[object], Browser]


@pytest.fixture
def desk(database: Database, people: People, shelf: object, settings: Settings) -> Desk:
    with database.transaction() as saving:
        second = olga(saving)
    return Desk(database, shelf.catalogue, people.ivan, second, people.maya, settings)


def asked(database: Database) -> list[tuple[str, str, int]]:
    with database.reading() as session:
        return [(each.word, each.status, each.votes) for each in queries.waiting_requests(session)]


def mails(database: Database) -> list[dict[str, object]]:
    with database.reading() as session:
        return [each.body for each in session.scalars(select(OutboxMessage))]


def first(database: Database) -> int:
    with database.reading() as session:
        return queries.waiting_requests(session)[0].id


def test_the_place_and_the_sentence_are_filled_in(signed_in: SignIn, people: People) -> None:
    page = signed_in(people.maya).get(
        "/glossary/request?word=dark+funnel&place=/lessons/why-caching&context=A+dark+funnel."
    )

    html = page.get_data(as_text=True)
    assert 'value="dark funnel"' in html
    assert 'value="/lessons/why-caching"' in html
    assert "A dark funnel." in html


def test_every_page_offers_to_ask(signed_in: SignIn, people: People) -> None:
    maya = signed_in(people.maya)

    for path in ("/", "/glossary/cache", "/lessons/why-caching", "/me/"):
        html = maya.get(path).get_data(as_text=True)
        assert f'href="/glossary/request?place={path}' in html, path
        assert f'<ask-word data-place="{path}"' in html, path


def test_nearly_the_same_word_is_offered_before_a_twin(
    signed_in: SignIn, people: People, database: Database
) -> None:
    signed_in(people.eve).post("/glossary/request", word="dark funnel")
    maya = signed_in(people.maya)

    page = words(maya.post("/glossary/request", word="dark funel"))

    assert "Somebody asked already dark funnel" in page
    assert asked(database) == [("dark funnel", "open", 1)]
    maya.post(f"/glossary/request/{first(database)}/vote")
    assert asked(database) == [("dark funnel", "open", 2)]


def test_a_word_that_is_another_one_is_asked_anyway(
    signed_in: SignIn, people: People, database: Database
) -> None:
    signed_in(people.eve).post("/glossary/request", word="dark funnel")

    signed_in(people.maya).post("/glossary/request", word="dark tunnel", anyway="y")

    assert len(asked(database)) == 2


def test_on_a_terms_page_one_asks_about_that_term(
    signed_in: SignIn, people: People, database: Database
) -> None:
    maya = signed_in(people.maya)
    html = maya.get("/glossary/cache").get_data(as_text=True)
    assert "/glossary/request?word=Cache&amp;place=/glossary/cache" in html

    page = maya.get("/glossary/request?word=Cache&place=/glossary/cache").get_data(as_text=True)

    assert 'name="anyway" value="y" checked' in page


def test_the_asker_is_told_on_the_site_and_by_mail(
    signed_in: SignIn, people: People, database: Database, desk: Desk
) -> None:
    maya, eve = signed_in(people.maya), signed_in(people.eve)
    maya.post("/glossary/request", word="dark funnel")
    eve.post("/glossary/request", word="dark funnel")

    desk.published()

    assert "IT answered you dark funnel" in words(maya.get("/glossary/"))
    assert "Answered, asked by 2 people" in words(maya.get("/glossary/request"))
    told = mails(database)
    assert {each["to"] for each in told} == {people.maya.email, people.eve.email}
    assert {each["path"] for each in told} == {"/glossary/dark-funnel"}


def test_news_of_an_answer_leaves_the_page_after_two_weeks(
    signed_in: SignIn, people: People, desk: Desk, clock: SetClock
) -> None:
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word="dark funnel")
    desk.published()
    clock.at = NOW + timedelta(days=13)
    before = words(signed_in(people.maya).get("/glossary/"))
    clock.at = NOW + timedelta(days=14, minutes=1)

    assert "IT answered you" in before
    assert "IT answered you" not in words(signed_in(people.maya).get("/glossary/"))


def test_who_wants_no_such_mail_finds_the_answer_on_the_site(
    signed_in: SignIn, people: People, database: Database, desk: Desk
) -> None:
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word="dark funnel")
    with database.transaction() as saving:
        stop_news(saving, people.maya.id, NewsKind.REQUEST, now=NOW)

    desk.published()

    assert mails(database) == []
    assert "IT answered you" in words(maya.get("/glossary/"))


def test_who_has_left_is_told_nothing(
    signed_in: SignIn, people: People, database: Database, desk: Desk
) -> None:
    signed_in(people.maya).post("/glossary/request", word="dark funnel")
    with database.transaction() as saving:
        saving.execute(update(Person).where(Person.id == people.maya.id).values(deactivated_at=NOW))

    desk.published()

    assert mails(database) == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (
            {"decision": "merged", "slug": "Cookie", "reason": "We call it cookie."},
            "/glossary/cookie",
        ),
        ({"decision": "answered", "reason": "It is our Tuesday meeting."}, "/glossary/request"),
        ({"decision": "declined", "reason": "Nobody says it any more."}, "/glossary/request"),
    ],
    ids=["merged", "answered", "declined"],
)
def test_a_request_is_settled_without_an_entry(
    signed_in: SignIn, people: People, database: Database, sent: dict[str, str], told: str
) -> None:
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word="dark funnel")

    answer = signed_in(people.ivan).post(f"/author/requests/{first(database)}/decision", **sent)

    assert answer.status_code == 303
    assert sent["reason"] in words(maya.get("/glossary/request"))
    assert [each["path"] for each in mails(database)] == [told]
    assert asked(database) == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"decision": "declined"}, "Tell those who asked"),
        ({"decision": "declined", "reason": "x" * 501}, "500 characters"),
        ({"decision": "merged", "reason": "See there."}, "Say which entry"),
        (
            {"decision": "merged", "slug": "nowhere", "reason": "See there."},
            "no entry of that name",
        ),
        ({"decision": "burned", "reason": "See there."}, ""),
        ({}, ""),
    ],
    ids=["no reason", "too long", "no entry", "unknown entry", "unknown decision", "nothing"],
)
def test_a_decision_that_says_too_little_is_refused(
    signed_in: SignIn, people: People, database: Database, sent: dict[str, str], sentence: str
) -> None:
    signed_in(people.maya).post("/glossary/request", word="dark funnel")

    answer = signed_in(people.ivan).post(f"/author/requests/{first(database)}/decision", **sent)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert asked(database) == [("dark funnel", "open", 1)]


def test_a_request_is_settled_once(
    signed_in: SignIn, people: People, database: Database, settings: Settings
) -> None:
    signed_in(people.maya).post("/glossary/request", word="dark funnel")
    number, ivan = first(database), viewer(people.ivan)
    said = {"decision": actions.Decision.DECLINED, "reason": "No.", "settings": settings}
    with database.transaction() as saving:
        actions.settle_request(saving, ivan, number, now=NOW, **said)

    with pytest.raises(Conflict), database.transaction() as saving:
        actions.settle_request(saving, ivan, number, now=NOW, **said)
    with pytest.raises(NotFound), database.transaction() as saving:
        actions.settle_request(saving, ivan, 999, now=NOW, **said)
    assert len(mails(database)) == 1


def test_a_word_that_was_declined_can_be_asked_for_again(
    signed_in: SignIn, people: People, database: Database, settings: Settings
) -> None:
    maya = signed_in(people.maya)
    maya.post("/glossary/request", word="dark funnel")
    with database.transaction() as saving:
        actions.settle_request(
            saving, viewer(people.ivan), first(database),
            decision=actions.Decision.DECLINED, reason="No.", settings=settings, now=NOW,
        )  # fmt: skip

    maya.post("/glossary/request", word="dark funnel")

    assert asked(database) == [("dark funnel", "open", 1)]


def test_only_authors_settle_requests(
    signed_in: SignIn, people: People, database: Database
) -> None:
    signed_in(people.maya).post("/glossary/request", word="dark funnel")
    path = f"/author/requests/{first(database)}"

    statuses = [signed_in(each).get(path).status_code for each in (people.maya, people.rosa)]

    assert statuses == [403, 403]
