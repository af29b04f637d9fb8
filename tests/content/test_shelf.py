"""The live course is swapped whole: readers see the old one or the new one, never a mixture."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from literacy.content.problems import BrokenContent
from literacy.content.shelf import Shelf
from tests.content.course_folder import copied_course, loaded, replace_in

LESSON = "lessons/06-caching/cache-rules.md"
BANK = "quizzes/06-caching/cache-rules.yml"


class Clock:
    """Seconds that pass when a test says so; files are dated by hand to match."""

    def __init__(self) -> None:
        self.at = time.time() + 1_000

    def __call__(self) -> float:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += seconds


def shelf_of(root: Path, now: Callable[[], float]) -> Shelf:
    return Shelf(lambda: loaded(root), root, now=now)


def edit(path: Path, old: str, new: str, clock: Clock, *, ago: float = 10) -> None:
    replace_in(path, old, new)
    os.utime(path, (clock.at - ago, clock.at - ago))


def test_an_edit_is_on_the_shelf_at_the_next_look(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    clock.passes(20)
    edit(root / LESSON, "minutes: 8", "minutes: 9", clock)

    assert shelf.reload_if_changed()
    assert shelf.catalogue.lessons["cache-rules"].minutes == 9


def test_nothing_is_read_when_nothing_changed(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    before = shelf.catalogue
    clock.passes(20)

    assert not shelf.reload_if_changed()
    assert shelf.catalogue is before


def test_files_are_looked_at_twice_a_second_at_most(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    clock.passes(20)
    shelf.reload_if_changed()
    edit(root / LESSON, "minutes: 8", "minutes: 9", clock)
    clock.passes(0.4)

    assert not shelf.reload_if_changed()

    clock.passes(0.2)

    assert shelf.reload_if_changed()


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    clock.passes(20)
    edit(root / LESSON, "minutes: 8", "minutes: 9", clock, ago=0.1)

    assert not shelf.reload_if_changed()

    clock.passes(0.6)

    assert shelf.reload_if_changed()


def test_a_broken_edit_keeps_the_old_course_and_shows_the_problem(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    before = shelf.catalogue
    clock.passes(20)
    edit(root / LESSON, "title: How", 'title: "How', clock)

    assert not shelf.reload_if_changed()
    assert shelf.catalogue is before
    assert [problem.path for problem in shelf.problems if problem.is_error] == [LESSON]


def test_a_mended_edit_clears_the_problem(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    clock.passes(20)
    edit(root / LESSON, "title: How", 'title: "How', clock)
    shelf.reload_if_changed()
    clock.passes(20)
    edit(root / LESSON, 'title: "How', "title: How", clock)

    assert shelf.reload_if_changed()
    assert not any(problem.is_error for problem in shelf.problems)


def test_a_removed_bank_is_noticed(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    replace_in(root / LESSON, '::: check item="cache-rules/ask-first"\n:::\n', "")
    shelf = shelf_of(root, clock)
    clock.passes(20)
    (root / BANK).unlink()

    assert shelf.reload_if_changed()
    assert "cache-rules" not in shelf.catalogue.banks


def test_a_clock_that_was_set_back_does_not_stop_the_looking(tmp_path: Path) -> None:
    root, clock = copied_course(tmp_path), Clock()
    shelf = shelf_of(root, clock)
    clock.passes(-3_600)
    edit(root / LESSON, "minutes: 8", "minutes: 9", clock)

    assert shelf.reload_if_changed()


def test_a_course_that_never_worked_has_nothing_to_keep(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / LESSON, "title: How", 'title: "How')

    with pytest.raises(BrokenContent, match=r"cache-rules\.md:3: A quotation mark"):
        shelf_of(root, time.time)


def test_readers_see_the_old_course_or_the_new_one_and_no_third(tmp_path: Path) -> None:
    """A writer saves lesson and bank in pieces, over and over, while four readers look."""
    root = copied_course(tmp_path)
    shelf = shelf_of(root, time.time)
    allowed = {_signs(shelf)}
    seen: set[tuple[object, ...]] = set()
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            shelf.reload_if_changed()
            seen.add(_signs(shelf))
            time.sleep(0.005)

    readers = [threading.Thread(target=look) for _ in range(4)]
    for reader in readers:
        reader.start()
    for minutes in (9, 10):
        _write_in_pieces(root / LESSON, f"minutes: {minutes - 1}", f"minutes: {minutes}")
        _write_in_pieces(root / BANK, "Choose the right", "Choose the right right")
        time.sleep(1.2)
        allowed.add(_signs(shelf))
    done.set()
    for reader in readers:
        reader.join()

    assert shelf.catalogue.lessons["cache-rules"].minutes == 10
    assert len(allowed) == 3
    assert seen == allowed


def _signs(shelf: Shelf) -> tuple[object, ...]:
    catalogue = shelf.catalogue
    lesson, bank = catalogue.lessons["cache-rules"], catalogue.banks["cache-rules"]
    return (catalogue.version, lesson.minutes, lesson.words, len(bank.items), bank.areas["a"])


def _write_in_pieces(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8").replace(old, new, 1)
    with path.open("w", encoding="utf-8") as opened:
        for start in range(0, len(text), 1_500):
            opened.write(text[start : start + 1_500])
            opened.flush()
            time.sleep(0.02)
