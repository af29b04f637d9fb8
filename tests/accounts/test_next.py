"""Where sign-in leads afterwards: to a page of this site, whatever somebody wrote in the link."""

from collections.abc import Callable

import pytest
from werkzeug.test import TestResponse

from literacy.web.request import local_path
from tests.browsing import Browser

LEADS_AWAY = [
    "https://evil.example",
    "http://evil.example/login",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "/\\/evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "HTTPS://EVIL.EXAMPLE",
    "ftp://evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "mailto:eve@evil.example",
    "evil.example",
    "evil.example/lessons",
    "@evil.example",
    "user@evil.example",
    ".evil.example",
    "?next=//evil.example",
    "#//evil.example",
    " //evil.example",
    "\t//evil.example",
    "\n//evil.example",
    "\x00//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "/lessons\r\nSet-Cookie: session=evil",
    "/lessons\nLocation: https://evil.example",
    "/a\\b",
    "/lessons/\u2028x",
    "/／evil.example",
    "／／evil.example",
    "/\u200b/evil.example",
    "http://127.0.0.1@evil.example",
    "http://localhost.evil.example",
    "//evil.example/%2f..",
    "/ /evil.example",
    "/" + "a" * 512,
    "",
]
STAYS = [
    "/",
    "/lessons/why-caching",
    "/lessons/why-caching?part=2#copies",
    "/glossary/?q=cache%20control",
    "/admin/?team=a&page=2",
    "/search?q=//evil.example",
    "/@evil.example",
    "/%2f/evil.example",
    "/" + "a" * 511,
]


@pytest.mark.parametrize("target", LEADS_AWAY)
def test_what_may_lead_away_is_not_followed(target: str) -> None:
    assert local_path(target, "/") == "/"


@pytest.mark.parametrize("target", STAYS)
def test_a_page_of_this_site_is_followed(target: str) -> None:
    assert local_path(target, "/otherwise") == target


def test_the_table_has_as_many_rows_as_was_promised() -> None:
    assert len(set(LEADS_AWAY)) >= 42


def test_sign_in_leads_where_one_wanted_to_go(people, enter: Callable[..., TestResponse]) -> None:
    response = enter("maya@example.com", next="/glossary/?q=cache")

    assert (response.status_code, response.location) == (303, "/glossary/?q=cache")


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "https://evil.example"])
def test_sign_in_does_not_lead_away(
    people, enter: Callable[..., TestResponse], target: str
) -> None:
    assert enter("maya@example.com", next=target).location == "/"


def test_the_page_asked_for_is_kept_by_the_form(stranger: Browser) -> None:
    refused = stranger.get("/me/?x=1")

    page = stranger.get(refused.location).get_data(as_text=True)

    assert refused.location == "/login?next=/me/?x%3D1"
    assert 'name="next" value="/me/?x=1"' in page
