"""Which files a course is made of, and which are refused before they are read."""

import os
from pathlib import Path

import pytest

from literacy.content import files
from tests.content.course_folder import copied_course, errors, loaded


def test_nothing_at_all_says_what_is_missing(tmp_path: Path) -> None:
    result = loaded(tmp_path)

    assert result.catalogue is None
    assert errors(result) == [
        "lessons/course.yml:1: There is no course here: this file lists its modules."
    ]


def test_a_folder_that_is_not_there_says_the_same(tmp_path: Path) -> None:
    assert len(errors(loaded(tmp_path / "nowhere"))) == 1


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("lessons/06-caching/photo.png", "Only .md, .yml and .svg files belong here"),
        ("lessons/06-caching/run.py", "Only .md, .yml and .svg files belong here"),
        ("quizzes/06-caching/macro.yaml", "Only .md, .yml and .svg files belong here"),
        ("lessons/06-caching/Stale Price.md", "Name files in lower-case words"),
        ("lessons/stale-price.md", "Nothing reads a file in this place"),
        ("quizzes/06-caching/notes.md", "Nothing reads a file in this place"),
        ("lessons/06-caching/figures/more/a.svg", "Nothing reads a file in this place"),
    ],
)
def test_a_file_in_the_wrong_place_is_refused(place: str, sentence: str, tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).write_text("x")

    assert any(sentence in line for line in errors(loaded(root)))


@pytest.mark.parametrize("name", [".DS_Store", ".cache-rules.md.swp", "cache-rules.md~"])
def test_what_editors_leave_behind_is_passed_over(name: str, tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    (root / "lessons/06-caching" / name).write_text("x")

    assert errors(loaded(root)) == []


@pytest.mark.parametrize("name", ["secret.md", "secret.yml", "folder"])
def test_a_link_that_leads_out_is_not_followed(name: str, tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    outside = tmp_path / name
    outside.write_text("the secret")
    (root / "lessons/06-caching" / name).symlink_to(outside)

    assert errors(loaded(root)) == [
        f"lessons/06-caching/{name}:1: This link leads out of the course folder; copy the file."
    ]


def test_a_folder_linked_from_outside_is_not_entered(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.md").write_text("the secret")
    (root / "lessons/07-secret").symlink_to(tmp_path / "outside")

    assert errors(loaded(root)) == [
        "lessons/07-secret:1: This link leads out of the course folder; copy the file."
    ]


def test_a_link_inside_the_course_is_fine(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    figures = root / "lessons/06-caching/figures"
    (figures / "same.svg").symlink_to(figures / "two-copies.svg")

    result = loaded(root)

    assert errors(result) == []
    assert result.catalogue is not None
    assert "06-caching/same.svg" in result.catalogue.figures


@pytest.mark.parametrize(
    ("place", "size", "limit"),
    [
        ("lessons/06-caching/why-caching.md", 70_000, "64 KB"),
        ("quizzes/06-caching/why-caching.yml", 300_000, "256 KB"),
        ("lessons/06-caching/figures/huge.svg", 200_000, "128 KB"),
    ],
)
def test_a_huge_file_is_refused(place: str, size: int, limit: str, tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    (root / place).write_text("x" * size)

    assert errors(loaded(root)) == [f"{place}:1: This is larger than {limit}; split the file."]


def test_a_pipe_does_not_make_the_reader_wait(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    os.mkfifo(root / "lessons/06-caching/stale-price.md")

    assert errors(loaded(root)) == [
        "lessons/06-caching/stale-price.md:1: This is not a file that can be read; remove it."
    ]


def test_a_folder_of_everything_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAXIMUM_FILES", 3)

    assert errors(loaded(copied_course(tmp_path))) == [
        "lessons:1: There are more than 3 files here; is this the right folder?"
    ]


def test_lines_of_windows_are_read_as_any_other(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    lesson = root / "lessons/06-caching/cache-rules.md"
    lesson.write_bytes(lesson.read_bytes().replace(b"\n", b"\r\n"))

    assert errors(loaded(root)) == []
