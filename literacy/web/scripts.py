"""Modules of a page joined into one: each keeps its own scope, and imports become constants."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

FOLDER = "js/"
JOINED = "js/joined/"
_MOST = 12

_IMPORT = re.compile(r"""^import\s*\{([^}]*)\}\s*from\s*["']([^"']+)["'];?[ \t]*\n""", re.MULTILINE)
_EXPORT = re.compile(r"^export (async function|function|class|const) (\w+)", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9./-]*")

Read = Callable[[str], str]


def joined_name(names: list[str]) -> str:
    """The address of these modules together: `js/app.js js/elements/x.js` is `app~elements.x`."""
    short = (name.removeprefix(FOLDER).removesuffix(".js").replace("/", ".") for name in names)
    return f"{JOINED}{'~'.join(short)}.js"


def parts_of(name: str) -> list[str]:
    """The modules a joined address names; empty if it is not one that `joined_name` makes."""
    shorts = name.removeprefix(JOINED).removesuffix(".js").split("~")
    if len(shorts) > _MOST or not all(_NAME.fullmatch(short) for short in shorts):
        return []
    return [f"{FOLDER}{short.replace('.', '/')}.js" for short in shorts]


def joined(names: list[str], read: Read) -> str:
    """The modules and all they import, each once and after what it needs."""
    ordered: dict[str, str] = {}
    for name in names:
        _add(name, read, ordered)
    return "\n".join(ordered.values())


def _add(name: str, read: Read, ordered: dict[str, str]) -> None:
    if name in ordered:
        return
    source = read(name)
    for _names, target in _IMPORT.findall(source):
        _add(_beside(name, target), read, ordered)
    ordered[name] = _scoped(name, source)


def _scoped(name: str, source: str) -> str:
    """One module as a function that is called at once and gives what the module exports."""
    exports = ", ".join(found for _kind, found in _EXPORT.findall(source))
    body = _IMPORT.sub(lambda found: _constants(name, found), source)
    body = _EXPORT.sub(r"\1 \2", body)
    opening = f"/* {name} */\nconst {_variable(name)} = (() => {{\n"
    return f"{opening}{body}\nreturn {{ {exports} }};\n}})();\n"


def _constants(name: str, found: re.Match[str]) -> str:
    names = found[1].replace(" as ", ": ")
    return f"const {{{names}}} = {_variable(_beside(name, found[2]))};\n"


def _variable(name: str) -> str:
    return "_" + re.sub(r"\W", "_", name.removesuffix(".js"))


def _beside(name: str, target: str) -> str:
    """`../lib/x.js` seen from `js/elements/y.js` is `js/lib/x.js`."""
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / target).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
