"""`literacy check` prints each problem with its place, and its exit status says if all is well."""

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from literacy.content.cli import check_command
from tests.content.course_folder import COURSE, LABS, copied_course, replace_in

LESSON = "lessons/06-caching/cache-rules.md"


@dataclass(frozen=True)
class Settings:
    content: Path | None
    overlay: Path | None = None

    def get(self) -> "Settings":
        return self


def check(*arguments: str | Path, settings: Settings | None = None) -> Result:
    command = check_command(LABS)
    return CliRunner().invoke(command, [str(each) for each in arguments], obj=settings)


def test_a_course_without_errors_exits_with_0() -> None:
    result = check(COURSE)

    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("1 lesson, 8 questions, 10 terms, 5 facts: ")


def test_an_error_is_printed_with_file_and_line_and_exits_with_1(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / LESSON, "[[purge]]", "[[purg]]")

    result = check(root, "--no-warnings")

    assert result.exit_code == 1
    assert f"{LESSON}:146: There is no term “purg” in the glossary." in result.output
    assert "(warning)" not in result.output
    assert result.output.splitlines()[-1].startswith("2 errors, ")


def test_warnings_are_told_apart() -> None:
    assert "new terms come before this first check; aim for 3. (warning)" in check(COURSE).output


def test_the_measures_of_banks_are_printed_when_asked_for() -> None:
    lines = check(COURSE, "--bank").output.splitlines()

    assert [line.split()[:3] for line in lines if line.startswith("cache-rules ")] == [
        ["cache-rules", "a", "4"],
        ["cache-rules", "b", "4"],
    ]


def test_the_settings_name_the_course_when_no_path_is_typed(tmp_path: Path) -> None:
    root = copied_course(tmp_path)
    replace_in(root / LESSON, "minutes: 8", "minutes: eight")

    result = check(settings=Settings(content=root))

    assert f"{LESSON}:6: “minutes” must be a whole number, without quotes." in result.output


def test_an_overlay_can_be_typed(tmp_path: Path) -> None:
    root, overlay = copied_course(tmp_path), tmp_path / "ours"
    (overlay / "lessons/06-caching").mkdir(parents=True)
    (overlay / "lessons/06-caching/extra.md").write_text("No front matter.")

    result = check(root, "--overlay", overlay)

    assert result.exit_code == 1
    assert "ours/lessons/06-caching/extra.md:1:" in result.output


def test_a_folder_that_is_not_there_is_a_wrong_use() -> None:
    assert check("/nowhere/at/all").exit_code == 2
