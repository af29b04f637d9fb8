"""Cards follow from what was recalled, and from nothing else."""

from literacy.review.cards import rebuilt
from literacy.review.subjects import Subject, area, term
from tests.review.recalling import card, day, recall


def test_a_card_counts_its_turns_and_keeps_its_first_day() -> None:
    made = card("a", recall(days=0), recall(days=2), recall(days=9))

    assert made.turns == 3
    assert made.first_on == day(0)
    assert made.memory.last_on == day(9)


def test_what_was_certain_and_wrong_is_marked_until_the_next_answer() -> None:
    wrong = recall(days=2, correct=False, confidence="certain")

    assert card("a", recall(), wrong).sure_and_wrong
    assert not card("a", recall(), wrong, recall(days=3)).sure_and_wrong


def test_who_says_i_dont_know_was_not_sure() -> None:
    given_up = recall(correct=False, confidence="certain", dont_know=True)

    assert not card("a", given_up).sure_and_wrong
    assert card("a", given_up).missed


def test_cards_of_different_subjects_keep_to_themselves() -> None:
    cards = rebuilt([recall("a"), recall("b", correct=False), recall("a", days=2)])

    assert {subject.area: each.turns for subject, each in cards.items()} == {"a": 2, "b": 1}
    assert cards[area("cache-rules", "b")].missed


def test_a_subject_is_read_from_its_key() -> None:
    for subject in (area("cache-rules", "a"), term("cdn")):
        assert Subject.read(subject.key) == subject


def test_a_key_that_names_nothing_is_no_subject() -> None:
    for key in ("", "area", "area/cache-rules", "term/cdn/a", "lesson/cdn", "term/"):
        assert Subject.read(key) is None, key
