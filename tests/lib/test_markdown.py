"""Short Markdown comes out as safe HTML, with bounded work, whatever was typed."""

from collections.abc import Iterator

import html5lib
import pytest
from markdown_it import MarkdownIt
from markupsafe import Markup

from literacy.lib import markdown
from literacy.lib.markdown import block, inline, is_own_path, plain
from tests.accounts.test_hostile_text import PAYLOADS


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "**bold** and `code`", "<strong>bold</strong> and <code>code</code>", id="marks"
        ),
        pytest.param("Don't", "Don’t", id="quotes"),
        pytest.param("`it's`", "<code>it's</code>", id="quotes in code"),
        pytest.param("(c) and ...", "(c) and ...", id="no replacements"),
        pytest.param("[a](/lessons/x)", '<a href="/lessons/x">a</a>', id="own path"),
        pytest.param("[a](#x)", '<a href="#x">a</a>', id="own anchor"),
        pytest.param("[a](https://x.example)", '<a href="https://x.example">a</a>', id="https"),
        pytest.param("[a](http://x.example)", "[a](http://x.example)", id="http"),
        pytest.param("[a](//x.example)", "[a](//x.example)", id="no scheme"),
        pytest.param("[a](javascript:alert(1))", "[a](javascript:alert(1))", id="javascript"),
        pytest.param("[a](data:text/html,x)", "[a](data:text/html,x)", id="data"),
        pytest.param("[a](mailto:a@x.example)", "[a](mailto:a@x.example)", id="mail"),
        pytest.param("<b onclick=x>a</b>", "&lt;b onclick=x&gt;a&lt;/b&gt;", id="HTML"),
        pytest.param("# not a heading", "# not a heading", id="no blocks"),
    ],
)
def test_a_run_of_text(text: str, html: str) -> None:
    assert inline(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("![b](/static/b.svg)", '<p><img src="/static/b.svg" alt="b"></p>', id="own"),
        pytest.param("![b<](https://x.example/b.png)", "<p>b&lt;</p>", id="somebody else's"),
        pytest.param("![b](//x.example/b.png)", "<p>![b](//x.example/b.png)</p>", id="no scheme"),
    ],
)
def test_pictures_are_ours(text: str, html: str) -> None:
    assert block(text).strip() == html


def test_a_block_has_lists_and_tables() -> None:
    html = block("- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |")

    assert "<li>two</li>" in html
    assert "<td>2</td>" in html


def test_a_run_of_text_has_no_pictures() -> None:
    assert "<img" not in inline("![b](/static/b.svg)")


def test_plain_words_have_no_marks() -> None:
    assert plain("**bold** `<b>` [a](/x)") == "bold <b> a"


@pytest.mark.parametrize("url", ["//x", "/\\x", "https://x", "x", "", "javascript:x"])
def test_these_are_not_our_paths(url: str) -> None:
    assert not is_own_path(url)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("![[" * 20_000, id="pictures"),
        pytest.param("[" * 20_000, id="brackets"),
        pytest.param("[a](b" * 20_000, id="links"),
        pytest.param("*a_" * 20_000, id="marks"),
        pytest.param("`" * 60_000, id="backticks"),
        pytest.param("x" * 1_000_000, id="length"),
    ],
)
def test_a_text_beyond_the_bounds_is_not_parsed(text: str) -> None:
    assert inline(text) == text
    assert block(text) == f"<p>{text}</p>"


def test_quotations_in_quotations_are_read_to_a_depth() -> None:
    assert block("> " * 30_000).count("<blockquote>") == 100


def test_a_text_that_would_take_long_is_shown_as_typed() -> None:
    assert inline("[<" * 500) == "[&lt;" * 500
    assert block("[<" * 500) == f"<p>{'[&lt;' * 500}</p>"
    assert block(f"*a*{'x' * 64_000}").startswith("<p>*a*x")


HARMLESS = {
    *("a", "br", "code", "em", "s", "strong", "p", "ul", "ol", "li", "blockquote", "pre", "hr"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "img"),
}
PLACES = {
    "raw": "{}",
    "link": "[a]({})",
    "link in brackets": "[a](<{}>)",
    "picture": "![a]({})",
    "picture's words": "![{}](/static/x.svg)",
    "title": '[a](/x "{}")',
    "reference": "[a][b]\n\n[b]: {}",
    "autolink": "<{}>",
    "script address": "[a](javascript:{})",
    "data address": "![a](data:image/svg+xml,{})",
    "fence": "```\n{}\n```",
    "kind of fence": "```{}\nx\n```",
    "heading": "# {}",
    "cell": "| a |\n| - |\n| {} |",
    "attribute": '<a title="{}">x</a>',
    "list": "- {}",
}
ADDRESSES = [
    "javascript&#58;alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
    "javascript&colon;alert(1)", "vbscript:x", "data:text/html;base64,PHN2Zz4=", "//evil.example/x",
    "/\\evil.example", "/&#9;/evil.example", "/&#92;evil.example", "\\\\evil.example", "http://evil.example",
    "https:evil.example", "/&#10;/evil.example", "file:///etc/passwd", "blob:x", "#\" onclick=\"x",
]  # fmt: skip


def harm(html: str) -> list[str]:
    """What in this HTML could act, or bring something from elsewhere; a browser's reading of it."""
    found = []
    for element in html5lib.parseFragment(html, namespaceHTMLElements=False).iter():
        if element.tag not in {*HARMLESS, "DOCUMENT_FRAGMENT"}:
            found.append(str(element.tag))
        found += [name for name in element.attrib if name not in {"href", "src", "alt", "title", "class", "start"}]  # fmt: skip
        leads = [element.attrib.get("href", "#"), element.attrib.get("src", "#")]
        found += [url for url in leads[:1] if not (is_own_path(url) or url.startswith("https://"))]
        found += [url for url in leads[1:] if not is_own_path(url)]
    return found


def test_the_check_itself_sees_harm() -> None:
    html = "<p onclick=x><a href=javascript:x>a</a><img src=https://evil.example/x><script>"

    assert harm(html) == ["onclick", "javascript:x", "https://evil.example/x", "script"]


@pytest.mark.parametrize("place", PLACES)
def test_no_text_acts_wherever_it_stands(place: str) -> None:
    texts = [PLACES[place].format(payload) for payload in (*PAYLOADS, *ADDRESSES)]

    assert [text for text in texts if harm(block(text)) or harm(inline(text))] == []


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Nothing made before or in this test is kept for another."""
    block.cache_clear()
    yield
    block.cache_clear()


LOCKS = {
    "the parser lets HTML through": ("_BLOCK", MarkdownIt("commonmark", {"html": True})),
    "nothing is cleaned": ("_clean", lambda html, _tags: Markup(html)),
}


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize("broken", LOCKS)
def test_each_of_the_two_locks_holds_alone(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, *LOCKS[broken])
    texts = [place.format(text) for place in PLACES.values() for text in (*PAYLOADS, *ADDRESSES)]

    assert [text for text in texts if harm(block(text))] == []
