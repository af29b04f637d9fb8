"""Which questions are drawn: properties that hold for every bank, seed and history."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literacy.quizzes.draw import candidates, draw, is_suspended, on_offer, redraw, shortages
from literacy.quizzes.rules import LEAST_PER_AREA
from tests.quizzes.banks import ALL_KINDS, SIX, TODAY, bank, fact, question, questions

FULL = questions()
IDS = [each.common.id for each in FULL]
AREA = {each.common.id: each.common.area for each in FULL}
KIND = {each.common.id: each.kind for each in FULL}

seeds = st.integers(min_value=0, max_value=2**31 - 1)
histories = st.dictionaries(st.sampled_from(IDS), st.integers(min_value=1, max_value=9))


@given(seed=seeds, had=histories)
def test_five_different_questions_are_drawn_with_two_or_three_of_each_area(
    seed: int, had: dict[str, int]
) -> None:
    drawn = draw(FULL, seed=seed, last_drawn=had)

    assert len(set(drawn.items)) == 5
    assert [AREA[item] for item in drawn.items] == list(drawn.areas)
    assert sorted(Counter(drawn.areas).values()) == [LEAST_PER_AREA, 3]


@given(seed=seeds, had=histories)
def test_the_same_seed_and_history_draw_the_same_questions_in_the_same_order(
    seed: int, had: dict[str, int]
) -> None:
    assert draw(FULL, seed=seed, last_drawn=had) == draw(
        list(reversed(FULL)), seed=seed, last_drawn=had
    )


@given(seed=seeds)
def test_a_second_draw_brings_questions_not_had_before(seed: int) -> None:
    first = draw(FULL, seed=seed)

    second = draw(FULL, seed=seed + 1, last_drawn=dict.fromkeys(first.items, 1))

    assert not set(first.items) & set(second.items)


@given(seed=seeds, had=st.fixed_dictionaries({item: st.integers(1, 9) for item in IDS}))
def test_what_was_had_longest_ago_comes_first(seed: int, had: dict[str, int]) -> None:
    drawn = draw(FULL, seed=seed, last_drawn=had)

    for area in "ab":
        taken = [had[item] for item in drawn.items if AREA[item] == area]
        left = [had[item] for item in IDS if AREA[item] == area and item not in drawn.items]
        assert max(taken) <= min(left)


@given(seed=seeds)
def test_a_first_draw_spreads_the_kinds(seed: int) -> None:
    drawn = draw(FULL, seed=seed)

    assert len({KIND[item] for item in drawn.items}) == 5


@given(seed=seeds, sizes=st.lists(st.integers(0, 4), min_size=1, max_size=3))
def test_a_bank_too_thin_gives_what_it_has_and_never_fails(seed: int, sizes: list[int]) -> None:
    thin = [
        question(f"{area}-{number}", area=area)
        for area, size in zip("abc", sizes, strict=False)
        for number in range(size)
    ]

    drawn = draw(thin, seed=seed)

    assert len(drawn.items) == len(set(drawn.items)) <= max(5, len(thin))


@given(seed=seeds)
@settings(max_examples=20)
def test_each_area_is_favored_in_turn(seed: int) -> None:
    larger = {Counter(draw(FULL, seed=seed + n).areas).most_common(1)[0][0] for n in range(40)}

    assert larger == {"a", "b"}


def test_a_lesson_with_one_area_gets_five_questions_of_it() -> None:
    drawn = draw(questions(SIX, areas="a"), seed=3)

    assert drawn.areas == ("a",) * 5


@given(seed=seeds)
def test_the_order_of_choices_is_replayed_from_the_seed(seed: int) -> None:
    one = question("one", kind="single")

    assert one.face(seed) == one.face(seed)


@given(seed=seeds, wanted=st.sets(st.sampled_from(IDS), max_size=3), had=histories)
def test_a_redraw_asks_a_sibling_for_each_missed_question(
    seed: int, wanted: set[str], had: dict[str, int]
) -> None:
    again = redraw(candidates(FULL), wanted, seed=seed, last_drawn=had)

    assert sorted(again.stands_for) == sorted(wanted)
    assert not set(again.items) & wanted
    assert len(set(again.items)) == len(wanted)
    assert [AREA[item] for item in again.items] == [AREA[item] for item in again.stands_for]


@given(seed=seeds)
def test_a_question_without_siblings_left_comes_again_itself(seed: int) -> None:
    whole_area = [item for item in IDS if AREA[item] == "a"]

    again = redraw(candidates(FULL), whole_area, seed=seed)

    assert sorted(again.items) == sorted(whole_area)
    assert again.items == again.stands_for


@given(seed=seeds, wanted=st.sets(st.sampled_from(IDS)))
def test_a_redraw_leaves_out_what_has_left_the_bank(seed: int, wanted: set[str]) -> None:
    again = redraw(candidates(FULL[:-2]), wanted, seed=seed)

    assert set(again.stands_for) == wanted - {item.common.id for item in FULL[-2:]}


def test_retired_questions_are_not_on_offer() -> None:
    held = bank([*questions(), question("a-old", retired=True)])

    assert "a-old" not in [each.common.id for each in on_offer(held, {}, today=TODAY)]


@pytest.mark.parametrize(
    ("days", "suspended"),
    [(-1, False), (0, False), (30, False), (31, True)],
    ids=["not due", "due today", "a month late", "more than a month late"],
)
def test_a_fact_more_than_thirty_days_overdue_suspends_its_questions(
    days: int, suspended: bool
) -> None:
    aged = question("a-aged", fact="cwv-thresholds")
    facts = {"cwv-thresholds": fact("cwv-thresholds", TODAY - timedelta(days=days))}

    assert is_suspended(aged, facts, today=TODAY) is suspended


def test_a_full_bank_lacks_nothing() -> None:
    assert shortages(bank(), {}, today=TODAY) == ()


def test_all_ten_kinds_can_be_in_a_bank() -> None:
    assert shortages(bank(questions(ALL_KINDS)), {}, today=TODAY) == ()


def test_authors_are_told_which_area_lacks_questions() -> None:
    held = bank([*questions(areas="a"), *questions(SIX[:4], areas="b")])

    (lack,) = shortages(held, {}, today=TODAY)

    assert lack.startswith("Area b, “Predict what a visitor sees”, has 4 questions of 4 kinds")


def test_authors_are_told_when_overdue_facts_leave_too_few_questions() -> None:
    held = bank([*questions(areas="a", fact="aged"), *questions(areas="b")])
    facts = {"aged": fact("aged", TODAY - timedelta(days=90))}

    (lack,) = shortages(held, facts, today=TODAY)

    assert "has 0 questions left; the facts behind the others are overdue" in lack
