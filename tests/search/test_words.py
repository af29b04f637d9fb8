"""The words of a search and of a text meet, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.search.snippet import LENGTH, marked, snippet
from literacy.search.spelling import bag, pieces, stem
from literacy.search.wanted import fts5, missed_words, tsquery, wanted


@pytest.mark.parametrize(
    "words",
    [
        ("cache", "caches", "cached", "caching"),
        ("cookie", "cookies"),
        ("query", "queries"),
        ("colour", "color", "colours"),
        ("centre", "center", "centred", "centered"),
        ("programme", "program", "programmes"),
        ("cancelled", "canceled", "cancelling"),
        ("personalisation", "personalization"),
        ("optimise", "optimize", "optimised"),
        ("behavioural", "behavioral"),
        ("licence", "license"),
        ("catalogue", "catalog"),
        ("analyse", "analyze"),
        ("grey", "gray"),
        ("address", "addresses"),
    ],
    ids=lambda words: words[0],
)
def test_forms_and_spellings_of_a_word_are_one(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("server", "serve"), ("hour", "our"), ("css", "cs"), ("cash", "cache")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the customer’s browser", ["the", "customer", "browser"]),
        ("Über-Café", ["uber", "cafe"]),
        ("快取 cache", ["快", "取", "cache"]),
        ("ﬁle_name ①", ["file", "name", "1"]),
        ("don't", ["don"]),
    ],
)
def test_a_text_is_cut_into_words(text: str, words: list[str]) -> None:
    assert [piece.word for piece in pieces(text)] == words


def test_a_compound_is_found_in_one_word_and_in_two() -> None:
    assert "email" in bag("an e-mail arrives").split()
    assert fts5(wanted("e-mail")) == '("e mail" OR "email"*)' or "email" in fts5(wanted("e-mail"))


def test_small_words_are_dropped_while_others_remain() -> None:
    assert wanted("what is the cache").words == wanted("cache").words
    assert wanted("what is it").units


def test_chinese_is_sought_sign_by_sign_in_order() -> None:
    assert fts5(wanted("介面")) == '("介 面")'
    assert tsquery(wanted("介面")) == "(('介' <-> '面'))"


@given(st.text(max_size=200))
def test_no_sign_reaches_either_store_outside_a_quoted_word(text: str) -> None:
    for query in (fts5(wanted(text)), tsquery(wanted(text))):
        bare = query.replace('"', "'").split("'")
        assert all(set(outside) <= set("()*:&|<-> ANDOR") for outside in bare[::2])
        assert all(word.replace(" ", "").isalnum() for word in bare[1::2])


@given(st.text(max_size=600), st.text(max_size=60))
def test_a_snippet_is_the_text_itself(text: str, query: str) -> None:
    shown = "".join(each.text for each in snippet(text, wanted(query)))
    whole = "".join(each.text for each in marked(text, wanted(query)))

    assert whole == text
    assert shown.removeprefix("… ").removesuffix(" …") in text
    assert len(shown) <= LENGTH + 60


def test_a_snippet_shows_the_words_that_were_sought() -> None:
    text = "Nothing here. " * 30 + "Copies live in caches for an hour. " + "Nothing more. " * 30

    shown = snippet(text, wanted("cache"))

    assert [each.text for each in shown if each.marked] == ["caches"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Data   Layer ", "data layer"),
        ("maya@example.com", ""),
        ("+44 20 7946 0958", ""),
        ("one two three four five six", ""),
        ("x" * 61, ""),
        ("!!!", ""),
        ("快取", "快取"),
    ],
)
def test_a_search_in_vain_is_kept_without_what_may_tell_of_a_person(text: str, kept: str) -> None:
    assert missed_words(text) == kept
