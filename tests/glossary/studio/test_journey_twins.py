"""Two new terms that name each other: neither waits for the other to be published first."""

from collections.abc import Callable

import pytest

from literacy.glossary.studio.wording import KEYS, Wording, text_of
from tests.browsing import Browser, words
from tests.glossary.studio.desk import OWN_WORDS, Desk, wording
from tests.make import People

SignIn = Callable[[object], Browser]
ONE = {"related": ("cookie", "browser", "Bright funnel"), "also": ("hidden way",)}
OTHER = {
    "term": "Bright funnel", "also": ("seen way",), "related": ("cookie", "browser", "dark-funnel"),
    "why": "It is the small part of the way that reports see; the rest is a [[dark-funnel|mystery]].",
}  # fmt: skip


@pytest.fixture
def ivan(signed_in: SignIn, people: People) -> Browser:
    return signed_in(people.ivan)


@pytest.fixture
def olga(signed_in: SignIn, desk: Desk) -> Browser:
    return signed_in(desk.olga)


@pytest.fixture
def maya(signed_in: SignIn, people: People) -> Browser:
    return signed_in(people.maya)


def typed(wording_: Wording, **given: object) -> dict[str, object]:
    return {**{key: text_of(wording_, key) for key in KEYS}, "based_on": 0, **given}


def written(ivan: Browser, **given: object) -> str:
    """A draft from the form; gives what its editor says."""
    return words(ivan.post("/author/terms/new", follow=True, **typed(wording(**given), then="")))


def sent(ivan: Browser, slug: str, number: int = 1) -> str:
    address = f"/author/terms/{slug}/submission"
    return words(ivan.post(address, follow=True, number=number))


def approved(maya: Browser, olga: Browser, slug: str) -> None:
    maya.post(f"/glossary/{slug}/first-reading/restatement", number=2, text=OWN_WORDS)
    olga.post(f"/author/terms/{slug}/approval", number=2)


def published(olga: Browser, slug: str) -> str:
    return words(olga.post(f"/author/terms/{slug}/publication", follow=True, number=2))


def test_terms_in_review_that_name_each_other_are_published_one_after_the_other(
    ivan: Browser, olga: Browser, maya: Browser, desk: Desk
) -> None:
    written(ivan, **ONE)
    said = written(ivan, **OTHER)
    ivan.post("/author/terms/dark-funnel", **typed(wording(**ONE), based_on=1, then=""))
    assert "“Dark funnel” isn’t published yet: its link appears once it is." in said

    assert "In review" in sent(ivan, "bright-funnel")
    approved(maya, olga, "bright-funnel")
    assert "Published." in published(olga, "bright-funnel")

    alone = maya.get("/glossary/bright-funnel").get_data(as_text=True)
    assert "mystery" in alone
    assert "/glossary/dark-funnel" not in alone

    assert "In review" in sent(ivan, "dark-funnel", number=desk.number("dark-funnel"))
    number = desk.number("dark-funnel")
    maya.post("/glossary/dark-funnel/first-reading/restatement", number=number, text=OWN_WORDS)
    olga.post("/author/terms/dark-funnel/approval", number=number)
    olga.post("/author/terms/dark-funnel/publication", number=number)

    both = maya.get("/glossary/bright-funnel").get_data(as_text=True)
    assert both.count('href="/glossary/dark-funnel"') >= 2
    assert 'href="/glossary/bright-funnel"' in maya.get("/glossary/dark-funnel").get_data(
        as_text=True
    )


def test_a_term_that_was_given_up_leaves_no_dead_link(
    ivan: Browser, maya: Browser, olga: Browser, desk: Desk
) -> None:
    written(ivan)
    written(ivan, **OTHER)
    sent(ivan, "bright-funnel")
    approved(maya, olga, "bright-funnel")
    published(olga, "bright-funnel")

    ivan.post("/author/terms/dark-funnel/end", number=1, reason="Nobody needs it.")

    page = maya.get("/glossary/bright-funnel").get_data(as_text=True)
    assert "/glossary/dark-funnel" not in page
    given = typed(wording(**OTHER), based_on=3, then="preview")
    again = words(ivan.post("/author/terms/bright-funnel", **given))
    assert "There is no term “dark-funnel”." in again


def test_a_term_that_nobody_writes_still_stops_its_neighbor(ivan: Browser, desk: Desk) -> None:
    said = written(ivan, related=("cookie", "bright-funnel"))

    assert "There is no term “bright-funnel”." in said
    assert "Mend this first" in sent(ivan, "dark-funnel")
