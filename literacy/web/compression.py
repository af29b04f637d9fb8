"""Pages go out compressed: level 1, because they differ per person and are made each time."""

import gzip

from flask import Flask, Response, request

_WORTH_IT_BYTES = 1400


def start_compression(app: Flask) -> None:
    @app.after_request
    def _compress(response: Response) -> Response:
        if not _compressible(response):
            return response
        response.set_data(gzip.compress(response.get_data(), 1, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
        return response


def _compressible(response: Response) -> bool:
    return (
        "gzip" in request.headers.get("Accept-Encoding", "")
        and response.mimetype in ("text/html", "application/json", "text/csv")
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and (response.content_length or 0) >= _WORTH_IT_BYTES
        and not request.path.startswith("/labs/")
    )
