"""Which lessons use a term, and which would."""

from dataclasses import replace

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.glossary.uses import Uses, taught_in, would_link
from tests.lessons.pages import course, lesson, term

BODY = """
The copy is cold.

## First {#first}

A copy and a copy.

## Second {#second}

Nothing, but `copy` in code.

## A copy in a heading {#third}

Copies are here.
"""


def with_terms(*terms: object) -> Catalogue:
    return replace(course(lesson(BODY)), terms={each.slug: each for each in terms})


def test_a_use_names_the_lesson_and_each_section_once() -> None:
    catalogue = with_terms(term("Copy"))

    (use,) = Uses().of(catalogue)["copy"]

    assert use.title == catalogue.lessons[use.slug].title
    assert [anchor for anchor, _title in use.sections] == ["", "first", "third"]


def test_the_preview_of_a_new_term_is_what_happens_when_it_is_published() -> None:
    new = term("Cold")
    before, after = with_terms(), with_terms(new)

    assert would_link(new, before) == Uses().of(after)["cold"]
    assert would_link(term("Warm"), before) == ()


def test_the_preview_of_a_changed_term_forgets_its_old_names() -> None:
    catalogue = with_terms(term("Copy"))

    assert would_link(term("Duplicate", slug="copy"), catalogue) == ()


def test_a_name_that_another_term_has_links_nothing_without_a_scope() -> None:
    catalogue = with_terms(term("Copy"))

    assert would_link(term("Replica", "copy"), catalogue) == ()


def test_the_preview_of_a_draft_counts_and_drafts_of_others_do_not() -> None:
    draft = term("Copy", status="draft")
    catalogue = with_terms(draft)

    assert "copy" not in Uses().of(catalogue)
    assert would_link(draft, catalogue)


def test_uses_are_found_once_for_a_course() -> None:
    kept, catalogue = Uses(), with_terms(term("Copy"))

    assert kept.of(catalogue) is kept.of(catalogue)
    assert kept.of(with_terms(term("Cold"))).keys() == {"cold"}


def test_every_lesson_that_marks_a_term_uses_it(shelf: Shelf) -> None:
    catalogue = shelf.catalogue
    found = Uses().of(catalogue)

    for lesson_ in catalogue.lessons.values():
        listed = [slug for slug in lesson_.terms if slug in catalogue.terms]
        linked = [
            slug for slug in listed if lesson_.slug in {each.slug for each in found.get(slug, ())}
        ]
        assert len(linked) > len(listed) / 2, lesson_.slug


def test_the_lessons_that_list_a_term_teach_it(shelf: Shelf) -> None:
    cache = shelf.catalogue.terms["cache"]

    assert set(cache.lessons) <= set(taught_in(cache, shelf.catalogue))
