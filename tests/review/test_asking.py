"""Which question a card asks: a sibling, the same until it is answered; words from their entries."""

from collections import Counter
from datetime import timedelta

import pytest

from literacy.content.shelf import Shelf
from literacy.questions.question import Question
from literacy.review.asking import ask, askable, terms_met
from literacy.review.subjects import Kind, area, term
from literacy.review.terms import LIVE, next_item, term_question
from tests.make import NOW
from tests.quizzes.banks import LESSON, bank, course, fact, question, questions
from tests.review.recalling import card, day, recall

ON = NOW.date()
AREA = area(LESSON, "a")


def asked(catalogue: object, *, turn: int = 2, seen: dict[str, int] | None = None) -> str | None:
    found = ask(catalogue, AREA, turn=turn, seen=seen or {}, person=1, on=ON)
    return found.item if found else None


def test_the_question_of_a_turn_is_the_same_however_often_it_is_shown(shelf: Shelf) -> None:
    catalogue = course(shelf.catalogue)

    assert {asked(catalogue) for _again in range(5)} == {asked(catalogue)}


def test_people_are_not_all_asked_the_same(shelf: Shelf) -> None:
    catalogue = course(shelf.catalogue)

    items = {
        ask(catalogue, AREA, turn=2, seen={}, person=number, on=ON).item for number in range(30)
    }

    assert len(items) > 3


def test_what_was_seen_longest_ago_comes_before_what_was_just_seen(shelf: Shelf) -> None:
    catalogue = course(shelf.catalogue)
    names = [each.common.id for each in questions() if each.common.area == "a"]

    assert asked(catalogue, seen={name: turn for turn, name in enumerate(names, 1)}) == names[0]


def test_the_only_question_of_an_area_is_asked_again(shelf: Shelf) -> None:
    catalogue = course(shelf.catalogue, bank([question("alone"), question("other", area="b")]))

    assert asked(catalogue, seen={"alone": 1}) == "alone"


def test_stories_stay_in_the_quiz(shelf: Shelf) -> None:
    catalogue = course(shelf.catalogue, bank([question("story", kind="scenario")]))

    assert asked(catalogue) is None
    assert AREA not in askable(catalogue, on=ON)


def test_a_question_whose_fact_is_long_overdue_rests(shelf: Shelf) -> None:
    old = fact("old", ON - timedelta(days=60))
    held = course(shelf.catalogue, bank([question("aged", fact="old"), question("sound")]))
    catalogue = type(held)(
        **{name: getattr(held, name) for name in held.__slots__ if name != "facts"},
        facts={**held.facts, "old": old},
    )

    assert {asked(catalogue, turn=turn) for turn in range(1, 20)} == {"sound"}


def test_what_left_the_course_is_not_asked(shelf: Shelf) -> None:
    for subject in (area("no-such-lesson", "a"), area(LESSON, "z"), term("no-such-term")):
        assert ask(shelf.catalogue, subject, turn=1, seen={}, person=1, on=ON) is None


def test_terms_are_met_when_the_first_quiz_of_a_lesson_is_finished(shelf: Shelf) -> None:
    late = card("", recall(subject=area(LESSON, "b"), days=9))
    early = card("", recall(subject=AREA, days=3))

    met = terms_met(shelf.catalogue, {each.subject: each for each in (late, early)})

    assert met[term("cache-control")] == day(3)
    assert set(met) == {term(slug) for slug in shelf.catalogue.lessons[LESSON].terms}


def test_a_term_answered_alone_teaches_no_lesson(shelf: Shelf) -> None:
    held = card("", recall(subject=term("cdn")))

    assert terms_met(shelf.catalogue, {held.subject: held}) == {}


def drawn(shelf: Shelf, slug: str, *, seed: int = 3, seen: dict[str, int] | None = None) -> str:
    entry = shelf.catalogue.terms[slug]
    item = next_item(entry, shelf.catalogue, seen=seen or {}, seed=seed)
    assert item is not None
    return item


def of(shelf: Shelf, slug: str, item: str) -> Question:
    found = term_question(shelf.catalogue.terms[slug], item, shelf.catalogue)
    assert found is not None
    return found


@pytest.mark.parametrize("form", ["word", "meaning"])
def test_every_live_term_makes_a_question_with_three_choices_of_its_topic(
    shelf: Shelf, form: str
) -> None:
    terms = shelf.catalogue.terms
    topics = Counter(entry.module for entry in terms.values())
    for slug, entry in terms.items():
        if entry.status not in LIVE:
            continue
        item = f"{form}:{drawn(shelf, slug).partition(':')[2]}"
        made = of(shelf, slug, item)
        others = [terms[each] for each in item.partition(":")[2].split(".")]

        assert made.mark(made.key()).correct, slug
        assert [made.mark(each).correct for each in made.wrong_answers()] == [False, False], slug
        assert topics[entry.module] < 6 or {each.module for each in others} == {entry.module}, slug
        assert "[[" not in str(made), slug
        assert len(item) < 160, slug


def test_the_two_forms_take_turns(shelf: Shelf) -> None:
    first = drawn(shelf, "cdn")
    second = drawn(shelf, "cdn", seen={first: 1})
    third = drawn(shelf, "cdn", seen={first: 1, second: 2})

    assert first.partition(":")[0] == third.partition(":")[0] != second.partition(":")[0]


def test_a_word_never_stands_beside_one_that_contains_it(shelf: Shelf) -> None:
    beside = {
        other
        for seed in range(40)
        for other in drawn(shelf, "browser-cache", seed=seed).partition(":")[2].split(".")
    }

    assert "cache" not in beside
    assert len(beside) > 4


def test_the_meaning_does_not_say_the_word(shelf: Shelf) -> None:
    item = f"word:{drawn(shelf, 'cdn').partition(':')[2]}"

    stem = of(shelf, "cdn", item).common.stem

    assert stem.endswith("Which word is that?")
    assert "CDN" not in stem


def test_every_choice_says_why(shelf: Shelf) -> None:
    for form in ("word", "meaning"):
        made = of(shelf, "cdn", f"{form}:{drawn(shelf, 'cdn').partition(':')[2]}")

        notes = made.explain(made.key(), revealed=True).notes

        assert all(note.why for note in notes)


def test_a_question_is_the_same_when_its_answer_is_looked_at_later(shelf: Shelf) -> None:
    item = drawn(shelf, "cdn")

    assert of(shelf, "cdn", item) == of(shelf, "cdn", item)


@pytest.mark.parametrize(
    "item", ["", "word:", "word:no-such-term.cache", "riddle:cache.purge"], ids=str
)
def test_a_name_that_names_no_question_makes_none(shelf: Shelf, item: str) -> None:
    assert term_question(shelf.catalogue.terms["cdn"], item, shelf.catalogue) is None


def test_all_subjects_of_the_course_can_be_asked(shelf: Shelf) -> None:
    found = askable(shelf.catalogue, on=ON)

    areas = [
        area(lesson.id, letter) for lesson in shelf.catalogue.lessons.values() for letter in "ab"
    ]
    assert set(areas) <= found
    assert sum(each.kind is Kind.TERM for each in found) == sum(
        entry.status in LIVE for entry in shelf.catalogue.terms.values()
    )
