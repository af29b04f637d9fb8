"""The counters behind reading grades: words, sentences, syllables and capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.lib.text import (
    acronyms,
    is_expanded,
    paragraphs,
    reading,
    sentences,
    syllables,
    words,
)

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs €49 now.", ("It", "costs", "49", "now")),
        ("Use max-age, don’t wait.", ("Use", "max-age", "don’t", "wait")),
        ("At 09:05 it took 3.7 s.", ("At", "09:05", "it", "took", "3.7", "s")),
        ("Inés asked. … – !", ("Inés", "asked")),
        ("", ()),
    ],
    ids=["money", "joined", "figures", "accents and signs", "nothing"],
)
def test_words_are_counted_as_a_reader_counts_them(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two. Three.", 3),
        ("It is 08:55. At 3.7 seconds it stops.", 2),
        ('"Your ad says €39. Your shop says €49."', 2),
        ("Ask Mr. Finch about it.", 1),
        ("Some pages, e.g. the home page, stay.", 1),
        ("It stops... and goes on.", 1),
        ("A title without a stop\n\nA paragraph.", 2),
        ("Did it work? Yes! €4 saved.", 3),
    ],
    ids=["plain", "numbers", "quoted", "title", "for example", "dots", "heading", "signs"],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("make", 1), ("table", 2), ("asked", 1), ("visited", 3), ("files", 1), ("prices", 2),
        ("watches", 2), ("whole", 1), ("queue", 1), ("browser", 2), ("the", 1), ("e-mail", 2),
        ("2026", 1), ("CDN", 1), ("user's", 2), ("responsibility", 6),
    ],
)  # fmt: skip
def test_syllables_are_vowel_groups_without_the_silent_e(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_the_published_formula() -> None:
    measure = reading("The cat sat on the mat. The dog ran.")

    assert (measure.words, measure.sentences, measure.syllables) == (9, 2, 9)
    assert measure.grade == 0.0
    assert measure.ease == 100.0
    assert measure.mean_sentence == 4.5


def test_long_words_and_sentences_raise_the_grade() -> None:
    easy = reading("We keep a copy so that the page is quick.")
    hard = reading("Replication of representations accelerates subsequent availability.")

    assert easy.grade < 4 < 12 < hard.grade
    assert easy.ease > 80 > 20 > hard.ease


def test_a_term_counts_as_an_easy_word_once_it_is_explained() -> None:
    text = "The content delivery network holds a copy."

    measure = reading(text, easy=["content delivery network"])

    assert measure.words == reading(text).words - 2
    assert measure.grade < reading(text).grade


def test_the_plural_of_a_term_is_as_easy() -> None:
    assert reading("Two delivery networks.", easy=["delivery network"]).words == 2


def test_an_empty_text_is_the_easiest() -> None:
    measure = reading("")

    assert (measure.words, measure.grade, measure.mean_sentence) == (0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CDN and the DNS, twice the CDN.", ("CDN", "DNS")),
        ("Two CDNs and an API.", ("CDN", "API")),
        ("An ETag, a TTLx and SameSite.", ()),
        ("See HTTP/2 or user@HOST or #TAG.", ()),
        ("A single A or B, and OVERSIZED.", ()),
        ("A CSS-only page and a well-known URL.", ("URL",)),
    ],
    ids=["plain", "plural", "mixed", "addresses", "one or many letters", "joined"],
)
def test_capitals_are_two_to_six_letters_on_their_own(text: str, expected: tuple[str, ...]) -> None:
    assert acronyms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the time to first byte (TTFB) fell", True),
        ("TTFB (time to first byte) fell", True),
        ("a Global Privacy Control (GPC) signal", True),
        ("the TTFB fell (a lot)", False),
        ("the first byte (TTFB) fell", False),
    ],
)
def test_capitals_are_explained_by_their_full_words(text: str, expected: bool) -> None:
    assert is_expanded(next(iter(acronyms(text))), text) is expected


@given(st.lists(WORD, min_size=1, max_size=40))
def test_each_word_is_counted_once(parts: list[str]) -> None:
    assert words(" ".join(parts)) == tuple(parts)


@given(st.text(max_size=400))
def test_any_text_can_be_measured(text: str) -> None:
    measure = reading(text)

    assert measure.words == len(words(text))
    assert (measure.sentences == 0) == (measure.words == 0)
    assert measure.syllables >= measure.words
    assert measure.grade >= 0.0
    assert 0.0 <= measure.ease <= 100.0


@given(st.text(max_size=200), st.text(max_size=200))
def test_paragraphs_add_up(first: str, second: str) -> None:
    both = f"{first}\n\n{second}"

    assert reading(both).words == reading(first).words + reading(second).words
    assert paragraphs(both) == paragraphs(first) + paragraphs(second)


@given(WORD)
def test_every_word_has_a_syllable(word: str) -> None:
    assert 1 <= syllables(word) <= len(word)


@given(st.lists(WORD, max_size=30), st.lists(WORD, max_size=4))
def test_easy_words_never_make_a_text_longer(parts: list[str], easy: list[str]) -> None:
    assert reading(" ".join(parts), easy).words <= len(parts)
