"""The Markdown of lessons as tokens, and what is wrong with it."""

from itertools import pairwise

import pytest
from markdown_it.token import Token

from literacy.content.markup import (
    faults,
    lab_parts,
    old_anchors,
    paragraphs,
    parser,
    plain_text,
    slug_of,
    words_of,
)


def parsed(body: str) -> list[Token]:
    return parser().parse(body)


def opened(body: str) -> list[Token]:
    return [
        token
        for token in parsed(body)
        if token.type.startswith("container_") and token.nesting == 1
    ]


def spans(body: str, kind: str) -> list[Token]:
    return [child for token in parsed(body) for child in token.children or () if child.type == kind]


def anchors(body: str) -> list[str]:
    return [str(token.attrs["id"]) for token in parsed(body) if "id" in token.attrs]


def test_a_container_knows_its_name_keys_lines_and_text() -> None:
    (myth,) = opened('Text.\n\n::: myth claim="A \\"fresh\\" copy" id="one"\nNo.\n:::\n')

    assert myth.type == "container_myth_open"
    assert myth.meta == {"name": "myth", "keys": {"claim": 'A "fresh" copy', "id": "one"}}
    assert myth.map == [2, 5]
    assert myth.content == "No."


def test_a_container_of_any_name_is_found() -> None:
    assert [token.meta["name"] for token in opened("::: confetti\na\n:::\n")] == ["confetti"]


@pytest.mark.parametrize(
    ("outer", "inner"), [("::::", ":::"), (":::", "::::")], ids=["more outside", "more inside"]
)
def test_containers_nest_when_their_colons_differ(outer: str, inner: str) -> None:
    body = f"{outer} steps\n{inner} code\nx\n{inner}\nlast\n{outer}\nafter\n"

    assert [(token.meta["name"], token.map) for token in opened(body)] == [
        ("steps", [0, 6]),
        ("code", [1, 4]),
    ]
    assert faults(body, parsed(body)) == ()


def test_a_container_ends_a_paragraph_without_an_empty_line() -> None:
    tokens = parsed("Words.\n::: key\nIdea.\n:::\nMore words.\n")

    assert [passage.inside for passage in paragraphs(tokens)] == [(), ("key",), ()]


def test_colons_in_code_are_code() -> None:
    body = "```\n::: key\n```\n\n::: story\n~~~\n:::\n~~~\n:::\n"

    assert [token.meta["name"] for token in opened(body)] == ["story"]
    assert faults(body, parsed(body)) == ()


def test_a_container_may_stand_in_a_list_item() -> None:
    body = "1. One\n\n   ::: it-view\n   Two\n   :::\n\n2. Three\n"

    tokens = parsed(body)

    assert [(passage.text, passage.inside) for passage in paragraphs(tokens)] == [
        ("One", ()),
        ("Two", ("it-view",)),
        ("Three", ()),
    ]


def test_windows_line_ends_make_no_difference() -> None:
    body = '::: myth claim="a"\n```\n:::\n```\nNo.\n:::\n'

    assert [t.type for t in parsed(body.replace("\n", "\r\n"))] == [t.type for t in parsed(body)]


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("::: key\nIdea.\n", 0, "`::: key` is never closed with `:::`."),
        ("a\n\n::: key\nIdea.\n::: story\nx\n:::\n", 2, "never closed with `:::` before `story`"),
        ("a\n:::\n", 1, "`:::` closes nothing"),
        ("::: key\nIdea.\n::::\n", 2, "Close `::: key` with as many colons"),
        (":::: steps\n::: code\n::::\n", 1, "`::: code` is never closed"),
        ("::: Key\nx\n", 0, "in lower case"),
        ("::: myth claim=“a”\nx\n:::\n", 0, 'keys are written key="value"'),
        ('::: myth claim="a" claim="b"\nx\n:::\n', 0, "given twice"),
        ("text\n\n```\ncode\n", 2, "This code is never closed; end it with ```."),
        (
            ":::::: a\n::::: b\n:::: c\n::: d\n:::\n::::\n:::::\n::::::\n",
            3,
            "3 deep at most; lift `d` out",
        ),
        ("# Title\n", 0, "Use ## and ### for headings"),
        ("#### Deep\n", 0, "Use ## and ### for headings"),
        ("Look: ![A](a.png)\n", 0, "Put the picture in `::: figure`"),
        ("See {{facts:a}}.\n", 0, "I can't read `{{facts:a}}.`"),
        ("Words\nand [[a|b|c]].\n", 0, "I can't read `[[a|b|c]].`"),
        ("[a [[cache]]](/x)\n", 0, "I can't read `](/x)`"),
        ("[Press](javascript:go)\n", 0, "I can't read `](javascript:go)`"),
        ("Words {.notterm}\n", 0, "misspelled"),
        ("## A {#x}\n\n## B {#x}\n", 0, "`{#x}` is used 2 times"),
        ('::: lab name="a" mission="b"\nhello\ngoal: x\n:::\n', 1, "`goal:` or `fallback:`"),
        ("::: code\n```\na ②\n```\n1. x\n:::\n", 0, "① ② ③, from top to bottom"),
        ("::: code\n```\na ①\n```\n:::\n", 0, "1 call-outs, but 0 notes"),
        ("x" * 70_000, 0, "longer than 64 KB"),
    ],
)
def test_a_fault_is_told_with_its_line(body: str, line: int, words: str) -> None:
    found = faults(body, parsed(body))

    assert [fault.line for fault in found] == [line]
    assert words in found[0].sentence


def test_sound_markup_has_no_faults() -> None:
    body = (
        '::: code title="t"\n```\na ①\nb ②\n```\n1. x\n2. y\n:::\n\n## A {#a} {#b}\n\n'
        "A [[cache]] and {{fact:x}}. {.noterm}\n\n`[[code]]` and \\[[escaped]\\]\n"
    )

    assert faults(body, parsed(body)) == ()


def test_a_marked_term_has_its_slug_and_the_words_shown() -> None:
    plain, shown, wrapped = spans(
        "[[Third-party cookie]], [[cdn|the network's edge]], [[cdn|delivery\nnetwork]].", "term_ref"
    )

    assert plain.meta == {"slug": "third-party-cookie", "shown": "Third-party cookie"}
    assert shown.meta == {"slug": "cdn", "shown": "the network’s edge"}
    assert wrapped.meta == {"slug": "cdn", "shown": "delivery network"}


def test_a_marked_term_stands_in_a_table_cell_with_its_bar_escaped() -> None:
    (term,) = spans("| a |\n|---|\n| [[cdn\\|network]] |\n", "term_ref")

    assert term.meta == {"slug": "cdn", "shown": "network"}


@pytest.mark.parametrize("body", ["`[[cache]]`", "\\[[cache]]", "```\n[[cache]]\n```"])
def test_code_and_escapes_hold_no_marked_term(body: str) -> None:
    assert spans(body, "term_ref") == []


def test_a_fact_has_its_id_and_its_form() -> None:
    facts = spans("{{fact:no-cache}} ({{asof:page-weight}})", "fact_ref")

    assert [token.meta for token in facts] == [
        {"id": "no-cache", "form": "fact"},
        {"id": "page-weight", "form": "asof"},
    ]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ('Fresh, or "has it changed?"', "fresh-or-has-it-changed"),
        ("What's next", "whats-next"),
        ("`no-cache` and [[cdn|networks]]", "no-cache-and-networks"),
        ("Café **Zürich**", "cafe-zurich"),
        ("Sources", "sources-2"),
        ("???", "section"),
    ],
)
def test_a_heading_is_anchored_by_its_words(title: str, anchor: str) -> None:
    assert anchors(f"## {title}\n") == [anchor]


def test_an_explicit_anchor_goes_first_and_old_ones_are_kept() -> None:
    heading, inline, *_ = parsed("## What's next {#next} {#then} {#later}\n")

    assert heading.attrs["id"] == "next"
    assert old_anchors(heading) == ("then", "later")
    assert words_of(inline) == "What’s next"


def test_a_heading_by_its_words_makes_way_for_an_explicit_anchor() -> None:
    assert anchors("## Fresh\n\n## Other {#fresh}\n") == ["fresh-2", "fresh"]


def test_the_places_a_reader_stops_at_have_anchors_of_their_own() -> None:
    body = "::: story\nA.\n:::\n\nB.\n\n- C\n- D\n\n```\ne\n```\n\n| F |\n|---|\n| g |\n"

    found = anchors(body)

    assert found[0] == "story"
    assert len(found) == len(set(found)) == 7


def test_an_anchor_survives_edits_elsewhere() -> None:
    before = anchors("One.\n\nTwo.\n\n- Three\n")
    after = anchors("Something else first.\n\nOne changed.\n\nTwo.\n\n- Three\n- Four\n")

    assert set(before[1:]) <= set(after)


def test_fixed_containers_have_speaking_anchors_and_any_may_have_its_own() -> None:
    body = '::: key\na\n:::\n\n::: ask-it\n- b\n:::\n\n::: deeper id="In words"\nc\n:::\n'

    assert [token.attrs["id"] for token in opened(body)] == ["key-idea", "ask-it", "in-words"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Marek's \"copy\" isn't.", "Marek’s “copy” isn’t."),
        ("(c) ... -- stays", "(c) ... -- stays"),
        ('say `don\'t "quote"`', 'say don\'t "quote"'),
        ("one\ntwo", "one two"),
        ('a "[[cdn|network]]" b', "a “network” b"),
    ],
)
def test_quotes_become_curly_and_nothing_else_changes(typed: str, read: str) -> None:
    assert plain_text(parsed(typed)) == read


def test_prose_leaves_out_headings_code_tables_and_figures() -> None:
    body = (
        "## Heading\n\nProse.\n\n```\ncode\n```\n\n| table |\n|---|\n| cell |\n\n"
        '::: figure src="a.svg" alt="b"\nwords\n:::\n\n- Item\n'
    )

    assert plain_text(parsed(body)) == "Prose.\n\nItem"


def test_a_passage_knows_its_line_and_its_containers() -> None:
    body = "One.\n\n:::: steps\n1. Two\n\n::: it-view\nThree\n:::\n::::\n"

    assert [(p.line, p.text, p.inside) for p in paragraphs(parsed(body))] == [
        (0, "One.", ()),
        (3, "Two", ("steps",)),
        (6, "Three", ("steps", "it-view")),
    ]


def test_a_lab_has_a_goal_and_a_fallback() -> None:
    parts = lab_parts("goal: Find a rule\nthat fits.\nfallback: |\n\n  First\n\n  - second\n")

    assert parts.goal.text == "Find a rule\nthat fits."
    assert parts.fallback.text == "First\n\n- second"
    assert (parts.goal.line, parts.fallback.line) == (0, 4)
    assert parts.stray == ()


def test_a_lab_without_a_part_says_nothing_there() -> None:
    assert lab_parts("goal: x\n").fallback.text == ""


def test_the_passages_of_a_lab_keep_their_lines() -> None:
    body = 'a\n\n::: lab name="c" mission="m"\ngoal: One\nfallback: |\n  Two\n\n  Three\n:::\n'

    assert [(p.line, p.text) for p in paragraphs(parsed(body))] == [
        (0, "a"),
        (3, "One"),
        (5, "Two"),
        (7, "Three"),
    ]


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("https://www.rfc-editor.org/rfc/rfc9111", True),
        ("mailto:marek@harbourfinch.example", True),
        ("/glossary/cache", True),
        ("#story", True),
        ("stale-price?from=a:b", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//elsewhere.example", False),
        ("ftp://elsewhere.example", False),
    ],
)
def test_links_lead_to_the_web_to_mail_or_to_this_site(address: str, allowed: bool) -> None:
    assert bool(spans(f"[words]({address})", "link_open")) is allowed


def test_a_reference_means_a_slug_whatever_its_case() -> None:
    assert slug_of("304 Not Modified") == "304-not-modified"


def test_every_opening_token_is_followed_by_its_closing_one() -> None:
    tokens = parsed(':::: steps\n1. a\n\n::: lab name="x" mission="y"\ngoal: g\n:::\n::::\n')

    depths = [sum(token.nesting for token in tokens[:end]) for end in range(len(tokens) + 1)]
    assert min(depths) == depths[-1] == 0
    assert all(abs(after - before) <= 1 for before, after in pairwise(depths))
