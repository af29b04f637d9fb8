"""The real course: every lesson, bank, term, fact and picture passes its own check."""

import pytest

from literacy.content.load import Loaded, load
from literacy.labs.missions import MISSIONS
from literacy.paths import course_root
from literacy.questions.banks import bank_measures
from tests.make import NOW


@pytest.fixture(scope="module")
def course() -> Loaded:
    return load(course_root(), labs=MISSIONS, today=NOW.date())


def test_the_course_has_no_errors(course: Loaded) -> None:
    assert [str(problem) for problem in course.problems if problem.is_error] == []


def test_each_lesson_that_can_be_read_has_a_bank_that_is_ready(course: Loaded) -> None:
    assert course.catalogue is not None
    banks = course.catalogue.banks

    assert {
        slug
        for slug in course.catalogue.lessons
        if slug not in banks
        or not bank_measures(banks[slug].items.values(), areas=banks[slug].areas).ready
    } == set()


def test_the_map_announces_the_whole_course(course: Loaded) -> None:
    assert course.catalogue is not None
    modules = course.catalogue.modules.values()

    assert (len(modules), sum(len(module.planned) for module in modules)) == (14, 58)


def test_the_module_on_caching_is_complete(course: Loaded) -> None:
    assert course.catalogue is not None
    caching = course.catalogue.modules["06-caching"]

    assert caching.lessons == tuple(lesson.slug for lesson in caching.planned)
