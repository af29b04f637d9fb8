"""Where a note stands, also after the lesson was edited."""

from markupsafe import Markup

from literacy.lessons.notes.passages import Passage, Spot, passages, spot
from literacy.lessons.parts import CheckSlot, Html
from literacy.lessons.press import Press
from literacy.lessons.rendering import RenderedLesson
from tests.make import NOW


def printed(*parts: object) -> RenderedLesson:
    return RenderedLesson(
        parts=tuple(parts),
        outline=(("copies", "Copies"), ("rules", "Rules")),
        minutes_left={},
        questions=(),
        terms=(),
        facts=(),
        figures=(),
        templates=(),
    )


TEXT = printed(
    Html(
        Markup(
            '<section class="story" id="story"><p id="p-1">Tomasz sees <b>49</b> &amp; smiles.</p></section>'
            '<h2 id="copies">Copies</h2><p id="p-2">A copy is kept near the reader.</p>'
            '<figure id="p-3"><svg><text id="x">drawn</text></svg><figcaption>A copy</figcaption></figure>'
        )
    ),
    CheckSlot("copies/first", "check-1"),
    Html(Markup('<h2 id="rules">Rules</h2><ul><li id="p-4">Ask first.</li></ul>')),
)


def test_every_block_with_words_can_be_kept() -> None:
    found = passages(TEXT)

    assert {anchor: (each.section, each.quote) for anchor, each in found.items()} == {
        "p-1": ("", "Tomasz sees 49 & smiles."),
        "copies": ("Copies", "Copies"),
        "p-2": ("Copies", "A copy is kept near the reader."),
        "p-3": ("Copies", "A copy"),
        "check-1": ("Copies", "Question in the text"),
        "rules": ("Rules", "Rules"),
        "p-4": ("Rules", "Ask first."),
    }


def test_every_paragraph_of_the_course_can_be_kept(shelf) -> None:
    course = shelf.catalogue
    press = Press()

    counts = [
        len(passages(press.printed(lesson, course, today=NOW.date())))
        for lesson in course.lessons.values()
    ]

    assert min(counts) > 15


AMONG = {
    each.anchor: each
    for each in (
        Passage("p-1", "Copies", "A copy is kept near the reader, for an hour."),
        Passage("p-2", "Rules", "The server says how long a copy may be used."),
    )
}


def test_a_paragraph_that_stands_is_where_it_was() -> None:
    assert spot("p-1", "Copies", "anything", AMONG) == Spot("p-1")


def test_an_edited_paragraph_is_found_by_its_words() -> None:
    before = "A copy is kept near the reader, for a day."

    assert spot("p-old", "Copies", before, AMONG) == Spot("p-1", is_edited=True)


def test_a_paragraph_that_is_gone_is_not_guessed() -> None:
    assert spot("p-old", "Copies", "Cookies are small texts.", AMONG) == Spot("", is_edited=True)


def test_nothing_is_like_nothing() -> None:
    assert spot("p-old", "", "", {}) == Spot("", is_edited=True)
