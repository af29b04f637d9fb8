"""Journeys 7 and 8: Rosa brings a roster in after a dry run, Grace takes the team page as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
FILE = (
    "email,name,team,manages\nmaya@example.com,Maya Okafor,Campaigns,\n"
    "new@example.com,New Hire,Events,\n"
)


def test_rosa_sees_what_would_change_before_it_does(
    people: make.People,
    page_as: OpenPage,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
    tmp_path: Path,
) -> None:
    (tmp_path / "roster.csv").write_text(FILE + "nobody,X,,\n", "utf-8")
    rosa = page_as(people.rosa)
    rosa.goto("/admin/roster")
    axe(rosa)
    fits(rosa)

    rosa.get_by_label("CSV file").set_input_files(tmp_path / "roster.csv")
    rosa.get_by_role("button", name="Dry run: change nothing yet").click()
    expect(rosa.get_by_text("“nobody” is no email address.")).to_be_visible()
    axe(rosa)
    fits(rosa)

    (tmp_path / "roster.csv").write_text(FILE, "utf-8")
    rosa.get_by_role("link", name="Choose the file again").click()
    rosa.get_by_label("CSV file").set_input_files(tmp_path / "roster.csv")
    rosa.get_by_role("button", name="Dry run: change nothing yet").click()
    expect(rosa.get_by_role("heading", name="Nothing was changed yet")).to_be_visible()
    axe(rosa)
    rosa.get_by_role("button", name="Bring it in").click()

    expect(rosa.get_by_role("status")).to_contain_text("The roster is in: 1 new")
    expect(rosa.get_by_role("link", name="New Hire")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "ending"), [("Export CSV", ".csv"), ("Export Excel", ".xlsx")], ids=["csv", "xlsx"]
)
def test_grace_takes_what_is_on_the_screen(
    people: make.People, page_as: OpenPage, tmp_path: Path, button: str, ending: str
) -> None:
    grace = page_as(people.grace)
    grace.goto("/team/campaigns")

    with grace.expect_download() as waiting:
        grace.get_by_role("button", name=button).click()

    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == f"campaigns{ending}"
    if ending == ".csv":
        assert '"Maya Okafor"' in file.read_text("utf-8-sig")
    else:
        assert openpyxl.load_workbook(file)["Progress"]["B2"].value == "Maya Okafor"
