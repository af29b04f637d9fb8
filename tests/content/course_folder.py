"""A small course of two modules, one written lesson and its bank, to be copied and broken."""

import shutil
from datetime import date
from pathlib import Path

from literacy.content.load import Loaded, load

HERE = Path(__file__).parent
COURSE = HERE / "course"
BROKEN = HERE / "broken"
LABS = {"cache": ("second-load",)}
TODAY = date(2026, 11, 21)

# True of any lesson of a few lines, so said once here and not in each row of the table.
_TOO_SHORT = (
    "words; it must have",
    "reads like a primer",
    "no bank of questions",
    "before the quiz opens",
)

_PLACES = {
    ".md": "lessons/06-caching/why-caching.md",
    ".svg": "lessons/06-caching/figures/broken.svg",
}
_YAML_PLACES = {
    "glossary": "lessons/glossary/extra.yml",
    "bank": "quizzes/06-caching/why-caching.yml",
    "course": "lessons/course.yml",
    "facts": "lessons/facts.yml",
    "conversations": "lessons/conversations.yml",
}


def copied_course(folder: Path) -> Path:
    """The course in a folder of the test's own."""
    return Path(shutil.copytree(COURSE, folder / "course"))


def loaded(root: Path, *, overlay: Path | None = None, today: date = TODAY) -> Loaded:
    return load(root, overlay=overlay, labs=LABS, today=today)


def place_of(name: str) -> str:
    """Where a broken file stands in for a good one."""
    return _PLACES.get(Path(name).suffix) or _YAML_PLACES[name.partition("-")[0]]


def found(root: Path, place: str) -> tuple[tuple[int, str], ...]:
    """The problems of one file, but for those of any short lesson."""
    return tuple(
        (problem.line, problem.sentence)
        for problem in loaded(root).problems
        if problem.path == place and not any(words in problem.sentence for words in _TOO_SHORT)
    )


def errors(loaded: Loaded) -> list[str]:
    return [str(problem) for problem in loaded.problems if problem.is_error]


def sentences(loaded: Loaded) -> str:
    return "\n".join(str(problem) for problem in loaded.problems)


def replace_in(path: Path, old: str, new: str) -> None:
    """Edits a file as an author would; the old words must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
