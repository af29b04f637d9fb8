"""One edit of a good course at a time, and the sentence it brings."""

from pathlib import Path

import pytest

from literacy.content.catalogue import Catalogue
from tests.content.course_folder import copied_course, errors, loaded, replace_in, sentences

LESSON = "lessons/06-caching/cache-rules.md"
TERMS = "lessons/glossary/06-caching.yml"
BANK = "quizzes/06-caching/cache-rules.yml"
MAP = "lessons/course.yml"

EDIT = (
    "edits: [{version: 2, on: 2026-11-20, kind: new fact, note: Browsers ask less., "
    'see: "#fresh-or-has-it-changed", was: It asked each time., now: It asks once., items: [ask-first]}]'
)
"""A good edit, to be spoiled one key at a time."""

ERRORS = [
    (LESSON, "terms: [cache, ", "terms: [cache, cache, ", "“cache” is listed twice."),
    (LESSON, "owner: web", "redirects: [stale-price]\nowner: web", "“stale-price” leads to the lesson “stale-price” already."),
    (LESSON, "module: 06-caching", "module: 08-spikes", "The module is “08-spikes”, but the file stands in 06-caching."),
    (LESSON, "## Fresh, or", "## Still fresh, or", "has no heading #fresh-or-has-it-changed. Did you mean “still-fresh-or-has-it-changed”?"),
    (LESSON, "::: check item", '::: figure src="two-copies.svg" alt="two-copies.svg"\n:::\n\n::: check item', "The alt is a file name; say what the picture shows."),
    (LESSON, "::: check item", '::: figure src="two-copies.svg" alt="Two" long="tale"\n:::\n\n::: check item', "Nothing here has the id “tale” that long= names."),
    (LESSON, "::: check item", '::: steps\nNo list here.\n:::\n\n::: check item', "“steps” is a numbered list of two steps or more."),
    (LESSON, "::: check item", '::: predict\n:::\n\n::: check item', "“predict” is empty."),
    (LESSON, "::: check item", '::: code\nNo code here.\n:::\n\n::: check item', "“code” holds one block between ``` lines; here are 0."),
    (LESSON, 'name="cache" mission="second-load"', 'name="cash" mission="second-load"', "There is no mission “cash/second-load”."),
    (LESSON, "promise: After", "promise: Simply put, after", "Leave out “Simply”: it talks down to the reader."),
    (LESSON, "## What nobody can call back", "## What the QXZ can't call back", "“QXZ” is explained nowhere"),
    (LESSON, "In the lab below", "In the [lab](/glossary/cach) below", "The link “/glossary/cach” leads nowhere. Did you mean “cache”?"),
    (TERMS, "slug: purge", "slug: cdn", "“cdn” stands in lessons/glossary/06-caching.yml:18 already."),
    (TERMS, "  also: [clear the CDN]", "  also: [clear the CDN]\n  redirects: [edge]", "“edge” is the slug of"),
    (TERMS, "To throw away the copies a delivery", "To throw away, as a [[cdn]] and an [[edge]] can, what a", "A definition leans on one other term at most."),
    (TERMS, "related: [cdn, cache, edge]", "related: [cdn, purge]", "A term isn't related to itself."),
    (TERMS, "lessons: [cache-rules, stale-price]", "lessons: []", "“purge” names no lesson that uses it."),
    (TERMS, "lessons: [cache-rules, stale-price]", "lessons: [cache-rules]\n  facts: [purge-time]", "There is no fact “purge-time”."),
    (TERMS, "It puts a wrong price right", "It simply puts a wrong price right", "Leave out “simply”: it talks down to the reader."),
    (TERMS, "To throw away the copies", "It is when you throw away the copies", "Say what it is or does, not “is when”."),
    (TERMS, "To throw away the copies", "To purge the copies", "The definition of “Purge” uses its own word “purge”."),
    (BANK, "areas:\n", "areas:\n  c: More\n", "A lesson has one or two areas; join objectives in one."),
    (BANK, "  b: Predict", "  x: Predict", "The lesson has no objective “x” for this area."),
    (BANK, "  - id: ask-first", "  - retired: true\n    id: ask-first", "The question “cache-rules/ask-first” is retired; choose another."),
    (BANK, "Which rule should you ask for?", "Which rule should you obviously ask for?", "Leave out “obviously”"),
    (BANK, "tolerance: 0", "tolerance: none", "“tolerance” must be a number, without quotes, or a percentage such as 5%."),
    (BANK, "    cards:\n", "    cards:\n      - {text: A, inn: no-cache, why: B}\n", "There is no key “inn” here. Did you mean “in”?"),
    (MAP, "requires: [06-caching]", "requires: [08-spikes]", "A module can't require itself."),
    (MAP, "requires: [06-caching]", "requires: [06-cashing]", "There is no module “06-cashing”. Did you mean “06-caching”?"),
    (MAP, "modules: [06-caching, 08-spikes]", "modules: [06-caching, 08-spikes, 06-caching]", "The module “06-caching” stands in 2 parts; one is enough."),
    (MAP, "slug: 08-spikes", "slug: 06-caching", "The module “06-caching” is listed twice."),
    (MAP, "slug: cache-rules", "slug: copy-rules", "course.yml doesn't list “cache-rules” in 06-caching. Did you mean “copy-rules”?"),
    (LESSON, "owner: web", "version: 2\nowner: web", "“version” is 2, but the newest edit is of version 1."),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('version: 2', 'version: 3')}\nowner: web", "Edits are listed from version 2 on, one after the other; this one is 2."),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('2026-11-20', '2027-01-01')}\nowner: web", "An edit is dated on the day it is made, not later."),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('kind: new fact', 'kind: typo')}\nowner: web", "“items” belongs to a new fact; “typo” reopens nothing."),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('kind: new fact', 'kind: big')}\nowner: web", "must be one of typo, clarified, new fact"),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('was: It asked each time., ', '')}\nowner: web", "A new fact shows what changed: add “was”."),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('#fresh-or-has-it-changed', '#fresh-or-has-it-change')}\nowner: web", "This lesson has no heading #fresh-or-has-it-change. Did you mean “fresh-or-has-it-changed”?"),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace('[ask-first]', '[ask-frst]')}\nowner: web", "There is no question “ask-frst” in the bank. Did you mean “ask-first”?"),
    (LESSON, "owner: web", f"version: 2\n{EDIT.replace(', items: [ask-first]', '')}\nowner: web", "A new fact names one or two questions that ask for it, under “items”."),
    (BANK, "  - id: ask-first\n", "  - id: ask-first\n    version: 2\n", "Version 2 doesn’t say what changed. Add “edit”: typo, clarified or new fact."),
    (BANK, "  - id: ask-first\n", "  - id: ask-first\n    edit: typo\n", "“edit” says how a question changed; raise “version” with it."),
]  # fmt: skip

WARNINGS = [
    (LESSON, "The name misleads nearly everyone.", "A [[purge]] won't help.", "[[purge]] is marked again; the first mark is enough."),
    (LESSON, "minutes: 8", "minutes: 7", "“minutes” differs from course.yml, which says: 8"),
    (LESSON, "essential: true", "essential: false", "“essential” differs from course.yml, which says: true"),
    (LESSON, "You'll do both in the next lesson.", "You'll do both soon.", "“soon” may age"),
    (TERMS, "The share of visits that a copy could answer", "The share of visits that were a hit on a copy", "The definition of “Hit rate” uses its own word “hit”."),
    (TERMS, "lessons: [cache-rules, stale-price]", "lessons: [cache-rules]\n  facts: [cache-max-age]", "“purge” uses facts that age; review it within 6 months."),
]  # fmt: skip


@pytest.mark.parametrize(("place", "old", "new", "sentence"), ERRORS, ids=lambda text: text[:40])
def test_an_edit_that_stops_publishing(
    place: str, old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    root = copied_course(tmp_path)
    replace_in(root / place, old, new)

    assert sentence in "\n".join(errors(loaded(root)))


@pytest.mark.parametrize(("place", "old", "new", "sentence"), WARNINGS, ids=lambda text: text[:40])
def test_an_edit_that_only_warns(
    place: str, old: str, new: str, sentence: str, tmp_path: Path
) -> None:
    root = copied_course(tmp_path)
    replace_in(root / place, old, new)

    assert errors(loaded(root)) == []
    assert sentence in sentences(loaded(root))


def test_a_term_that_links_only_where_marked_is_marked_before_its_lesson(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(
        root / TERMS, "lessons: [why-caching]\n", "lessons: [how-sites-fall-over]\n  link: marked\n"
    )
    replace_in(
        root / LESSON, "Nobody made a mistake, and nothing is broken.", "The Hit rate is fine."
    )

    assert "“Hit rate” is taught later; mark it here: [[hit-rate]]." in sentences(loaded(root))


def test_lessons_that_require_each_other_are_found(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    text = (root / LESSON).read_text("utf-8")
    other = text.replace("slug: cache-rules", "slug: stale-price")
    (root / "lessons/06-caching/stale-price.md").write_text(
        other.replace("requires: [why-caching]", "requires: [cache-rules]"), "utf-8"
    )
    replace_in(root / LESSON, "requires: [why-caching]", "requires: [stale-price]")

    assert "The lessons require each other: cache-rules → stale-price → cache-rules." in "\n".join(
        errors(loaded(root))
    )


def test_two_lessons_can_not_share_an_id(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    text = (root / LESSON).read_text("utf-8")
    (root / "lessons/06-caching/stale-price.md").write_text(
        text.replace("slug: cache-rules", "slug: stale-price\nid: cache-rules"), "utf-8"
    )

    assert "has the id “cache-rules” already." in "\n".join(errors(loaded(root)))


def test_terms_defined_by_each_other_s_names_only_warn(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(
        root / TERMS,
        "The machine where the true page is built",
        "The place a hit rate spares, where a page is built",
    )
    replace_in(
        root / TERMS, "so that the server had no work.", "so that the origin server had no work."
    )

    assert errors(loaded(root)) == []
    assert "“hit-rate” and “origin-server” are defined by each other." in sentences(loaded(root))


def test_the_former_anchor_of_a_heading_still_serves_questions(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(
        root / LESSON,
        '## Fresh, or "has it changed?"',
        "## Fresh or not {#fresh-or-not} {#fresh-or-has-it-changed}",
    )
    catalogue = loaded(root).catalogue

    assert isinstance(catalogue, Catalogue)
    assert catalogue.lessons["cache-rules"].headings[1].former == ("fresh-or-has-it-changed",)


def test_an_edit_that_says_what_changed_is_taken(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / LESSON, "owner: web", f"version: 2\n{EDIT}\nowner: web")

    catalogue = loaded(root).catalogue

    assert catalogue is not None
    lesson = catalogue.lessons["cache-rules"]
    assert (lesson.version, lesson.news.note) == (2, "Browsers ask less.")
    assert (lesson.news.see, lesson.news.items) == ("fresh-or-has-it-changed", ("ask-first",))
