"""The visit inspector in a real browser: both columns, every goal reached and missed, other ways."""

import re

import pytest
from playwright.sync_api import expect

from literacy.labs.models import LabCompletion
from literacy.labs.visit import plan

pytestmark = pytest.mark.browser

ALL_NINE = set(plan.FILES)
BROWSER, SERVER = "What your browser measured", "What the server received"


def act(page, name: str) -> None:
    """Press a button as a learner would, and wait until the lab has settled."""
    page.get_by_role("button", name=name, exact=True).click()
    page.locator("lab-visit:not([aria-busy])").wait_for(timeout=15_000)


def choose(page, name: str) -> None:
    page.get_by_role("radio", name=name).check()


def next_line(page) -> str:
    return page.locator("[data-part=verdict]").inner_text()


def goals(page) -> list[str]:
    return page.locator(".goals li strong").all_inner_texts()


def rows(page, side: str) -> dict[str, list[str]]:
    """The rows of one side by file, each as its cells."""
    found = page.get_by_role("region", name=side).locator("tbody tr").all()
    cells = [row.locator("th, td").all_inner_texts() for row in found]
    return {row[0].removeprefix("GET ").split()[0]: row for row in cells}


def milliseconds(text: str) -> int:
    return int(re.search(r"([\d,]+) ms", text)[1].replace(",", ""))


def measured(page) -> dict[str, int]:
    """What each bar says it took."""
    return {name: milliseconds(row[2]) for name, row in rows(page, BROWSER).items()}


def sites(page) -> dict[str, str]:
    return {name: row[0].split()[-1] for name, row in rows(page, SERVER).items()}


def is_completed(live, person, mission: str) -> bool:
    with live.database.reading() as session:
        kept = session.get(LabCompletion, (person.id, "visit", mission))
        return kept is not None and kept.how == "proved"


@pytest.fixture
def lab(page_as, people):
    """`lab("whose-files")` is Maya's page of that mission."""

    def go(mission: str, **given):
        page = page_as(people.maya, **given)
        page.goto(f"/labs/visit/{mission}")
        return page

    return go


# What held it up


def test_both_columns_have_nine_rows_and_the_late_file_is_named_by_its_bar(lab, live, people):
    page = lab("what-held-it-up")

    act(page, "Visit the sale page")
    took, received = measured(page), rows(page, SERVER)
    late = max(took, key=took.get)

    assert set(took) == set(received) == ALL_NINE
    assert took[late] >= 900
    assert milliseconds(received[late][1].partition("in ")[2]) >= 900
    choose(page, late)
    act(page, "This one held it up")
    assert goals(page) == ["Done.", "Done."]
    assert is_completed(live, people.maya, "what-held-it-up")


def test_the_page_shows_when_the_late_file_has_come(lab):
    page = lab("what-held-it-up")

    act(page, "Visit the sale page")

    shown = page.get_by_text(re.compile("The page shows after"))
    assert milliseconds(shown.inner_text()) >= 900


def test_a_picture_is_not_what_held_it_up(lab, live, people):
    page = lab("what-held-it-up")
    act(page, "Visit the sale page")

    choose(page, "oak.svg")
    act(page, "This one held it up")

    assert "Not quite." in next_line(page)
    assert not is_completed(live, people.maya, "what-held-it-up")


def test_what_each_site_learned(lab):
    page = lab("what-held-it-up")
    act(page, "Visit the sale page")

    page.get_by_text("What each site learned about you").click()
    shop, partner = page.locator(".visit-tellers section").all_inner_texts()

    assert "sign-in, lab" in shop
    assert "127.0.x.x" in shop
    assert re.search(r"Chrome \d+ on Linux", shop)
    assert "none" in partner
    assert page.url.partition("/labs")[0] + "/" in partner, "the site it came from, and no more"
    assert "/labs/visit" not in partner


def test_the_late_file_is_named_with_the_keyboard_alone(lab, live, people):
    page = lab("what-held-it-up")

    page.locator("#visit-what-held-it-up").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Which file did the page wait for?").wait_for(timeout=15_000)
    took = measured(page)
    page.locator("input[name=answer]").first.focus()
    page.keyboard.press("Space")
    for _file in range(list(plan.FILES).index(max(took, key=took.get))):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Goal reached.").wait_for()

    assert is_completed(live, people.maya, "what-held-it-up")


def test_the_late_file_is_found_without_script(lab, live, people):
    page = lab("what-held-it-up", javascript=False)
    act_plainly(page, "Visit the sale page")
    open_by_hand(page)

    late = max(
        rows(page, SERVER).items(), key=lambda row: milliseconds(row[1][1].partition("in ")[2])
    )[0]
    choose(page, late)
    act_plainly(page, "This one held it up")

    assert len(rows(page, SERVER)) == 9
    assert is_completed(live, people.maya, "what-held-it-up")


def act_plainly(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def open_by_hand(page) -> None:
    """What the steps say: open the page in the frame, then ask what arrived."""
    page.get_by_role("link", name="the sale page").click()
    frame = page.frame_locator("iframe")
    frame.get_by_text("The lamp sale").wait_for()
    page.wait_for_timeout(1_500)
    act_plainly(page, "Show what the server received")


# Whose files


def test_the_other_companys_files_are_marked(lab, live, people):
    page = lab("whose-files")
    act(page, "Visit the sale page")
    theirs = [name for name, site in sites(page).items() if site.startswith("ads.localhost")]

    for name in theirs:
        page.get_by_role("checkbox", name=name).check()
    act(page, "These came from another company")

    assert goals(page) == ["Done.", "Done."]
    assert is_completed(live, people.maya, "whose-files")


def test_marks_on_the_shops_own_files_are_not_right(lab, live, people):
    page = lab("whose-files")
    act(page, "Visit the sale page")

    page.get_by_role("checkbox", name="sale.html").check()
    act(page, "These came from another company")

    assert "1 marked too many" in next_line(page)
    expect(page.get_by_role("checkbox", name="sale.html")).to_be_checked()
    assert not is_completed(live, people.maya, "whose-files")


def test_a_browser_that_blocks_the_other_company_is_shown_a_way_round(lab, live, people):
    page = lab("whose-files")
    page.context.route("**/labs/visit/partner/**", blocked_elsewhere)

    act(page, "Visit the sale page")
    assert "may block such files" in next_line(page)
    act(page, "Visit with a second path instead")
    theirs = [name for name, site in sites(page).items() if "partner" in site]
    for name in theirs:
        page.get_by_role("checkbox", name=name).check()
    act(page, "These came from another company")

    assert is_completed(live, people.maya, "whose-files")


def blocked_elsewhere(route) -> None:
    if "ads.localhost" in route.request.url:
        route.abort()
    else:
        route.continue_()


def test_the_other_companys_files_are_marked_without_script(lab, live, people):
    page = lab("whose-files", javascript=False)
    act_plainly(page, "Visit the sale page")
    open_by_hand(page)

    for name in [name for name, site in sites(page).items() if site.startswith("ads.localhost")]:
        page.get_by_role("checkbox", name=name).check()
    act_plainly(page, "These came from another company")

    assert is_completed(live, people.maya, "whose-files")


# Whose server


def test_whose_server_is_named_three_times(lab, live, people):
    page = lab("whose-server")

    for number in range(3):
        act(page, "Visit the page again" if number else "Visit the sale page")
        act(
            page, "The other company’s server" if "ads." in faulty_site(page) else "Your own server"
        )

    assert goals(page) == ["Done."] * 3
    assert is_completed(live, people.maya, "whose-server")


def faulty_site(page) -> str:
    """The site of the request that failed or was late."""
    found = rows(page, SERVER).values()
    late = [row for row in found if milliseconds(row[1].partition("in ")[2]) >= 900]
    failed = [row for row in found if not row[2].startswith("200")]
    return (late + failed)[0][0]


def test_the_wrong_server_is_explained(lab):
    page = lab("whose-server")
    act(page, "Visit the sale page")

    act(page, "Your own server" if "ads." in faulty_site(page) else "The other company’s server")

    assert "Not quite." in next_line(page)
    assert goals(page) == ["To do."] * 3


def test_the_same_answer_each_time_does_not_reach_the_goal(lab, live, people):
    page = lab("whose-server")

    for number in range(6):
        act(page, "Visit the page again" if number else "Visit the sale page")
        act(page, "Your own server")

    assert goals(page)[-1] == "To do."
    assert not is_completed(live, people.maya, "whose-server")


def test_whose_server_is_named_without_script(lab, live, people):
    page = lab("whose-server", javascript=False)

    for number in range(3):
        act_plainly(page, "Visit the page again" if number else "Visit the sale page")
        open_by_hand(page)
        theirs = "ads." in faulty_site(page)
        act_plainly(page, "The other company’s server" if theirs else "Your own server")

    assert is_completed(live, people.maya, "whose-server")


# Forty percent sooner


def test_not_waiting_for_the_late_file_ends_the_visit_sooner(lab, live, people):
    page = lab("forty-percent-sooner")

    act(page, "Visit the sale page")
    choose(page, "Stop waiting for the chat")
    act(page, "Visit the page again")

    assert "That is enough" in next_line(page)
    assert plan.CHAT not in rows(page, SERVER)
    assert is_completed(live, people.maya, "forty-percent-sooner")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Open the chat").click()
    frame.get_by_text("Chat: hello").wait_for()


def test_a_picture_less_is_not_enough(lab, live, people):
    page = lab("forty-percent-sooner")

    act(page, "Visit the sale page")
    choose(page, "Leave out a picture")
    act(page, "Visit the page again")

    assert "Try another change" in next_line(page)
    assert not is_completed(live, people.maya, "forty-percent-sooner")


def test_sooner_without_script(lab, live, people):
    page = lab("forty-percent-sooner", javascript=False)
    act_plainly(page, "Visit the sale page")
    open_by_hand(page)
    choose(page, "Stop waiting for the chat")
    act_plainly(page, "Visit the page again")
    open_by_hand(page)

    assert "That is enough" in next_line(page)
    assert is_completed(live, people.maya, "forty-percent-sooner")


# In a lesson, and looks


def test_the_lab_works_inside_its_lesson(page_as, people, live):
    page = page_as(people.maya)
    page.goto("/lessons/clients-and-servers")
    lab = page.locator("lab-visit[mission=whose-files]")

    lab.get_by_role("button", name="Visit the sale page").click()
    lab.get_by_role("button", name="These came from another company").wait_for(timeout=15_000)

    assert lab.locator("tbody tr").count() >= 18
    expect(lab.frame_locator("iframe").get_by_text("The lamp sale")).to_be_visible()


@pytest.mark.parametrize("mission", ["whose-files", "forty-percent-sooner"])
def test_the_lab_is_accessible_and_fits_every_width(lab, axe, fits, mission):
    page = lab(mission, reduced_motion="reduce")
    act(page, "Visit the sale page")

    expect(page.locator("lab-visit [aria-live], lab-visit [role=status]")).to_have_count(1)
    axe(page)
    fits(page)
