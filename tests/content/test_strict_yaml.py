"""YAML is read without guesses, with a line for each key, and bombs are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.content.strict_yaml import YamlRefused, read_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"), ("a: on", "on"), ("a: NO", "NO"), ("a: 12:30:00", "12:30:00"),
        ("a: 010", "010"), ("a: 1_000", "1_000"), ("a: 2026-11-21", "2026-11-21"),
        ("a: NULL", "NULL"), ("a: 0x1F", "0x1F"), ("a: 1e3", "1e3"), ('a: "404"', "404"),
        ("a: 404", 404), ("a: -2", -2), ("a: 0.90", 0.9), ("a: true", True), ("a: false", False),
        ("a:", None), ("a: ~", None), ("a: .inf", ".inf"), ("a: " + "9" * 400, "9" * 400),
    ],
)  # fmt: skip
def test_a_value_is_what_was_typed(text: str, value: object) -> None:
    assert read_yaml(text).value == {"a": value}


def test_each_key_and_item_knows_its_line() -> None:
    document = read_yaml("a: 1\nb:\n  - c: 2\n    d: 3\n  - e\n", first_line=10)

    assert document.line(("b", 0, "d")) == 13
    assert document.line(("b", 1)) == 14
    assert document.line(("b", 0, "missing")) == 12
    assert document.line() == 10


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c", 1, "Put quotes around a value with a colon"),
        ("x: 1\n\ta: b", 2, "Indent with spaces"),
        ("a: @x", 1, "starts with “@”"),
        ('a: "x" y', 1, "put quotes around the whole value"),
        ('a: 1\nb: "x\nc: 2\n', 2, "never closed"),
        ('a: "x\nb: "y"\n', 1, "never closed"),
        ("a: [x, y\nb: 1", 1, "square brackets"),
        ("a: {x: y", 1, "curly brackets"),
        ("a: b\nc\nd: e", 2, "a key, a colon and a space"),
        ("a: 1\na: 2", 2, "given twice"),
        ("a: 1\n01: b\n01: c", 3, "given twice"),
        ("a: 1\n---\nb: 2", 2, "second document"),
        ("a: !!python/object:os.system x", 1, "is a tag"),
        ("a: &b 1", 1, "names an anchor"),
        ("a: *b", 1, "points elsewhere"),
        ("? [a]\n: b", 1, "A key must be a word"),
        ("a: x\x07", 1, "control character"),
        ("a: \ud800", 1, "half a character"),
        ("%foo\n---\na: 1", 1, "can't be read as YAML"),
    ],
)
def test_a_mistake_is_told_in_the_author_s_words(text: str, line: int, words: str) -> None:
    with pytest.raises(YamlRefused) as refused:
        read_yaml(text)

    assert (refused.value.line, words in refused.value.sentence) == (line, True)


@pytest.mark.parametrize(
    ("bomb", "words"),
    [
        ("[" * 100_000, "more than 20 levels deep"),
        ("{a: " * 60_000, "more than 20 levels deep"),
        ("- " * 100_000 + "a", "more than 20 levels deep"),
        ("? " * 100_000, "A key must be a word"),
        ("a: " + "x" * 300_000, "larger than 256 KB"),
    ],
    ids=["lists", "blocks", "dashes", "keys", "size"],
)
def test_a_bomb_is_refused_for_its_depth_or_its_size(bomb: str, words: str) -> None:
    with pytest.raises(YamlRefused, match=words):
        read_yaml(bomb)


@pytest.mark.parametrize("text", ["", "# only a comment", "\ufeffa: 1", "---\na: 1\n...\n"])
def test_an_odd_but_fair_document_is_read(text: str) -> None:
    assert read_yaml(text).value in (None, {"a": 1})


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        read_yaml(text)
    except YamlRefused as refused:
        assert refused.sentence.endswith((".", "?"))
        assert 1 <= refused.line <= len(text.splitlines()) + 1
