"""Where the bundled folders are: in a wheel inside the program, in a checkout beside it."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder `lessons`, `quizzes`, `static` or `templates` that belongs to this program."""
    inside = _PACKAGE / "bundled" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def course_root() -> Path:
    """The folder that holds the course's own `lessons` and `quizzes`."""
    return bundled("lessons").parent
