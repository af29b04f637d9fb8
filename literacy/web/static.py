"""Our own style sheets, modules and pictures: joined, compressed and named by version at start."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort, request

from literacy.web.access import public
from literacy.web.scripts import JOINED, joined, joined_name, parts_of

_IMPORT = re.compile(r"""@import (?:url\()?["']([^"')]+)["']\)?\s*(?:layer\(([\w.]+)\))?;\s*""")
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
# Pages name a handful of sets; an address with any other is answered, and not remembered long.
_JOINED_KEPT = 64
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
        self._joined: dict[str, Asset] = {}
        self._load()

    def _load(self) -> None:
        paths = [path for path in sorted(self._root.rglob("*")) if path.is_file()]
        bodies = {path.relative_to(self._root).as_posix(): self._body(path) for path in paths}
        digest = hashlib.sha256()
        for name, body in bodies.items():
            digest.update(name.encode() + body)
        self._assets = {name: _asset(name, body) for name, body in bodies.items()}
        self._joined = {}
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

    def script(self, names: list[str]) -> str:
        """The address of these modules and all they import as one file."""
        for name in names:
            assert name in self._assets, f"there is no module {name}"
        return f"/static/{self.version}/{joined_name(names)}"

    def get(self, name: str) -> Asset | None:
        return self._together(name) if name.startswith(JOINED) else self._assets.get(name)

    def _together(self, name: str) -> Asset | None:
        names = parts_of(name)
        if not names or len(set(names)) < len(names) or not set(names) <= set(self._assets):
            return None
        if name not in self._joined:
            if len(self._joined) >= _JOINED_KEPT:
                self._joined.clear()
            text = joined(names, lambda each: self._assets[each].body.decode())
            self._joined[name] = _asset(name, text.encode())
        return self._joined[name]


def start_static(app: Flask, files: StaticFiles) -> None:
    app.jinja_env.globals.update(static_url=files.url, script_url=files.script)

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
        gzipped=_compressed(body) if text else b"",
        type=f"{type_}; charset=utf-8" if text else type_,
    )


@cache
def _compressed(body: bytes) -> bytes:
    """Files that did not change are not compressed again when a watched site loads them all."""
    return gzip.compress(body, 9, mtime=0)
