"""Our own style sheets, modules and pictures: joined, compressed and named by version at start."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, abort, request

from literacy.web.access import public

_IMPORT = re.compile(r"""@import (?:url\()?["']([^"')]+)["']\)?\s*(?:layer\(([\w.]+)\))?;\s*""")
_MODULE = re.compile(r"""^\s*import\s[^'"]*['"]([^'"]+)['"]""", re.MULTILINE)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    body: bytes
    gzipped: bytes
    type: str


class StaticFiles:
    """Every file under `root`, in memory; `version` changes with any of them."""

    def __init__(self, root: Path, *, watch: bool = False) -> None:
        self._root = root
        self._watch = watch
        self._stamp = 0.0
        self.version = ""
        self._assets: dict[str, Asset] = {}
        self._chains: dict[str, list[str]] = {}
        self._load()

    def _load(self) -> None:
        paths = [path for path in sorted(self._root.rglob("*")) if path.is_file()]
        bodies = {path.relative_to(self._root).as_posix(): self._body(path) for path in paths}
        digest = hashlib.sha256()
        for name, body in bodies.items():
            digest.update(name.encode() + body)
        self._assets = {name: _asset(name, body) for name, body in bodies.items()}
        self.version = digest.hexdigest()[:10]
        self._stamp = self._newest()

    def _newest(self) -> float:
        return max((path.stat().st_mtime for path in self._root.rglob("*")), default=0.0)

    def _body(self, path: Path) -> bytes:
        if path.name != "app.css":
            return path.read_bytes()
        return _IMPORT.sub(self._inlined, path.read_text("utf-8")).encode()

    def _inlined(self, found: re.Match[str]) -> str:
        text = (self._root / "css" / found[1]).read_text("utf-8")
        return f"@layer {found[2]} {{\n{text}}}\n" if found[2] else text

    def url(self, name: str) -> str:
        if self._watch and self._newest() > self._stamp:
            self._load()
        assert name in self._assets, f"there is no static file {name}"
        return f"/static/{self.version}/{name}"

    def modules(self, names: list[str]) -> list[str]:
        """The addresses of these modules and of all they import, so that none waits for another."""
        asked = " ".join(names)
        if self._watch or asked not in self._chains:
            self._chains[asked] = [self.url(name) for name in self._chain(names)]
        return self._chains[asked]

    def _chain(self, names: list[str]) -> list[str]:
        found: dict[str, None] = {}
        waiting = list(names)
        while waiting:
            name = waiting.pop(0)
            if name not in found:
                found[name] = None
                waiting += self._imports(name)
        return list(found)

    def _imports(self, name: str) -> list[str]:
        text = self._assets[name].body.decode()
        folder = Path(name).parent
        joined = [(folder / target).as_posix() for target in _MODULE.findall(text)]
        return [_normal(target) for target in joined]

    def get(self, name: str) -> Asset | None:
        return self._assets.get(name)


def start_static(app: Flask, files: StaticFiles) -> None:
    app.jinja_env.globals.update(static_url=files.url, module_urls=files.modules)

    @app.get("/static/<version>/<path:name>", endpoint="static_file")
    @public
    def static_file(version: str, name: str) -> Response:
        asset = files.get(name)
        if asset is None:
            abort(404)
        return _response(asset, for_ever=version == files.version)


def _response(asset: Asset, *, for_ever: bool) -> Response:
    small = "gzip" in request.headers.get("Accept-Encoding", "") and asset.gzipped
    response = Response(asset.gzipped if small else asset.body, content_type=asset.type)
    response.headers["Cache-Control"] = _FOR_EVER if for_ever else "no-cache"
    response.headers["Vary"] = "Accept-Encoding"
    if small:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    type_ = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    text = type_.startswith("text/") or suffix in _TYPES
    return Asset(
        body=body,
        gzipped=gzip.compress(body, 9, mtime=0) if text else b"",
        type=f"{type_}; charset=utf-8" if text else type_,
    )


def _normal(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
