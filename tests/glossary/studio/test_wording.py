"""The fields of a term: typed, stored, compared, and there and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.content.shelf import Shelf
from literacy.glossary.studio.merging import merged
from literacy.glossary.studio.wording import (
    KEYS,
    LISTS,
    Wording,
    as_json,
    changed,
    dated,
    from_json,
    of_term,
    parsed,
    term_of,
    text_of,
    with_text,
)
from tests.glossary.studio.desk import GOOD, wording

LINE = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
TYPED = st.fixed_dictionaries(dict.fromkeys(KEYS, LINE))


@given(TYPED)
def test_what_is_stored_is_what_comes_back(typed: dict[str, str]) -> None:
    typed_wording = with_text(Wording(), typed)

    assert from_json(as_json(typed_wording)) == typed_wording


@given(TYPED)
def test_a_field_shown_and_typed_again_is_the_same(typed: dict[str, str]) -> None:
    once = with_text(Wording(), typed)

    assert with_text(Wording(), {key: text_of(once, key) for key in KEYS}) == once


def test_every_term_of_the_course_goes_there_and_back(shelf: Shelf) -> None:
    terms = shelf.catalogue.terms

    back = {
        slug: term_of(slug, from_json(as_json(of_term(term))), status=term.status, module="")
        for slug, term in terms.items()
    }

    assert back == dict(terms)


def test_a_stored_field_that_is_unknown_is_left_out() -> None:
    assert from_json({"term": "Tag", "color": "red"}) == Wording(term="Tag")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("", ()), (" a , b,\n c ,,", ("a", "b", "c")), ("a, a", ("a",)), (",", ())],
)
def test_a_list_is_split_at_commas_and_lines(typed: str, expected: tuple[str, ...]) -> None:
    assert "also" in LISTS
    assert parsed("also", typed) == expected


def test_the_days_alone_are_no_change() -> None:
    assert changed(GOOD, dated(GOOD, today=date(2026, 11, 21))) == ()


@pytest.mark.parametrize(
    ("given_fields", "until"),
    [
        ({}, "2027-11-21"),
        ({"facts": ("reload-keeps-fresh",)}, "2027-05-21"),
        ({"review_by": "2027-02-01"}, "2027-02-01"),
        ({"review_by": "2020-01-01"}, "2027-11-21"),
    ],
    ids=["a year", "half a year with facts", "as asked", "a day that has passed"],
)
def test_publishing_sets_the_days(given_fields: dict[str, object], until: str) -> None:
    days = dated(wording(**given_fields), today=date(2026, 11, 21))

    assert (days.reviewed, days.review_by) == ("2026-11-21", until)


def test_edits_of_different_fields_are_both_kept() -> None:
    mine, theirs = wording(why="Mine."), wording(example="Theirs.")

    both = merged(GOOD, mine, theirs)

    assert (both.wording.why, both.wording.example) == ("Mine.", "Theirs.")
    assert (both.clashes, both.taken) == ((), ("example",))


def test_two_edits_of_one_field_clash_and_mine_is_kept_for_now() -> None:
    both = merged(GOOD, wording(why="Mine."), wording(why="Theirs."))

    assert both.clashes == ("why",)
    assert both.wording.why == "Mine."


def test_the_same_edit_by_both_is_no_clash() -> None:
    both = merged(GOOD, wording(why="Same."), wording(why="Same."))

    assert (both.clashes, both.taken) == ((), ())


@given(TYPED, TYPED, TYPED)
def test_a_merge_loses_no_change_of_either(
    base: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    one, two, three = (with_text(Wording(), each) for each in (base, mine, theirs))

    both = merged(one, two, three)

    for key in changed(one, two):
        assert getattr(both.wording, key) == getattr(two, key)
    for key in set(changed(one, three)) - set(both.clashes):
        assert getattr(both.wording, key) == getattr(three, key)
