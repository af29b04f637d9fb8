"""A lesson as HTML: each addition to Markdown, each container, and nothing that can act."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest

from literacy.content.catalogue import LabMission
from literacy.glossary.linking import Linker
from literacy.lessons.parts import Html, PredictSlot, TemplateText
from literacy.lessons.rendering import render
from tests.content.cases import Case, cases
from tests.lessons.pages import (
    FACTS,
    SAMPLE,
    SVG,
    TERMS,
    TODAY,
    body_of,
    course,
    fact,
    html_of,
    lesson,
    rendered,
    without_anchors,
)

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.md"))
CASES = [case for path in FIXTURES for case in cases(path)]
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG_NAMES = "{http://www.w3.org/2000/svg}"
TAGS = {
    *("a", "aside", "b", "blockquote", "br", "button", "code", "copy-text", "details", "div"),
    *("em", "figcaption", "figure", "h2", "h3", "li", "ol", "p", "pre", "s", "section", "small"),
    *("span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
    *("svg", "circle", "desc", "path", "rect", "use"),
}
ATTRIBUTES = {
    *("aria-describedby", "aria-hidden", "aria-label", "class", "data-term", "href", "id", "role"),
    *("scope", "start", "tabindex", "text", "type"),
    *("cx", "cy", "d", "height", "r", "viewBox", "width"),
}
# On this site, or to the web or to mail: a colon before the first slash is a scheme.
ADDRESS = re.compile(r"https?://|mailto:|(?!//)[^:\\]*(?:[/?#]|$)")


def tree_of(html: str) -> ElementTree.Element:
    """The page as a strict parser reads it; a fault in the markup raises."""
    page = f"<!doctype html><html><head><title>t</title></head><body>{html}</body></html>"
    tree: ElementTree.Element = html5lib.HTMLParser(strict=True).parse(page)
    body = tree.find(f"{XHTML}body")
    assert body is not None
    return body


def strangers(html: str) -> list[str]:
    """Elements, attributes and addresses that a lesson never has, as a browser would see them."""
    page = f"<!doctype html><html><head><title>t</title></head><body>{html}</body></html>"
    body = html5lib.HTMLParser().parse(page).find(f"{XHTML}body")
    found = []
    for element in body.iter():
        tag = str(element.tag).removeprefix(XHTML).removeprefix(SVG_NAMES)
        found += [tag] if element is not body and tag not in TAGS else []
        found += [f"{tag} {name}" for name in element.attrib if name not in ATTRIBUTES]
        address = element.attrib.get("href", "#")
        found += [] if ADDRESS.match(address) else [f"{tag} {address}"]
    return found


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_markdown_becomes(case: Case) -> None:
    html = html_of(rendered(case.source))

    assert without_anchors(html).rstrip() == case.expected.rstrip()


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_each_case_is_html_that_a_strict_parser_reads(case: Case) -> None:
    tree_of(html_of(rendered(case.source)))


def test_the_sample_lesson_is_html_that_a_strict_parser_reads() -> None:
    body = tree_of(html_of(rendered(body_of(SAMPLE))))

    assert len(list(body.iter(f"{XHTML}h2"))) == 5


def test_the_sample_lesson_has_nothing_that_the_security_policy_refuses() -> None:
    assert strangers(html_of(rendered(body_of(SAMPLE)))) == []


def test_no_id_of_the_sample_lesson_is_given_twice() -> None:
    ids = re.findall(r' id="([^"]+)"', html_of(rendered(body_of(SAMPLE))))

    assert len(ids) == len(set(ids))


def test_every_link_within_the_sample_lesson_leads_somewhere() -> None:
    html = html_of(rendered(body_of(SAMPLE)))

    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(re.findall(r' id="([^"]+)"', html))


def test_the_parts_of_the_sample_lesson_keep_their_order() -> None:
    parts = rendered(body_of(SAMPLE)).parts

    assert [part.kind for part in parts] == ["html", "check", "html", "predict", "lab", "html"]


def test_the_outline_starts_with_the_story_and_lists_the_sections() -> None:
    outline = rendered(body_of(SAMPLE)).outline

    assert outline[:2] == (
        ("story", "The situation"),
        ("every-file-carries-a-rule", "Every file carries a rule"),
    )
    assert len(outline) == 6


def test_a_story_may_name_itself_in_the_outline() -> None:
    result = rendered('::: story title="Two prices"\nFriday.\n:::\n')

    assert result.outline == (("story", "Two prices"),)


def test_a_heading_inside_a_container_is_no_section() -> None:
    result = rendered('::: template title="A"\n## Inside\n:::\n\n## Outside\n')

    assert result.outline == (("outside", "Outside"),)


def test_minutes_left_fall_from_the_whole_lesson_to_the_last_section() -> None:
    left = rendered(
        "::: story\none two\n:::\n\n## A\n\none two three\n\n## B\n\none\n"
    ).minutes_left

    assert left == {"story": 8, "a": 6, "b": 2}


def test_questions_to_copy_are_plain_words() -> None:
    questions = rendered(body_of(SAMPLE)).questions

    assert questions[0].startswith("How long may a browser reuse this page")
    assert questions[3] == "How can I see what a returning visitor sees?"


def test_the_terms_of_a_lesson_are_known_with_their_sections() -> None:
    terms = rendered(body_of(SAMPLE)).terms

    assert [use.section for use in terms if use.slug == "fresh"] == [
        "fresh-or-has-it-changed",
        "try-it-make-the-second-load-come-from-the-copy",
        "why-pressing-reload-proves-little",
        "what-nobody-can-call-back",
    ]


def test_facts_and_figures_used_are_known_in_order() -> None:
    result = rendered(
        '{{asof:late}} {{fact:no-cache}}\n\n::: figure src="clock.svg" alt="a"\n:::\n'
    )

    assert (result.facts, result.figures) == (("late", "no-cache"), ("clock.svg",))


def test_a_template_can_be_had_as_plain_text() -> None:
    result = rendered('::: template title="To Inés"\nDear [[cdn|network]]\nteam.\n:::\n')

    assert result.templates == (TemplateText("to-ines", "To Inés", "Dear network team.\n"),)


def test_a_bet_is_about_the_lab_that_follows_in_the_text() -> None:
    labs = '::: lab name="cache" mission="one"\ngoal: a\nfallback: b\n:::\n'
    bet = "::: predict\nWhat?\n\n- A\n- B\n:::\n"

    parts = rendered(f"{labs}\n{bet}\n{labs.replace('one', 'two')}").parts

    assert [part.lab for part in parts if isinstance(part, PredictSlot)] == [
        LabMission("cache", "two")
    ]


def test_figures_are_numbered_through_a_module() -> None:
    body = '::: figure src="clock.svg" alt="a"\n:::\n\n::: code title="t"\n```\na\n```\n:::\n'
    first, second = lesson(body, "first"), lesson(body, "second")

    result = render(second, course(first, second), Linker(TERMS), today=TODAY)

    assert "Figure 6.2" in html_of(result)
    assert "Listing 6.2" in html_of(result)


def test_a_fact_is_being_checked_from_the_day_its_time_is_up() -> None:
    written = lesson("{{asof:soon}}\n")
    catalogue = course(written, facts=(fact("soon", overdue_on=date(2026, 12, 2)),))

    before = render(written, catalogue, Linker(()), today=date(2026, 12, 1))
    after = render(written, catalogue, Linker(()), today=date(2026, 12, 2))

    assert "being checked" not in html_of(before)
    assert "being checked" in html_of(after)


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2026-11", "November 2026"),
        ("2020", "2020"),
        ("2026-11-21", "November 21, 2026"),
        ("2026-13", "2026-13"),
    ],
)
def test_a_fact_says_its_date_in_words(as_of: str, shown: str) -> None:
    written = lesson("{{asof:x}}\n")

    result = render(
        written, course(written, facts=(fact("x", as_of=as_of),)), Linker(()), today=TODAY
    )

    assert f">as of {shown}</a>" in html_of(result)


def test_a_section_keeps_its_anchors_when_another_is_edited() -> None:
    before = rendered("First words.\n\nSecond words.\n")
    after = rendered("Quite other words, and more.\n\nSecond words.\n")

    assert html_of(before).splitlines()[1] == html_of(after).splitlines()[1]


def test_two_equal_paragraphs_have_ids_of_their_own() -> None:
    ids = re.findall(r' id="([^"]+)"', html_of(rendered("Same.\n\nSame.\n")))

    assert len(set(ids)) == 2


def test_rendering_twice_gives_the_same() -> None:
    assert rendered(body_of(SAMPLE)) == rendered(body_of(SAMPLE))


def test_a_broken_drawing_gives_way_to_its_description() -> None:
    written = lesson('::: figure src="bad.svg" alt="Two prices"\n:::\n')
    catalogue = course(written, figures={"06-caching/bad.svg": "<svg"})

    result = render(written, catalogue, Linker(()), today=TODAY)

    assert "Two prices</p>" in html_of(result)


def test_html_parts_stand_in_a_template_as_they_are() -> None:
    part = rendered("**One**\n").parts[0]

    assert isinstance(part, Html)
    assert part.__html__() == part.html


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" style="background:url(javascript:alert(1))',
    "</p></section><iframe srcdoc='<script>alert(1)</script>'>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java\tscript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:msgbox(1))",
    "[a](//evil.example)",
    "[a](\\\\evil.example)",
    "<javascript:alert(1)>",
    "![a](https://evil.example/pixel.png)",
    '![a](x "onerror=alert(1)")',
    "{{7*7}}{% raw %}",
    "[[x|<b onclick=alert(1)>]]",
    '[["><script>|x]]',
    '{{fact:"><script>}}',
    "`</code><script>alert(1)</script>`",
    "--><!--<script>",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</textarea></title></style><script>alert(1)</script>",
    "\u202e<script\u2028>alert(1)",
    '{.noterm}{#"onclick=alert(1)}',
]
PLACES = {
    "paragraph": "{}\n",
    "heading": "## {}\n",
    "anchor": "## Title {{#{}}}\n",
    "list item": "- {}\n",
    "table": "| {0} | b |\n|---|---|\n| {0} | c |\n",
    "code span": "`` {} ``\n",
    "code block": "```\n{}\n```\n",
    "language": "``` {}\na\n```\n",
    "emphasis": "**{}**\n",
    "noterm": "[{}]{{.noterm}}\n",
    "term": "[[{0}|{0}]]\n",
    "link": "[a]({})\n",
    "claim": '::: myth claim="{0}"\n{0}\n:::\n',
    "story title": '::: story title="{}"\na\n:::\n',
    "container id": '::: it-view id="{}"\na\n:::\n',
    "container name": "::: {}\na\n:::\n",
    "check": '::: check item="{}"\n:::\n',
    "figure": '::: figure src="wide.svg" alt="{0}" caption="{0}" long="{0}"\n:::\n',
    "missing figure": '::: figure src="{0}" alt="{0}" caption="{0}"\n:::\n',
    "listing": '::: code title="{0}"\n``` {0}\n{0} ①\n```\n1. {0}\n:::\n',
    "steps": '::: steps fade="1" title="{0}"\n1. a\n2. {0}\n:::\n',
    "deeper": '::: deeper title="{0}"\n{0}\n:::\n',
    "template": '::: template title="{0}" name="{0}"\n{0}\n:::\n',
    "ask-it": "::: ask-it\n- {}\n:::\n",
    "predict": "::: predict\n{0}\n\n- {0}\n- b\n:::\n",
    "lab": '::: lab name="{0}" mission="{0}"\ngoal: {0}\nfallback: {0}\n:::\n',
}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_no_text_of_an_author_can_act(place: str, payload: str) -> None:
    html = "".join(
        part.html if isinstance(part, Html) else "".join(str(value) for value in _markup_of(part))
        for part in rendered(place.format(payload)).parts
    )

    assert strangers(html) == []


def _markup_of(part: object) -> list[object]:
    names = ("question_html", "goal_html", "fallback_html")
    return [
        *(getattr(part, name) for name in names if hasattr(part, name)),
        *getattr(part, "choices", ()),
    ]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_a_fact_can_act(payload: str) -> None:
    written = lesson("{{fact:x}}\n")
    hostile = replace(
        FACTS[0], id="x", right=payload, source=payload, as_of=payload, url=f"https://x/{payload}"
    )

    result = render(written, course(written, facts=(hostile,)), Linker(()), today=TODAY)

    assert strangers(html_of(result)) == []


def test_an_address_that_is_not_of_the_web_is_no_link_to_a_source() -> None:
    written = lesson("{{asof:x}}\n")
    hostile = fact("x", url="javascript:alert(1)", source="RFC 9111")

    result = render(written, course(written, facts=(hostile,)), Linker(()), today=TODAY)

    assert "javascript" not in html_of(result)


@pytest.mark.parametrize(
    "drawn",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)" width="1"/>',
        '<rect style="fill:url(https://evil.example)"/>',
        '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<image href="https://evil.example/x.png"/>',
        '<rect fill="url(https://evil.example)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        "<style>*{background:url(https://evil.example)}</style>",
    ],
)
def test_no_drawing_can_act(drawn: str) -> None:
    written = lesson('::: figure src="x.svg" alt="a"\n:::\n')
    catalogue = course(written, figures={"06-caching/x.svg": SVG.format(drawn)})

    html = html_of(render(written, catalogue, Linker(()), today=TODAY))

    assert strangers(html) == []
    assert "evil" not in html


def test_the_ids_of_two_drawings_stay_apart() -> None:
    drawn = SVG.format('<defs><marker id="m"/></defs><path d="M0 0" marker-end="url(#m)"/>')
    written = lesson('::: figure src="x.svg" alt="a"\n:::\n\n::: figure src="x.svg" alt="b"\n:::\n')

    result = render(
        written, course(written, figures={"06-caching/x.svg": drawn}), Linker(()), today=TODAY
    )

    markers = re.findall(r'marker id="([^"]+)"', html_of(result))
    assert len(set(markers)) == 2
    assert re.findall(r"url\(#([^)]+)\)", html_of(result)) == markers
