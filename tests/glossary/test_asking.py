"""Alike words, where a request stands, and who reads first."""

import pytest

from literacy.accounts.permissions import Role
from literacy.content.shelf import Shelf
from literacy.glossary.asking import Asked, alike, near, readers_first, step
from tests.make import NOW


def asked(word: str, *, status: str = "open", slug: str = "") -> Asked:
    return Asked(1, word, "", "", status, NOW, 1, "Maya", slug=slug)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("dark funel", ["dark funnel"]),
        ("Funnel", ["dark funnel"]),
        ("the dark funnel", ["dark funnel"]),
        ("webhook", []),
        ("", []),
        ("!!!", []),
    ],
)
def test_nearly_the_same_words_are_found(word: str, found: list[str]) -> None:
    waiting = [asked("dark funnel"), asked("load balancer")]

    assert [each.word for each in alike(waiting, word)] == found


@pytest.mark.parametrize(
    ("status", "in_review", "said"),
    [
        ("open", False, "Waiting for IT"),
        ("accepted", False, "IT is writing it"),
        ("accepted", True, "Written, and being read"),
        ("answered", False, "Answered"),
        ("merged", False, "Answered"),
        ("declined", False, "Not for the glossary"),
    ],
)
def test_each_step_has_its_words(status: str, in_review: bool, said: str) -> None:
    assert step(asked("x", status=status), in_review=in_review) == said


def test_entries_that_hold_the_word_are_offered(shelf: Shelf) -> None:
    terms = tuple(shelf.catalogue.terms.values())

    assert "cookie" in [term.slug for term in near(terms, "cookies")]
    assert "cache" in [term.slug for term in near(terms, "cahce")]


def test_marketers_read_first_what_they_asked_for() -> None:
    mine = [asked("b", status="accepted", slug="b")]

    assert readers_first(["a", "b"], mine, Role.LEARNER) == ("b", "a")
    assert readers_first(["a", "b"], mine, Role.AUTHOR) == ()
    assert readers_first(["a", "b"], mine, Role.ADMIN) == ()
