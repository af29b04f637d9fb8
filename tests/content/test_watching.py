"""`--watch` as authors and learners see it, and a company's own folder laid over the course."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from literacy.app import create_app
from literacy.content import shelf
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make
from tests.browsing import Browser, words
from tests.content.course_folder import copied_course, replace_in

LESSON = "lessons/06-caching/cache-rules.md"
OLD, NEW = "Nobody made a mistake, and nothing is broken.", "Nobody was careless that Friday."


@dataclass(frozen=True)
class Watched:
    """A site that watches a course of the test's own, and the browsers of two people."""

    root: Path
    overlay: Path
    learner: Browser
    author: Browser

    def edit(self, old: str, new: str) -> None:
        replace_in(self.root / LESSON, old, new)
        settle(self.root / LESSON)

    def lesson(self) -> str:
        return words(self.learner.get("/lessons/cache-rules"))


def settle(path: Path) -> None:
    """As if the file had been saved ten seconds ago: an editor is done with it."""
    then = time.time() - 10
    os.utime(path, (then, then))


@pytest.fixture
def watched(
    tmp_path: Path, settings: Settings, database: Database, people: make.People,
    clock: Callable[[], object], monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Watched]:  # fmt: skip
    monkeypatch.setattr(shelf, "SCAN_AFTER", 0.0)
    root, overlay = copied_course(tmp_path), tmp_path / "ours"
    overlay.mkdir()
    given = replace(settings, watch=True, content=root, overlay=overlay)
    app = create_app(given, database=database, clock=clock)
    with database.transaction() as saving:
        tokens = [make.session_token(saving, who) for who in (people.maya, people.ivan)]
    yield Watched(root, overlay, *(Browser(app, token) for token in tokens))


def test_a_saved_lesson_is_there_on_the_next_load(watched: Watched) -> None:
    before = watched.lesson()

    watched.edit(OLD, NEW)

    assert OLD in before
    assert NEW in watched.lesson()


def test_a_broken_edit_keeps_the_old_lesson_and_is_shown_to_authors(watched: Watched) -> None:
    watched.edit("minutes: 8", "minuets: 8")

    lesson, author = watched.lesson(), words(watched.author.get("/author/"))

    assert OLD in lesson
    assert "minuets" not in lesson
    assert f"{LESSON}:" in author
    assert "Did you mean “minutes”?" in author


def test_learners_see_no_problems_of_the_course(watched: Watched) -> None:
    watched.edit("minutes: 8", "minuets: 8")

    pages = [watched.learner.get(path) for path in ("/", "/lessons/cache-rules", "/glossary/")]

    assert {page.status_code for page in pages} == {200}
    assert not any("minuets" in words(page) for page in pages)
    assert watched.learner.get("/author/").status_code == 403


def test_a_mended_lesson_is_there_on_the_next_load(watched: Watched) -> None:
    watched.edit("minutes: 8", "minuets: 8")
    watched.lesson()
    watched.edit("minuets: 8", "minutes: 8")
    watched.edit(OLD, NEW)

    assert NEW in watched.lesson()
    assert "minuets" not in words(watched.author.get("/author/"))


def test_without_watch_the_course_of_the_start_stays(
    tmp_path: Path, settings: Settings, database: Database, people: make.People
) -> None:
    root = copied_course(tmp_path)
    app = create_app(replace(settings, content=root), database=database)
    replace_in(root / LESSON, OLD, NEW)
    settle(root / LESSON)
    with database.transaction() as saving:
        browser = Browser(app, make.session_token(saving, people.maya))

    assert NEW not in words(browser.get("/lessons/cache-rules"))


def test_a_companys_own_lesson_stands_in_for_the_courses(watched: Watched) -> None:
    ours = watched.overlay / LESSON
    ours.parent.mkdir(parents=True)
    ours.write_text((watched.root / LESSON).read_text("utf-8").replace(OLD, NEW), "utf-8")
    settle(ours)

    shown = watched.lesson()

    assert NEW in shown
    assert OLD not in shown


def test_a_companys_own_words_explain_a_term(watched: Watched) -> None:
    terms = (watched.root / "lessons/glossary/06-caching.yml").read_text("utf-8")
    ours = watched.overlay / "lessons/glossary/ours.yml"
    ours.parent.mkdir(parents=True)
    ours.write_text(terms.split("\n\n")[0].replace("A place that keeps", "Our place that keeps"))
    settle(ours)

    assert "Our place that keeps" in words(watched.learner.get("/glossary/cache"))
