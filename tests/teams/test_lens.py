"""Whom a manager's page shows, and in which order."""

import pytest

from literacy.teams.lens import LONGEST_NAME, Lens, Show, read_lens, seen_members, seen_modules
from tests.progress.learning import passed, stopped
from tests.teams.company import COURSE, DONE, asked, grid

TEAM = grid(
    {"Ana": DONE, "Ben": passed("a"), "Cleo": (), "Dora": (stopped("c"),)},
    asked("06-caching", days=-2),
    asked("09-cookies", days=5),
    jobs={"Ana": "Video", "Ben": "Ads", "Dora": "ads"},
)


def names(lens: Lens) -> list[str]:
    modules = seen_modules(lens, COURSE.modules)
    return [member.name for member in seen_members(lens, TEAM, modules)]


@pytest.mark.parametrize(
    ("lens", "found"),
    [
        (Lens(), ["Ana", "Ben", "Cleo", "Dora"]),
        (Lens(Show.LATE), ["Ben", "Cleo", "Dora"]),
        (Lens(Show.DUE), ["Ana", "Ben", "Cleo", "Dora"]),
        (Lens(Show.DUE, module="06-caching"), []),
        (Lens(Show.DONE), ["Ana"]),
        (Lens(Show.DONE, module="09-cookies"), []),
        (Lens(Show.STARTED), ["Dora"]),
        (Lens(Show.NOT_STARTED), ["Ana", "Ben", "Cleo"]),
        (Lens(name="ADS"), ["Ben", "Dora"]),
        (Lens(Show.LATE, name="cle"), ["Cleo"]),
        (Lens(name="nobody"), []),
    ],
    ids=lambda value: value.address() if isinstance(value, Lens) else "",
)
def test_a_lens_shows_whose_cells_say_so(lens: Lens, found: list[str]) -> None:
    assert names(lens) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Ana", "Ben", "Cleo", "Dora"]),
        ("job", ["Ben", "Dora", "Ana", "Cleo"]),
        ("06-caching", ["Cleo", "Dora", "Ben", "Ana"]),
        ("09-cookies", ["Ana", "Ben", "Cleo", "Dora"]),
    ],
)
def test_order_puts_first_who_may_need_something(sort: str, order: list[str]) -> None:
    assert names(Lens(sort=sort)) == order


def test_a_module_alone_is_the_only_column() -> None:
    columns = seen_modules(Lens(module="09-cookies"), COURSE.modules)

    assert [module.slug for module in columns] == ["09-cookies"]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"show": "scores", "module": "99-gone", "sort": "attempts", "q": "  "},
        {"show": "", "module": "", "sort": "", "q": ""},
        {"show": "everyone", "sort": "name"},
    ],
    ids=["nothing", "unknown", "empty", "usual"],
)
def test_what_does_not_exist_is_as_if_not_asked(given: dict[str, str]) -> None:
    assert read_lens(given, COURSE.modules) == Lens()


def test_a_name_is_folded_and_cut() -> None:
    assert read_lens({"q": "  Maya \t O "}, COURSE.modules).name == "Maya O"
    assert len(read_lens({"q": "x" * 9_999}, COURSE.modules).name) == LONGEST_NAME


def test_an_address_says_what_was_asked_and_comes_back() -> None:
    lens = Lens(Show.LATE, module="06-caching", sort="job", name="a & b")

    assert lens.address() == "?show=late&module=06-caching&sort=job&q=a+%26+b"
    assert lens.address(sort="name") == "?show=late&module=06-caching&q=a+%26+b"
    assert Lens().address() == "?"


def test_only_leaving_somebody_out_narrows() -> None:
    assert not Lens(sort="job").narrows
    assert Lens(Show.DUE).narrows and Lens(module="06-caching").narrows and Lens(name="a").narrows
