"""Draws that span lessons: properties that hold for every seed and every history."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.quizzes import spans
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import Offer, course_offer, module_offer
from tests.quizzes.banks import TODAY
from tests.quizzes.modules import MODULE, thinned, whole

seeds = st.integers(min_value=0, max_value=2**31 - 1)
few = settings(max_examples=25)


class Held:
    """A course in which every module has questions; it says little of itself when a test fails."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.modules = catalogue.modules
        self.final = course_offer(catalogue, QuizKind.FINAL, today=TODAY)

    def module(self, kind: QuizKind, slug: str = MODULE) -> Offer:
        return module_offer(self.catalogue, slug, kind, today=TODAY)

    def whole(self, kind: QuizKind) -> Offer:
        return course_offer(self.catalogue, kind, today=TODAY)

    def thinned(self, *lessons: str, items: int) -> "Held":
        thin = self.catalogue
        for lesson in lessons:
            thin = thinned(thin, lesson, items=items)
        return Held(thin)


@pytest.fixture(scope="module")
def course(shelf: Shelf) -> Held:
    return Held(whole(shelf.catalogue))


def level(offered: Offer, item: str) -> str:
    return next(each.question.common.level for each in offered.pool if each.item == item)


def histories(offered: Offer) -> st.SearchStrategy[dict[str, int]]:
    items = [each.item for each in offered.pool]
    return st.dictionaries(st.sampled_from(items), st.integers(0, 50))


# The exam of a module


@given(seed=seeds, data=st.data())
@few
def test_an_exam_asks_twelve_over_all_areas(course: Held, seed: int, data: st.DataObject) -> None:
    drawn = course.module(QuizKind.EXAM).draw(
        seed=seed, last_drawn=data.draw(histories(course.module(QuizKind.EXAM)))
    )

    assert len(set(drawn.items)) == 12
    assert set(drawn.areas) == {each.area for each in course.module(QuizKind.EXAM).pool}


@given(seed=seeds, data=st.data())
@few
def test_at_least_four_of_an_exam_are_new_to_the_learner(
    course: Held, seed: int, data: st.DataObject
) -> None:
    every = [each.item for each in course.module(QuizKind.EXAM).pool]
    unseen = data.draw(st.sets(st.sampled_from(every), min_size=4))
    had = dict.fromkeys(set(every) - unseen, 1)

    drawn = course.module(QuizKind.EXAM).draw(seed=seed, last_drawn=had)

    assert len(set(drawn.items) & unseen) >= 4


@given(seed=seeds, data=st.data())
@few
def test_what_is_left_unseen_comes_even_when_it_is_fewer_than_four(
    course: Held, seed: int, data: st.DataObject
) -> None:
    every = [each.item for each in course.module(QuizKind.EXAM).pool]
    unseen = data.draw(st.sets(st.sampled_from(every), max_size=3))
    had = dict.fromkeys(set(every) - unseen, 1)

    drawn = course.module(QuizKind.EXAM).draw(seed=seed, last_drawn=had)

    assert unseen <= set(drawn.items)
    assert len(drawn.items) == 12


@given(seed=seeds, kind=st.sampled_from([QuizKind.PRETEST, QuizKind.EXAM]), data=st.data())
@few
def test_the_same_seed_and_history_draw_the_same_over_a_module(
    course: Held, seed: int, kind: QuizKind, data: st.DataObject
) -> None:
    offered = course.module(kind)
    had = data.draw(histories(offered))
    turned = replace(offered.modules[0], pool=offered.modules[0].pool[::-1])

    assert offered.draw(seed=seed, last_drawn=had) == offered.draw(seed=seed, last_drawn=had)
    if kind is QuizKind.EXAM:
        other_order = replace(offered, modules=(turned,))
        assert other_order.draw(seed=seed, last_drawn=had) == offered.draw(
            seed=seed, last_drawn=had
        )


def test_an_exam_of_ten_areas_covers_them_all(course: Held) -> None:
    offered = course.module(QuizKind.EXAM, "02-client-server")

    drawn = offered.draw(seed=3, last_drawn={})

    assert len(set(drawn.areas)) == 10
    assert len(drawn.items) == 12


# The pre-test


@given(seed=seeds)
@few
def test_a_pretest_asks_one_of_each_lesson_in_their_order(course: Held, seed: int) -> None:
    offered = course.module(QuizKind.PRETEST)

    drawn = offered.draw(seed=seed, last_drawn={})

    assert [item.partition("/")[0] for item in drawn.items] == list(course.modules[MODULE].lessons)


@pytest.mark.parametrize(("module", "lessons"), [("02-client-server", 4), ("04-templates", 3)])
def test_a_pretest_has_four_questions_however_many_lessons_there_are(
    course: Held, module: str, lessons: int
) -> None:
    drawn = course.module(QuizKind.PRETEST, module).draw(seed=1, last_drawn={})

    assert len(drawn.items) == 4
    assert len({item.partition("/")[0] for item in drawn.items}) == lessons


# The placement


@given(seed=seeds)
@few
def test_a_placement_asks_two_of_each_module_the_easy_one_first(course: Held, seed: int) -> None:
    offered = course.whole(QuizKind.PLACEMENT)

    drawn = offered.draw(seed=seed, last_drawn={})

    assert len(drawn.items) == 28
    assert [area.partition("/")[0] for area in drawn.areas] == [
        slug for slug in course.modules for _twice in range(2)
    ]
    assert {level(offered, item) in spans.EASY for item in drawn.items[::2]} == {True}
    assert {level(offered, item) in spans.EASY for item in drawn.items[1::2]} == {False}


# The final


@given(seed=seeds, step=st.integers(2, 9))
@few
def test_a_final_asks_forty_with_twelve_of_the_people_half_of_them_demanding(
    course: Held, seed: int, step: int
) -> None:
    had = {each.item: place for place, each in enumerate(course.final.pool) if place % step}

    drawn = course.final.draw(seed=seed, last_drawn=had)

    people = [
        item
        for item, area in zip(drawn.items, drawn.areas, strict=True)
        if course.modules[area.partition("/")[0]].strand == "people"
    ]
    assert len(set(drawn.items)) == 40
    assert len(people) == 12
    assert sum(level(course.final, item) in spans.DEMANDING for item in people) >= 6


@given(seed=seeds)
@few
def test_a_final_asks_two_of_each_technology_module_and_four_more_of_the_longest(
    course: Held, seed: int
) -> None:
    drawn = course.final.draw(seed=seed, last_drawn={})

    shares = Counter(area.partition("/")[0] for area in drawn.areas)
    technology = {
        slug: shares[slug] for slug, each in course.modules.items() if each.strand != "people"
    }
    assert sorted(technology.values()) == [2] * 8 + [3] * 4
    assert {slug for slug, count in technology.items() if count == 3} == {
        slug
        for slug, each in course.modules.items()
        if each.strand != "people" and len(each.planned) == 5
    }


def test_a_second_final_asks_other_questions(course: Held) -> None:
    first = course.final.draw(seed=1, last_drawn={})

    second = course.final.draw(seed=2, last_drawn=dict.fromkeys(first.items, 1))

    assert not set(first.items) & set(second.items)


# Banks that are too thin


@given(seed=seeds, items=st.integers(0, 12))
@few
def test_a_thin_bank_gives_what_it_has_and_never_fails(course: Held, seed: int, items: int) -> None:
    course = course.thinned(*course.modules[MODULE].lessons, items=items)

    for kind in (QuizKind.PRETEST, QuizKind.EXAM):
        drawn = course.module(kind).draw(seed=seed, last_drawn={})
        assert len(drawn.items) == len(set(drawn.items)) <= 4 * items
    for kind in (QuizKind.PLACEMENT, QuizKind.FINAL):
        drawn = course.whole(kind).draw(seed=seed, last_drawn={})
        assert len(drawn.items) == len(set(drawn.items))


def test_an_exam_waits_for_every_lesson_and_says_to_authors_which(course: Held) -> None:
    offered = course.thinned("stale-price", items=3).module(QuizKind.EXAM)

    assert not offered.is_open
    assert offered.missing == ("Changing a price on time",)
    assert "stale-price: Area a" in offered.lacks[0]


def test_a_pretest_is_there_as_soon_as_there_are_questions(course: Held) -> None:
    course = course.thinned(*course.modules[MODULE].lessons[1:], items=0)

    offered = course.module(QuizKind.PRETEST)

    assert offered.is_open
    assert offered.question_count == 4
    assert "only 1 of its lessons has questions" in offered.thin[0]


def test_a_final_waits_for_every_module(course: Held) -> None:
    offered = course.thinned("stale-price", items=0).final

    assert not offered.is_open
    assert offered.missing == ("06 Caching: the art of the useful copy",)


def test_a_placement_asks_about_the_modules_there_are(course: Held) -> None:
    course = course.thinned(*course.modules[MODULE].lessons, items=0)

    offered = course.whole(QuizKind.PLACEMENT)

    assert offered.is_open
    assert offered.question_count == 26
    assert offered.missing == ("06 Caching: the art of the useful copy",)
