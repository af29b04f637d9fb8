"""What changed, word by word: both texts can be read out of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from literacy.glossary.studio.differences import Kind, counts, differences, runs
from tests.glossary.studio.desk import GOOD, wording

TEXT = st.text(st.sampled_from("ab ,.é’"), max_size=30)


@given(TEXT, TEXT, st.sampled_from(["definition", "also"]))
def test_both_texts_can_be_read_out_of_the_runs(before: str, after: str, key: str) -> None:
    found = runs(before, after, key)

    assert "".join(run.text for run in found if run.kind is not Kind.IN) == before
    assert "".join(run.text for run in found if run.kind is not Kind.OUT) == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("a", "a", [("same", "a")]),
        (
            "keeps a copy",
            "keeps two copies",
            [("same", "keeps "), ("out", "a copy"), ("in", "two copies")],
        ),
        ("end.", "end!", [("same", "end"), ("out", "."), ("in", "!")]),
        ("", "new", [("in", "new")]),
        ("old", "", [("out", "old")]),
    ],
)
def test_words_are_compared_and_neighbors_joined(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert [(run.kind.value, run.text) for run in runs(before, after)] == expected


def test_only_fields_that_changed_are_shown_with_their_label() -> None:
    found = differences(GOOD, wording(why="Another reason.", also=("unseen path", "side door")))

    assert [each.label for each in found] == ["Also called", "Why a marketer should care"]
    assert counts(found)[1] == 5


def test_a_list_is_compared_by_its_parts() -> None:
    found = runs("cookie, browser", "cookie, header", "related")

    assert [(run.kind.value, run.text) for run in found] == [
        ("same", "cookie, "),
        ("out", "browser"),
        ("in", "header"),
    ]
