"""Style sheets, modules and pictures: joined, compressed, kept for ever under their version."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from literacy.paths import bundled
from literacy.web.static import StaticFiles


@pytest.fixture(scope="module")
def files() -> StaticFiles:
    return StaticFiles(bundled("static"))


def test_the_style_sheet_is_one_file(files: StaticFiles, client: FlaskClient) -> None:
    with client.get(files.url("css/app.css")) as response:
        text = response.get_data(as_text=True)

    assert "@import" not in text
    assert "@layer reset, tokens, base, layout, components, features, utilities;" in text


def test_files_are_kept_for_ever_under_their_version(
    files: StaticFiles, client: FlaskClient
) -> None:
    with client.get(files.url("img/mark.svg")) as response:
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/another/img/mark.svg") as response:
        assert response.headers["Cache-Control"] == "no-cache"


def test_who_takes_gzip_gets_gzip(files: StaticFiles, client: FlaskClient) -> None:
    url = files.url("css/app.css")
    with client.get(url, headers={"Accept-Encoding": "gzip"}) as small, client.get(url) as plain:
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == plain.data


def test_the_version_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    before = StaticFiles(tmp_path).version
    (tmp_path / "a.css").write_text("b {}")

    assert StaticFiles(tmp_path).version != before


@pytest.mark.parametrize(
    "path", ["../literacy/settings.py", "%2e%2e/pyproject.toml", "css/no-such.css", ".git/config"]
)
def test_nothing_outside_the_folder_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/x/{path}").status_code == 404


def test_every_sheet_is_in_the_order_of_the_house() -> None:
    css = bundled("static") / "css"
    named = (css / "app.css").read_text("utf-8")

    for sheet in css.rglob("*.css"):
        name = sheet.relative_to(css).as_posix()
        assert name in {"app.css", "labs/file.css"} or f'@import "{name}";' in named, name


def test_every_rule_lives_in_a_layer() -> None:
    css = bundled("static") / "css"

    for sheet in css.rglob("*.css"):
        name = sheet.relative_to(css).as_posix()
        if name not in {"app.css", "labs/file.css"}:
            assert "@layer" in sheet.read_text("utf-8"), name


# Figures are drawn with a vocabulary of classes; a course need not use all of it.
SHEETS = sorted(set(bundled("static").rglob("*.css")) - {bundled("static") / "css/components/figure.css"})  # fmt: skip
SOURCES = [bundled("templates"), bundled("static"), Path(__file__).parents[2] / "literacy"]
# Signs of state are put together from a value: `is-late`, `is-done`.
PUT_TOGETHER = "is-"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_class_of_a_sheet_is_on_a_page(sheet: Path) -> None:
    pages = "".join(
        path.read_text("utf-8")
        for folder in SOURCES
        for ending in ("html", "js", "py")
        for path in folder.rglob(f"*.{ending}")
    )
    rules = re.sub(
        r"/\*.*?\*/|url\([^)]*\)|@import[^;]*;", "", sheet.read_text("utf-8"), flags=re.S
    )

    unused = {
        name
        for name in re.findall(r"\.([a-z][\w-]*)", rules)
        if not name.startswith(PUT_TOGETHER)
        and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", pages)
    }

    assert unused == set()
