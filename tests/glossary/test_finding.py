"""Finding a term the way people type it."""

import pytest

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.glossary.finding import by_letter, close, find, fold, named


@pytest.fixture
def course(shelf: Shelf) -> Catalogue:
    return shelf.catalogue


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("E-Mail", "e mail"),
        ("  Café   Crème ", "cafe creme"),
        ("CACHE‑Control", "cache control"),
        ("", ""),
        ("304 Not Modified", "304 not modified"),
    ],
    ids=["hyphen", "accents and spaces", "non-breaking hyphen", "nothing", "digits"],
)
def test_spelling_differences_do_not_matter(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cache", "cache"),
        ("kubernetes of copies", None),
        ("delivery network", "cdn"),
        ("content delivery", "cdn"),
        ("personalization", "personalisation"),
        ("personalisation", "personalisation"),
        ("etag", "etag"),
        ("incognito", "private-window"),
    ],
)
def test_the_best_term_comes_first(course: Catalogue, query: str, first: str | None) -> None:
    found = find(course.terms.values(), query)

    assert (found[0].term.slug if found else None) == first


def test_a_match_by_another_name_says_which(course: Catalogue) -> None:
    found = find(course.terms.values(), "incognito")

    assert found[0].through == "incognito"


def test_the_name_itself_beats_names_that_contain_it(course: Catalogue) -> None:
    slugs = [each.term.slug for each in find(course.terms.values(), "cache")]

    assert slugs.index("cache") < slugs.index("cache-control") < slugs.index("browser-cache")


def test_words_of_the_meaning_are_found_after_names(course: Catalogue) -> None:
    assert "cache" in [each.term.slug for each in find(course.terms.values(), "fetched or built")]


def test_nothing_finds_nothing(course: Catalogue) -> None:
    assert find(course.terms.values(), "   ") == ()


def test_a_slip_of_the_pen_is_offered_what_was_meant(course: Catalogue) -> None:
    assert close(course.terms.values(), "cahce")[0].slug == "cache"


def test_a_word_is_known_by_any_of_its_names(course: Catalogue) -> None:
    held = named(course.terms.values(), "content-delivery network")

    assert held is not None
    assert held.slug == "cdn"


def test_terms_that_start_with_a_digit_stand_before_a(course: Catalogue) -> None:
    groups = by_letter(tuple(course.terms.values()))

    assert next(iter(groups)) == "0–9"
    assert "304-not-modified" in [term.slug for term in groups["0–9"]]
