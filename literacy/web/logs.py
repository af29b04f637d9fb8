"""Log lines as text for people or as JSON for collectors, each with the request's id."""

import json
import logging
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, has_request_context, request

_QUIET = ("/static/", "/healthz", "/readyz")
# Control characters and the line ends of Unicode, as a reader may see them.
_SHOWN = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160))} | {
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
access_log = logging.getLogger("literacy.access")


class JsonLines(logging.Formatter):
    """One JSON object a line, in ASCII, so that no sign in a value can end or forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": g.get("request_id", "") if has_request_context() else "",
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class TextLines(logging.Formatter):
    """Readable lines; control characters are shown, not obeyed."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        mark = g.get("request_id", "") if has_request_context() else ""
        text = super().formatMessage(record).translate(_SHOWN)
        return f"{text} [{mark}]" if mark else text

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Set in, so that no line of it looks like one of ours."""
        lines = super().formatException(ei).splitlines()
        return "\n".join("    " + line.translate(_SHOWN) for line in lines)


def set_up_logs(form: str) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(
        JsonLines() if form == "json" else TextLines("%(asctime)s %(levelname)s %(message)s")
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def start_access_log(app: Flask) -> None:
    @app.before_request
    def _start_clock() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def _log(response: Response) -> Response:
        if not request.path.startswith(_QUIET) and access_log.isEnabledFor(logging.INFO):
            _write(response)
        return response


def _write(response: Response) -> None:
    milliseconds = round((time.perf_counter() - g.get("started", 0.0)) * 1000, 1)
    path = _without_token(request.path)
    facts = {
        "method": request.method,
        "path": path,
        "status": response.status_code,
        "milliseconds": milliseconds,
    }
    line = f"{request.method} {path} {response.status_code} {milliseconds} ms"
    access_log.info(line, extra={"facts": facts})


def _without_token(path: str) -> str:
    """One-time links carry their secret in the path; it never reaches a log."""
    for start in ("/invite/", "/setup/", "/password/reset/"):
        if path.startswith(start):
            return start + "…"
    return path
