"""`literacy glossary`: the same door from the command line."""

from dataclasses import replace
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from literacy.cli import SettingsLater
from literacy.content.shelf import Shelf
from literacy.glossary.bulk.cli import glossary_command
from literacy.glossary.studio.models import TermRevision
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.glossary.bulk.counter import row, sheet

FILE = sheet(row(), row(term="Lamp funnel", also=(), why=""))
IVAN = ("--apply", "--by", "ivan@example.com")


class Terminal:
    """The commands on the store of a test, with the course that is read already."""

    def __init__(self, settings: Settings, database: Database, shelf: Shelf, home: Path) -> None:
        self.commands: click.Group = glossary_command(lambda _settings: shelf.catalogue)
        self.later = SettingsLater()
        self.later._settings = replace(settings, database_url=str(database.engine.url))
        self.database, self.home = database, home

    def run(self, *words: str) -> tuple[int, str]:
        """The status and everything that was said."""
        done = CliRunner().invoke(self.commands, words, obj=self.later)
        return done.exit_code, done.output + (str(done.exception) if done.exit_code == 1 else "")

    def file(self, text: str = FILE, name: str = "terms.csv") -> str:
        (self.home / name).write_text(text, "utf-8", newline="")
        return str(self.home / name)

    def revisions(self) -> int:
        with self.database.reading() as session:
            return session.scalar(select(func.count()).select_from(TermRevision)) or 0


@pytest.fixture
def terminal(
    settings: Settings, database: Database, shelf: Shelf, people: make.People, tmp_path: Path
) -> Terminal:
    return Terminal(settings, database, shelf, tmp_path)


@pytest.mark.parametrize("flags", [(), ("--dry-run",), ("--by", "ivan@example.com")])
def test_a_dry_run_says_what_would_change_and_changes_nothing(
    terminal: Terminal, flags: tuple[str, ...]
) -> None:
    status, said = terminal.run("import", terminal.file(), *flags)

    assert status == 0
    assert "2 terms: 1 new, 1 to mend." in said
    assert "line 2, Dark funnel: Goes into review." in said
    assert "line 3, Lamp funnel: “Why a marketer should care” has no value." in said
    assert "This was a dry run: nothing was changed." in said
    assert terminal.revisions() == 0


def test_it_is_done_in_an_authors_name_and_the_second_time_is_nothing(terminal: Terminal) -> None:
    first = terminal.run("import", terminal.file(), *IVAN)
    second = terminal.run("import", terminal.file(), *IVAN)

    assert "Done: 1 term brought in." in first[1]
    assert "2 terms: 1 as in the glossary, 1 to mend." in second[1]
    assert "Done: 0 terms brought in." in second[1]
    assert terminal.revisions() == 1


def test_what_was_reviewed_elsewhere_is_in_force_at_once(terminal: Terminal) -> None:
    said = terminal.run("import", terminal.file(), *IVAN, "--approved", "--drafts")[1]

    assert "Dark funnel: In force at once." in said
    assert "Lamp funnel: Kept as a draft. Still empty:" in said


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--apply",), 2, "Say who brings them in: --by EMAIL."),
        (("--apply", "--dry-run"), 2, "Choose --dry-run or --apply."),
        (("--apply", "--by", "nobody@example.com"), 1, "Nobody has the address"),
        (("--apply", "--by", "maya@example.com"), 1, "Maya Okafor is no author"),
        (("--by", "maya@example.com"), 1, "Maya Okafor is no author"),
    ],
    ids=["nobody", "both", "unknown", "a learner", "a learner who looks"],
)
def test_who_may_not_write_terms_brings_none_in(
    terminal: Terminal, words: tuple[str, ...], status: int, sentence: str
) -> None:
    done = terminal.run("import", terminal.file(), *words)

    assert done[0] == status
    assert sentence in done[1]
    assert terminal.revisions() == 0


def test_an_author_who_left_brings_none_in(terminal: Terminal, people: make.People) -> None:
    with terminal.database.transaction() as saving:
        saving.merge(people.ivan).deactivated_at = make.NOW

    assert "no author with an open account" in terminal.run("import", terminal.file(), *IVAN)[1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "The file is empty."), ("trem\nCache\n", "one of them “term” or “slug”")],
)
def test_a_file_that_holds_no_terms_is_refused(
    terminal: Terminal, text: str, sentence: str
) -> None:
    status, said = terminal.run("import", terminal.file(text), *IVAN)

    assert (status, sentence in said) == (1, True)


def test_results_are_a_line_for_each_row(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("import", terminal.file(), "--results", str(tmp_path / "results.csv"))

    lines = (tmp_path / "results.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == '"line","term","slug","result","what"'
    assert lines[1] == '2,"Dark funnel","dark-funnel","new","Goes into review."'
    assert lines[2].startswith('3,"Lamp funnel","lamp-funnel","refused","“Why a')


@pytest.mark.parametrize("name", ["out.csv", "out.yml", "out.yaml"])
def test_what_is_written_says_what_the_glossary_says(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    terminal.run("import", terminal.file(), *IVAN, "--approved")

    written = terminal.run("export", "--output", str(tmp_path / name))
    read = terminal.run("import", str(tmp_path / name), *IVAN)

    assert written[1].startswith("Wrote ")
    assert "Done: 0 terms brought in." in read[1]
    assert "new" not in read[1]


def test_the_terminal_gets_yaml_unless_it_asks_for_csv(terminal: Terminal) -> None:
    assert terminal.run("export")[1].startswith("- term: ")
    assert '"slug","term","expands"' in terminal.run("export", "--format", "csv")[1]


def test_nothing_is_written_over(terminal: Terminal) -> None:
    status, said = terminal.run("export", "--output", terminal.file())

    assert (status, "exists already" in said) == (1, True)
