"""What holds for every question, whatever is answered and whichever seed was drawn."""

from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literacy.questions.drawing import shuffled
from literacy.questions.kinds.multiple import Multiple
from literacy.questions.question import AnswerMissing, Question
from tests.questions.items import KEYS, bank, choice, question, tokens

ITEMS = [*bank("samples"), *bank("cache-rules")]
EVERY_ITEM = [pytest.param(asked, id=asked.common.global_id) for asked in ITEMS]

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=90),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=12), inner, max_size=6),
    max_leaves=12,
)  # fmt: skip
seeds = st.integers(min_value=0, max_value=2**63)


def words_in(value: Any) -> str:
    """Everything a page could show of a face, as one text."""
    if isinstance(value, dict):
        return " ".join([*map(str, value), *map(words_in, value.values())])
    if isinstance(value, list | tuple):
        return " ".join(map(words_in, value))
    return str(value)


def secrets(kind: str) -> Question:
    """A question whose reasons, hints and accepted words can be looked for."""
    return question(kind, **_marked(dict(KEYS[kind])))


def _marked(value: Any) -> Any:
    """The same keys with every hidden text replaced by a word that stands nowhere else."""
    hidden = {"why": "SECRET", "misconception": "secret", "match": ["SECRET"], "accept": ["SECRET"]}
    if isinstance(value, dict):
        return {key: hidden.get(key, _marked(inner)) for key, inner in value.items()}
    return [_marked(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KEYS)
@given(answer=json, seed=seeds)
@settings(max_examples=60, deadline=None)
def test_any_json_is_marked_between_nothing_and_one(kind: str, answer: Any, seed: int) -> None:
    asked = question(kind)

    mark = asked.mark(answer)
    asked.explain(answer, revealed=True)
    asked.face(seed, answer)

    assert 0 <= mark.score <= 1
    assert not mark.correct or mark.score == 1


@pytest.mark.parametrize("kind", KEYS)
@given(
    typed=st.dictionaries(
        st.sampled_from(["q", "q-path", "q-reason", "q-1", "q-2"]), st.lists(st.text(), max_size=3)
    )
)
@settings(max_examples=40, deadline=None)
def test_any_form_is_read_or_refused_with_a_sentence(
    kind: str, typed: dict[str, list[str]]
) -> None:
    try:
        answer = question(kind).read(typed)
    except AnswerMissing as missing:
        assert str(missing).endswith(".")
    else:
        assert answer


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_the_key_scores_one(asked: Question) -> None:
    assert asked.mark(asked.key()).score == 1


@pytest.mark.parametrize("asked", EVERY_ITEM)
def test_no_wrong_answer_scores_one(asked: Question) -> None:
    wrong = list(islice(asked.wrong_answers(), 1000))

    assert wrong
    assert max(asked.mark(answer).score for answer in wrong) < 1


@pytest.mark.parametrize("kind", KEYS)
@given(seed=seeds)
@settings(max_examples=30, deadline=None)
def test_a_face_gives_no_reason_hint_or_accepted_word_away(kind: str, seed: int) -> None:
    assert "secret" not in words_in(secrets(kind).face(seed).parts).lower()


@pytest.mark.parametrize("kind", ["single", "multiple", "truefalse", "classify", "spot", "numeric"])
def test_a_face_does_not_depend_on_what_is_right(kind: str) -> None:
    """Swap the key and the face stays the same, so nothing in it can betray the key."""
    swaps: dict[str, dict[str, Any]] = {
        "single": {"choices": [choice("A", correct=True), choice("B"), choice("C")]},
        "multiple": {"choices": [choice(text, correct=text in "AB") for text in "ABCD"]},
        "truefalse": {"answer": True, "reasons": [choice("A", correct=True), choice("B")]},
        "classify": {"cards": [{"text": text, "in": "Long"} for text in "ABCD"]},
        "spot": {"lines": [{"n": 1, "correct": True}, {"n": 2}]},
        "numeric": {"answer": 3},
    }
    swapped: dict[str, dict[str, Any]] = {
        "single": {"choices": [choice("A"), choice("B", correct=True), choice("C")]},
        "multiple": {"choices": [choice(text, correct=text in "CD") for text in "ABCD"]},
        "truefalse": {"answer": False, "reasons": [choice("A"), choice("B", correct=True)]},
        "classify": {"cards": [{"text": text, "in": "Never stored"} for text in "ABCD"]},
        "spot": {"lines": [{"n": 1}, {"n": 2, "correct": True}]},
        "numeric": {"answer": 9},
    }

    assert question(kind, **swaps[kind]).face(5) == question(kind, **swapped[kind]).face(5)


@pytest.mark.parametrize("kind", KEYS)
@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_face(kind: str, seed: int) -> None:
    assert question(kind).face(seed) == question(kind).face(seed)


def test_a_draw_can_be_replayed_in_another_year() -> None:
    """Stored seeds must not change their meaning with a new Python."""
    assert shuffled("abcde", 7, "cache-rules/ask-first") == ("a", "e", "d", "c", "b")


@given(seed=seeds)
@settings(max_examples=200, deadline=None)
def test_steps_are_never_drawn_in_the_right_order(seed: int) -> None:
    asked = question("order")

    drawn = [step["value"] for step in asked.face(seed).parts["steps"]]

    assert drawn != asked.key()
    assert sorted(drawn) == sorted(asked.key())


def test_choices_are_drawn_in_different_orders() -> None:
    faces = [question("single").face(seed).parts["choices"] for seed in range(40)]

    assert len({tuple(one["value"] for one in face) for face in faces}) == 6


@given(seed=seeds)
@settings(max_examples=20, deadline=None)
def test_numbers_stay_in_their_order(seed: int) -> None:
    texts = ("5 minutes", "10 minutes", "30 minutes")
    asked = question("single", choices=[choice(t, correct=t[0] == "5") for t in texts])

    assert [one["value"] for one in asked.face(seed).parts["choices"]] == tokens(*texts)


@given(
    rights=st.lists(st.booleans(), min_size=4, max_size=5).filter(lambda r: any(r) and not all(r)),
    ticks=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_balanced_marks_are_right_less_wrong_and_never_below_nothing(
    rights: list[bool], ticks: list[bool]
) -> None:
    texts = "ABCDE"[: len(rights)]
    asked = question(
        "multiple", choices=[choice(t, correct=r) for t, r in zip(texts, rights, strict=True)]
    )
    assert isinstance(asked, Multiple)

    score = asked.mark([t for t, on in zip(tokens(*texts), ticks, strict=False) if on]).score

    hits = sum(r and t for r, t in zip(rights, ticks, strict=False))
    misses = sum(t and not r for r, t in zip(rights, ticks, strict=False))
    assert score == pytest.approx(max(0, (hits - misses) / sum(rights)))
