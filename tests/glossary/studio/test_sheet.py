"""Which lessons will link a term, said while it is written and while it is reviewed."""

from collections.abc import Callable

from literacy.content.shelf import Shelf
from literacy.glossary.studio.sheet import to_come
from literacy.glossary.studio.wording import of_term
from literacy.glossary.uses import Uses
from tests import make
from tests.browsing import Browser, words
from tests.glossary.studio.desk import Desk, wording

SignIn = Callable[[object], Browser]
TODAY = make.NOW.date()


def test_a_term_as_it_stands_will_link_what_it_links(shelf: Shelf) -> None:
    course = shelf.catalogue
    linked = Uses().of(course)
    some = sorted({*list(course.terms)[::30], *list(linked)[::15], "cdn"})

    told = {slug: to_come(slug, of_term(course.terms[slug]), course, today=TODAY) for slug in some}

    assert told == {slug: linked.get(slug, ()) for slug in some}
    assert sum(map(bool, told.values())) > 5


def test_a_new_term_needs_no_slug_to_say_where_it_will_be_linked(shelf: Shelf) -> None:
    told = to_come("", wording(term="time limit", also=()), shelf.catalogue, today=TODAY)

    assert "why-caching" in [each.slug for each in told]


def test_a_term_that_only_authors_link_is_linked_nowhere(shelf: Shelf) -> None:
    given = wording(term="time limit", also=(), link="marked")

    assert to_come("", given, shelf.catalogue, today=TODAY) == ()


def test_form_and_review_say_the_same_lessons(
    signed_in: SignIn, people: make.People, desk: Desk
) -> None:
    slug = desk.begin(term="Time limit", also=())
    ivan = signed_in(people.ivan)

    for path in (f"/author/terms/{slug}", f"/author/terms/{slug}/review"):
        page = ivan.get(path)
        assert "Once it is published, " in words(page)
        assert '<a href="/lessons/why-caching">' in page.get_data(as_text=True)


def test_a_word_that_no_lesson_has_says_so(
    signed_in: SignIn, people: make.People, desk: Desk
) -> None:
    slug = desk.begin()

    page = signed_in(people.ivan).get(f"/author/terms/{slug}/review")

    assert "Once it is published, no lesson will link it." in words(page)
