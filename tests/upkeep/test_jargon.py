"""Words of lessons that nothing explains."""

from dataclasses import replace

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.upkeep.jargon import Jargon, Jargons, Kind
from tests.lessons.pages import course, lesson, term

BODY = """
The CDN and an XYZ talk JavaScript. Mail the OK to GA4, two `iOSes` of them.

## Sessions and baskets {#s}

Each session, and all sessions, fill baskets. See [XYZ](https://x.example/AbC).
"""


def found(*terms: object, **given: object) -> tuple[Jargon, ...]:
    return Jargons().of(with_terms(*terms), **given)


def with_terms(*terms: object) -> Catalogue:
    return replace(course(lesson(BODY)), terms={each.slug: each for each in terms})


def listed(kind: Kind, found: tuple[Jargon, ...]) -> list[tuple[str, int]]:
    return [(each.word, each.times) for each in found if each.kind is kind]


def test_capitals_without_a_term_are_listed_and_known_ones_are_not() -> None:
    assert listed(Kind.CAPITALS, found(term("CDN"))) == [("XYZ", 2)]


def test_a_capital_inside_or_figures_behind_make_a_word_odd() -> None:
    assert [word for word, _times in listed(Kind.ODD, found())] == ["GA4", "JavaScript"]
    assert listed(Kind.ODD, found(term("JavaScript"), term("Reports", "GA4"))) == []


def test_a_term_that_is_linked_only_where_marked_is_listed_where_it_is_not() -> None:
    (each,) = (each for each in found(term("Session", link="marked")) if each.kind is Kind.UNLINKED)

    assert (each.word, each.times, each.term) == ("Session", 2, "session")
    assert listed(Kind.UNLINKED, found(term("Session"))) == []


def test_words_people_asked_for_are_found_in_any_form_and_once() -> None:
    rows = found(asked=["basket", "hydration"], sought=["XYZ", "Basketball"])

    assert listed(Kind.ASKED, rows) == [("basket", 1)]
    assert listed(Kind.SOUGHT, rows) == [("XYZ", 2)]
    assert ("XYZ", 2) not in listed(Kind.CAPITALS, rows)


def test_what_has_been_explained_since_is_not_listed() -> None:
    assert listed(Kind.ASKED, found(term("Basket"), asked=["baskets"])) == []


def test_the_real_course_is_read_once(shelf: Shelf) -> None:
    jargons = Jargons()

    first = jargons.of(shelf.catalogue)

    assert jargons.of(shelf.catalogue) == first
    assert all(each.places for each in first)
