"""What import-linter can't say: layers by file name, sizes, permissions, folders that are listed."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flask import Flask

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "literacy"
LAYERS = ("models", "queries", "actions", "forms", "views", "api", "cli", "jobs")
MODULES = sorted(
    path for path in PACKAGE.rglob("*.py") if "migrations/versions" not in path.as_posix()
)
FEATURES = sorted(
    path.parent.name
    for path in PACKAGE.glob("*/__init__.py")
    if path.parent.name not in {"lib", "web", "migrations"}
)
MOST_LINES = 400

# Which framework may be imported where, by the name of the file or of its folder.
REACH = {
    "flask": {"views", "api", "forms"},
    "flask_login": {"views", "api"},
    "flask_wtf": {"forms"},
    "wtforms": {"forms"},
    "sqlalchemy": {"models", "queries", "actions", "jobs"},
    "click": {"cli"},
}
NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "base", "misc", "manager", "data", "info"}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, wherever the statement stands; relative ones start with a dot."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or ""), node.lineno


def layer(path: Path) -> str:
    """The layer of a module in a feature: its own name or, for a folder, the folder's."""
    inside = path.relative_to(PACKAGE).parts[1:]
    names = [part.removesuffix(".py") for part in inside]
    return next((name for name in names if name in LAYERS), "pure")


def in_features() -> list[Path]:
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in FEATURES]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_framework_is_imported_only_where_its_layer_may() -> None:
    for path in in_features():
        reached = {name.split(".")[0] for name, _line in imports(path)}

        wrong = [name for name in reached & set(REACH) if layer(path) not in REACH[name]]

        assert not wrong, f"{short(path)} is {layer(path)} and imports {wrong}"


def test_only_the_edge_of_a_feature_knows_the_web() -> None:
    for path in in_features():
        reaches = [name for name, _line in imports(path) if name.startswith("literacy.web")]

        assert not reaches or layer(path) in {"views", "api", "forms", "cli"}, short(path)


def test_a_layer_reads_only_the_layers_below_it() -> None:
    for path in in_features():
        feature = path.relative_to(PACKAGE).parts[0]
        order = ["pure", "models", "queries", "actions"]
        here = layer(path)
        if here not in order:
            continue
        above = set(LAYERS) - set(order[: order.index(here) + 1])

        own = [name for name, _line in imports(path) if name.startswith(f"literacy.{feature}.")]

        assert not [name for name in own if name.split(".")[2] in above], short(path)


def test_imports_are_absolute_and_at_the_top() -> None:
    for path in MODULES:
        tree = parsed(path)
        inside = [
            node.lineno
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]

        assert not inside, f"{short(path)} imports inside a function at {inside}"
        assert not [name for name, _line in imports(path) if name.startswith(".")], short(path)


def test_a_module_says_in_one_sentence_what_it_is_and_stays_short() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")

        assert ast.get_docstring(parsed(path)), f"{short(path)} has no sentence at its head"
        assert text.count("\n") <= MOST_LINES, f"{short(path)} has more than {MOST_LINES} lines"
        assert path.stem not in NAMES_THAT_SAY_NOTHING, short(path)


def test_packages_hold_one_sentence_and_nothing_else() -> None:
    for path in PACKAGE.rglob("__init__.py"):
        body = parsed(path).body

        assert len(body) == 1, f"{short(path)} holds more than its sentence"


def test_actions_never_commit() -> None:
    layers = [path for path in in_features() if layer(path) in {"actions", "queries"}]

    for path in layers:
        assert ".commit(" not in path.read_text("utf-8"), f"{short(path)} commits"


def test_text_is_marked_safe_only_where_html_is_made() -> None:
    makers = {"literacy/lib/markdown.py", "literacy/web/places.py"}

    for path in MODULES:
        name = short(path)
        calls = [
            node
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Markup"
            and not all(isinstance(value, ast.Constant) for value in node.args)
        ]
        assert (
            not calls
            or name in makers
            or name.startswith("literacy/lessons/")
            or (name == "literacy/content/drawing.py")
        ), f"{name} marks text safe"


def test_templates_hold_no_inline_code_and_mark_nothing_safe() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        if "mail" in path.parts:
            continue
        text = path.read_text("utf-8")
        for bad in ("|safe", "| safe", " style=", " onclick=", "<style", "javascript:"):
            assert bad not in text, f"{path.relative_to(ROOT)} holds {bad}"
        assert "<script>" not in text, f"{path.relative_to(ROOT)} holds an inline script"


def test_every_route_states_its_permission(app: Flask) -> None:
    for endpoint, view in app.view_functions.items():
        assert hasattr(view, "permission"), f"{endpoint} states no permission"


def test_every_folder_of_the_house_is_in_the_plan_of_the_house() -> None:
    plan = (ROOT / "docs" / "ARCHITECTURE.md").read_text("utf-8")

    for folder in (path.parent.name for path in PACKAGE.glob("*/__init__.py")):
        assert f"{folder}/" in plan, f"docs/ARCHITECTURE.md does not name {folder}/"
