"""Which words of a lesson become glossary links."""

import pytest
from markdown_it.token import Token

from literacy.content.markup import parser
from literacy.glossary.linking import Linker, Scope, TermUse
from tests.counting import calls
from tests.lessons.pages import SAMPLE, body_of, term

TERMS = (
    term("Cache", "caching", "cached copy"),
    term("Cache-Control"),
    term("CDN", "delivery network", expands="content delivery network"),
    term("IT"),
    term("Query"),
    term("Address"),
    term("robots.txt"),
    term("A/B test"),
    term("Café"),
    term("Session", link="marked"),
    term("404"),
    term("tag (HTML)", slug="tag-html"),
    term("Pixel", "tracking tag"),
    term("Beacon", "tracking tag"),
    term("Layman's terms"),
    term("Purge", redirects=("flush",)),
)


def linked(body: str, *terms: object) -> list[str]:
    """The links as `words>slug`, in order."""
    tokens = parser().parse(body)
    Linker(terms or TERMS).link(tokens)  # type: ignore[arg-type]
    return [
        f"{child.content}>{child.meta['linked']}"
        for token in tokens
        for child in token.children or ()
        if child.type == "term_ref" and "linked" in child.meta
    ]


def text_of(tokens: list[Token]) -> str:
    return "".join(child.content for token in tokens for child in token.children or ())


@pytest.mark.parametrize(
    ("body", "links"),
    [
        ("A cache.", ["cache>cache"]),
        ("Cache it.", ["Cache>cache"]),
        ("Caching helps.", ["Caching>cache"]),
        (
            "Two caches, more queries, no addresses.",
            ["caches>cache", "queries>query", "addresses>address"],
        ),
        ("The cache's rule.", ["cache’s>cache"]),
        ("The CDN and two CDNs", ["CDN>cdn"]),
        ("Two CDNs.", ["CDNs>cdn"]),
        ("The cdn.", []),
        ("It is IT.", ["IT>it"]),
        ("it is its own.", []),
        ("A delivery\nnetwork.", ["delivery\nnetwork>cdn"]),
        ("The content delivery network.", ["content delivery network>cdn"]),
        ("The delivery, network.", []),
        ("Cache-Control and cache control.", ["Cache-Control>cache-control"]),
        ("See robots.txt now.", ["robots.txt>robots.txt"]),
        ("Run an A/B test.", ["A/B test>a/b-test"]),
        ("A cafe\u0301 and a café.", ["café>café"]),
        ("In layman's terms.", ["layman’s terms>layman's-terms"]),
        ("**Cache** here.", ["Cache>cache"]),
        ("| Cache |\n|---|\n| x |", ["Cache>cache"]),
        ("- cache\n- cache", ["cache>cache"]),
    ],
)
def test_a_name_in_prose_is_linked(body: str, links: list[str]) -> None:
    assert linked(body) == links


@pytest.mark.parametrize(
    "body",
    [
        "## A cache",
        "`cache`",
        "```\ncache\n```",
        "[the cache](/x)",
        "![cache](x.png)",
        "A cache. {.noterm}",
        "A [cache]{.noterm}.",
        '::: check item="a/b"\ncache\n:::',
        "::: predict\nA cache?\n\n- cache\n:::",
        '::: lab name="a" mission="b"\ngoal: cache\nfallback: cache\n:::',
        '::: code title="cache"\n```\ncache\n```\n1. The cache.\n:::',
        '::: template title="t"\ncache\n:::',
        "::: key\nThe cache.\n:::",
        ":::: deeper\n::: predict\ncache\n\n- cache\n:::\n::::",
    ],
)
def test_headings_code_links_and_questions_are_never_linked(body: str) -> None:
    assert linked(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "cacheable",
        "precache",
        "cache-busting",
        "pre-cache",
        "cache_key",
        "cache.example",
        "shop.example/cache",
        "me@cache",
        "cache\u0301",
        "naïvecache",
        "キャッシュcache",
    ],
)
def test_a_name_inside_another_word_or_address_is_not_linked(body: str) -> None:
    assert linked(f"So {body} it is.") == []


def test_the_longest_name_wins() -> None:
    terms = (term("Cookie"), term("Third-party cookie"), term("Cookie banner"))

    assert linked("A third-party cookie banner.", *terms) == [
        "third-party cookie>third-party-cookie"
    ]


def test_a_shorter_name_is_linked_where_the_longer_one_does_not_stand() -> None:
    terms = (term("Cookie"), term("Cookie banner"))

    assert linked("A cookie banner-like thing.", *terms) == ["cookie>cookie"]


def test_a_term_is_linked_once_in_a_section_by_whichever_name() -> None:
    assert linked("## A\n\nCache, caching.\n\ncache\n\n## B\n\nCaching.") == [
        "Cache>cache",
        "Caching>cache",
    ]


def test_a_smaller_heading_begins_no_section() -> None:
    assert linked("## A\n\nCache.\n\n### B\n\nCache.") == ["Cache>cache"]


def test_a_heading_in_a_container_begins_no_section() -> None:
    body = '::: template title="t"\n## Inside\n\nx\n:::\n\nA cache.\n'

    assert linked(body) == ["cache>cache"]


def test_a_marked_use_is_its_section_s_first() -> None:
    assert linked("A cache, then a [[cache|copy store]].\n\n## B\n\nA cache.") == [
        "copy store>cache",
        "cache>cache",
    ]


def test_only_the_first_of_two_marked_uses_is_linked() -> None:
    assert linked("[[cache]] and [[cache|again]]") == ["cache>cache"]


def test_a_term_for_marking_only_is_linked_where_it_is_marked() -> None:
    assert linked("A session, and a [[session]].") == ["session>session"]


def test_a_marked_use_may_name_an_older_slug() -> None:
    assert linked("Please [[flush]].") == ["flush>purge"]


def test_a_marked_use_of_an_unknown_term_is_no_link() -> None:
    assert linked("A [[flux]].") == []


@pytest.mark.parametrize("place", ["## A [[cache]]", "::: key\n[[cache]]\n:::"])
def test_a_marked_use_where_no_link_may_stand_is_no_link(place: str) -> None:
    assert linked(place) == []


def test_a_name_of_two_terms_is_linked_to_neither() -> None:
    assert linked("A tracking tag.") == []
    assert Linker(TERMS).homonyms == {"tracking tag": ("beacon", "pixel")}


SESSIONS = (
    term("Session", slug="session-analytics", module="10-analytics"),
    term("Session", slug="session-web", module="09-cookies"),
    term("Token", slug="token-ads", module="11-ads"),
    term("Token", slug="token-web", module="09-cookies"),
)


@pytest.mark.parametrize(
    ("scope", "meant"),
    [
        (Scope("10-analytics"), "session-analytics"),
        (Scope("09-cookies"), "session-web"),
        (Scope("10-analytics", ("session-web",)), "session-web"),
        (Scope("09-cookies", ("session-analytics", "session-web")), None),
        (Scope("06-caching"), None),
    ],
    ids=["its module", "another module", "what it lists", "lists both", "neither"],
)
def test_a_name_of_two_terms_means_the_one_in_scope(scope: Scope, meant: str | None) -> None:
    tokens = parser().parse("Each session’s end, and two sessions.")

    uses = Linker(SESSIONS).link(tokens, scope)

    assert uses == ((TermUse(meant, "", marked=False),) if meant else ())


def test_asking_for_uses_changes_nothing_and_says_what_linking_does() -> None:
    tokens = parser().parse(body_of(SAMPLE))
    before = [len(token.children or ()) for token in tokens]

    found = Linker(TERMS).uses(tokens)

    assert [len(token.children or ()) for token in tokens] == before
    assert found == Linker(TERMS).link(parser().parse(body_of(SAMPLE)))


class Counted(dict[str, object]):
    """A table that counts how often it is asked."""

    asked = 0

    def get(self, key: str, default: object = None) -> object:
        self.asked += 1
        return super().get(key, default)


def asked(terms: int) -> int:
    """How often the names of so many terms are looked up for the sample lesson."""
    linker = Linker([*TERMS, *(term(f"word{i} other{i % 40}", f"name{i}") for i in range(terms))])
    linker._phrases, linker._longest = Counted(linker._phrases), Counted(linker._longest)
    linker.link(parser().parse(body_of(SAMPLE)))
    return linker._phrases.asked + linker._longest.asked


def test_two_thousand_terms_are_no_more_work_than_two() -> None:
    words = len(body_of(SAMPLE).split())

    assert asked(2_000) == asked(2) < 2 * words


def test_names_that_differ_in_case_only_are_one_name() -> None:
    terms = (term("Tag"), term("tag", slug="other"))

    assert linked("A tag and two tags.", *terms) == []


def test_a_term_for_marking_only_takes_no_name_from_another() -> None:
    terms = (term("Tag", slug="a"), term("tag", slug="b", link="marked"))

    assert linked("A tag.", *terms) == ["tag>a"]


def test_a_term_s_own_name_goes_before_the_plural_of_another() -> None:
    terms = (term("New"), term("News"))

    assert linked("The news.", *terms) == ["news>news"]


def test_a_plural_of_two_terms_is_linked_to_neither() -> None:
    terms = (term("Query"), term("Querie"))

    assert linked("Two queries.", *terms) == []


def test_a_name_also_known_in_small_letters_may_be_written_so() -> None:
    assert linked("An sdk.", term("SDK", "sdk")) == ["sdk>sdk"]


@pytest.mark.parametrize("body", ["A 404 came.", "A tag (HTML) here."])
def test_bare_numbers_and_names_with_a_sign_at_an_end_are_not_linked(body: str) -> None:
    assert linked(body) == []


def test_linking_changes_no_word_of_the_text() -> None:
    body = "The cache's CDN, “caching” and two\nqueries; **IT** said so."
    before, after = parser().parse(body), parser().parse(body)

    Linker(TERMS).link(after)

    assert text_of(after) == text_of(before)


def test_uses_are_told_with_section_and_mark() -> None:
    tokens = parser().parse("Cache.\n\n## One\n\nA [[purge]] of the cache.\n")

    assert Linker(TERMS).link(tokens) == (
        TermUse("cache", "", marked=False),
        TermUse("purge", "one", marked=True),
        TermUse("cache", "one", marked=False),
    )


def test_a_linker_without_terms_links_nothing() -> None:
    assert Linker(()).link(parser().parse("A [[cache]] is a cache.")) == ()


def test_two_thousand_terms_cost_less_than_the_parsing_they_follow() -> None:
    body = body_of(SAMPLE) * 2
    many = Linker([*TERMS, *(term(f"word{i} other{i % 40}", f"name{i}") for i in range(2_000))])
    tokens = parser().parse(body)
    parsing = calls(lambda: parser().parse(body))

    linking = calls(lambda: many.link(tokens))

    assert 0 < linking < parsing


def test_ten_times_the_terms_cost_no_more() -> None:
    body = body_of(SAMPLE)
    few = Linker([term(f"word{i} other") for i in range(200)])
    many = Linker([term(f"word{i} other") for i in range(2_000)])
    first, second = parser().parse(body), parser().parse(body)

    assert calls(lambda: many.link(second)) == calls(lambda: few.link(first))
