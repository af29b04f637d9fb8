"""Files that authors get wrong, and the exact sentences they are given, each with its line."""

import shutil
from pathlib import Path

import pytest

from tests.content.course_folder import BROKEN, copied_course, found, place_of

EXPECTED: dict[str, tuple[tuple[int, str], ...]] = {
    "ask-it-early.md": ((35, "“ask-it” closes the lesson; move it to the end."),),
    "ask-it-unquoted.md": (
        (35, "Put the question in quotation marks, ready to say: Where is this page kept?"),
        (35, "“ask-it” lists 2 to 4 questions, each after a dash; here are 1."),
    ),
    "bank-area.yml": ((5, "“area” is “b”; the areas of this bank are a."),),
    "bank-bomb.yml": ((1, "A value that starts with & names an anchor; put quotes around it."),),
    "bank-bool-text.yml": ((15, '“text” must be text; put quotes around it: "true".'),),
    "bank-deep.yml": ((1, "This is nested more than 20 levels deep; make it flatter."),),
    "bank-fact.yml": ((17, "There is no fact “cache-max-old”. Did you mean “cache-max-age”?"),),
    "bank-lesson.yml": (
        (1, "The lesson is “why-cashing”, but the file is called why-caching.yml."),
        (1, "There is no lesson “why-cashing” in course.yml. Did you mean “why-caching”?"),
    ),
    "bank-list.yml": ((1, "The file must be a block of keys and values."),),
    "bank-no-key.yml": ((9, "No choice is right. Put `correct: true` on one of them."),),
    "bank-same-id.yml": ((18, "The id “where-first” is taken in this file."),),
    "bank-see-lesson.yml": (
        (
            17,
            "“see” leads to the lesson “cash-rules”, which is not written. Did you mean “cache-rules”?",
        ),
    ),
    "bank-see.yml": (
        (
            17,
            "The lesson “cache-rules” has no heading #every-file-carries-rules. Did you mean “every-file-carries-a-rule”?",
        ),
    ),
    "bank-two-keys.yml": ((14, "A second choice is right. Only one may say `correct: true`."),),
    "bank-unknown-key.yml": ((14, "There is no key “wy” here. Did you mean “why”?"),),
    "bank-unknown-type.yml": (
        (
            6,
            "“type” is “singel”; it must be one of single, multiple, truefalse, numeric, short, order, classify, cloze, spot, scenario. Did you mean “single”?",
        ),
    ),
    "banned-words.md": ((27, "Leave out “simply”: it talks down to the reader."),),
    "brackets.md": ((27, "This paragraph holds more than 1,500 brackets and marks; shorten it."),),
    "capitals.md": ((27, "“QXZ” is explained nowhere: add it to the glossary, or write it out."),),
    "check-unknown.md": (
        (27, "There is no question “cache-rules/ask-frist”. Did you mean “cache-rules/ask-first”?"),
    ),
    "code-call-outs.md": ((27, "This code has 2 call-outs, but 1 notes below it."),),
    "code-long.md": ((27, "The code has 13 lines; at most 12 fit."),),
    "container-keys.md": (
        (27, '“myth” needs claim="…".'),
        (27, "“myth” takes no key “clam”. Did you mean “claim”?"),
    ),
    "container-quotes.md": (
        (27, 'I can\'t read `title=More` here; keys are written key="value".'),
        (27, '“deeper” needs title="…".'),
    ),
    "container-unclosed.md": (
        (20, "The lesson has no “::: key”."),
        (27, "`::: deeper` is never closed with `:::` before `key` starts (to nest, add a colon)."),
    ),
    "container-unknown.md": ((27, "There is no container “storry”. Did you mean “story”?"),),
    "course-circle.yml": (
        (12, "The modules require each other: 06-caching → 08-spikes → 06-caching."),
    ),
    "course-lesson-twice.yml": ((42, "The lesson “cache-rules” is listed twice."),),
    "course-numbers.yml": (
        (34, "The slug “08-spikes” must start with 05-."),
        (35, "Module 5 comes after module 6; numbers go up."),
    ),
    "course-parts.yml": (
        (5, "There is no module “08-spike”. Did you mean “08-spikes”?"),
        (34, "The module “08-spikes” is in no part."),
    ),
    "course-strand.yml": (
        (
            11,
            "“strand” is “technologie”; it must be one of people, technology. Did you mean “technology”?",
        ),
    ),
    "conversations-minutes.yml": ((5, "The steps take 7 minutes; they must take 10."),),
    "conversations-shape.yml": (
        (2, "“mixes” is empty; give it at least 2."),
        (5, "“steps” is empty; give it at least 2."),
        (6, "There is no key “names” here. Did you mean “mixes”?"),
    ),
    "conversations-unknown.yml": (
        (
            1,
            (
                "No question names the misconception “no-cash-means-no-copy”. "
                "Did you mean “no-cache-means-no-copy”?"
            ),
        ),
    ),
    "conversations-words.yml": (
        (1, "Leave out “simply”: it talks down to the reader."),
        (1, "“currently” ages; name a date or use a fact."),
    ),
    "dated-words.md": (
        (27, "“Currently” ages; name a date or use a fact: {{asof:id}}."),
        (27, "“soon” may age; say when, or use {{asof:id}}."),
    ),
    "deeper-long.md": ((27, "“deeper” has 126 words; at most 120 fit."),),
    "empty.md": ((1, "This file is empty; fill it or remove it."),),
    "exclamation.md": ((27, "Leave out the exclamation mark."),),
    "fact-misspelled.md": (
        (
            27,
            "I can't read `{{facts:cache-max-age}}`: a link, a reference or an attribute is misspelled.",
        ),
    ),
    "fact-unknown.md": ((27, "There is no fact “cache-max-aeg”. Did you mean “cache-max-age”?"),),
    "fact-unlisted.md": ((29, "Add “tagged-copy” to the facts at the top of the file."),),
    "facts-month.yml": ((1, "“as_of” needs a month such as 2026-11, or a year."),),
    "facts-twice.yml": ((6, "“cache-no-cache” stands in lessons/facts.yml:1 already."),),
    "figure-data.svg": ((4, "fill= on <path> must not point outside the picture."),),
    "figure-entity.svg": ((1, "A picture has no <!DOCTYPE>, for it could name other files."),),
    "figure-foreign.svg": (
        (4, "<foreignObject> is not allowed in a picture."),
        (4, "<p> is not allowed in a picture."),
    ),
    "figure-handler.svg": ((4, "onclick= on <rect> is a script; remove it."),),
    "figure-outside.svg": ((4, "href= on <use> must point inside the picture, with #."),),
    "figure-script.svg": ((4, "<script> is not allowed in a picture."),),
    "figure-silent.svg": (
        (1, "The <svg> needs a viewBox, so that it fits any width."),
        (1, "The picture needs a <desc> with words for who can't see it."),
        (1, "The picture needs a <title> with words for who can't see it."),
    ),
    "figure-style.svg": (
        (4, "style= on <rect> is refused by browsers here; use class= or fill=."),
    ),
    "figure-torn.svg": ((3, "The picture is not well-formed SVG; open it in a browser."),),
    "figure-unknown.md": (
        (
            27,
            "There is no picture lessons/06-caching/figures/two-copy.svg. Did you mean “two-copies.svg”?",
        ),
    ),
    "figure-without-alt.md": ((27, '“figure” needs alt="…".'),),
    "front-absent.md": (
        (1, "A lesson starts with its title, promise and other keys between two lines of ---."),
    ),
    "front-alias.md": ((16, "A value that starts with * points elsewhere; put quotes around it."),),
    "front-colon.md": (
        (3, 'Put quotes around a value with a colon in it, as in title: "Why: a story".'),
    ),
    "front-dates.md": (
        (17, "“reviewed” lies in the future."),
        (18, "“review_by” is more than 24 months away."),
    ),
    "front-duplicate-key.md": ((7, "The key “minutes” is given twice; remove one of the two."),),
    "front-lab-shape.md": (
        (13, "“lab” needs a lab and a mission such as cache/second-load, or a list of them."),
    ),
    "front-letters.md": ((10, "The objectives are lettered in order; this one is “a”."),),
    "front-map-differs.md": (
        (3, "“title” differs from course.yml, which says: Why keep copies at all?"),
        (5, "“order” differs from course.yml, which says: 1"),
        (6, "“minutes” differs from course.yml, which says: 6"),
    ),
    "front-missing-key.md": ((2, "The key “owner” is missing."),),
    "front-number-for-text.md": ((3, '“title” must be text; put quotes around it: "304".'),),
    "front-place.md": (
        (2, "The slug is “why-cache”, but the file is called why-caching.md."),
        (4, "The module is “06-cashing”, but the file stands in 06-caching."),
        (4, "There is no module “06-cashing” in course.yml. Did you mean “06-caching”?"),
    ),
    "front-promise.md": (
        (8, "A promise starts with “After this you can”."),
        (
            8,
            "“promise” differs from course.yml, which says: After this you can explain why a site would be slow and dear without copies.",
        ),
    ),
    "front-requires.md": (
        (13, "A lesson can't require itself."),
        (13, "There is no lesson “cache-rulez” in course.yml. Did you mean “cache-rules”?"),
    ),
    "front-review-passed.md": ((18, "The review day has passed; web-platform should read it."),),
    "front-tab.md": ((10, "Indent with spaces, not with a tab."),),
    "front-unclosed.md": (
        (1, "The block between the --- lines is never closed; end it with a line of ---."),
    ),
    "front-unknown-key.md": (
        (2, "The key “promise” is missing."),
        (8, "There is no key “promisse” here. Did you mean “promise”?"),
    ),
    "front-vague-verb.md": (
        (
            11,
            "Nobody can see “understand”; start the objective with what the learner does, such as choose, explain or predict.",
        ),
    ),
    "front-wrong-kinds.md": (
        (5, "“order” must be a whole number, without quotes."),
        (7, "“essential” must be true or false, without quotes."),
        (18, "“review_by” needs a day such as 2026-11-21."),
    ),
    "glossary-alias-taken.yml": ((3, "“delivery network” leads to “cdn” already."),),
    "glossary-capitals.yml": ((1, "“CPY” needs “expands”: its full words."),),
    "glossary-circle.yml": ((4, "“copy” and “twin” are defined by each other."),),
    "glossary-dates.yml": (
        (14, "“copy” needs a review_by after, and within 24 months of, “reviewed”."),
    ),
    "glossary-hard.yml": (
        (
            4,
            "“definition” and “why” of “copy” have reading grade 20.6; aim for 8, with shorter sentences and everyday words.",
        ),
        (4, "“availability” is a hard word; is there an everyday one?"),
        (4, "“communication” is a hard word; is there an everyday one?"),
        (4, "“considerations” is a hard word; is there an everyday one?"),
        (4, "“infrastructural” is a hard word; is there an everyday one?"),
        (4, "“interdepartmental” is a hard word; is there an everyday one?"),
        (4, "“necessitating” is a hard word; is there an everyday one?"),
        (4, "“organizational” is a hard word; is there an everyday one?"),
        (4, "“responsibility” is a hard word; is there an everyday one?"),
    ),
    "glossary-is-when.yml": ((4, "Say what it is or does, not “is when”."),),
    "glossary-lesson.yml": (
        (10, "There is no lesson “why-cashing” in course.yml. Did you mean “why-caching”?"),
    ),
    "glossary-long.yml": (
        (4, "“definition” of “copy” has 42 words; at most 30 fit."),
        (4, "A definition has one or two sentences."),
    ),
    "glossary-not-a-list.yml": ((1, "This file is a list: start each entry with a dash."),),
    "glossary-own-word.yml": ((4, "The definition of “Copy” uses its own word “copy”."),),
    "glossary-question.yml": ((8, "“ask_it” is a question to say aloud; end it with ?"),),
    "glossary-quote.yml": ((5, "A quotation mark opens here and is never closed."),),
    "glossary-related.yml": (
        (9, "There is no term “cache-kontrol”. Did you mean “cache-control”?"),
        (9, "“copy” needs 2 to 6 related terms."),
    ),
    "glossary-status.yml": (
        (
            12,
            "“status” is “publish”; it must be one of requested, draft, in-review, published, revising, retired. Did you mean “published”?",
        ),
    ),
    "heading-anchor-twice.md": ((20, "The anchor `{#copies}` is used 2 times."),),
    "heading-levels.md": ((27, "Use ## and ### for headings; the lesson's title is the only #."),),
    "html.md": ((27, "HTML isn't read here; use Markdown, or put code in backquotes."),),
    "image.md": ((27, "Put the picture in `::: figure`, with alt, so that all can read it."),),
    "it-view-long.md": ((27, "“it-view” has 63 words; at most 60 fit."),),
    "key-long.md": ((31, "“key” has 54 words; at most 45 fit."),),
    "key-twice.md": ((35, "“key” comes once in a lesson; this is another."),),
    "lab-nowhere.md": ((13, "The lab “cache/second-load” is nowhere in the lesson."),),
    "lab-unknown.md": (
        (27, "There is no mission “cache/second-laod”. Did you mean “cache/second-load”?"),
    ),
    "lab-unlisted.md": ((27, "Add the mission to the top of the file: lab: cache/second-load"),),
    "lab-without-fallback.md": ((28, "The lab needs “fallback:” followed by its text."),),
    "latin-1.md": ((22, "This is not UTF-8 text; save the file as UTF-8."),),
    "lesson-text.md": ((27, "This is not text: it holds an invisible NUL character."),),
    "link-nowhere.md": (
        (27, "No heading here has the anchor #build-onse. Did you mean “build-once”?"),
        (27, "The link “/lessons/cache-rulez” leads nowhere. Did you mean “cache-rules”?"),
        (27, "The link “notes.md” leads nowhere; start it with / or https://."),
    ),
    "link-outside.md": (
        (27, "Add https://example.com/guide to the sources at the top, or drop the link."),
    ),
    "myth-four.md": ((39, "A lesson refutes at most 3 myths."),),
    "predict-one.md": ((27, "“predict” offers 2 to 4 choices, each after a dash; here are 1."),),
    "sentence-hard.md": (
        (20, "The reading ease is 52; aim for 60. Use shorter sentences and everyday words."),
        (20, "The reading grade is 8.3; aim for 8. Use shorter sentences and everyday words."),
        (
            27,
            "This sentence has reading grade 45.1, more than 12: Organizational responsibility for infrastructural availabil…",
        ),
    ),
    "steps-fade.md": ((27, 'fade="2" must be a number below 2, the number of steps.'),),
    "story-late.md": ((23, "The story opens the lesson; move it to the top."),),
    "story-missing.md": ((20, "The lesson has no “::: story”."),),
    "story-short.md": ((21, "The story has 8 words; it needs 40 or more."),),
    "template-untitled.md": ((27, '“template” needs title="…".'),),
    "term-alias.md": (
        (
            27,
            "The glossary has “delivery network” under another name; write [[cdn|delivery network]].",
        ),
    ),
    "term-unknown.md": ((27, "There is no term “cashe” in the glossary. Did you mean “cache”?"),),
    "term-unmarked.md": (
        (
            12,
            "The term “cache” is never marked in the text; write [[cache]] where it is explained, or take it off the list.",
        ),
    ),
    "terms-nine.md": ((12, "The lesson introduces 9 terms; 8 are as many as stick."),),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_broken_file_gets_its_line_and_what_to_do(name: str, tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    shutil.copy(BROKEN / name, root / place_of(name))

    assert found(root, place_of(name)) == EXPECTED[name]


def test_every_broken_file_has_a_row() -> None:
    assert {file.name for file in BROKEN.iterdir()} == set(EXPECTED)


def test_there_are_more_than_forty_of_them() -> None:
    assert len(EXPECTED) > 40
