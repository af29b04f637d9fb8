"""A page's modules as one file: order, scope, addresses."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from literacy.paths import bundled
from literacy.web.scripts import joined, joined_name, parts_of

SOURCES = {
    "js/lib/sum.js": "const start = 1;\nexport function sum(a, b) {\n  return start + a + b;\n}\n",
    "js/elements/one.js": 'import { sum } from "../lib/sum.js";\nconst start = 5;\nlog(sum(start, 1));\n',
    "js/elements/two.js": 'import { sum as add } from "../lib/sum.js";\nlog(add(0, 0));\n',
}
node = pytest.mark.skipif(shutil.which("node") is None, reason="Node.js is not installed")


@node
def test_modules_keep_their_own_names_and_share_what_they_import() -> None:
    text = joined(["js/elements/one.js", "js/elements/two.js"], SOURCES.__getitem__)

    told = subprocess.run(
        ["node", "-e", f"const said = []; const log = (x) => said.push(x);\n{text}\nconsole.log(JSON.stringify(said))"],
        capture_output=True,
        check=True,
        text=True,
    )  # fmt: skip
    assert json.loads(told.stdout) == [7, 1]


def test_what_two_modules_import_is_joined_once() -> None:
    text = joined(["js/elements/one.js", "js/elements/two.js"], SOURCES.__getitem__)

    assert text.count("function sum") == 1
    assert text.index("function sum") < text.index("log(sum")
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)


def test_an_address_names_its_modules() -> None:
    names = ["js/app.js", "js/elements/reading-place.js", "js/labs/lab-cache.js"]

    assert parts_of(joined_name(names)) == names


@pytest.mark.parametrize(
    "name",
    ["js/joined/..~x.js", "js/joined/.js", "js/joined/A.js", "js/joined/" + "~".join(["app"] * 13) + ".js"],
)  # fmt: skip
def test_odd_addresses_name_nothing_that_exists(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/x/{name}").status_code == 404


@node
def test_every_module_of_the_site_can_be_joined(tmp_path: Path) -> None:
    root = bundled("static")
    names = [path.relative_to(root).as_posix() for path in sorted((root / "js").rglob("*.js"))]
    text = joined(names, lambda name: (root / name).read_text("utf-8"))
    (tmp_path / "all.mjs").write_text(text, "utf-8")

    subprocess.run(["node", "--check", str(tmp_path / "all.mjs")], check=True)
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)


@node
def test_the_pure_parts_pass_their_own_tests() -> None:
    folder = Path(__file__).resolve().parent.parent / "js"
    files = sorted(str(path) for path in folder.glob("*.test.js"))

    done = subprocess.run(["node", "--test", *files], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-3000:]
