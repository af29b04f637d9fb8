"""A wording is judged by the rules that `literacy check` has, and told by field."""

import re
from dataclasses import replace

import pytest

from literacy.content.shelf import Shelf
from literacy.glossary.studio.checking import remarks, stopping
from literacy.glossary.studio.wording import Wording, of_term
from tests.glossary.studio.desk import GOOD, wording
from tests.make import NOW


def found(shelf: Shelf, given: Wording, slug: str = "dark-funnel") -> list[tuple[str, str, bool]]:
    said = remarks(slug, given, shelf.catalogue, today=NOW.date())
    return [(each.field, each.sentence, each.stops) for each in said]


def test_a_good_entry_has_nothing_to_mend(shelf: Shelf) -> None:
    assert found(shelf, GOOD) == []


def test_every_published_term_of_the_course_may_be_published_again(shelf: Shelf) -> None:
    course = shelf.catalogue

    stopped = {
        slug: stopping(remarks(slug, of_term(term), course, today=NOW.date()))
        for slug, term in course.terms.items()
    }

    assert {slug: said for slug, said in stopped.items() if said} == {}


@pytest.mark.parametrize(
    ("changes", "field", "sentence", "stops"),
    [
        ({"definition": ""}, "definition", "“Plain meaning” has no value.", True),
        ({"definition": "word " * 31}, "definition", "31 words; at most 30 fit", True),
        ({"definition": "It is when a page counts."}, "definition", "not “is when”", True),
        ({"definition": "A dark part of the way to you."}, "definition", "its own word", False),
        ({"definition": "A list in the CRMX of the page."}, "definition", "CRMX", False),
        (
            {"definition": "A list for interoperability of tools."},
            "definition",
            "“interoperability” is a hard word",
            False,
        ),
        (
            {"definition": "A list. See [[cookie]] and [[browser]]."},
            "definition",
            "one other",
            True,
        ),
        ({"definition": "A list of [[no-such-word]]."}, "definition", "There is no term", True),
        ({"definition": "x" * 601}, "definition", "longer than 600", True),
        ({"why": "You simply need it."}, "why", "simply", True),
        ({"why": "Currently figures differ."}, "why", "ages", True),
        ({"ask_it": "Tell me which events."}, "ask_it", "end it with ?", True),
        ({"related": ("cookie",)}, "related", "2 to 6", True),
        ({"related": ("cookie", "nowhere")}, "related", "There is no term “nowhere”", True),
        ({"related": ("cookie", "Not A Slug")}, "related", "lower-case words", True),
        ({"lessons": ()}, "lessons", "names no lesson", True),
        ({"lessons": ("no-lesson",)}, "lessons", "There is no lesson", True),
        ({"facts": ("no-fact",)}, "facts", "There is no fact", True),
        ({"owner": ""}, "owner", "Owner", True),
        ({"term": "DLR"}, "term", "full words", True),
        ({"term": "Cookie"}, "term", "leads to “Cookie” already", True),
        ({"also": ("Browser",)}, "also", "leads to “Browser” already", True),
        ({"redirects": ("cookie",)}, "redirects", "is the address of “Cookie”", True),
        ({"source_title": "RFC", "source_url": "ftp://x"}, "source_title", "https://", True),
        ({"source_url": "https://x.example"}, "source_title", "no value", True),
        ({"link": "never"}, "link", "must be one of", True),
    ],
    ids=lambda value: str(value)[:40],
)
def test_each_rule_says_which_field_it_means(
    shelf: Shelf, changes: dict[str, object], field: str, sentence: str, stops: bool
) -> None:
    said = found(shelf, wording(**changes))

    assert [each for each in said if sentence in each[1]], said
    assert (field, stops) in [(each[0], each[2]) for each in said if sentence in each[1]]


def test_two_terms_that_explain_each_other_are_found(shelf: Shelf) -> None:
    one, other = next(
        (term, shelf.catalogue.terms[mark[1]])
        for term in shelf.catalogue.terms.values()
        if (mark := re.search(r"\[\[([a-z-]+)", term.definition))
    )
    back = replace(of_term(other), definition=f"What a [[{one.slug}]] has.")

    said = found(shelf, back, other.slug)

    assert ("definition", True) in [(e[0], e[2]) for e in said if "by each other" in e[1]]


def test_a_new_term_that_is_there_already_is_told_so(shelf: Shelf) -> None:
    said = found(shelf, wording(term="Cookie"), slug="")

    assert ("term", "“Cookie” leads to “Cookie” already.", True) in said


def test_an_empty_draft_is_told_what_it_needs_and_nothing_twice(shelf: Shelf) -> None:
    said = found(shelf, Wording(), slug="")

    fields = [each[0] for each in said]
    assert ("owner", "“Owner” has no value.", True) in said
    assert ("related", "The entry needs 2 to 6 related terms.", True) in said
    assert {"term", "definition", "why", "it_hears", "example", "ask_it", "owner"} <= set(fields)
    assert len(fields) == len(set(fields))
