"""The link lab in a real browser: links taken apart and followed, a name moved, other ways in."""

import pytest
from playwright.sync_api import expect

from literacy.labs.models import LabCompletion

pytestmark = pytest.mark.browser

RIGHT = {
    "https": "Scheme",
    "shop.harbourfinch.example": "Host",
    "/www/table-lamps": "Path",
    "utm_source=post&from=lamps.example": "Query string",
    "prices": "Fragment",
}
RIGHT_TAIL = "?utm_source=mail&utm_medium=email&utm_campaign=spring-sale#reviews"


def act(page, name: str) -> None:
    """Press a button as a learner would, and wait until the lab has settled."""
    page.get_by_role("button", name=name, exact=True).click()
    page.locator("lab-link:not([aria-busy])").wait_for()


def choose(page, name: str, option: str) -> None:
    page.get_by_label(name, exact=True).select_option(label=option)


def label_all(page, labels: dict[str, str]) -> None:
    for piece, part in labels.items():
        choose(page, piece, part)


def next_line(page) -> str:
    return page.locator("[data-part=verdict]").inner_text()


def goals(page) -> list[str]:
    return page.locator(".goals li strong").all_inner_texts()


def is_completed(live, person, mission: str) -> bool:
    with live.database.reading() as session:
        kept = session.get(LabCompletion, (person.id, "link", mission))
        return kept is not None and kept.how == "proved"


@pytest.fixture
def lab(page_as, people):
    """`lab("moving-day")` is Maya's page of that mission."""

    def go(mission: str, **given):
        page = page_as(people.maya, **given)
        page.goto(f"/labs/link/{mission}")
        return page

    return go


# Label the parts


def test_five_labels_and_a_link_that_brings_its_tags(lab, live, people):
    page = lab("label-the-parts")

    label_all(page, RIGHT)
    act(page, "Check the labels")
    page.get_by_label("Build your own link").fill(RIGHT_TAIL)
    act(page, "Send my link")

    assert goals(page) == ["Done.", "Done."]
    expect(page.get_by_role("row", name="utm_campaign spring-sale")).to_be_visible()
    assert is_completed(live, people.maya, "label-the-parts")


def test_the_agencys_link_brings_nothing(lab, live, people):
    page = lab("label-the-parts")

    act(page, "Send my link")

    assert "stays in the browser" in next_line(page)
    expect(page.locator(".link-board")).to_contain_text("The path arrived, and nothing behind it.")
    assert [path for path in live.asked if "/land/" in path and "utm" in path] == []


def test_two_labels_that_are_swapped_are_found(lab):
    page = lab("label-the-parts")

    label_all(page, {**RIGHT, "https": "Path", "/www/table-lamps": "Scheme"})
    act(page, "Check the labels")

    assert "3 of 5 are right" in next_line(page)
    assert goals(page)[0] == "To do."


def test_the_browsers_own_reading_follows_what_is_typed(lab):
    page = lab("label-the-parts")

    page.get_by_label("Build your own link").fill("?utm_source=mail#reviews?a=b")

    expect(page.locator("[data-is=search]")).to_have_text("?utm_source=mail")
    expect(page.locator("[data-is=hash]")).to_have_text("#reviews?a=b")


def test_what_is_no_link_is_refused_in_the_lab(lab):
    page = lab("label-the-parts")
    page.get_by_label("Build your own link").fill("utm_source=mail")

    act(page, "Send my link")

    assert "begins with ? or with #" in next_line(page)
    expect(page.get_by_label("Build your own link")).to_have_value("utm_source=mail")


def test_labels_and_link_without_script(lab, live, people):
    page = lab("label-the-parts", javascript=False)
    label_all(page, RIGHT)
    act(page, "Check the labels")
    page.get_by_label("Build your own link").fill(RIGHT_TAIL)
    act(page, "Send my link")

    page.get_by_role("link", name="open it and see what reaches the server").click()
    page.get_by_role("heading", name="You have arrived").wait_for()

    assert page.url.endswith("#reviews")
    assert is_completed(live, people.maya, "label-the-parts")


# Keep the tags


def test_one_rule_lets_the_tags_arrive(lab, live, people):
    page = lab("keep-the-tags")
    act(page, "Follow the link")
    assert "None of the three tags arrived" in next_line(page)

    choose(page, "Rule of hop 2", "hands on the whole query string")
    act(page, "Follow the link")

    landed = [path for path in live.asked if "/land/" in path]
    assert landed[0].endswith("/1")
    assert landed[1].endswith("?utm_source=flyer&utm_medium=print&utm_campaign=spring")
    assert goals(page) == ["Done.", "Done."]
    assert is_completed(live, people.maya, "keep-the-tags")


def test_the_third_hop_can_not_keep_what_it_does_not_get(lab, live, people):
    page = lab("keep-the-tags")

    choose(page, "Rule of hop 3", "puts utm_source=redirect instead")
    act(page, "Follow the link")

    assert "None of the three tags" in next_line(page)
    assert goals(page) == ["Done.", "To do."]
    assert not is_completed(live, people.maya, "keep-the-tags")


def test_a_redirect_for_good_is_not_remembered_here_so_a_changed_rule_counts(lab, live, people):
    page = lab("keep-the-tags")
    for hop in (1, 2, 3):
        choose(page, f"Status of hop {hop}", "301, for good")
    act(page, "Follow the link")
    act(page, "Follow the link")

    assert len([path for path in live.asked if "/r/" in path]) == 6


def test_the_chain_with_the_keyboard_alone(lab, live, people):
    page = lab("keep-the-tags")

    page.locator("#rule-2").focus()
    page.keyboard.press("Home")
    for _field in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "hops-keep-the-tags"
    page.keyboard.press("Enter")
    page.get_by_text("Goal reached.").wait_for()

    assert page.evaluate("document.activeElement.id") == "hops-keep-the-tags"
    assert is_completed(live, people.maya, "keep-the-tags")


def test_the_chain_without_script(lab, live, people):
    page = lab("keep-the-tags", javascript=False)
    choose(page, "Rule of hop 2", "hands on the whole query string")
    act(page, "Follow the link")

    page.get_by_role("link", name="follow the link").click()
    page.get_by_role("heading", name="You have arrived").wait_for()

    assert page.url.endswith("?utm_source=flyer&utm_medium=print&utm_campaign=spring")
    assert is_completed(live, people.maya, "keep-the-tags")


# Moving day


def test_a_plan_made_two_days_ahead_is_in_time(lab, live, people):
    page = lab("moving-day")

    choose(page, "In force from", "Monday 10:00")
    choose(page, "Switch the name", "Wednesday 08:55")
    act(page, "Run the plan")

    assert goals(page) == ["Done.", "Done."]
    expect(page.get_by_role("row").filter(has_text="none")).to_have_count(5)
    assert is_completed(live, people.maya, "moving-day")


def test_an_hour_ahead_is_too_late(lab, live, people):
    page = lab("moving-day")

    act(page, "Run the plan")

    assert "still last a whole day" in next_line(page)
    assert not is_completed(live, people.maya, "moving-day")


@pytest.mark.parametrize("javascript", [True, False], ids=["keyboard", "without script"])
def test_a_plan_needs_no_mouse_and_no_script(lab, live, people, javascript):
    page = lab("moving-day", javascript=javascript)

    page.get_by_label("In force from").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Goal reached.").wait_for()

    assert is_completed(live, people.maya, "moving-day")


# In lessons, and looks


def test_the_lab_works_inside_its_lesson(page_as, people):
    page = page_as(people.maya)
    page.goto("/lessons/status-codes-redirects")
    lab = page.locator("lab-link")

    lab.get_by_role("button", name="Follow the link").click()
    lab.get_by_text("None of the three tags arrived").wait_for()

    expect(lab.locator(".link-hops li")).to_have_count(4)
    page.reload()
    lab.locator(".link-hops li").first.wait_for()


@pytest.mark.parametrize(
    ("mission", "button"),
    [
        ("label-the-parts", "Send my link"),
        ("keep-the-tags", "Follow the link"),
        ("moving-day", "Run the plan"),
    ],
)
def test_the_lab_is_accessible_and_fits_every_width(lab, axe, fits, mission, button):
    page = lab(mission, reduced_motion="reduce")
    act(page, button)

    expect(page.locator("lab-link [aria-live], lab-link [role=status]")).to_have_count(1)
    axe(page)
    fits(page)
