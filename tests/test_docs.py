"""The papers say what is there: settings, commands, folders, links, and how to begin.

Containers and kinds of question: tests/content/test_authoring.py.
"""

import re
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
import pytest

from literacy.accounts import lifetimes
from literacy.cli import literacy
from literacy.settings import described

ROOT = Path(__file__).resolve().parent.parent
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text("utf-8")
OPERATING = (ROOT / "docs" / "OPERATING.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
MOST_OF_A_PICTURE = 300_000


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level, to the next one."""
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def blocks(text: str) -> list[str]:
    return re.findall(r"^```[a-z]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def commands(group: click.Command, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command a person can type, with the words that lead to it."""
    if not isinstance(group, click.Group):
        yield path, group
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield from commands(command, f"{path} {name}".strip())


COMMANDS = dict(commands(literacy))


@pytest.mark.parametrize(("heading", "command"), [("Run it", "serve"), ("Test it", "test")])
def test_the_readme_begins_with_one_command_each(heading: str, command: str) -> None:
    assert README.count(f"\n## {heading}\n") == 1
    assert blocks(section(README, heading)) == [f"make {command}\n"]


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert README.count("\n") < 90


@pytest.mark.parametrize("command", re.findall(r"^([a-z]+):.*## ", MAKEFILE, re.MULTILINE))
def test_what_can_be_made_explains_itself(command: str) -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)

    assert phony is not None
    assert command in phony[1].split()


@pytest.mark.parametrize("paper", PAPERS, ids=short)
def test_what_papers_say_can_be_made(paper: Path) -> None:
    named = set(re.findall(r"`make ([a-z]+)", paper.read_text("utf-8")))

    assert named <= set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize(("name", "default", "_meaning"), described(), ids=lambda text: text[:40])
def test_every_setting_is_documented_with_its_default(
    name: str, default: str, _meaning: str
) -> None:
    rows = [row for row in OPERATING.split("\n") if row.startswith("|") and f"`{name}`" in row]

    assert len(rows) == 1
    assert not default[:1].isdigit() or f"`{default}`" in rows[0]


def test_no_setting_is_documented_that_does_not_exist() -> None:
    named = set(re.findall(r"LITERACY_[A-Z_]+", "".join(p.read_text("utf-8") for p in PAPERS)))

    assert named <= {name for name, _default, _meaning in described()}


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    first, *rest = command.split()

    rows = [row for row in OPERATING.split("\n") if row.startswith(f"| `literacy {first}")]

    assert len(rows) == 1
    assert " ".join(rest) in rows[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_does(command: str) -> None:
    options = [each for each in COMMANDS[command].params if isinstance(each, click.Option)]

    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_list_of_commands_cuts_no_sentence(command: str) -> None:
    assert not COMMANDS[command].get_short_help_str(limit=60).endswith("...")


@pytest.mark.parametrize(
    ("what", "figure"),
    [
        ("session without use", f"{lifetimes.IDLE // timedelta(hours=1)} hours"),
        ("session without use", f"administrators: {lifetimes.IDLE_ADMIN // timedelta(hours=1)}"),
        ("session at the longest", f"{lifetimes.SESSION.days} days"),
    ],
)
def test_figures_of_sign_in_are_told(what: str, figure: str) -> None:
    rows = section(OPERATING, "Sign-in, sessions, passwords").split("\n")

    assert any(row.startswith(f"| {what} |") and figure in row for row in rows)


def links(text: str) -> list[str]:
    return [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text))
        if not target.startswith(("https://", "mailto:"))
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=short)
def test_links_lead_somewhere(paper: Path) -> None:
    text = paper.read_text("utf-8")

    for target in links(text):
        name, _, anchor = target.partition("#")
        file = (paper.parent / name) if name else paper

        assert file.exists(), f"{short(paper)} links to {target}"
        assert not anchor or anchor in anchors(file), f"{short(paper)} links to {target}"


def anchors(file: Path) -> set[str]:
    """The anchors that a code host gives to the headings of a paper."""
    headings = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


@pytest.mark.parametrize("picture", sorted((ROOT / "docs" / "pictures").iterdir()), ids=short)
def test_pictures_are_shown_described_and_light(picture: Path) -> None:
    shown = re.search(rf"!\[([^\]]+)\]\({short(picture)}\)", README)

    assert shown is not None
    assert len(shown[1]) > 20
    assert picture.stat().st_size < MOST_OF_A_PICTURE


def folders() -> list[str]:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=False
    ).stdout.split("\n")
    found = {path.split("/")[0] for path in tracked if "/" in path}
    return sorted(folder for folder in found if not folder.startswith("."))


@pytest.mark.parametrize("folder", folders() or ["literacy"])
@pytest.mark.parametrize("paper", ["README.md", "docs/ARCHITECTURE.md"])
def test_every_folder_is_named(folder: str, paper: str) -> None:
    assert f"`{folder}/`" in (ROOT / paper).read_text("utf-8")


def test_what_is_not_released_yet_is_told() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    unreleased = section(changelog, "[Unreleased]")

    assert "\n- " in unreleased
