"""Whatever an edit leaves behind, an author gets sentences and never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.course_folder import COURSE, copied_course, loaded

PLACES = sorted(str(file.relative_to(COURSE)) for file in COURSE.rglob("*.*"))
PIECES = [
    *('"', "'", ": ", "- ", "\n", "  ", "{", "}", "[", "]", "[[", "]]", "{{fact:", "}}", "|", "#"),
    *("::: ", '::: lab name="x"\n', "```\n", "## ", "\t", "*", "<b>", "&", "@", "0", "true", "①"),
    *("\0", "é", "x" * 200, "{#a}", "---\n", "!", "id: ", "</svg>", "<script>", ""),
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied_course(tmp_path_factory.mktemp("edited"))


@given(
    place=st.sampled_from(PLACES),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    piece=st.sampled_from(PIECES),
)
@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_edit_is_read_or_told(
    root: Path, place: str, start: float, length: int, piece: str
) -> None:
    with edited(root / place, start=start, length=length, piece=piece):
        result = loaded(root)

    assert result.catalogue is not None or any(each.is_error for each in result.problems)
    assert all(each.line >= 1 and each.sentence.strip() for each in result.problems)


@contextmanager
def edited(path: Path, *, start: float, length: int, piece: str) -> Iterator[None]:
    """The file with a piece put in place of some of its letters, for as long as this lasts."""
    text = path.read_text("utf-8")
    place = int(start * len(text))
    path.write_text(text[:place] + piece + text[place + length :], "utf-8")
    try:
        yield
    finally:
        path.write_text(text, "utf-8")
