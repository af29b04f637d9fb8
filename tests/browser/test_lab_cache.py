"""The cache lab in a real browser: every goal reached and missed, and what was measured before."""

import re

import pytest
from playwright.sync_api import expect

from literacy.labs.models import LabCompletion

pytestmark = pytest.mark.browser

FULL, QUESTION = 41_260, 300


def act(page, name: str) -> None:
    """Press a button as a learner would, and wait until the lab has settled."""
    page.get_by_role("button", name=name, exact=True).click()
    page.locator("lab-cache:not([aria-busy])").wait_for()


def choose(page, rule: str) -> None:
    page.get_by_role("radio", name=rule, exact=True).check()


def next_line(page) -> str:
    return page.locator("[data-part=verdict]").inner_text()


def goals(page) -> list[str]:
    return page.locator(".goals li strong").all_inner_texts()


def rows(page) -> list[str]:
    """What the board shows of each load, as text in one line."""
    return [re.sub(r"\s+", " ", text) for text in page.locator(".lab-row").all_inner_texts()]


def is_completed(live, person, mission: str) -> bool:
    with live.database.reading() as session:
        kept = session.get(LabCompletion, (person.id, "cache", mission))
        return kept is not None and kept.how == "proved"


@pytest.fixture
def lab(page_as, people):
    """`lab("second-load")` is Maya's page of that mission."""

    def go(mission: str, **given):
        page = page_as(people.maya, **given)
        page.goto(f"/labs/cache/{mission}")
        return page

    return go


# The second load


def test_a_learner_finds_both_rules_of_the_second_load(lab, live, people):
    page = lab("second-load")

    for rule in ("max-age=3600", "max-age=3600", "no-cache", "no-cache"):
        choose(page, rule)
        act(page, "Load the file")

    assert goals(page) == ["Done.", "Done."]
    assert "Both goals are reached" in next_line(page)
    assert is_completed(live, people.maya, "second-load")


def test_a_rule_that_keeps_nothing_reaches_neither_goal(lab, live, people):
    page = lab("second-load")

    choose(page, "no-store")
    act(page, "Load the file")
    act(page, "Load the file")

    assert goals(page) == ["To do.", "To do."]
    assert "this rule lets nobody keep a copy" in next_line(page)
    assert not is_completed(live, people.maya, "second-load")


def test_what_the_browser_measures_and_what_the_server_sees(lab):
    page = lab("second-load")

    for rule in ("max-age=3600", "no-cache", "no-store", "no rule"):
        choose(page, rule)
        act(page, "Load the file")
        act(page, "Load the file")

    measured = [int(re.search(r"([\d,]+) bytes", row)[1].replace(",", "")) for row in rows(page)]
    logged = [re.search(r"200 OK|304 Not Modified|No line", row)[0] for row in rows(page)]
    took = [int(re.search(r"(\d+) ms", row)[1]) for row in rows(page)]
    assert measured == [FULL, 0, FULL, QUESTION, FULL, FULL, FULL, 0]
    assert logged[1::2] == ["No line", "304 Not Modified", "200 OK", "No line"]
    assert set(logged[0::2]) == {"200 OK"}
    assert min(took[0], took[3], took[5]) >= 120, "the way to the server can be felt"
    assert max(took[1], took[7]) < 100


def test_the_browser_hides_the_304_from_the_page(lab):
    page = lab("second-load")
    page.add_init_script("""
        const real = window.fetch;
        window.fetch = async (...given) => {
          const response = await real(...given);
          if (String(given[0]).includes("/f/")) (window.seen ??= []).push(response.status);
          return response;
        };
    """)
    page.reload()
    choose(page, "no-cache")

    act(page, "Load the file")
    act(page, "Load the file")

    statuses = page.evaluate("window.seen")
    assert statuses == [200, 200]
    assert "304 Not Modified" in rows(page)[-1]


# Deploy day


def test_a_new_name_brings_the_new_price_to_a_returning_visitor(lab, live, people):
    page = lab("deploy-day")

    act(page, "Visit as the visitor")
    act(page, "IT publishes €39")
    act(page, "Follow the visitor’s link")
    assert "€49" in rows(page)[-1]
    act(page, "Link to a new name")
    act(page, "Follow the visitor’s link")

    assert "€39" in rows(page)[-1]
    assert goals(page) == ["Done."] * 3
    assert is_completed(live, people.maya, "deploy-day")


def test_shortening_ahead_and_waiting_one_old_window_brings_it_too(lab, live, people):
    page = lab("deploy-day")
    act(page, "Visit as the visitor")
    choose(page, "max-age=3")
    act(page, "Send this rule from now on")
    assert "longer than 5 seconds" in next_line(page)

    page.get_by_text("A good moment to publish").wait_for(timeout=25_000)
    act(page, "IT publishes €39")
    page.wait_for_timeout(4_000)
    act(page, "Follow the visitor’s link")

    assert "€39" in rows(page)[-1]
    assert is_completed(live, people.maya, "deploy-day")


def test_publishing_too_soon_leaves_the_old_price_out(lab, live, people):
    page = lab("deploy-day")
    act(page, "Visit as the visitor")
    choose(page, "no-cache")
    act(page, "Send this rule from now on")

    act(page, "IT publishes €39")
    act(page, "Follow the visitor’s link")

    assert "€49" in rows(page)[-1]
    assert "nobody can call them back" in next_line(page)
    assert not is_completed(live, people.maya, "deploy-day")


# Purge the edge


def test_a_purge_reaches_the_edge_and_not_the_own_browser(lab, live, people):
    page = lab("purge-the-edge")

    act(page, "Load the page")
    act(page, "IT publishes €39")
    act(page, "Purge the edge")
    act(page, "Send a new visitor")
    act(page, "Load the page")

    visitor, own = rows(page)[-2:]
    assert "€39" in visitor
    assert own.startswith("Your browser: €49")
    assert "from your own copy" in own
    assert is_completed(live, people.maya, "purge-the-edge")


def test_a_purge_before_the_change_fills_the_edge_with_the_old_price_again(lab):
    page = lab("purge-the-edge")

    for name in ("Load the page", "Purge the edge", "Send a new visitor", "IT publishes €39"):
        act(page, name)
    act(page, "Send a new visitor")

    assert "€49" in rows(page)[-1]
    assert goals(page) == ["To do.", "To do."]


# Hello, Anna


@pytest.mark.parametrize("rule", ["private, max-age=600", "greeting apart"])
def test_ben_is_greeted_as_ben(lab, live, people, rule):
    page = lab("hello-anna")
    choose(page, rule)

    act(page, "Open as Anna")
    act(page, "Open as Ben")

    assert "Hello Ben" in rows(page)[-1]
    assert is_completed(live, people.maya, "hello-anna")


def test_ben_is_greeted_as_anna(lab, live, people):
    page = lab("hello-anna")
    choose(page, "max-age=600")

    act(page, "Open as Anna")
    act(page, "Open as Ben")

    assert "Hello Anna" in rows(page)[-1]
    assert goals(page) == ["To do."]
    assert not is_completed(live, people.maya, "hello-anna")


def test_anna_reads_bens_name_in_her_own_browser(lab):
    page = lab("hello-anna")
    choose(page, "public, s-maxage=600, max-age=0")

    act(page, "Open as Ben")
    act(page, "Open as Anna")

    assert rows(page)[-1].startswith("Your browser: Hello Ben")


# Where is it?


def who_answered(page) -> str:
    edge, origin = page.locator(".lab-run").last.locator(".lab-row").last.locator(".srv").all()
    if "hit" in edge.inner_text():
        return "The edge"
    return "The origin server" if "200 OK" in origin.inner_text() else "Your browser"


def test_four_loads_are_named_by_reading_the_logs(lab, live, people):
    page = lab("where-is-it")

    named = []
    for _round in range(4):
        act(page, "Load the piece")
        named.append(who_answered(page))
        act(page, named[-1])

    assert sorted(named) == ["The edge", "The origin server", "The origin server", "Your browser"]
    assert goals(page) == ["Done."] * 4
    assert is_completed(live, people.maya, "where-is-it")


def test_a_wrong_name_is_explained_and_the_round_comes_once_more(lab):
    page = lab("where-is-it")
    act(page, "Load the piece")
    wrong = {"The edge": "Your browser"}.get(who_answered(page), "The edge")

    act(page, wrong)

    assert "Not quite." in next_line(page)
    assert "This round comes once more" in next_line(page)
    assert goals(page) == ["To do."] * 4


# Other ways in


def test_the_second_load_without_script(lab, live, people):
    page = lab("second-load", javascript=False)
    frame = page.frame_locator("iframe[name=lab-file-second-load]")

    for rule in ("max-age=3600", "no-cache"):
        for _load in range(2):
            choose(page, rule)
            act(page, "Load the file")
            page.get_by_role("link", name=re.compile(r"lamp-\d\.html")).click()
            frame.get_by_text("€49").wait_for()
            act(page, "I have opened it")

    assert goals(page) == ["Done.", "Done."]
    assert is_completed(live, people.maya, "second-load")


def test_where_is_it_without_script(lab, live, people):
    page = lab("where-is-it", javascript=False)

    for _round in range(4):
        act(page, "Load the piece")
        page.get_by_role("link", name=re.compile(r"piece-\d\.html")).click()
        page.frame_locator("iframe").get_by_text("€49").wait_for()
        act(page, "I have opened it")
        act(page, who_answered(page))

    assert goals(page) == ["Done."] * 4
    assert is_completed(live, people.maya, "where-is-it")


def open_by_hand(page) -> None:
    """What the steps say: open the file in the frame, then say so."""
    page.locator("a[target^=lab-file]").last.click()
    page.frame_locator("iframe").get_by_text("€").first.wait_for()
    act(page, "I have opened it")


def test_deploy_day_without_script(lab, live, people):
    page = lab("deploy-day", javascript=False)

    act(page, "Visit as the visitor")
    open_by_hand(page)
    act(page, "IT publishes €39")
    act(page, "Link to a new name")
    act(page, "Follow the visitor’s link")
    open_by_hand(page)

    assert is_completed(live, people.maya, "deploy-day")


def test_purge_the_edge_without_script(lab, live, people):
    page = lab("purge-the-edge", javascript=False)

    act(page, "Load the page")
    open_by_hand(page)
    for name in ("IT publishes €39", "Purge the edge", "Send a new visitor", "Load the page"):
        act(page, name)
    open_by_hand(page)

    assert is_completed(live, people.maya, "purge-the-edge")


def test_two_labs_of_one_lesson_work_side_by_side_and_are_found_again(page_as, people):
    page = page_as(people.maya)
    page.goto("/lessons/stale-price")
    deploy = page.locator("lab-cache[mission=deploy-day]")
    purge = page.locator("lab-cache[mission=purge-the-edge]")

    purge.get_by_role("button", name="Load the page").click()
    purge.get_by_text("both hold €49").wait_for()
    deploy.get_by_role("button", name="Visit as the visitor").click()
    deploy.get_by_text("Prepare the moment").wait_for()
    page.reload()

    purge.get_by_text("both hold €49").wait_for()
    deploy.get_by_text("Prepare the moment").wait_for()


def test_hello_anna_apart_without_script(lab, live, people):
    page = lab("hello-anna", javascript=False)
    choose(page, "greeting apart")
    act(page, "Open as Anna")

    page.get_by_role("link", name="sale-1.html").click()
    outer = page.frame_locator("iframe[name=lab-file-hello-anna]")
    outer.frame_locator("iframe").get_by_text("Hello Anna").wait_for()
    act(page, "I have opened it")
    choose(page, "greeting apart")
    act(page, "Open as Ben")

    assert is_completed(live, people.maya, "hello-anna")


def test_the_second_load_with_the_keyboard_alone(lab, live, people):
    page = lab("second-load")
    said = page.locator("[data-part=verdict]")

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    page.locator("#lab-second-load input[name=rule]").first.focus()
    press("Tab", "Enter")
    said.get_by_text("One load to go").wait_for()
    assert page.evaluate("document.activeElement.id") == "load-second-load"
    press("Enter")
    said.get_by_text("Nothing crossed the network").wait_for()
    press("Shift+Tab", "ArrowRight", "Tab", "Enter")
    said.get_by_text("One load to go").wait_for()
    press("Enter")
    said.get_by_text("Both goals are reached").wait_for()

    assert is_completed(live, people.maya, "second-load")


def test_the_result_is_announced_in_one_place(lab):
    page = lab("second-load")

    expect(page.locator("lab-cache [aria-live], lab-cache [role=status]")).to_have_count(1)


def test_a_refusal_is_shown_in_the_lab(lab):
    page = lab("second-load")
    choose(page, "no-store")
    page.route("**/labs/cache/load", lambda route: route.abort())

    act(page, "Load the file")

    assert "can't be reached" in next_line(page).replace("’", "'")


def test_a_reset_asks_the_browser_to_let_go_of_its_copies(lab):
    page = lab("second-load")
    choose(page, "max-age=3600")
    act(page, "Load the file")
    address = page.evaluate(
        "performance.getEntriesByType('resource').map((e) => e.name).find((n) => n.includes('/f/'))"
    )
    assert page.evaluate(FETCHED, address) == [200, 0]

    act(page, "Reset this lab")

    # The copy and the record are both gone: the browser asks, and the server knows no such file.
    assert page.evaluate(FETCHED, address)[0] == 404
    assert goals(page) == ["To do.", "To do."]
    assert rows(page) == []


FETCHED = """async (address) => {
  const response = await fetch(address);
  await response.text();
  await new Promise((resume) => setTimeout(resume, 50));
  return [response.status, performance.getEntriesByName(address).at(-1).transferSize];
}"""


# Measured once, relied on by lessons


def first_file(page) -> str:
    names = "performance.getEntriesByType('resource').map((each) => each.name)"
    return next(name for name in page.evaluate(names) if re.search("/(f|edge)/", name))


def follow(page, address: str) -> None:
    """Go there by a link on a page of the site."""
    page.goto("/labs/cache")
    page.evaluate(
        "(to) => { const link = document.createElement('a'); link.href = to; link.id = 'there';"
        " link.textContent = 'There'; document.querySelector('main').append(link); }",
        address,
    )
    page.click("#there")
    page.locator("[data-shown]").wait_for()


def test_a_page_opened_by_a_link_uses_its_copy_and_a_tagged_link_has_its_own(lab, live):
    page = lab("purge-the-edge")
    act(page, "Load the page")
    address = first_file(page)
    follow(page, address)
    live.asked.clear()

    follow(page, address)
    follow(page, f"{address}?utm_source=mail")
    follow(page, f"{address}?utm_source=mail")

    fetched = [path for path in live.asked if "/edge/" in path]
    assert [path.rpartition("/")[2] for path in fetched] == ["lamp-1.html?utm_source=mail"]


def test_a_reload_asks_for_the_page_and_keeps_fresh_files_inside_it(lab, live):
    page = lab("second-load")
    live.asked.clear()

    page.reload()

    assert "/labs/cache/second-load" in live.asked
    assert [path for path in live.asked if path.endswith((".css", ".js"))] == []


def test_a_frame_opened_again_uses_its_copy(lab, live):
    page = lab("purge-the-edge", javascript=False)
    act(page, "Load the page")
    for _open in range(2):
        page.get_by_role("link", name="lamp-1.html").click()
        page.frame_locator("iframe").get_by_text("€49").wait_for()
        act(page, "I have opened it")

    assert len([path for path in live.asked if "/edge/" in path]) == 1


def test_age_counts_against_the_browsers_own_copy(lab, live):
    page = lab("hello-anna")
    choose(page, "max-age=600")
    act(page, "Open as Ben")
    live.clock.forward(seconds=599)
    act(page, "Open as Anna")
    assert "Age: 599" in rows(page)[-1]
    page.wait_for_timeout(1_500)

    act(page, "Open as Anna")

    assert "miss" in rows(page)[-1]


# Looks


@pytest.mark.parametrize("mission", ["deploy-day", "hello-anna"])
def test_the_lab_is_accessible_and_fits_every_width(lab, axe, fits, mission):
    page = lab(mission, reduced_motion="reduce")
    act(page, "Visit as the visitor" if mission == "deploy-day" else "Open as Anna")

    axe(page)
    fits(page)
