"""The cookie jar in real browsers: third-party cookies allowed, blocked, and in a private window.

No browser's default is relied on: each profile says in its preferences what it allows.
"""

import json
import re

import pytest
from playwright.sync_api import expect

from literacy.labs.cookie.recordings import CALLS, RECORDINGS
from literacy.labs.models import LabCompletion, LabEvent
from tests import make
from tests.chromium import LAUNCH, whole_browser

pytestmark = pytest.mark.browser

PROFILES = {
    "allowed": {"cookie_controls_mode": 0, "block_third_party_cookies": False},
    "blocked": {"cookie_controls_mode": 1, "block_third_party_cookies": True},
}
BADGE, FOUR, DIARY, NO = (
    "the-badge",
    "four-badges-two-sites",
    "the-pixels-diary",
    "does-no-mean-no",
)


@pytest.fixture(scope="module")
def chromium(browsers):
    """The browser whose private windows keep other sites' cookies out; the shell's let them in."""
    browser = browsers(whole_browser())
    yield browser
    browser.close()


@pytest.fixture
def profile(chromium, live, people, tmp_path):
    """`profile("blocked")` is a page of Maya's in a browser with that preference."""
    contexts, complaints = [], []

    def listen(said):
        if "Content Security Policy" in said.text:
            complaints.append(said.text)

    def start(name: str, **given):
        folder = tmp_path / f"profile-{len(contexts)}"
        (folder / "Default").mkdir(parents=True)
        (folder / "Default" / "Preferences").write_text(json.dumps({"profile": PROFILES[name]}))
        context = chromium.browser_type.launch_persistent_context(
            folder,
            executable_path=whole_browser(),
            args=LAUNCH,
            base_url=live.url,
            **{"viewport": {"width": 1280, "height": 900}, **given},
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        with live.database.transaction() as saving:
            token = make.session_token(saving, people.maya, at=live.clock())
        context.add_cookies([{"name": "session", "value": token, "url": live.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", listen)
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def lab(page_as, people):
    """`lab("the-badge")` is Maya's page of that mission, in a private window."""

    def go(mission: str, **given):
        page = page_as(people.maya, **given)
        page.goto(f"/labs/cookie/{mission}")
        return page

    return go


def act(page, name: str) -> None:
    """Press a button as a learner would, and wait until the lab has settled."""
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def settle(page) -> None:
    page.locator("lab-cookie:not([aria-busy])").wait_for()


def said(page) -> str:
    return page.locator("[data-part=verdict]").inner_text()


def goals(page) -> list[str]:
    return page.locator(".goals li strong").all_inner_texts()


def completion(live, person, mission: str) -> str:
    """How the goal was reached, or nothing."""
    with live.database.reading() as session:
        kept = session.get(LabCompletion, (person.id, "cookie", mission))
        return kept.how if kept else ""


def facts(live, kind: str) -> list[dict]:
    with live.database.reading() as session:
        rows = session.query(LabEvent).filter_by(lab="cookie", kind=kind).order_by(LabEvent.seq)
        return [row.facts for row in rows]


# Four badges, two sites


def predict(page, *sent: str) -> None:
    """Say “sent” for these badges and “stays home” for the others."""
    for badge in ("lax", "unset", "none", "partitioned"):
        said = "sent" if badge in sent else "home"
        page.locator(f"input[name={badge}][value={said}]").check()
    page.locator(f"#predict-{FOUR}").click()


def open_own_page(page):
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Open the partner’s page (new tab)").click()
    own = popup.value
    own.wait_for_load_state("load")
    return own


def column(page, number: int) -> list[str]:
    cells = page.locator(f".cookie-grid tbody td:nth-of-type({number}) > :first-child")
    return [text.strip() for text in cells.all_inner_texts()]


SENT, HOME = "Sent", "Stayed home"
EMBEDDED = {"allowed": [HOME, HOME, SENT, SENT], "blocked": [HOME, HOME, HOME, SENT]}


@pytest.mark.parametrize("policy", ["allowed", "blocked"])
def test_the_measured_grid(profile, live, people, policy):
    page = profile(policy)
    page.goto(f"/labs/cookie/{FOUR}")

    predict(page, "partitioned")
    page.get_by_text("Now predict the same four").wait_for()
    assert column(page, 1) == EMBEDDED[policy]
    predict(page, "lax", "unset", "none", "partitioned")
    own = open_own_page(page)
    own.close()
    act(page, "Show what has arrived")

    assert column(page, 1) == EMBEDDED[policy]
    assert column(page, 2) == [SENT] * 4
    assert goals(page) == ["Done."] * 4
    assert completion(live, people.maya, FOUR) == "proved"
    shown = {each["place"]: each for each in facts(live, "dot") if each["step"] == "show"}
    held = {each["place"]: each for each in facts(live, "dot") if each["step"] == "hand"}
    recorded = RECORDINGS[policy].grids
    for place in ("here", "own"):
        assert tuple(held[place].get("badges", ())) == recorded[place][0]
        assert tuple(shown[place].get("badges", ())) == recorded[place][1]


def test_a_private_window_keeps_what_blocking_keeps(lab):
    page = lab(FOUR)

    predict(page, "none", "partitioned")
    page.get_by_text("Now predict the same four").wait_for()

    assert column(page, 1) == EMBEDDED["blocked"]
    assert "blocks third-party cookies" in said(page)
    expect(page.locator(".cookie-grid")).to_contain_text("You said: sent, not so")


def test_the_policy_is_named_from_what_was_seen(profile):
    page = profile("allowed")
    page.goto(f"/labs/cookie/{FOUR}")

    predict(page)
    page.get_by_text("this page alone can’t tell").wait_for()
    predict(page)
    open_own_page(page)
    act(page, "Show what has arrived")

    assert "one shared jar" in said(page)


def test_the_partners_own_page_shows_what_came_back(lab):
    page = lab(FOUR)
    predict(page)
    page.get_by_text("Now predict the same four").wait_for()
    predict(page)

    own = open_own_page(page)
    own.get_by_role("link", name="Show what came back").click()

    own.get_by_role("table").wait_for()
    assert own.locator("td").all_inner_texts() == [SENT] * 4
    assert own.url.startswith("http://ads.localhost:")


def test_a_prediction_alone_is_not_the_goal(lab, live, people):
    page = lab(FOUR)
    page.route("**/labs/cookie/dot/**", lambda route: route.abort())

    predict(page, "none")
    page.get_by_text("The dot is on its way").wait_for()

    assert goals(page) == ["Done.", "To do.", "To do.", "To do."]
    assert completion(live, people.maya, FOUR) == ""


def test_four_badges_without_script(lab, live, people):
    page = lab(FOUR, javascript=False)

    predict(page, "partitioned")
    page.wait_for_load_state("load")
    act(page, "Show what has arrived")
    assert column(page, 1) == EMBEDDED["blocked"]
    predict(page, "lax")
    open_own_page(page)
    act(page, "Show what has arrived")

    assert column(page, 2) == [SENT] * 4
    assert completion(live, people.maya, FOUR) == "proved"


def test_four_badges_with_the_keyboard_alone(lab, live, people):
    page = lab(FOUR)

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    def predict_by_keys() -> None:
        page.locator("input[name=lax]").first.focus()
        press("Space", "Tab", "Space", "Tab", "ArrowRight", "Tab", "ArrowRight", "Tab", "Enter")

    predict_by_keys()
    page.get_by_text("Now predict the same four").wait_for()
    assert page.evaluate("document.activeElement.name") == "lax"
    predict_by_keys()
    page.get_by_text("Open the partner’s own page now").wait_for()
    assert page.evaluate("document.activeElement.id") == f"own-{FOUR}"
    with page.expect_popup() as popup:
        press("Enter")
    popup.value.wait_for_load_state("load")
    page.bring_to_front()
    press("Tab", "Enter")
    page.get_by_text("Both places have answered").wait_for()

    assert completion(live, people.maya, FOUR) == "proved"


# The pixel's diary


def visit(page, name: str):
    with page.expect_popup() as popup:
        page.get_by_role("link", name=name).click()
    opened = popup.value
    opened.wait_for_load_state("load")
    return opened


@pytest.mark.parametrize(
    ("policy", "answer", "shown"),
    [
        ("allowed", "the same browser in two shops", "One badge, two shops"),
        ("blocked", "There is no such line", "Two visits, two strangers"),
    ],
)
def test_what_the_partner_knows_depends_on_the_jars(profile, live, people, policy, answer, shown):
    page = profile(policy)
    page.goto(f"/labs/cookie/{DIARY}")
    act(page, "Show the two shops")

    first = visit(page, "Visit Harbour & Finch (new tab)")
    second = visit(page, "Visit Tumbleby (new tab)")
    diary = visit(page, "Open the partner’s diary (new tab)")
    act(page, "Show what has arrived")
    page.locator(".cookie-lines label", has_text=answer).click()
    act(page, "Mark this line")

    assert first.url.startswith("http://shop.localhost:")
    assert second.url.startswith(live.url)
    assert diary.url.startswith("http://ads.localhost:")
    assert shown in said(page)
    assert completion(live, people.maya, DIARY) == "proved"
    calls = [(each["name"], each["code"], each["answer"]) for each in facts(live, "pixel")]
    recorded = RECORDINGS[policy].pixels
    assert [(name, how) for name, _code, how in calls] == [
        (name, how) for name, _code, how in recorded
    ]
    assert (calls[0][1] == calls[1][1]) is (recorded[0][1] == recorded[1][1])


def test_one_shops_own_line_is_not_the_answer(profile, live, people):
    page = profile("allowed")
    page.goto(f"/labs/cookie/{DIARY}")
    act(page, "Show the two shops")
    visit(page, "Visit Harbour & Finch (new tab)")
    visit(page, "Visit Tumbleby (new tab)")
    visit(page, "Open the partner’s diary (new tab)")
    act(page, "Show what has arrived")

    page.locator(".cookie-lines label", has_text="at Harbour & Finch").click()
    act(page, "Mark this line")

    assert "that shop knows it" in said(page)
    assert completion(live, people.maya, DIARY) == ""


def test_the_diary_without_script(lab, live, people):
    page = lab(DIARY, javascript=False)
    act(page, "Show the two shops")
    visit(page, "Visit Harbour & Finch (new tab)")
    visit(page, "Visit Tumbleby (new tab)")
    visit(page, "Open the partner’s diary (new tab)")

    act(page, "Show what has arrived")
    page.get_by_label("There is no such line").check()
    act(page, "Mark this line")

    assert completion(live, people.maya, DIARY) == "proved"


def test_the_diary_with_the_keyboard_alone(lab, live, people):
    page = lab(DIARY)

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    page.locator(f"#begin-{DIARY}").focus()
    press("Enter")
    page.get_by_role("link", name="Visit Tumbleby").wait_for()
    for step in range(3):
        with page.expect_popup() as popup:
            press("Enter")
        popup.value.wait_for_load_state("load")
        page.bring_to_front()
        press("Tab")
        assert step or "Tumbleby" in page.evaluate("document.activeElement.textContent")
    press("Enter")
    page.get_by_text("Which line could neither shop").first.wait_for()
    press("Tab", "ArrowUp", "Tab", "Enter")
    page.get_by_text("Two visits, two strangers").wait_for()

    assert completion(live, people.maya, DIARY) == "proved"


def test_wiping_empties_the_partners_jar_and_no_other(profile, live):
    page = profile("allowed")
    page.goto(f"/labs/cookie/{DIARY}")
    act(page, "Show the two shops")
    visit(page, "Visit Harbour & Finch (new tab)")
    page.reload()

    visit(page, "Delete the partner’s cookies (new tab)")

    held = {(each["domain"], each["name"]) for each in page.context.cookies()}
    assert not [name for domain, name in held if "ads" in domain]
    assert ("127.0.0.1", "session") in held
    assert ("127.0.0.1", "lab") in held


# Does no mean no?


def shop(page):
    return page.frame_locator("iframe[name=lab-shop]")


@pytest.fixture
def browse(live):
    """Act in the shop's frame, and wait until the lab has the page that comes."""

    def go(page, *, link: str = "", button: str = "") -> None:
        live.clock.forward(seconds=1)
        before = page.locator("[data-part=board]").inner_text()
        if link:
            shop(page).get_by_role("link", name=link).click()
        else:
            shop(page).get_by_role("button", name=button, exact=True).click()
        page.wait_for_function(BOARD_DIFFERS, arg=before)
        settle(page)

    return go


BOARD_DIFFERS = "before => document.querySelector('[data-part=board]').innerText !== before"


def rule(page, label: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{re.escape(label)}")).check()
    act(page, "Use this rule from now on")


def open_shop(page) -> None:
    act(page, "Open the shop")
    page.locator(".lab-row").first.wait_for()


def last_call(page):
    return page.locator(".cookie-call").last


def test_no_means_no_once_the_dot_waits_for_the_tool(lab, live, people, browse):
    page = lab(NO)
    open_shop(page)
    browse(page, button="Reject")
    browse(page, link="Rugs")
    assert "Something called the partner after your no" in said(page)
    last_call(page).click()
    act(page, "Mark the call that comes anyway")

    rule(page, "In the consent tool, box “ads”")
    browse(page, link="Clocks")
    browse(page, link="Lamps")
    page.get_by_text("No means no").wait_for()

    assert goals(page) == ["Done."] * 3
    assert completion(live, people.maya, NO) == "proved"
    silent = [path for path in live.asked if "/page/" in path or "/call/" in path][-2:]
    assert [path.rpartition("/")[2] for path in silent] == ["clocks", "lamps"]


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("In the template, hidden after a no", "isn’t shown is still fetched"),
        ("In the consent tool, box “necessary”", "the wrong box"),
    ],
)
def test_a_rule_that_hides_the_dot_does_not_stop_it(lab, live, people, label, why, browse):
    page = lab(NO)
    open_shop(page)
    browse(page, button="Reject")
    last_call(page).click()
    act(page, "Mark the call that comes anyway")

    rule(page, label)
    browse(page, link="Clocks")
    browse(page, link="Lamps")

    assert why in said(page)
    assert "No line" not in page.locator(".lab-row").last.inner_text()
    assert completion(live, people.maya, NO) == ""


def test_a_call_before_any_answer_is_a_leak_but_not_the_one_looked_for(lab, browse):
    page = lab(NO)
    open_shop(page)
    browse(page, button="Reject")

    page.locator(".cookie-call").first.click()
    act(page, "Mark the call that comes anyway")

    assert "no answer yet counts as no" in said(page)


def test_a_blocker_is_told_from_a_rule(lab, live, people, browse):
    page = lab(NO)
    page.route("**/labs/cookie/call/**", lambda route: route.abort())
    open_shop(page)
    browse(page, button="Reject")
    browse(page, link="Rugs")
    page.wait_for_timeout(2_200)
    page.locator(f"#rule-{NO}").click()
    settle(page)

    assert "something in your browser stopped it" in said(page)
    assert goals(page)[2] == "To do."


def test_which_tags_call_under_each_rule_and_answer(lab, live, browse):
    page = lab(NO)
    open_shop(page)

    seen = {}
    for label, name in (
        ("In the page template", "template"),
        ("In the template, hidden after a no", "hidden"),
        ("In the consent tool, box “necessary”", "necessary"),
        ("In the consent tool, box “ads”", "ads"),
    ):
        rule(page, label)
        for button, answer in (("", ""), ("Reject", "no"), ("Accept", "yes")):
            if button == "Accept":
                browse(page, button="Change your mind")
            browse(page, button=button) if button else browse(page, link="Rugs")
            number = facts(live, "view")[-1]["run"]
            called = [each["name"] for each in facts(live, "call") if each["run"] == number]
            seen[name, answer] = tuple(sorted(called))
        browse(page, button="Change your mind")

    assert seen == CALLS


def test_does_no_mean_no_without_script(lab, live, people):
    page = lab(NO, javascript=False)
    act(page, "Open the shop")
    shop(page).get_by_role("button", name="Reject").click()
    shop(page).get_by_text("You said no").wait_for()
    page.wait_for_load_state("load")
    live.clock.forward(seconds=1)
    act(page, "Show the newest lines")
    last_call(page).click()
    live.clock.forward(seconds=1)
    act(page, "Mark the call that comes anyway")
    live.clock.forward(seconds=1)
    rule(page, "In the consent tool, box “ads”")
    for name in ("Rugs", "Clocks"):
        live.clock.forward(seconds=1)
        shop(page).get_by_role("link", name=name).click()
        shop(page).get_by_role("heading", name=name).wait_for()
    act(page, "Show the newest lines")

    assert completion(live, people.maya, NO) == "proved"


def test_does_no_mean_no_with_the_keyboard_alone(lab, live, people):
    page = lab(NO)

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    def follow(name: str) -> None:
        live.clock.forward(seconds=1)
        shop(page).get_by_role("link", name=name).focus()
        press("Enter")
        shop(page).get_by_role("heading", name=name).wait_for()

    page.locator(f"#begin-{NO}").focus()
    press("Enter")
    shop(page).get_by_role("button", name="Reject").focus()
    press("Enter")
    page.get_by_text("Something called the partner").wait_for()
    page.locator(".cookie-call input").last.focus()
    press("Space", "Tab", "Enter")
    page.get_by_text("You have found it").wait_for()
    page.locator("input[name=rule]:checked").focus()
    press("ArrowDown", "ArrowDown", "ArrowDown", "Tab", "Enter")
    page.get_by_text("The rule is changed").wait_for()
    assert page.evaluate("document.activeElement.id") == f"rule-{NO}"
    follow("Rugs")
    follow("Clocks")
    page.get_by_text("No means no").wait_for()

    assert completion(live, people.maya, NO) == "proved"


# The badge


DEEDS = {
    "basket": "Put three lamps in the basket",
    "login": "Sign in as Camille",
    "language": "Choose this language",
}


def fill(page) -> None:
    for button in DEEDS.values():
        act(page, button)
    act(page, "Load the page")


def missing(page) -> str:
    """What the newest load of the page shows to be gone."""
    page_says = page.locator(".lab-row .read:first-child").last.inner_text()
    signs = {"basket": "vide|empty", "login": "Non connectée|Not signed in", "language": "Basket"}
    return next(role for role, sign in signs.items() if re.search(sign, page_says))


def delete_each(page) -> dict[str, str]:
    """Delete one cookie at a time, load the page, bring it back; gives what held what."""
    found = {}
    for name in ("lab_a", "lab_b", "lab_c", "lab_d"):
        act(page, f"Delete {name}")
        act(page, "Load the page")
        newest = page.locator(".lab-row .read:first-child").last.inner_text()
        if not re.search("vide|Non connectée|Basket", newest):
            continue
        found[missing(page)] = name
        act(page, DEEDS[missing(page)])
        act(page, "Load the page")
    return found


def say(page, found: dict[str, str]) -> None:
    for role, name in found.items():
        page.locator(f"select[name={role}]").select_option(name)
    act(page, "Check my answer")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_learner_finds_out_what_each_badge_holds(lab, live, people, script):
    page = lab(BADGE, javascript=script)

    fill(page)
    found = delete_each(page)
    say(page, found)

    assert goals(page) == ["Done."] * 3
    assert completion(live, people.maya, BADGE) == "proved"
    assert "Delete the badge, and the row stays" in said(page)


def test_naming_without_deleting_is_not_the_goal(lab, live, people):
    page = lab(BADGE)
    fill(page)

    say(page, {"basket": "lab_a", "language": "lab_a", "login": "lab_a"})

    assert "At least one of the three is another cookie" in said(page)
    assert goals(page) == ["Done.", "To do.", "To do."]
    assert completion(live, people.maya, BADGE) == ""


def test_a_cookie_deleted_in_the_browsers_own_tools_counts(lab, live):
    page = lab(BADGE)
    fill(page)
    basket = next(
        each["name"]
        for each in page.context.cookies()
        if each["value"] == facts(live, "hand")[0]["code"]
    )

    page.context.clear_cookies(name=basket)
    act(page, "Load the page")

    assert missing(page) == "basket"
    expect(page.locator(".goals")).to_contain_text("(1 of 3)")
    expect(page.locator(".cookie-kept")).to_contain_text("1 basket of three lamps")


def test_the_badge_with_the_keyboard_alone(lab):
    page = lab(BADGE)

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)
        settle(page)

    page.locator(f"#basket-{BADGE}").focus()
    press("Enter")
    page.get_by_text("The server has answered with a badge").wait_for()
    press("Tab", "Enter")
    page.get_by_role("button", name="Delete").nth(1).wait_for()
    press("Tab", "Tab", "Enter")
    page.get_by_role("button", name="Delete").nth(2).wait_for()
    press("Tab", "Enter")
    page.get_by_text("All three are there").wait_for()
    press("Tab", "Enter")
    page.get_by_text("The cookie is deleted").wait_for()

    assert goals(page)[0] == "Done."


# In the lesson, and for everybody


def test_the_lab_works_inside_its_lesson(page_as, live, people):
    page = page_as(people.maya)
    page.goto("/lessons/first-and-third-party")

    predict(page, "partitioned")
    page.get_by_text("Now predict the same four").wait_for()
    assert column(page, 1) == EMBEDDED["blocked"]
    page.reload()
    page.get_by_text("Now predict the same four").wait_for()

    expect(page.locator("lab-cookie:not([unknown])")).to_have_count(1)


def test_a_recorded_run_counts_and_is_called_so(lab, live, people):
    page = lab(DIARY)
    act(page, "Show the two shops")
    page.get_by_text("Does nothing arrive?").click()

    act(page, "Chromium 156, third-party cookies allowed")
    page.locator(".cookie-lines label", has_text="the same browser in two shops").click()
    act(page, "Mark this line")

    assert completion(live, people.maya, DIARY) == "reported"
    expect(page.locator(".lab-board")).to_contain_text("It isn’t yours")


def test_a_refusal_is_shown_in_the_lab(lab):
    page = lab(BADGE)
    page.route("**/labs/cookie/visit", lambda route: route.abort())

    act(page, "Load the page")

    assert "can’t be reached" in said(page)


def test_the_result_is_announced_in_one_place(lab):
    page = lab(FOUR)

    expect(page.locator("lab-cookie [aria-live], lab-cookie [role=status]")).to_have_count(1)


def test_the_lab_asks_its_own_two_sites_and_nobody_else(lab, live, browse):
    page, asked = lab(NO), []
    page.on("request", lambda request: asked.append(request.url))

    open_shop(page)
    browse(page, button="Accept")

    port = live.url.rpartition(":")[2]
    ours = (live.url, f"http://ads.localhost:{port}", f"http://shop.localhost:{port}")
    assert [url for url in asked if not url.startswith(ours)] == []


@pytest.mark.parametrize("mission", [BADGE, FOUR, DIARY, NO])
def test_the_lab_is_accessible_and_fits_every_width(lab, axe, fits, mission, browse):
    page = lab(mission, reduced_motion="reduce")
    if mission == BADGE:
        fill(page)
    elif mission == FOUR:
        predict(page, "partitioned")
        page.get_by_text("Now predict the same four").wait_for()
    elif mission == DIARY:
        act(page, "Show the two shops")
        page.get_by_text("Does nothing arrive?").click()
        act(page, "Chromium 156, third-party cookies allowed")
    else:
        open_shop(page)
        browse(page, button="Reject")

    axe(page)
    fits(page)
