"""What is asked today: at most eight, what was sure and wrong first, first questions last."""

from datetime import date

from literacy.review.cards import Card
from literacy.review.queue import A_DAY, NEW_A_DAY, Today, today
from literacy.review.subjects import Subject, area, term
from tests.review.recalling import card, day, recall

LETTERS = "abcdefghijkl"


def cards(*made: Card) -> dict[Subject, Card]:
    return {each.subject: each for each in made}


def asked(on: int, *made: Card, met: dict[str, int] | None = None, **given: int) -> Today:
    words = {term(slug): day(since) for slug, since in (met or {}).items()}
    return today(cards(*made), words, on=day(on), **given)


def subjects(today: Today) -> list[str]:
    return [entry.subject.area or entry.subject.name for entry in today.entries]


def test_nothing_is_asked_before_it_is_due() -> None:
    found = asked(1, card("a"))

    assert found.entries == ()
    assert found.next_on == day(2)


def test_what_is_due_is_asked_with_the_number_of_its_turn() -> None:
    (entry,) = asked(2, card("a")).entries

    assert (entry.subject.area, entry.turn) == ("a", 2)


def test_no_more_than_eight_are_asked_in_a_day_however_many_are_due() -> None:
    many = [card(letter) for letter in LETTERS]

    assert len(asked(90, *many).entries) == A_DAY
    assert len(asked(90, *many, answered=5).entries) == A_DAY - 5
    assert asked(90, *many, answered=A_DAY).entries == ()


def test_when_the_day_is_full_the_rest_comes_tomorrow() -> None:
    many = [card(letter) for letter in LETTERS]

    assert asked(90, *many, answered=A_DAY).next_on == day(91)


def test_what_was_certain_and_wrong_comes_first() -> None:
    wrong = card("z", recall("z", days=8, correct=False, confidence="certain"))

    assert subjects(asked(9, card("a"), card("b"), wrong))[0] == "z"


def test_then_comes_what_is_most_likely_still_there() -> None:
    strong = card("s", recall("s"), recall("s", days=2), recall("s", days=13))
    weak = card("w", recall("w", correct=False))

    assert subjects(asked(60, weak, strong)) == ["s", "w"]


def test_a_term_is_asked_from_the_day_after_it_was_met() -> None:
    assert subjects(asked(0, met={"cdn": 0})) == []
    assert asked(0, met={"cdn": 0}).next_on == day(1)
    assert subjects(asked(1, met={"cdn": 0})) == ["cdn"]


def test_no_more_than_three_first_questions_a_day() -> None:
    met = dict.fromkeys(LETTERS, 0)

    assert len(asked(1, met=met).entries) == NEW_A_DAY
    assert len(asked(1, met=met, answered=2, first_answers=2).entries) == 1
    assert asked(1, met=met, answered=3, first_answers=3).next_on == day(2)


def test_first_questions_wait_for_a_day_with_room() -> None:
    many = [card(letter) for letter in LETTERS]

    full = asked(90, *many, met={"cdn": 0, "edge": 0})
    roomy = asked(90, *many[:7], met={"cdn": 0, "edge": 0})

    assert len(full.entries) == len(roomy.entries) == A_DAY
    assert not any(entry.turn == 1 for entry in full.entries)
    assert sum(entry.turn == 1 for entry in roomy.entries) == 1


def test_areas_come_before_words_and_what_was_sure_and_wrong_before_both() -> None:
    word = card("", recall(subject=term("cdn"), days=2))
    wrong = recall(subject=term("edge"), correct=False, confidence="certain", days=3)

    assert subjects(asked(4, word, card("a"), card("", wrong))) == ["edge", "a", "cdn"]


def test_a_term_that_has_a_card_is_not_asked_as_if_it_were_new() -> None:
    known = card("", recall(subject=term("cdn")))

    assert subjects(asked(1, known, met={"cdn": 0})) == []


def test_the_order_holds_for_a_day_while_answers_come_in() -> None:
    many = [card(letter) for letter in LETTERS[:6]]
    first, *rest = subjects(asked(2, *many))

    later = asked(2, *(each for each in many if each.subject.area != first), answered=1)

    assert subjects(later) == rest


def test_lessons_are_mixed_and_not_asked_in_their_order() -> None:
    pairs = [(lesson, letter) for lesson in ("first", "second", "third") for letter in "ab"]
    made = cards(*(card("", recall(subject=area(*pair))) for pair in pairs))

    found = today(made, {}, on=day(2), salt="1/2026-11-23")

    names = [entry.subject.name for entry in found.entries]
    assert sorted(names) != names


def test_minutes_are_what_is_left_and_about_three_at_the_most() -> None:
    assert asked(90, *(card(letter) for letter in LETTERS)).minutes == 3
    assert asked(2, card("a")).minutes == 1
    assert asked(1, card("a")).minutes == 0


def test_nobody_without_cards_has_anything_to_wait_for() -> None:
    found = today({}, {}, on=date(2026, 11, 21))

    assert not found.has_cards
    assert found.next_on is None
