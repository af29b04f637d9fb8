"""The cookie jar over HTTP: its pages, its two other sites, its cookies and its limits."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from literacy.app import create_app
from literacy.labs import queries
from literacy.labs.cookie import jar, plan
from literacy.labs.limits import REQUESTS_PER_SECOND
from literacy.labs.missions import MISSIONS
from literacy.labs.models import LabCompletion, LabEvent, LabNote
from tests import make
from tests.browsing import Browser, words

PARTNER, SHOP = "ads.localhost:8000", "shop.localhost:8000"
SENT_COOKIE = re.compile(r"(lab_[A-Za-z0-9_]{1,28})=([A-Za-z0-9]{0,32});")


@pytest.fixture
def maya(signed_in, people) -> Browser:
    return signed_in(people.maya)


@pytest.fixture
def unhurried(clock):
    """Moves the clock on, so that a quick test keeps the pace of a person."""

    def wait() -> None:
        clock.at += timedelta(seconds=1)

    return wait


def act(browser: Browser, action: str, mission: str, **fields: str):
    return browser.post(f"/labs/cookie/{action}", mission=mission, follow=True, **fields)


def addresses(browser: Browser, mission: str) -> list[str]:
    """Every address of the lab's two other sites that the page names, and of its open shops."""
    page = browser.get(f"/labs/cookie/{mission}").get_data(as_text=True)
    return re.findall(r'(?:href|src)="(http://[^"]+/labs/cookie/[^"]+)"', page)


def open_at(client, address: str, **options):
    """Ask for a full address, with its host, as a browser without any session would."""
    host, _slash, path = address.removeprefix("http://").partition("/")
    return client.get(f"/{path}", headers={"Host": host, **options.pop("headers", {})}, **options)


def predicted(browser: Browser) -> str:
    """Predict, and give the address of the dot."""
    said = dict.fromkeys(("lax", "unset", "none", "partitioned"), "home")
    act(browser, "predict", plan.FOUR, place="here", **said)
    return next(each for each in addresses(browser, plan.FOUR) if "/dot/" in each)


def diary(browser: Browser) -> list[str]:
    """Begin, and give the addresses of the two shops and of the diary."""
    act(browser, "begin", plan.DIARY)
    return [each for each in addresses(browser, plan.DIARY) if "/wipe/" not in each]


def rows(database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(LabEvent))


# Pages


@pytest.mark.parametrize("mission", MISSIONS["cookie"])
def test_each_mission_has_a_page_with_its_goal_and_what_is_next(maya, mission):
    page = words(maya.get(f"/labs/cookie/{mission}"))

    assert MISSIONS["cookie"][mission] in page
    assert "To do." in page
    assert "Next." in page


def test_the_list_says_which_goals_are_reached(maya, people, database):
    with database.transaction() as saving:
        saving.add(
            LabCompletion(
                person_id=people.maya.id, lab="cookie", mission=plan.NO, how="proved", at=make.NOW
            )
        )

    page = words(maya.get("/labs/cookie"))

    assert page.count("Goal reached") == 1
    assert page.count("To do") == 3


@pytest.mark.parametrize("path", ["/labs/cookie/no-such", "/labs/cookie/log/no-such"])
def test_a_mission_that_is_not_there_is_not_found(maya, path):
    assert maya.get(path).status_code == 404


def test_reading_the_pages_writes_nothing(maya, database):
    for mission in MISSIONS["cookie"]:
        maya.get(f"/labs/cookie/{mission}")
        maya.get(f"/labs/cookie/panel/{mission}")
        maya.get(f"/labs/cookie/log/{mission}")

    assert rows(database) == 0


@pytest.mark.parametrize("mission", MISSIONS["cookie"])
def test_a_lesson_shows_each_mission_untouched(maya, shelf, mission):
    lesson = next(
        slug
        for slug, each in shelf.catalogue.lessons.items()
        if mission in [lab.mission for lab in each.labs if lab.lab == "cookie"]
    )

    page = maya.get(f"/lessons/{lesson}").get_data(as_text=True)

    assert f'<lab-cookie class="lab wide" mission="{mission}"' in page
    assert "lab-cookie.js" in page or "labs.lab-cookie" in page


def test_a_note_is_kept_and_an_empty_one_is_refused(maya, people, database):
    refused = maya.post("/labs/cookie/note", mission=plan.BADGE, text=" ")
    maya.post("/labs/cookie/note", mission=plan.BADGE, text="The row stays.")

    assert refused.status_code == 422
    assert "Write one sentence first." in words(refused)
    with database.reading() as session:
        assert session.get(LabNote, (people.maya.id, "cookie", plan.BADGE)).text == "The row stays."


# The badge


def test_the_shop_forgets_who_and_not_what(maya, unhurried):
    act(maya, "deed", plan.BADGE, role="basket")
    act(maya, "visit", plan.BADGE)
    unhurried()
    page = words(maya.get(f"/labs/cookie/{plan.BADGE}"))
    name = re.search(r"Delete (lab_.)", page)[1]
    assert "Basket: 3 lamps" in page

    for each in re.findall(r"Delete (lab_.)", page):
        act(maya, "delete", plan.BADGE, badge=each)
    page = words(act(maya, "visit", plan.BADGE))

    assert name.startswith("lab_")
    assert "Basket: empty" in page
    assert "1 basket of three lamps" in page


def test_another_person_at_the_same_browser_finds_another_shop(app, maya, signed_in, people):
    act(maya, "deed", plan.BADGE, role="basket")
    ivan = signed_in(people.ivan)
    for name in ("lab", *jar.names_of("").values()):
        held = maya.client.get_cookie(name, path="/labs") or maya.client.get_cookie(
            name, path="/labs/cookie"
        )
        if held:
            ivan.client.set_cookie(name, held.value, path=held.path)

    page = words(act(ivan, "visit", plan.BADGE))

    assert "Basket: empty" in page
    assert "0 baskets" in page


PAYLOADS = [
    "fr\r\nSet-Cookie: session=x",
    "fr\nX: y",
    "fr; Path=/",
    "fr; Domain=localhost",
    "fr\x00",
    "fr,session=1",
    'fr"; HttpOnly',
    "fr%0d%0aSet-Cookie:a=b",
    "\u560d\u560aSet-Cookie:a=b",
    "fr\u2028x",
    "__Host-session=1",
    "x" * 5000,
]


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize(
    ("action", "mission", "fields"),
    [
        ("deed", plan.BADGE, {"role": "language", "value": ""}),
        ("deed", plan.BADGE, {"role": ""}),
        ("delete", plan.BADGE, {"badge": ""}),
        ("consent", plan.NO, {"answer": "", "page": "lamps"}),
    ],
    ids=["value", "role", "name", "answer"],
)
def test_no_payload_reaches_a_cookie(maya, action, mission, fields, payload):
    hole = next(name for name, value in fields.items() if not value)
    given = {**fields, hole: payload}

    response = maya.post(f"/labs/cookie/{action}", mission=mission, **given)

    assert response.status_code == 422
    assert [each for each in response.headers.getlist("Set-Cookie") if "lab_" in each] == []


def test_a_hundred_random_deeds_leave_a_small_jar_and_a_working_sign_in(
    app, maya, unhurried, client
):
    for number in range(100):
        role = ("basket", "language", "login")[number % 3]
        act(maya, "deed", plan.BADGE, role=role, value=("fr", "es", "de")[number % 3])
        act(maya, "visit", plan.BADGE)
        if number % 4 == 0:
            for name in ("lab_a", "lab_b"):
                maya.post("/labs/cookie/delete", mission=plan.BADGE, badge=name)
        unhurried()

    lines = [cookie for cookie in maya.client._cookies.values() if cookie.key.startswith("lab_")]
    assert len(lines) <= 8
    assert sum(len(each.key) + len(each.value) for each in lines) <= 1024
    assert maya.get("/").status_code == 200


def sent(response) -> list[str]:
    return [each for each in response.headers.getlist("Set-Cookie") if "lab_" in each]


def test_every_badge_is_named_confined_and_short_lived(app, maya, client):
    dot = predicted(maya)
    calls = [
        maya.post("/labs/cookie/deed", mission=plan.BADGE, role="basket"),
        open_at(client, dot),
        open_at(client, diary(maya)[0].replace(SHOP, PARTNER).replace("/shop/", "/pixel/")),
    ]
    act(maya, "begin", plan.NO)
    calls.append(maya.post("/labs/cookie/consent", answer="no", page="lamps"))

    lines = [line for response in calls for line in sent(response)]
    assert len(lines) == 7
    for line in lines:
        assert SENT_COOKIE.match(line), line
        assert {"Path=/labs/cookie", "HttpOnly", "Max-Age=7200"} <= set(line.split("; "))
        assert "Domain" not in line


def test_the_dot_hands_out_its_four_badges_as_the_lesson_names_them(maya, client):
    lines = {each.partition("=")[0]: each for each in sent(open_at(client, predicted(maya)))}

    assert "SameSite=Lax" in lines["lab_lax"]
    assert "SameSite" not in lines["lab_unset"]
    assert "SameSite=None" in lines["lab_none"]
    assert "Secure" in lines["lab_none"]
    assert "Partitioned" not in lines["lab_none"]
    assert {"Partitioned", "Secure", "SameSite=None"} <= set(lines["lab_partitioned"].split("; "))


# The two other sites


def test_the_partners_picture_may_stand_in_pages_of_other_sites(maya, client):
    dot = open_at(client, predicted(maya))
    shown = open_at(client, f"http://{PARTNER}{dot.location}")

    for response in (dot, shown):
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response.headers["Cache-Control"] == "no-store"
    assert dot.status_code == 302
    assert dot.location.startswith("/labs/cookie/dot/")
    assert shown.mimetype == "image/gif"


def test_the_other_sites_never_hand_out_a_session(maya, client):
    dot = predicted(maya)
    shop, other, book = diary(maya)

    for address in (dot, shop, other, book):
        response = open_at(client, address)
        assert response.status_code in (200, 302), address
        assert not any("session" in each for each in response.headers.getlist("Set-Cookie"))
        assert "csrf" not in response.get_data(as_text=True)


def test_each_address_is_there_on_its_own_site_alone(maya, client):
    dot = predicted(maya)
    shop, other, book = diary(maya)

    assert open_at(client, dot.replace(PARTNER, "127.0.0.1:8000")).status_code == 404
    assert open_at(client, book.replace(PARTNER, SHOP)).status_code == 404
    assert open_at(client, shop.replace(SHOP, PARTNER)).status_code == 404
    assert open_at(client, other.replace("127.0.0.1:8000", SHOP)).status_code == 404


@pytest.mark.parametrize("path", ["", "/the-badge", "/page/lamps", "/panel/the-badge"])
def test_the_lab_itself_is_not_on_the_other_sites(maya, path):
    for host in (PARTNER, SHOP):
        assert maya.get(f"/labs/cookie{path}", headers={"Host": host}).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "dot/{}/1/here/hand",
        "own/{}/1",
        "pixel/{}/harbour",
        "diary/{}",
        "call/{}/1/dot.gif?tag=t2",
        "wipe/{}",
    ],
)
@pytest.mark.parametrize("session", ["0" * 32, "x", "..", "%00"])
def test_an_address_that_nobody_was_given_is_not_there(client, database, path, session):
    response = client.get(f"/labs/cookie/{path.format(session)}", headers={"Host": PARTNER})

    assert response.status_code == 404
    assert rows(database) == 0


def test_wiping_clears_cookies_of_the_partner_alone(maya, client):
    diary(maya)
    wipe = next(each for each in addresses(maya, plan.DIARY) if "/wipe/" in each)

    response = open_at(client, wipe)

    assert response.headers["Clear-Site-Data"] == '"cookies"'
    assert open_at(client, wipe.replace(PARTNER, "127.0.0.1:8000")).status_code == 404


def test_no_page_of_the_site_itself_clears_cookies(maya):
    response = maya.post("/labs/cookie/reset", mission=plan.BADGE)

    assert "Clear-Site-Data" not in response.headers
    assert all("lab_" in each or "lab=" in each for each in response.headers.getlist("Set-Cookie"))


def test_a_head_request_is_not_a_call(maya, client, database):
    dot = predicted(maya)
    before = rows(database)

    client.head("/" + dot.split("/", 3)[3], headers={"Host": PARTNER})

    assert rows(database) == before


def test_the_record_says_nothing_about_browser_or_network(maya, client, database):
    secrets = {"User-Agent": "Secret-Agent/1.0", "Accept-Language": "xx-secret"}
    for address in (predicted(maya), *diary(maya)):
        open_at(client, address, headers={**secrets, "Referer": "http://secret.example/page"})

    with database.reading() as session:
        kept = " ".join(str(each) for each in session.scalars(select(LabEvent.facts)))
    assert "secret" not in kept.lower()
    assert "127.0.0.1" not in kept


# Does no mean no?


def test_the_shops_page_holds_the_calls_that_its_rule_allows(maya):
    act(maya, "begin", plan.NO)
    before = maya.get("/labs/cookie/page/lamps").get_data(as_text=True)
    maya.post("/labs/cookie/consent", answer="no", page="lamps")
    act(maya, "rule", plan.NO, rule="ads")

    after = maya.get("/labs/cookie/page/rugs").get_data(as_text=True)

    assert "/dot.gif?tag=t2&amp;page=lamps" in before
    assert "/call/" not in after
    assert "You said no" in after


def test_the_shops_page_may_be_framed_by_the_site_and_by_nobody_else(maya):
    act(maya, "begin", plan.NO)

    policy = maya.get("/labs/cookie/page/lamps").headers["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("name", ["lamps", "no-such-page"])
def test_the_shop_is_not_there_before_the_mission_is_begun(maya, database, name):
    assert maya.get(f"/labs/cookie/page/{name}").status_code == 404
    assert rows(database) == 0


def test_an_answer_that_no_button_gives_is_no_answer(maya):
    act(maya, "begin", plan.NO)
    maya.client.set_cookie("lab_answer", "maybe", path="/labs/cookie")

    assert "May we show your visit" in words(maya.get("/labs/cookie/page/lamps"))


# One domain only


@pytest.fixture
def alone(settings, database, shelf, clock, people):
    """Maya's browser at a site for others that has no second domain."""
    settings = replace(settings, lab_origin="", lab_partner_origin="")
    app = create_app(settings, database=database, shelf=shelf, clock=clock)
    app.testing = True
    with database.transaction() as saving:
        token = make.session_token(saving, people.maya, at=clock())
    return Browser(app, token)


def how(database, person, mission: str) -> str:
    with database.reading() as session:
        kept = session.get(LabCompletion, (person.id, "cookie", mission))
        return kept.how if kept else ""


def test_with_one_domain_the_lab_says_what_is_missing(alone):
    assert words(alone.get("/labs/cookie")).count("recorded run") == 3
    page = words(alone.get(f"/labs/cookie/{plan.DIARY}"))
    assert "LITERACY_LAB_ORIGIN and LITERACY_LAB_PARTNER_ORIGIN" in page


@pytest.mark.parametrize("recording", ["allowed", "blocked"])
def test_with_one_domain_four_badges_can_be_completed(alone, database, people, recording):
    said = dict.fromkeys(("lax", "unset", "none", "partitioned"), "home")
    for place in ("here", "own"):
        act(alone, "predict", plan.FOUR, place=place, **said)
        page = words(act(alone, "recorded", plan.FOUR, recording=recording))

    assert "Goal reached." in page
    assert "It isn’t yours" in page
    assert how(database, people.maya, plan.FOUR) == "reported"


@pytest.mark.parametrize(("recording", "line"), [("allowed", "joined"), ("blocked", "nothing")])
def test_with_one_domain_the_diary_can_be_completed(alone, database, people, recording, line):
    act(alone, "recorded", plan.DIARY, recording=recording)
    page = words(act(alone, "mark", plan.DIARY, line=line))

    assert "Goal reached." in page
    assert how(database, people.maya, plan.DIARY) == "reported"


def test_with_one_domain_a_refusal_can_be_tested(alone, database, people, unhurried):
    act(alone, "recorded", plan.NO, recording="allowed")
    alone.get("/labs/cookie/page/lamps")
    alone.post("/labs/cookie/consent", answer="no", page="lamps")
    page = alone.get("/labs/cookie/page/rugs").get_data(as_text=True)
    act(alone, "mark", plan.NO, line="call-2-t2")
    unhurried()
    act(alone, "rule", plan.NO, rule="ads")
    alone.get("/labs/cookie/page/rugs")
    alone.get("/labs/cookie/page/clocks")

    shown = words(act(alone, "check", plan.NO))

    assert "<img" not in page
    assert "Goal reached." in shown
    assert how(database, people.maya, plan.NO) == "reported"


def test_the_badge_needs_no_second_domain(alone):
    act(alone, "deed", plan.BADGE, role="basket")

    assert "Basket: 3 lamps" in words(act(alone, "visit", plan.BADGE))


# Limits


def test_haste_is_refused_in_words(maya):
    for _time in range(REQUESTS_PER_SECOND):
        maya.post("/labs/cookie/visit", mission=plan.BADGE)

    response = maya.post("/labs/cookie/visit", mission=plan.BADGE)

    assert response.status_code == 429
    assert "Wait a second" in words(response)


def test_a_reset_forgets_this_lab_and_no_other(maya, database):
    act(maya, "deed", plan.BADGE, role="basket")
    maya.post("/labs/cache/load", mission="second-load", rule="no-cache")

    response = maya.post("/labs/cookie/reset", mission=plan.BADGE)

    with database.reading() as session:
        assert set(session.scalars(select(LabEvent.lab))) == {"cache"}
    gone = [each for each in sent(response) if "Max-Age=0" in each]
    assert {each.partition("=")[0] for each in gone} == {*jar.names_of("").values(), "lab_answer"}


def test_what_was_reached_stays_reached_after_a_reset(maya, database, people):
    with database.transaction() as saving:
        saving.add(
            LabCompletion(
                person_id=people.maya.id, lab="cookie", mission=plan.NO, how="proved", at=make.NOW
            )
        )
    maya.post("/labs/cookie/reset", mission=plan.NO)

    with database.reading() as session:
        done = queries.completions_of(session, [people.maya.id])[people.maya.id]
    assert [each.mission for each in done] == [plan.NO]
    assert "It stays reached" in words(maya.get(f"/labs/cookie/{plan.NO}"))
