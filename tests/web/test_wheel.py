"""The built wheel holds the whole site, and serves it from anywhere."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_course_and_the_pages(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    for name in ("lessons/06-caching/cache-rules.md", "quizzes/06-caching/cache-rules.yml",
                 "static/css/app.css", "templates/layouts/base.html", "lessons/course.yml"):  # fmt: skip
        assert f"literacy/bundled/{name}" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "var/"))]


def test_the_installed_wheel_serves_the_same_site(wheel: Path, tmp_path: Path) -> None:
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target"]
    subprocess.run([*install, str(tmp_path / "site"), str(wheel)], check=True)
    work = (
        "import literacy, pathlib; from literacy.app import create_app;"
        "from literacy.settings import read_settings;"
        f"assert {str(tmp_path)!r} in literacy.__file__, literacy.__file__;"
        "from literacy.lib.db import Database; from literacy.migrations import state;"
        "settings = read_settings(); database = Database(settings.database_url);"
        "state.upgrade(database.engine); app = create_app(settings, database=database);"
        "page = app.test_client().get('/login');"
        "print(page.status_code, len(app.extensions['literacy'].shelf.catalogue.lessons))"
    )
    environment = {name: value for name, value in os.environ.items() if "LITERACY" not in name}
    done = subprocess.run(
        [sys.executable, "-c", work],
        cwd=tmp_path, env={**environment, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("200 ")
