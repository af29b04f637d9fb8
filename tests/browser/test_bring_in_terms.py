"""A file of terms from the hard disk to the glossary, by keyboard, on a wide screen and a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.browser.conftest import NARROW
from tests.browser.keyboard import Keyboard
from tests.glossary.bulk.counter import row, sheet

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
ROWS = (
    row(),
    row(term="Lamp funnel", also=(), definition="It is when a lamp sells.", why=""),
    {**row(term="Cookie", also=(), related=("browser", "cache")), "say": "kook-ee"},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "our-terms.csv"
    path.write_text(sheet(*ROWS), "utf-8", newline="")
    return path


def check(keys: Keyboard, file: Path) -> None:
    """Tab to the file field, whose window is the browser's own; then on to the button."""
    keys.to("YAML or CSV file")
    keys.page.get_by_label("YAML or CSV file").set_input_files(file)
    keys.act("Check the file")
    keys.page.get_by_role("heading", name="Nothing has changed yet").wait_for()


def test_a_file_is_checked_and_brought_in_by_keyboard(
    page_as: OpenPage,
    people: make.People,
    file: Path,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(people.ivan)
    keys = Keyboard(page)
    page.goto("/author/")
    keys.act("Bring in terms")
    page.wait_for_url("**/author/import")

    check(keys, file)
    assert "“Why a marketer should care” has no value." in page.inner_text("main")
    axe(page)
    fits(page)
    keys.act("Bring in 2 terms")

    page.wait_for_url("**/author/imports/*")
    assert "Brought in: 1 new, 1 changed, 1 to mend." in page.inner_text("body")
    page.reload()
    assert "Dark funnel" in page.inner_text("main")
    assert "“Why a marketer should care” has no value." in page.inner_text("main")
    axe(page)
    fits(page)


def test_a_list_is_pasted_mended_and_kept_as_drafts(
    page_as: OpenPage,
    people: make.People,
    axe: Callable[[Any], None],
    fits: Callable[[Any], None],
) -> None:
    page = page_as(people.ivan, width=NARROW)
    keys = Keyboard(page)
    page.goto("/author/import")
    keys.write("A line for each term", "Hydration: when a page wakes up\nno colon here")
    keys.act("Check the list")
    page.get_by_text("Put a colon between the word and its meaning").wait_for()
    axe(page)
    fits(page)

    keys.to("A line for each term")
    keys.press("Control+End")
    page.keyboard.type(": after all")
    keys.act("Check the list again")
    page.get_by_role("button", name="Bring in 2 terms").wait_for()
    keys.act("Bring in 2 terms")

    page.wait_for_url("**/author/imports/*")
    assert "Brought in: 2 new." in page.inner_text("body")


def test_results_are_downloaded_before_anything_changes(
    page_as: OpenPage, people: make.People, file: Path
) -> None:
    page = page_as(people.ivan)
    keys = Keyboard(page)
    page.goto("/author/import")
    check(keys, file)

    with page.expect_download() as download:
        keys.act("Result of each line as a file")

    assert download.value.suggested_filename == "glossary-results.csv"
    assert download.value.path().read_text("utf-8-sig").count("\n") == len(ROWS) + 1
